"""What is asked: Questionnaire > Section > Question, frozen. `questionnaire_document` stores it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from forms.audience import EVERYONE, Audience, OrganisationKind
from forms.languages import USUAL
from forms.localised import Localised

NOTHING = Localised()
KEY_PATTERN = re.compile(r"[^\W\d][\w.-]{0,199}")


@dataclass(frozen=True)
class Choice:
    """One alternative of a question: a key that is stored, and a label that is read.

    An exclusive one ("none of these") stands alone. `columns` are further cells of the choice, by heading, that a
    choice filter may ask for.
    """

    key: str
    label: Localised
    exclusive: bool = False
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rules:
    """A question's logic as expressions, "" for none; `forms.expressions` reads them.

    `relevant`: asked only where it is true. `required_if`: needed to send where it is true. `constraint`: what an
    answer (`.`) must fulfil, else `constraint_message` is said. `choice_filter`: which choices stand, by their columns.
    `calculation`: the value of a question that nobody types. `default`: what stands there from the start.
    """

    relevant: str = ""
    required_if: str = ""
    constraint: str = ""
    constraint_message: Localised = NOTHING
    choice_filter: str = ""
    calculation: str = ""
    default: str = ""


NO_RULES = Rules()


@dataclass(frozen=True)
class Wording:
    """How some kinds of organisations read a question: youth wording beside the adult one.

    A plain one is for no kind, but for whoever chooses to read in plain language. A language that a wording lacks, and
    an empty hint, are the question's own.
    """

    kinds: frozenset[OrganisationKind]
    label: Localised
    hint: Localised = NOTHING
    plain: bool = False


@dataclass(frozen=True)
class Question:
    """One question. `key` is stable over versions and meetings; `type` is a name in `forms.question_types`.

    `minimum` and `maximum` bound numbers, the ends of a scale or range (in steps of `step`), and how often a repeating
    group is answered. `suggested_length` is advice in characters. `rows` are what a matrix asks of, its `choices` what
    is chosen in each; `questions` are what a repeating group asks each time, `item_label` is what one time is called
    ("Förslag") and `proposals` whether each is a proposal to the council. `group` is the key of the innermost group
    that holds the question within its section. `wordings` are other words for some kinds of organisations, each kind in
    one of them at most. `source_type` is what a workbook called a question that other programs ask with more than we
    do, such as "geopoint": it stands in the workbook again when the form travels on. So does `source_name`, what the
    workbook called the question, where that cannot be its key.
    """

    key: str
    type: str
    label: Localised
    hint: Localised = NOTHING
    required: bool = False
    theme: str | None = None
    audience: Audience = EVERYONE
    choices: tuple[Choice, ...] = ()
    other: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    low_label: Localised = NOTHING
    high_label: Localised = NOTHING
    step: Decimal | None = None
    suggested_length: int | None = None
    rows: tuple[Choice, ...] = ()
    questions: "tuple[Question, ...]" = ()
    item_label: Localised = NOTHING
    proposals: bool = False
    group: str | None = None
    rules: Rules = NO_RULES
    wordings: tuple[Wording, ...] = ()
    source_type: str = ""
    source_name: str = ""

    def worded_for(self, kind: OrganisationKind) -> "Question":
        """Return the question as this kind of organisation reads it; of other words only the plain ones stay."""
        inner = tuple(question.worded_for(kind) for question in self.questions)
        if not self.wordings and inner == self.questions:
            return self
        own = next((one for one in self.wordings if kind in one.kinds), None)
        plain = tuple(one for one in self.wordings if one.plain)
        return replace(self._in_words(own), questions=inner, wordings=plain)

    def in_plain_words(self) -> "Question":
        """Return the question in plain language, as far as it has words for that."""
        inner = tuple(question.in_plain_words() for question in self.questions)
        return replace(self._in_words(next((one for one in self.wordings if one.plain), None)), questions=inner)

    def has_plain_words(self, locale: str) -> bool:
        """Whether the question, or one that it asks, can be read in plain language by a reader of this language."""
        own = any(one.plain and one.label.get(locale) for one in self.wordings)
        return own or any(question.has_plain_words(locale) for question in self.questions)

    def _in_words(self, own: Wording | None) -> "Question":
        if own is None:
            return self
        label = Localised.of({**self.label.to_json(), **own.label.to_json()})
        return replace(self, label=label, hint=Localised.of({**self.hint.to_json(), **own.hint.to_json()}))

    def choice(self, key: str) -> Choice | None:
        """Return the choice with this key, or None."""
        return next((choice for choice in self.choices if choice.key == key), None)


@dataclass(frozen=True)
class Group:
    """Questions of a section that stand under one heading and are shown together; `parent` is the group around it."""

    key: str
    title: Localised = NOTHING
    hint: Localised = NOTHING
    relevant: str = ""
    parent: str | None = None


@dataclass(frozen=True)
class Section:
    """A page of questions that belong together, all shown only where the expression `relevant` is true."""

    key: str
    title: Localised
    intro: Localised = NOTHING
    audience: Audience = EVERYONE
    relevant: str = ""
    groups: tuple[Group, ...] = ()
    questions: tuple[Question, ...] = ()

    def question(self, key: str) -> Question | None:
        """Return the question with this key, or None."""
        return next((question for question in self.questions if question.key == key), None)

    def with_inner(self) -> "Iterator[Question]":
        """All questions in order, each repeating group followed by those that it asks."""
        for question in self.questions:
            yield from _with_inner(question)

    def in_plain_words(self) -> "Section":
        """Return the section with its questions in plain language, as far as they have words for that."""
        return replace(self, questions=tuple(question.in_plain_words() for question in self.questions))

    def has_plain_words(self, locale: str) -> bool:
        """Whether some question can be read in plain language by a reader of this language."""
        return any(question.has_plain_words(locale) for question in self.questions)

    def groups_of(self, question: Question) -> tuple[Group, ...]:
        """Return the groups that hold the question, the outermost first."""
        by_key = {group.key: group for group in self.groups}
        found: list[Group] = []
        key = question.group
        while key is not None:
            found.insert(0, by_key[key])
            key = by_key[key].parent
        return tuple(found)


@dataclass(frozen=True)
class Questionnaire:
    """A whole form, as drafted by the secretariat or frozen in a version.

    `more_languages` are those that it is to be read in beside Swedish and English, ordered by `languages.beyond_usual`.
    """

    title: Localised = NOTHING
    intro: Localised = NOTHING
    sections: tuple[Section, ...] = field(default=())
    more_languages: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is to be written in, Swedish first."""
        return (*USUAL, *self.more_languages)

    def questions(self) -> Iterator[Question]:
        """All questions in the order they are asked, notes included."""
        for section in self.sections:
            yield from section.questions

    def with_inner(self) -> Iterator[Question]:
        """All questions in order, each repeating group followed by those that it asks."""
        for section in self.sections:
            yield from section.with_inner()

    def question(self, key: str) -> Question | None:
        """Return the question with this key, or None."""
        return next((question for question in self.questions() if question.key == key), None)

    def section(self, key: str) -> Section | None:
        """Return the section with this key, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def section_of(self, question_key: str) -> Section | None:
        """Return the section that holds the question, or None."""
        return next((section for section in self.sections if section.question(question_key)), None)

    def for_organisation(self, kind: OrganisationKind, organisation_id: int) -> "Questionnaire":
        """Return one organisation's own form in its kind's words; what is not theirs and empty sections are dropped.

        It is made once for all of a kind whom no audience names.
        """
        alike = (kind, organisation_id if organisation_id in self._named else 0)
        if alike not in self._own_forms:
            self._own_forms[alike] = self._made_for(kind, organisation_id)
        return self._own_forms[alike]

    @cached_property
    def _own_forms(self) -> "dict[tuple[OrganisationKind, int], Questionnaire]":
        return {}

    @cached_property
    def _named(self) -> frozenset[int]:
        audiences = [*(one.audience for one in self.sections), *(one.audience for one in self.with_inner())]
        return frozenset(number for audience in audiences for number in audience.organisations)

    def _made_for(self, kind: OrganisationKind, organisation_id: int) -> "Questionnaire":
        kept = []
        for section in self.sections:
            theirs = _asked_of(section.questions, kind, organisation_id)
            if theirs and section.audience.includes(kind, organisation_id):
                kept.append(replace(section, questions=theirs))
        return replace(self, sections=tuple(kept))


def _asked_of(questions: tuple[Question, ...], kind: OrganisationKind, organisation_id: int) -> tuple[Question, ...]:
    asked = (one.worded_for(kind) for one in questions if one.audience.includes(kind, organisation_id))
    return tuple(
        replace(one, questions=_asked_of(one.questions, kind, organisation_id)) if one.questions else one
        for one in asked
    )


def _with_inner(question: Question) -> Iterator[Question]:
    yield question
    for inner in question.questions:
        yield from _with_inner(inner)
