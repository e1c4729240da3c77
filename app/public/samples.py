"""Made-up data for the page of components: a form with and without errors, and one question of every type."""

from dataclasses import replace
from decimal import Decimal

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    Form,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from forms.answers import QuotePermission
from forms.builder import Asked, Prefill, asked, prefilled, section_form
from forms.localised import Localised
from forms.options import options
from forms.questionnaire import Choice, Question, Section

CHOICES = [("first", "Stöd till utsatta"), ("second", "Förebyggande arbete"), ("third", "Samverkan mellan aktörer")]
CHOICE_OBJECTS = tuple(Choice(key, Localised(sv=label)) for key, label in CHOICES)
FAULT = "Skriv en adress som svar kan komma till, till exempel namn@forening.example."


# An answer's files, and those of a draft by the key of their question.
FILES = (
    {"name": "Karta över området.pdf", "size": 483_328},
    {"name": "Årsrapport.docx", "size": 2_411_724},
)
ATTACHED = {"right_file": [{"id": 1, "file": FILES[0]}]}
WRONG_TOO = " (med fel)"


class SampleForm(Form):
    """One field of every kind that the fixed forms use."""

    title = StringField("Mötets rubrik", [InputRequired()], default="Mäns våld mot kvinnor")
    email = EmailField("E-postadress", default="kontakt@forening")
    password = PasswordField("Lösenord")
    purpose = TextAreaField("Varför frågar rådet?", description="Två eller tre meningar räcker.")
    days = IntegerField("Hur många dagar har organisationerna på sig?", default=21)
    deadline = DateField("Sista dag att svara")
    theme = SelectField("Tema", choices=options(CHOICES), default="second")
    level = RadioField("Vem får svara?", choices=options(CHOICES), default="first")
    areas = SelectMultipleField("Vilka områden gäller det?", choices=options(CHOICES), default=["first", "third"])
    agreed = BooleanField("Jag har läst texten", default=True)
    register = FileField("Lista med organisationer")


def sample_form(*, wrong: bool = False) -> SampleForm:
    """The form as first shown, or as it comes back with faults."""
    form = SampleForm(prefix="wrong" if wrong else "")
    if wrong:
        form.areas.label.text += WRONG_TOO  # two groups of one name can't be told apart by ear
        form.email.errors = [FAULT]
        form.areas.errors = ["Välj minst ett område."]
        form.purpose.errors = ["Skriv varför rådet frågar."]
    return form


def sample_questions(*, wrong: bool = False) -> tuple[Asked, ...]:
    """One question of every type, some answered; with faults where asked for."""
    questions = tuple(map(_told_apart, _questions("wrong")) if wrong else _questions("right"))
    section = Section("sample", Localised(sv="Frågor"), questions=questions)
    answers = {
        section.questions[1].key: Prefill("Det saknas boenden för kvinnor med barn.\n\n- i väster\n- i norr", 3),
        section.questions[2].key: Prefill("12", 1, QuotePermission.KIND_ONLY),
        section.questions[4].key: Prefill({"chosen": ["second"], "other": ""}, 1),
        section.questions[6].key: Prefill("4", 2, QuotePermission.CHAIR_ONLY),
    }
    form = section_form(section, "sv")(formdata=None, meta={"csrf": False}, data=prefilled(section, answers))
    shown = asked(form, section, answers)
    if wrong:
        for one in shown[1:6:2]:
            if one.answer is not None:
                one.answer.errors = ["Svara på frågan. Den behövs för att ni ska kunna skicka."]
    return shown


def _told_apart(question: Question) -> Question:
    texts = {language: text + WRONG_TOO for language, text in question.label.texts}
    return replace(question, label=Localised.of(texts))


def _questions(prefix: str) -> list[Question]:
    return [
        Question(f"{prefix}_note", "note", Localised(sv="Tänk på det senaste året.\nSvara för er organisation.")),
        Question(
            f"{prefix}_long",
            "long_text",
            Localised(sv="Vad ser ni i er verksamhet?"),
            Localised(sv="Skriv gärna om enskilda händelser, men så att ingen kan kännas igen."),
            required=True,
            suggested_length=2000,
        ),
        Question(f"{prefix}_number", "integer", Localised(sv="Hur många personer har ni hört i frågan?")),
        Question(f"{prefix}_date", "date", Localised(sv="När tog ni upp frågan senast?")),
        Question(
            f"{prefix}_one",
            "one_choice",
            Localised(sv="Var behövs mest?"),
            choices=CHOICE_OBJECTS,
            other=True,
        ),
        Question(
            f"{prefix}_several",
            "several_choices",
            Localised(sv="Vad arbetar ni själva med?"),
            choices=CHOICE_OBJECTS,
            other=True,
        ),
        Question(
            f"{prefix}_scale",
            "scale",
            Localised(sv="Hur väl fungerar samverkan i dag?"),
            minimum=Decimal(1),
            maximum=Decimal(5),
            low_label=Localised(sv="inte alls"),
            high_label=Localised(sv="mycket väl"),
        ),
        Question(f"{prefix}_yes", "yes_no", Localised(sv="Vill ni berätta mer på mötet?"), required=True),
        Question(f"{prefix}_short", "short_text", Localised(en="Which other organisation should we ask?")),
        *_further_questions(prefix),
    ]


def _further_questions(prefix: str) -> list[Question]:
    return [
        Question(f"{prefix}_rank", "rank", Localised(sv="Vad är viktigast?"), choices=CHOICE_OBJECTS),
        Question(
            f"{prefix}_matrix",
            "matrix",
            Localised(sv="Hur ofta möter ni det här?"),
            rows=CHOICE_OBJECTS,
            choices=(Choice("rarely", Localised(sv="Sällan")), Choice("often", Localised(sv="Ofta"))),
        ),
        Question(f"{prefix}_decimal", "decimal", Localised(sv="Vad kostar det, i tusen kronor?")),
        Question(
            f"{prefix}_range",
            "range",
            Localised(sv="Hur stor andel gäller det?"),
            minimum=Decimal(0),
            maximum=Decimal(100),
            step=Decimal(5),
        ),
        Question(f"{prefix}_time", "time", Localised(sv="När öppnar ni?")),
        Question(f"{prefix}_moment", "date_and_time", Localised(sv="När kan vi ses?")),
        Question(f"{prefix}_file", "file", Localised(sv="Karta över området")),
        Question(f"{prefix}_agreed", "acknowledge", Localised(sv="Svaret är förankrat"), required=True),
    ]
