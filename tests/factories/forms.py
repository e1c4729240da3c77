"""A questionnaire with every type of question, in both languages."""

from decimal import Decimal

from forms.localised import Localised
from forms.questionnaire import Choice, Question, Questionnaire, Section


def both(sv: str, en: str) -> Localised:
    return Localised(sv=sv, en=en)


WHERE = (
    Choice("hemma", both("I hemmet", "At home")),
    Choice("arbete", both("På arbetet", "At work")),
    Choice("natet", both("På nätet", "Online")),
)

SEEN = Section(
    key="det_ni_ser",
    title=both("Det ni ser", "What you see"),
    intro=both("Utgå från er egen verksamhet.", "Start from your own work."),
    questions=(
        Question(
            "lasmer", "note", both("Skriv inga namn på enskilda personer.", "Do not write the names of individuals.")
        ),
        Question(
            "vad_ser_ni",
            "long_text",
            both("Vad ser ni av mäns våld mot kvinnor?", "What do you see of men’s violence against women?"),
            hint=both("Beskriv mönster, inte enskilda personer.", "Describe patterns, not individuals."),
            required=True,
            suggested_length=3000,
        ),
        Question("var", "several_choices", both("Var ser ni det?", "Where do you see it?"), choices=WHERE, other=True),
        Question("mest", "one_choice", both("Var är det vanligast?", "Where is it most common?"), choices=WHERE),
    ),
)
SUPPORT = Section(
    key="stod-och-skydd",
    title=both("Stöd och skydd", "Support and protection"),
    questions=(
        Question("basta-insats", "short_text", both("Vilken insats fungerar bäst?", "Which measure works best?")),
        Question(
            "antal",
            "integer",
            both("Hur många möter ni på ett år?", "How many do you meet in a year?"),
            minimum=Decimal(0),
            maximum=Decimal(5000),
        ),
        Question("sedan", "date", both("Sedan vilken dag räknar ni?", "From which day do you count?")),
        Question(
            "samverkan",
            "scale",
            both("Hur fungerar samverkan?", "How well does co-operation work?"),
            minimum=Decimal(1),
            maximum=Decimal(5),
            low_label=both("inte alls", "not at all"),
            high_label=both("mycket bra", "very well"),
        ),
        Question("rutin", "yes_no", both("Har ni en rutin?", "Do you have a routine?"), required=True),
    ),
)


AGREE = (Choice("aldrig", both("Aldrig", "Never")), Choice("ibland", both("Ibland", "Sometimes")))
FURTHER = Section(
    key="fler-satt",
    title=both("Fler sätt att svara", "Further ways to answer"),
    questions=(
        Question("ordning", "rank", both("Vad är viktigast?", "What matters most?"), required=True, choices=WHERE),
        Question(
            "hur-ofta",
            "matrix",
            both("Hur ofta händer det?", "How often does it happen?"),
            required=True,
            rows=WHERE[:2],
            choices=AGREE,
        ),
        Question(
            "vad-hjalper",
            "several_choices",
            both("Vad hjälper?", "What helps?"),
            choices=(*WHERE, Choice("inget", both("Inget av detta", "None of these"), exclusive=True)),
        ),
        Question("kostar", "decimal", both("Vad kostar det?", "What does it cost?"), minimum=Decimal(0)),
        Question(
            "andel",
            "range",
            both("Hur stor andel?", "How large a share?"),
            minimum=Decimal(0),
            maximum=Decimal(100),
            step=Decimal(4),
        ),
        Question("oppnar", "time", both("När öppnar ni?", "When do you open?")),
        Question("traffas", "date_and_time", both("När kan vi ses?", "When can we meet?")),
        Question("karta", "file", both("Karta över området", "Map of the area")),
        Question(
            "forankrat",
            "acknowledge",
            both("Svaret är förankrat", "The answer is agreed"),
            required=True,
            theme="skydd",
        ),
    ),
)


def form_of_further_types() -> Questionnaire:
    """One section of the types that the full form does not hold."""
    return Questionnaire(title=full_form().title, sections=(FURTHER,))


PROPOSALS = Section(
    key="era-forslag",
    title=both("Era förslag", "Your proposals"),
    questions=(
        Question(
            "forslag-till-radet",
            "repeat",
            both("Förslag till rådet", "Proposals to the council"),
            item_label=both("Förslag", "Proposal"),
            maximum=Decimal(4),
            proposals=True,
            theme="skydd",
            questions=(
                Question("forslag", "long_text", both("Förslag", "Proposal"), required=True),
                Question("for-vem", "several_choices", both("Vem gäller det?", "Whom?"), choices=WHERE, other=True),
                Question("kostnad", "decimal", both("Kostnad", "Cost"), minimum=Decimal(0)),
            ),
        ),
    ),
)


def form_with_proposals() -> Questionnaire:
    """The full form with a repeating group last."""
    return Questionnaire(title=full_form().title, sections=(*full_form().sections, PROPOSALS))


def full_form() -> Questionnaire:
    """Two sections, one key with a hyphen, a note, and each of the answered types."""
    return Questionnaire(
        title=both("Underlag inför mötet", "Input for the meeting"),
        intro=both("Svara kort eller långt, det som passar er.", "Answer briefly or at length."),
        sections=(SEEN, SUPPORT),
    )
