"""A form that shows how one is written in a workbook: most types of question, with logic and two languages."""

from decimal import Decimal

from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Choice, Group, Question, Questionnaire, Rules, Section

_PLACES = (
    Choice("hemmet", Localised(sv="I hemmet", en="At home")),
    Choice("skolan", Localised(sv="I skolan", en="At school")),
    Choice("arbetet", Localised(sv="På arbetet", en="At work")),
    Choice("natet", Localised(sv="På nätet", en="Online")),
    Choice("inget", Localised(sv="Inget av detta", en="None of these"), exclusive=True),
)

_NOW = Section(
    "laget",
    Localised(sv="Läget i dag", en="How things are today"),
    Localised(sv="Utgå från er egen verksamhet.", en="Start from your own work."),
    questions=(
        Question(
            "att_tanka_pa",
            "note",
            Localised(sv="Skriv inga namn på enskilda personer.", en="Do not write the names of individuals."),
        ),
        Question(
            "vad_ser_ni",
            "long_text",
            Localised(sv="Vad ser ni av otrygghet?", en="What do you see of people feeling unsafe?"),
            hint=Localised(sv="Beskriv mönster, inte enskilda händelser.", en="Describe patterns, not single events."),
            required=True,
            suggested_length=2000,
        ),
        Question(
            "var_ser_ni_det",
            "several_choices",
            Localised(sv="Var ser ni det?", en="Where do you see it?"),
            choices=_PLACES,
            other=True,
        ),
        Question(
            "viktigast",
            "rank",
            Localised(sv="Vad är viktigast? Ordna från 1 till 3.", en="What matters most? Order from 1 to 3."),
            choices=(
                Choice("tidigt", Localised(sv="Tidigt stöd", en="Early support")),
                Choice("skydd", Localised(sv="Skydd", en="Protection")),
                Choice("kunskap", Localised(sv="Kunskap", en="Knowledge")),
            ),
        ),
        Question(
            "samverkan",
            "scale",
            Localised(sv="Hur fungerar samverkan?", en="How well does co-operation work?"),
            minimum=Decimal(1),
            maximum=Decimal(5),
            low_label=Localised(sv="inte alls", en="not at all"),
            high_label=Localised(sv="mycket bra", en="very well"),
        ),
    ),
)

_AGREEMENT = (
    Choice("daligt", Localised(sv="Dåligt", en="Badly")),
    Choice("ganska_bra", Localised(sv="Ganska bra", en="Fairly well")),
    Choice("bra", Localised(sv="Bra", en="Well")),
)

_SUPPORT = Section(
    "stod",
    Localised(sv="Stöd och skydd", en="Support and protection"),
    groups=(
        Group(
            "om_boendet",
            Localised(sv="Om boendet", en="About the housing"),
            Localised(sv="Visas bara för den som har ett.", en="Shown only to those who have one."),
            relevant="${har_boende} = 'yes'",
        ),
    ),
    questions=(
        Question("har_boende", "yes_no", Localised(sv="Har ni skyddat boende?", en="Do you have sheltered housing?")),
        Question(
            "antal_platser",
            "integer",
            Localised(sv="Hur många platser har det?", en="How many places does it have?"),
            minimum=Decimal(0),
            maximum=Decimal(500),
            group="om_boendet",
        ),
        Question(
            "boende_sedan",
            "date",
            Localised(sv="Sedan vilken dag?", en="Since which day?"),
            group="om_boendet",
            rules=Rules(
                constraint=". <= today()",
                constraint_message=Localised(
                    sv="Dagen kan inte ligga framåt i tiden.", en="The day cannot be later than today."
                ),
            ),
        ),
        Question(
            "insatser",
            "matrix",
            Localised(sv="Hur fungerar insatserna?", en="How do the measures work?"),
            choices=_AGREEMENT,
            rows=(
                Choice("radgivning", Localised(sv="Rådgivning", en="Advice")),
                Choice("jour", Localised(sv="Jour på natten", en="A line open at night")),
            ),
        ),
        Question(
            "varfor_inte",
            "short_text",
            Localised(sv="Vad skulle krävas för att ordna det?", en="What would it take to arrange it?"),
            audience=Audience(frozenset({OrganisationKind.MEMBER})),
            rules=Rules(relevant="${har_boende} = 'no'", required_if="selected(${var_ser_ni_det}, 'hemmet')"),
        ),
    ),
)

_PROPOSALS = Section(
    "forslag",
    Localised(sv="Era förslag", en="Your proposals"),
    questions=(
        Question(
            "forslagen",
            "repeat",
            Localised(sv="Vad vill ni att rådet gör?", en="What do you want the council to do?"),
            hint=Localised(sv="Lägg till ett förslag i taget.", en="Add one proposal at a time."),
            maximum=Decimal(5),
            item_label=Localised(sv="Förslag", en="Proposal"),
            proposals=True,
            questions=(
                Question(
                    "vad", "long_text", Localised(sv="Vad föreslår ni?", en="What do you propose?"), required=True
                ),
                Question("vem", "short_text", Localised(sv="Vem bör göra det?", en="Who should do it?")),
            ),
        ),
    ),
)

EXAMPLE = Questionnaire(
    Localised(sv="Exempel: trygghet i vår stad", en="Example: safety in our city"),
    Localised(
        sv="Ett exempel att ändra i. Ta bort det ni inte behöver.",
        en="An example to change. Remove what you do not need.",
    ),
    (_NOW, _SUPPORT, _PROPOSALS),
)
