"""A questionnaire with rules: shown where something is answered, a constraint, a calculation, a filter, a default."""

from forms.questionnaire import Choice, Group, Question, Questionnaire, Rules, Section
from tests.factories.forms import both

PLACES = (
    Choice("gbg", both("Göteborg", "Gothenburg"), columns=(("lan", "vg"),)),
    Choice("boras", both("Borås", "Borås"), columns=(("lan", "vg"),)),
    Choice("lund", both("Lund", "Lund"), columns=(("lan", "skane"),)),
)
COUNTIES = (Choice("vg", both("Västra Götaland", "Västra Götaland")), Choice("skane", both("Skåne", "Scania")))
TOO_MANY = both("Lediga platser kan inte vara fler än platserna.", "There can't be more free places than places.")

HOUSING = Section(
    key="boende",
    title=both("Boende", "Housing"),
    groups=(
        Group("om_platser", both("Om platserna", "About the places"), relevant="${skyddat} = 'yes'"),
        Group("om_orten", both("Om orten", "About the town"), hint=both("Där ni har ert kontor.", "Of your office.")),
    ),
    questions=(
        Question("skyddat", "yes_no", both("Har ni skyddat boende?", "Do you have safe housing?"), required=True),
        Question(
            "platser",
            "decimal",
            both("Hur många platser?", "How many places?"),
            required=True,
            group="om_platser",
        ),
        Question(
            "lediga",
            "decimal",
            both("Hur många är lediga?", "How many are free?"),
            group="om_platser",
            rules=Rules(relevant="${platser} > 0", constraint=". <= ${platser}", constraint_message=TOO_MANY),
        ),
        Question(
            "upptagna",
            "calculated",
            both("Upptagna platser", "Places taken"),
            rules=Rules(relevant="${lediga} != ''", calculation="${platser} - ${lediga}"),
        ),
        Question("lan", "one_choice", both("Vilket län?", "Which county?"), choices=COUNTIES, group="om_orten"),
        Question(
            "ort",
            "one_choice",
            both("Vilken ort?", "Which town?"),
            choices=PLACES,
            group="om_orten",
            rules=Rules(relevant="${lan} != ''", choice_filter="lan = ${lan}"),
        ),
    ),
)
WITHOUT = Section(
    key="utan",
    title=both("Utan boende", "Without housing"),
    relevant="${skyddat} = 'no'",
    questions=(
        Question("varfor", "short_text", both("Vad gör ni i stället?", "What do you do instead?"), required=True),
    ),
)
LAST = Section(
    key="sist",
    title=both("Sist", "Last"),
    questions=(
        Question("kontakt", "short_text", both("Vem svarar?", "Who answers?"), rules=Rules(default="Kansliet")),
        Question("kalla", "hidden", both("", ""), rules=Rules(default="webb")),
    ),
)


def ruled_form() -> Questionnaire:
    """Three sections; the second is asked only of those without housing."""
    return Questionnaire(title=both("Boenden", "Housing"), sections=(HOUSING, WITHOUT, LAST))
