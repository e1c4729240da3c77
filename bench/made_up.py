"""Records of any number of organisations and answers, for measuring exports without a database."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime

from exports.records import (
    AnswerRecord,
    Coverage,
    DigestRecord,
    DigestState,
    LineKind,
    LineRecord,
    MeetingRecord,
    RequestRecord,
    RequestState,
    ThemeRecord,
)
from forms.audience import OrganisationKind

MOMENT = datetime(2027, 5, 3, 8, tzinfo=UTC)
THEMES = 8
QUESTIONS = 30
VOCABULARY = (
    "vi ser att fler hör av sig än förra året och väntar längre på en plats det som saknas är bostäder stöd till "
    "barn som bevittnat våld någon att ringa när man anar något samverkan mellan skola polis socialtjänst "
    "sjukvård och föreningar trygga vägar hem belysning tolk utan släktskap tydlig väg in för den som inte vågar "
    "anmäla sekretess hindrar samtal rådet kan lyfta frågan med staden regionen länsstyrelsen ungdomar vill bli "
    "lyssnade på innan beslut fattas kunskap utbildning handledning uppföljning resurser lokaler kvällar helger "
    "äldre funktionsnedsättning språk hedersförtryck digitala hot kontroll ekonomi missbruk återfall behandling "
    "män söker hjälp sent nätverk grannar"
)
"""Text that repeats itself packs far better than what people write, and would flatter no one but the floor."""
KINDS = tuple(OrganisationKind)


def prose(variants: int = 997) -> list[str]:
    """Different texts of some 220 characters, the same ones every time, too many for a packer to remember."""
    chance, words = random.Random(1), VOCABULARY.split()
    return [f"{' '.join(chance.choices(words, k=36)).capitalize()}." for _ in range(variants)]


def answers(number: int) -> Iterator[AnswerRecord]:
    """So many answers, thirty an organisation, in the council's own order."""
    texts = prose()
    for n in range(number):
        place, question = divmod(n, QUESTIONS)
        text = f"{n}. {texts[n % len(texts)]}"
        yield AnswerRecord(
            reference=f"A{n:06d}",
            meeting="Mäns våld mot kvinnor",
            request_id=place + 1,
            organisation=f"Organisation {place}",
            kind=KINDS[place % len(KINDS)],
            position=place,
            submission_no=1,
            submitted_at=MOMENT,
            late=False,
            language="sv",
            section="Läget",
            question=f"q{question}",
            question_text=f"Fråga {question}: vad ser ni i er verksamhet?",
            question_position=question,
            theme_keys=(f"tema-{question % THEMES}",),
            value=text,
            text=text,
            coverage=Coverage.REVIEWED,
        )


def digest(organisations: int) -> DigestRecord:
    """A whole digest: a line for every twentieth answer, resting on it."""
    everything = tuple(answers(organisations * QUESTIONS))
    lines = tuple(
        LineRecord(one.theme_keys[0], n, LineKind.POINT, f"Punkt {n} om bostäder och väntan.", (one.reference,))
        for n, one in enumerate(everything[::20])
    )
    requests = tuple(
        RequestRecord(n + 1, f"Organisation {n}", KINDS[n % len(KINDS)], n, RequestState.SUBMITTED, MOMENT)
        for n in range(organisations)
    )
    return DigestRecord(
        meeting=MeetingRecord("Rådet", "Mäns våld mot kvinnor", MOMENT, MOMENT, headline_themes=("tema-0",)),
        edition=1,
        state=DigestState.DRAFT,
        as_of=MOMENT,
        made_by="Sekretariatet",
        themes=tuple(ThemeRecord(f"tema-{n}", f"Tema {n}", n) for n in range(THEMES)),
        requests=requests,
        answers=everything,
        lines=lines,
        highlights=("Bostaden är flaskhalsen.",) * 3,
    )
