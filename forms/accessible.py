"""What would shut somebody out of a form: it can't be published with any of it (EN 301 549, 11.8: authoring tools).

Most of accessibility is by construction: labels, headings, languages and focus come from the components, and nobody can
write HTML, colours or pictures into a form. What is left is what only its author can get wrong.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from forms.audience import Audience
from forms.findings import Finding, filled
from forms.localised import Localised
from forms.questionnaire import Choice, Question, Questionnaire, Section

NO_WORDS = Localised(
    sv="Texten har bara tecken, inga ord. Den som lyssnar får inget veta. Skriv vad det gäller.",
    en="The text has only signs, no words. Those who listen are told nothing. Write what it is about.",
)
NO_WORDS_IN_CHOICE = Localised(
    sv="Alternativet ”{name}” har inga ord. Skriv vad det betyder.",
    en="The option “{name}” has no words. Write what it means.",
)
SAME_LABEL = Localised(
    sv="En annan fråga i avsnittet har samma text. Ingen kan skilja dem åt. Ändra den ena.",
    en="Another question in the section has the same text. Nobody can tell them apart. Change one.",
)
SAME_TITLE = Localised(
    sv="Ett annat avsnitt har samma rubrik. Ändra den ena, så går det att hitta rätt.",
    en="Another section has the same title. Change one, so that people find their way.",
)
SAME_CHOICE = Localised(
    sv="Två alternativ har samma text: ”{name}”. Ändra det ena.",
    en="Two options have the same text: “{name}”. Change one.",
)
NO_END_LABELS = Localised(
    sv="Skalans ändar saknar ord. Skriv vad det lägsta och det högsta värdet betyder.",
    en="The ends of the scale have no words. Write what the lowest and the highest value mean.",
)


def barriers(form: Questionnaire) -> tuple[Finding, ...]:
    """Return what would shut somebody out, in the form's order."""
    return (*_titles(form), *(finding for section in form.sections for finding in _of_section(section)))


def barriers_of(question: Question) -> tuple[Finding, ...]:
    """Return what would shut somebody out of one question by itself."""
    return tuple(Finding(sentence, None, question.key) for sentence in _of_question(question))


def _titles(form: Questionnaire) -> Iterator[Finding]:
    named = [section for section in form.sections if section.title]
    for section in named:
        if not _has_words(section.title):
            yield Finding(NO_WORDS, section.key)
    for one, other in combinations(named, 2):
        if _same(one.title, other.title) and _meet(one.audience, other.audience):
            yield Finding(SAME_TITLE, other.key)


def _of_section(section: Section) -> Iterator[Finding]:
    asked_together = [section.questions, *(one.questions for one in section.with_inner() if one.questions)]
    doubles = {key for questions in asked_together for key in _doubles(questions)}
    for question in section.with_inner():
        if question.key in doubles:
            yield Finding(SAME_LABEL, section.key, question.key)
        for sentence in _of_question(question):
            yield Finding(sentence, section.key, question.key)


def _doubles(questions: Sequence[Question]) -> Iterator[str]:
    """The keys of questions that read like one before, in the same group and for somebody who is asked both."""
    for one, other in combinations([one for one in questions if one.label], 2):
        if one.group == other.group and _same(one.label, other.label) and _meet(one.audience, other.audience):
            yield other.key


def _of_question(question: Question) -> Iterator[Localised]:
    if question.label and not _has_words(question.label):
        yield NO_WORDS
    if question.type == "scale" and not (question.low_label and question.high_label):
        yield NO_END_LABELS
    for choices in (question.choices, question.rows):
        yield from _of_choices(choices)


def _of_choices(choices: Sequence[Choice]) -> Iterator[Localised]:
    seen = set()
    for choice in choices:
        name = choice.label.text("sv")
        if choice.label and not _has_words(choice.label):
            yield filled(NO_WORDS_IN_CHOICE, name=name)
        place = (_plain(name), choice.columns)
        if choice.label and place in seen:
            yield filled(SAME_CHOICE, name=name)
        seen.add(place)


def _has_words(text: Localised) -> bool:
    return all(any(sign.isalnum() for sign in one) for _, one in text.texts)


def _same(one: Localised, other: Localised) -> bool:
    return any(_plain(text) == _plain(other.get(code)) for code, text in one.texts)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" ?.:!")


def _meet(one: Audience, other: Audience) -> bool:
    """Whether somebody may be asked both; by kinds alone, as an organisation by name may be of any kind."""
    apart = one.kinds and other.kinds and not one.kinds & other.kinds
    return not (apart and not one.organisations and not other.organisations)
