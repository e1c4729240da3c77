"""What a new question of a type begins as in the builder: most are blank, a repeating group is ready to be used."""

from forms.localised import Localised
from forms.questionnaire import NOTHING, Question

PROPOSALS = Question(
    key="",
    type="repeat",
    label=Localised(sv="Förslag till rådet", en="Proposals to the council"),
    hint=Localised(
        sv="Skriv ett förslag i taget. Lägg till så många ni vill.",
        en="Write one proposal at a time. Add as many as you like.",
    ),
    item_label=Localised(sv="Förslag", en="Proposal"),
    proposals=True,
    questions=(
        Question(
            key="",
            type="long_text",
            label=Localised(sv="Vad föreslår ni?", en="What do you propose?"),
            required=True,
            suggested_length=500,
        ),
        Question(
            key="",
            type="short_text",
            label=Localised(sv="Vem gäller det?", en="Whom does it concern?"),
        ),
        Question(
            key="",
            type="long_text",
            label=Localised(sv="Vad önskar ni av rådet?", en="What do you ask of the council?"),
            suggested_length=300,
        ),
    ),
)


def beginning(type_name: str) -> Question:
    """Return a new question of this type, its keys still empty."""
    return PROPOSALS if type_name == PROPOSALS.type else Question("", type_name, NOTHING)
