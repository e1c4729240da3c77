"""Records for the tests of exports: a small council whose texts are as odd as real ones get."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from exports.records import (
    AnswerRecord,
    Coverage,
    DigestRecord,
    DigestState,
    FormRecord,
    LineKind,
    LineRecord,
    MeetingRecord,
    RequestRecord,
    RequestState,
    ThemeRecord,
)
from forms.answers import QuotePermission
from forms.audience import OrganisationKind

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
DEADLINE = datetime(2026, 11, 19, 22, 59, tzinfo=UTC)

ORGANISATIONS = (
    ("Stadsledningskontoret", OrganisationKind.MEMBER),
    ("Polisområde Storstaden", OrganisationKind.MEMBER),
    ("Länsstyrelsen", OrganisationKind.MEMBER),
    ("Kvinnojouren Fyren", OrganisationKind.MEMBER),
    ("Rådet för funktionshinder", OrganisationKind.RIGHTS_COUNCIL),
    ("HBTQI-rådet", OrganisationKind.RIGHTS_COUNCIL),
    ("Studentforum", OrganisationKind.STUDENT_FORUM),
    ("Ungdomsfullmäktige", OrganisationKind.YOUTH_COUNCIL),
    ("Näringslivsgruppen", OrganisationKind.OTHER),
    ("Hamnens nattvandrare", OrganisationKind.OTHER),
)
STATES = {
    8: RequestState.ABSTAINED,
    9: RequestState.SILENT,
}
LATE = {5}

THEMES = (
    ThemeRecord("skydd", "Skydd och stöd", 1, "Skyddat boende, stödsamtal och vägen dit."),
    ThemeRecord("barn", "Barn som upplever våld", 2, "Barnets egen rätt till skydd och stöd."),
    ThemeRecord("skola", "Skola och fritid", 3, "Det som kan göras där unga är."),
    ThemeRecord("digitalt", "Digitalt våld", 4, "Hot, spridning av bilder och kontroll på nätet.", parent="skydd"),
    ThemeRecord("statistik", "Statistik", 5, "Vad vi vet och inte vet."),
)
QUESTIONS = (
    ("q1", "Vad ser ni i er verksamhet just nu?", "skydd"),
    ("q2", "Vad fungerar i dag, och vad saknas?", "barn"),
    ("q3", "Vad vill ni att rådet tar upp?", "skola"),
)

PROSE = (
    "Fler kvinnor söker hjälp tidigare än förut, men vägen från första samtalet till ett skyddat boende är lång. "
    "Vi ser att den som har husdjur, missbruk eller en funktionsnedsättning ofta blir utan plats. "
    "Samverkan mellan kommunen och ideella jourer fungerar bäst där det finns en namngiven person att ringa."
)
NAUGHTY = (
    '=HYPERLINK("https://ond.example";"Klicka")',
    "+46 31 000 00 00 är växeln",
    "-1+1 är inte noll",
    "@SUM(A1:A9) skrev någon",
    "\t=cmd|' /C calc'!A0",
    "\uff1d1+1 i helbredd",
    "Före\x00\x0befter\ud800 slut",
    "Rad ett\r\nrad två\rrad tre",
    "• första punkten\n• andra punkten\n– tredje punkten",
    "Tal\t2024\t2025\nSamtal\t14\t19\nPlatser\t3\t2",
    "Se https://exempel.example/rapport?a=1&b=<2>",
    "نحن بحاجة إلى مترجمين في الليل",
    "👩‍👩‍👧‍👦 familjer 🏳️‍🌈 syns inte i statistiken",
    "Cafe\u0301 och _x0041_ ska stå kvar",
    " mellanslag först och sist ",
    "'apostrof först",
)
LONG = " ".join(f"Mening {number} om väntan på plats." for number in range(1, 1250))
UNBROKEN = "å" * 5000
MANY_LINES = "\n".join(f"- punkt {number}" for number in range(1, 60))


def reference(number: int) -> str:
    """Return a Svars-id that tells nothing of its place."""
    return f"{(number * 7919 + 104729) % 1048576:06X}"


def request(place: int) -> RequestRecord:
    name, kind = ORGANISATIONS[place]
    state = STATES.get(place, RequestState.SUBMITTED)
    answered = state in {RequestState.SUBMITTED, RequestState.ABSTAINED}
    return RequestRecord(
        request_id=100 + place,
        organisation=name,
        kind=kind,
        position=place,
        state=state,
        deadline_at=DEADLINE,
        issued_at=NOON - timedelta(days=30),
        sent_at=NOON - timedelta(days=30),
        opened_at=NOON - timedelta(days=20) if answered else None,
        submitted_at=NOON + timedelta(hours=place) - timedelta(days=0 if place in LATE else 3) if answered else None,
        submission_count=int(answered),
        late=place in LATE,
        abstention_reason="Vi hann inte fråga våra medlemmar." if state is RequestState.ABSTAINED else "",
    )


def answer(place: int, question: int = 0, text: str = PROSE, **changes: object) -> AnswerRecord:
    name, kind = ORGANISATIONS[place]
    key, question_text, theme = QUESTIONS[question]
    made = AnswerRecord(
        reference=reference(place * len(QUESTIONS) + question),
        meeting="Mäns våld mot kvinnor",
        request_id=100 + place,
        organisation=name,
        kind=kind,
        position=place,
        submission_no=1,
        submitted_at=NOON + timedelta(hours=place) - timedelta(days=0 if place in LATE else 3),
        late=place in LATE,
        language="sv",
        section="Läget",
        question=key,
        question_text=question_text,
        question_position=question,
        theme_keys=(theme,),
        value=text,
        text=text,
        coverage=Coverage.REVIEWED,
    )
    return replace(made, **changes)


def answers() -> tuple[AnswerRecord, ...]:
    """Return three answers of each organisation that answered: all manner of texts, themes and permissions."""
    texts = iter((LONG, UNBROKEN, MANY_LINES, *NAUGHTY))
    made = [answer(place, question, next(texts, PROSE)) for place in range(8) for question in range(3)]
    made[4] = replace(made[4], theme_keys=("barn", "skydd", "skola"))
    made[5] = replace(made[5], quote_permission=QuotePermission.CHAIR_ONLY)
    made[7] = replace(made[7], theme_keys=(), coverage=Coverage.UNREAD)
    made[13] = replace(made[13], quote_permission=QuotePermission.KIND_ONLY)
    made[16] = replace(made[16], quote_permission=QuotePermission.KIND_ONLY, coverage=Coverage.SET_ASIDE)
    made[17] = replace(made[17], flagged=True, text="HEMLIGT " + made[17].text)
    return tuple(made)


def lines() -> tuple[LineRecord, ...]:
    return (
        LineRecord("skydd", 1, LineKind.POINT, "Vägen till skyddat boende är för lång.", (reference(0), reference(3))),
        LineRecord("skydd", 2, LineKind.POINT, "Platserna räcker inte för alla.", (reference(3), reference(4))),
        LineRecord(
            "skydd", 3, LineKind.PROPOSAL, "En gemensam ingång för den som söker skydd.", (reference(6), reference(0))
        ),
        LineRecord(
            "skola", 1, LineKind.PROPOSAL, "Fråga om våld i elevhälsans samtal.", (reference(20), reference(23))
        ),
        LineRecord("skola", 2, LineKind.POINT, "Bara ordföranden ska veta detta.", (reference(5),)),
        LineRecord("skola", 3, LineKind.POINT, "Vilar på något hemligt.", (reference(17),)),
        LineRecord(
            "barn", 1, LineKind.POINT, "Barnen får inte eget stöd.", (reference(13), reference(16), reference(1))
        ),
    )


def digest(**changes: object) -> DigestRecord:
    made = DigestRecord(
        meeting=MeetingRecord(
            council="Trygghetsrådet",
            title="Mäns våld mot kvinnor",
            starts_at=datetime(2026, 12, 10, 12, 0, tzinfo=UTC),
            deadline_at=DEADLINE,
            place="Stadshuset, sal 3",
            dnr="0123/26",
            headline_themes=("skydd", "barn"),
        ),
        edition=2,
        state=DigestState.DRAFT,
        as_of=NOON,
        made_by="Sekretariatet",
        themes=THEMES,
        requests=tuple(request(place) for place in range(len(ORGANISATIONS))),
        answers=answers(),
        lines=lines(),
        forms=(FormRecord("Underlag till decembermötet", 3, "ab" * 32, 3),),
        highlights=(
            "Vägen från första samtalet till ett skyddat boende är för lång, och den som har särskilda behov blir utan.",
            "Barn som upplever våld får sällan eget stöd, trots att de har rätt till det.",
            "Elevhälsan vill fråga om våld, men saknar rutiner för vad som händer sedan.",
        ),
        agreements=("En namngiven person att ringa gör störst skillnad.",),
        differences=("Om stödet ska ligga hos kommunen eller hos jourerna.",),
        asks=("En gemensam ingång för den som söker skydd.", "En rutin för elevhälsans frågor om våld."),
        changes=("Svar från HBTQI-rådet har kommit in.",),
    )
    return replace(made, **changes)
