"""What stops a form from being published, and what is only advice."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from forms.accessible import barriers
from forms.audience import KIND_NAMES_PLURAL, OrganisationKind
from forms.findings import Finding, filled
from forms.languages import USUAL, named
from forms.localised import Localised
from forms.logic import has_rules
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Question, Questionnaire, Section
from forms.rule_checks import rule_problems

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MOST_QUESTIONS = 6
DAYS_FOR_ALL = 21
DAYS_FOR_BODIES = 42
"""A body with many members has to meet before it can answer."""

BODIES = frozenset({OrganisationKind.RIGHTS_COUNCIL, OrganisationKind.STUDENT_FORUM, OrganisationKind.YOUTH_COUNCIL})

NO_PURPOSE = Localised(sv="Skriv varför ni frågar.", en="Write why you ask.")
NO_INFLUENCE = Localised(sv="Skriv vad svaren kan påverka.", en="Write what the answers can influence.")
NO_DEADLINE = Localised(sv="Ange sista dag att svara.", en="Give the deadline.")
PAST_DEADLINE = Localised(
    sv="Sista dagen att svara har redan gått. Välj en senare dag.",
    en="The deadline has already passed. Choose a later day.",
)
NO_QUESTIONS = Localised(sv="Formuläret har inga frågor. Lägg till minst en.", en="Add at least one question.")
NO_TITLE = Localised(sv="Avsnittet saknar rubrik. Skriv en.", en="The section has no title. Write one.")
NO_LABEL = Localised(sv="Frågan saknar text. Skriv den.", en="The question has no text. Write it.")
UNKNOWN_TYPE = Localised(sv="Frågan har en okänd typ. Välj en annan.", en="The type is unknown. Choose another.")
SAME_KEY = Localised(
    sv="Två frågor eller avsnitt har samma nyckel. Ta bort det ena och lägg till det på nytt.",
    en="Two questions or sections have the same key. Remove one and add it again.",
)
UNKNOWN_THEME = Localised(
    sv="Temat ”{theme}” finns inte i kodboken. Välj ett som finns.",
    en="The theme “{theme}” is not in the code book. Choose one that is.",
)
FOR_NOBODY = Localised(
    sv="Ingen kan få frågan: avsnittet och frågan vänder sig till olika organisationer.",
    en="Nobody can be asked this: the section and the question are meant for different organisations.",
)
FOR_NONE_HERE = Localised(
    sv="Ingen av rådets organisationer får den här frågan.", en="None of the council's organisations is asked this."
)
NO_THEME = Localised(
    sv="Frågan har inget tema. Välj ett, så hamnar svaren rätt.", en="Choose a theme, so that the answers are grouped."
)
EMPTY_SECTION = Localised(sv="Avsnittet är tomt och visas inte.", en="The section is empty and is not shown.")
NOT_TRANSLATED = Localised(sv="Text saknas på {language}.", en="There are texts missing in {language}.")
MANY_QUESTIONS = Localised(
    sv="Fler än sex frågor ger sämre svar: {counts}.", en="More than six questions give poorer answers: {counts}."
)
FEW_DAYS = Localised(
    sv="Det är {days} dagar till sista dagen att svara. Ge helst minst 21 dagar.",
    en="The deadline is {days} days away. At least 21 days are better.",
)
FEW_DAYS_FOR_BODIES = Localised(
    sv="Det är {days} dagar till sista dagen att svara. Råd och unga behöver helst 42 dagar för att hinna mötas.",
    en="The deadline is {days} days away. Councils and young people need some 42 days to meet.",
)
WEEKEND = Localised(
    sv="Sista dagen att svara är en lördag eller söndag. Välj helst en vardag.",
    en="The deadline falls at a weekend. A working day is better.",
)
HOLIDAY = Localised(
    sv="Sista dagen att svara är en helgdag ({name}). Välj helst en vardag.",
    en="The deadline falls on a holiday ({name}). A working day is better.",
)


@dataclass(frozen=True)
class MeetingFacts:
    """What publishing needs to know of the meeting. `deadline` and `now` are aware datetimes.

    `theme_keys` is the council's code book; `organisations` are (kind, id) of those who can be asked.
    """

    purpose: str
    can_influence: str
    deadline: datetime | None
    now: datetime
    theme_keys: Collection[str]
    organisations: Sequence[tuple[OrganisationKind, int]]


def problems(questionnaire: Questionnaire, facts: MeetingFacts) -> tuple[Finding, ...]:
    """Return what stops publishing, the meeting first and then in the form's order; empty when it can be published."""
    return (
        *_meeting_problems(facts),
        *_whole_problems(questionnaire),
        *(
            Finding(message, section.key, question.key)
            for section in questionnaire.sections
            for question in section.questions
            for message in _question_problems(section, question, facts)
        ),
        *barriers(questionnaire),
        *_rule_problems(questionnaire),
    )


def warnings(questionnaire: Questionnaire, facts: MeetingFacts) -> tuple[Finding, ...]:
    """Return what is only advice."""
    return (
        *_deadline_warnings(questionnaire, facts),
        *_length_warnings(questionnaire, facts),
        *(
            Finding(message, of_meeting=False)
            for message in _not_translated(questionnaire.languages, questionnaire.title, questionnaire.intro)
        ),
        *(
            finding
            for section in questionnaire.sections
            for finding in _section_warnings(section, questionnaire.languages)
        ),
        *(
            Finding(message, section.key, question.key)
            for section in questionnaire.sections
            for question in section.questions
            for message in (
                *_not_translated(questionnaire.languages, *_texts_of(question)),
                *_question_warnings(section, question, facts),
            )
        ),
    )


def _meeting_problems(facts: MeetingFacts) -> Iterator[Finding]:
    if not facts.purpose.strip():
        yield Finding(NO_PURPOSE)
    if not facts.can_influence.strip():
        yield Finding(NO_INFLUENCE)
    if facts.deadline is None:
        yield Finding(NO_DEADLINE)
    elif facts.deadline <= facts.now:
        yield Finding(PAST_DEADLINE)


def _whole_problems(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not any(_is_answered(question) for question in questionnaire.questions()):
        yield Finding(NO_QUESTIONS)
    for section in questionnaire.sections:
        if not section.title and section.questions:
            yield Finding(NO_TITLE, section.key)
    for key, times in Counter(section.key for section in questionnaire.sections).items():
        if times > 1:
            yield Finding(SAME_KEY, key)
    for key, times in Counter(question.key for question in questionnaire.with_inner()).items():
        if times > 1:
            yield Finding(SAME_KEY, None, key)


def _rule_problems(questionnaire: Questionnaire) -> Iterator[Finding]:
    if has_rules(questionnaire):
        yield from (Finding(message, section, question) for message, section, question in rule_problems(questionnaire))


def _question_problems(section: Section, question: Question, facts: MeetingFacts) -> Iterator[Localised]:
    if not question.label and not _is_computed(question):
        yield NO_LABEL
    if question.type not in QUESTION_TYPES:
        yield UNKNOWN_TYPE
    else:
        yield from QUESTION_TYPES[question.type].problems(question)
    if question.theme is not None and question.theme not in facts.theme_keys:
        yield filled(UNKNOWN_THEME, theme=Localised(sv=question.theme))
    if not section.audience.can_meet(question.audience):
        yield FOR_NOBODY


def _deadline_warnings(questionnaire: Questionnaire, facts: MeetingFacts) -> Iterator[Finding]:
    if facts.deadline is None or facts.deadline <= facts.now:
        return
    last_day = facts.deadline.astimezone(STOCKHOLM).date()
    days = (last_day - facts.now.astimezone(STOCKHOLM).date()).days
    shown = Localised(sv=str(days))
    asked_kinds = {
        kind for kind, number in facts.organisations if questionnaire.for_organisation(kind, number).sections
    }
    if days < DAYS_FOR_ALL:
        yield Finding(filled(FEW_DAYS, days=shown))
    if days < DAYS_FOR_BODIES and asked_kinds & BODIES:
        yield Finding(filled(FEW_DAYS_FOR_BODIES, days=shown))
    if last_day.weekday() >= 5:
        yield Finding(WEEKEND)
    holiday = holiday_name(last_day)
    if holiday:
        yield Finding(filled(HOLIDAY, name=holiday))


def holiday_name(day: date) -> Localised:
    """Return the name of a Swedish public holiday, or of an eve that is free like one; empty on other days."""
    import holidays  # slow to import, and only publishing needs it

    names = {}
    for language, code in (("sv", "sv"), ("en", "en_US")):
        calendar = holidays.country_holidays("SE", years=day.year, language=code, categories=("public", "de_facto"))
        names[language] = str(calendar.get(day) or "")
    return Localised.of(names)


def _length_warnings(questionnaire: Questionnaire, facts: MeetingFacts) -> Iterator[Finding]:
    longest: Counter[OrganisationKind] = Counter()
    for kind, number in facts.organisations:
        theirs = questionnaire.for_organisation(kind, number)
        longest[kind] = max(longest[kind], sum(_is_answered(question) for question in theirs.questions()))
    many = [(KIND_NAMES_PLURAL[kind], longest[kind]) for kind in OrganisationKind if longest[kind] > MOST_QUESTIONS]
    if many:
        counts = {code: ", ".join(f"{name.text(code)} {count}" for name, count in many) for code in USUAL}
        yield Finding(filled(MANY_QUESTIONS, counts=Localised.of(counts)))


def _section_warnings(section: Section, languages: Sequence[str]) -> Iterator[Finding]:
    if not section.questions:
        yield Finding(EMPTY_SECTION, section.key)
    groups = (text for group in section.groups for text in (group.title, group.hint))
    for message in _not_translated(languages, section.title, section.intro, *groups):
        yield Finding(message, section.key)


def _question_warnings(section: Section, question: Question, facts: MeetingFacts) -> Iterator[Localised]:
    if question.theme is None and _is_answered(question):
        yield NO_THEME
    asked = (
        section.audience.includes(kind, number) and question.audience.includes(kind, number)
        for kind, number in facts.organisations
    )
    if facts.organisations and section.audience.can_meet(question.audience) and not any(asked):
        yield FOR_NONE_HERE


def _texts_of(question: Question) -> Iterator[Localised]:
    yield from (question.label, question.hint, question.low_label, question.high_label, question.item_label)
    yield from (choice.label for choice in (*question.choices, *question.rows))
    for inner in question.questions:
        yield from _texts_of(inner)


def _not_translated(languages: Sequence[str], *texts: Localised) -> Iterator[Localised]:
    """A sentence for each language of the form that some written text lacks."""
    for language in languages:
        if any(text and not text.get(language) for text in texts):
            yield filled(NOT_TRANSLATED, language=named(language))


def _is_answered(question: Question) -> bool:
    return question.type in QUESTION_TYPES and QUESTION_TYPES[question.type].is_answered


def _is_computed(question: Question) -> bool:
    return question.type in QUESTION_TYPES and QUESTION_TYPES[question.type].is_computed
