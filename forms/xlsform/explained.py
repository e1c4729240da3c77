"""What the columns and types of a form workbook mean, in the words of those who write one."""

from forms.localised import Localised

COLUMNS: tuple[tuple[str, str, Localised], ...] = (
    (
        "survey",
        "type",
        Localised(
            sv="Vad för slags fråga det är. Typerna står längre ner.", en="The kind of question; see the types below."
        ),
    ),
    (
        "survey",
        "name",
        Localised(
            sv="Frågans namn: bokstäver, siffror och understreck. Ändra det inte från år till år.",
            en="The question's name: letters, digits and underscores. Keep it from year to year.",
        ),
    ),
    (
        "survey",
        "label::Svenska (sv)",
        Localised(
            sv="Frågan på svenska. Varje språk har sin kolumn.",
            en="The question in Swedish. Each language has its column.",
        ),
    ),
    ("survey", "hint::Svenska (sv)", Localised(sv="Hjälp under frågan.", en="Help under the question.")),
    (
        "survey",
        "required",
        Localised(
            sv="yes om frågan måste besvaras, eller ett villkor för när den måste det.",
            en="yes where an answer is needed, or a condition for when it is.",
        ),
    ),
    (
        "survey",
        "relevant",
        Localised(
            sv="Villkor för att visa raden, till exempel ${boende} = 'yes'.",
            en="Condition for showing the row, such as ${boende} = 'yes'.",
        ),
    ),
    (
        "survey",
        "constraint",
        Localised(
            sv="Vad svaret (.) måste uppfylla, till exempel . >= 0 and . <= 100.",
            en="What the answer (.) must fulfil, such as . >= 0 and . <= 100.",
        ),
    ),
    (
        "survey",
        "constraint_message::Svenska (sv)",
        Localised(sv="Vad som sägs när svaret inte uppfyller det.", en="What is said when the answer does not."),
    ),
    (
        "survey",
        "choice_filter",
        Localised(
            sv="Villkor för vilka alternativ som visas; frågar efter kolumner på bladet choices.",
            en="Condition for the choices shown; asks for columns of the sheet choices.",
        ),
    ),
    (
        "survey",
        "calculation",
        Localised(
            sv="Uttrycket som räknar ut ett värde som ingen skriver.",
            en="The expression that works out a value nobody types.",
        ),
    ),
    (
        "survey",
        "default",
        Localised(sv="Vad som står i svaret från början.", en="What stands in the answer from the start."),
    ),
    (
        "survey",
        "appearance",
        Localised(
            sv="multiline ger en lång textruta. table-list på en grupp ger en matris.",
            en="multiline makes a long box of text. table-list on a group makes a matrix.",
        ),
    ),
    (
        "survey",
        "parameters",
        Localised(
            sv="Intervall: start=0 end=10 step=1. Upprepad grupp: min=1 max=5.",
            en="Range: start=0 end=10 step=1. Repeating group: min=1 max=5.",
        ),
    ),
    (
        "survey",
        "repeat_count",
        Localised(
            sv="Hur många gånger en upprepad grupp besvaras, när det alltid är lika många.",
            en="How many times a repeating group is answered, where it is always as many.",
        ),
    ),
    (
        "survey",
        "item_label::Svenska (sv)",
        Localised(
            sv="Vad en omgång i en upprepad grupp heter, till exempel Förslag.",
            en="What one round of a repeating group is called, such as Proposal.",
        ),
    ),
    (
        "survey",
        "label_youth_council::Svenska (sv)",
        Localised(
            sv="Frågan i ord för ungdomsfullmäktige. hint_youth_council är hjälptexten. Finns för varje typ. "
            "label_plain är på lättläst.",
            en="The question in words for youth councils; hint_youth_council is its hint. There is one for each kind. "
            "label_plain is in plain language.",
        ),
    ),
    (
        "survey",
        "low_label::Svenska (sv)",
        Localised(
            sv="Ord vid skalans lägsta steg. high_label är för det högsta.",
            en="Words at the lowest step of a scale; high_label is for the highest.",
        ),
    ),
    (
        "survey",
        "other",
        Localised(
            sv="yes om ”Annat” ska finnas i en fråga som har choice_filter.",
            en="yes where “Other” is offered in a question with a choice_filter.",
        ),
    ),
    (
        "survey",
        "suggested_length",
        Localised(sv="Råd om hur många tecken svaret bör ha.", en="Advice on the answer's length in characters."),
    ),
    (
        "survey",
        "theme",
        Localised(sv="Nyckeln till frågans tema i kodboken.", en="The key of the question's theme in the code book."),
    ),
    (
        "survey",
        "question_key",
        Localised(
            sv="Frågans egen nyckel, där en annan fråga har samma namn. Ändra den inte.",
            en="The question's own key, where another question has the same name. Leave it as it is.",
        ),
    ),
    (
        "survey",
        "audience",
        Localised(
            sv="Vilka som får frågan, till exempel kind:member eller org:NAMN. Tomt: alla.",
            en="Who is asked, such as kind:member or org:NAME. Empty: everyone.",
        ),
    ),
    (
        "choices",
        "list_name",
        Localised(
            sv="Listans namn, som står efter select_one i kolumnen type.",
            en="The list's name, as it stands after select_one in the column type.",
        ),
    ),
    (
        "choices",
        "name",
        Localised(
            sv="Alternativets namn: det som sparas. Ändra det inte från år till år.",
            en="The choice's name: what is stored. Keep it from year to year.",
        ),
    ),
    ("choices", "label::Svenska (sv)", Localised(sv="Alternativet som det läses.", en="The choice as it is read.")),
    (
        "choices",
        "exclusive",
        Localised(
            sv="yes för ett alternativ som står ensamt, som ”Inget av detta”.",
            en="yes for a choice that stands alone, such as “None of these”.",
        ),
    ),
    ("settings", "form_title", Localised(sv="Formulärets rubrik.", en="The form's title.")),
    (
        "settings",
        "intro::Svenska (sv)",
        Localised(sv="Texten överst i formuläret.", en="The text at the top of the form."),
    ),
    (
        "settings",
        "default_language",
        Localised(sv="Språket i kolumner som inte nämner något språk.", en="The language of columns that name none."),
    ),
)

TYPES: tuple[tuple[str, Localised], ...] = (
    ("text", Localised(sv="Text", en="Text")),
    ("integer", Localised(sv="Heltal", en="Whole number")),
    ("decimal", Localised(sv="Tal, även med decimaler", en="Number, decimals included")),
    ("date", Localised(sv="Datum", en="Date")),
    ("time", Localised(sv="Klockslag", en="Time of day")),
    ("dateTime", Localised(sv="Datum och klockslag", en="Date and time")),
    ("select_one yes_no", Localised(sv="Ja eller nej", en="Yes or no")),
    (
        "select_one LISTA",
        Localised(sv="Ett val ur en lista på bladet choices", en="One choice of a list on the sheet choices"),
    ),
    ("select_one LISTA or_other", Localised(sv="Samma, med ”Annat”", en="The same, with “Other”")),
    ("select_multiple LISTA", Localised(sv="Flera val ur en lista", en="Several choices of a list")),
    ("rank LISTA", Localised(sv="Rangordning av en lista", en="Ranking of a list")),
    (
        "range",
        Localised(
            sv="Skala eller intervall; ändarna står i parameters", en="Scale or range; its ends are in parameters"
        ),
    ),
    ("acknowledge", Localised(sv="En ruta att kryssa i", en="A box to tick")),
    ("file", Localised(sv="Bilaga", en="Attachment")),
    ("note", Localised(sv="Text som bara läses", en="Text that is only read")),
    ("calculate", Localised(sv="Värde som räknas ut", en="Value that is worked out")),
    ("hidden", Localised(sv="Värde som ingen ser", en="Value that nobody sees")),
    (
        "begin_group",
        Localised(sv="Här börjar ett avsnitt, eller en grupp i det", en="A section begins, or a group inside one"),
    ),
    ("end_group", Localised(sv="Här slutar gruppen", en="The group ends")),
    ("begin_repeat", Localised(sv="Här börjar en upprepad grupp", en="A repeating group begins")),
    ("end_repeat", Localised(sv="Här slutar den upprepade gruppen", en="The repeating group ends")),
)
"""LISTA stands for the name of a list."""

PLACEHOLDER = "LISTA"
