"""What every question type knows about itself. A new type subclasses `QuestionType` in a file of its own."""

# ruff: noqa: ARG002 - a default answer needs less than the types that override it

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, TypeAlias

from wtforms import Field

from forms.documents import Json
from forms.localised import Localised
from forms.questionnaire import Choice, Question
from forms.text import storable
from forms.workbook_lines import CellValue, Line, fill, how_to, lines_of, read

LONGEST_ANSWER = 100_000
"""Characters in one answer; a longer one is refused in words and never cut."""

Posted: TypeAlias = Mapping[str, Sequence[str]]
"""What a browser sent for one question: suffix of the input's name ("" for the main one) to raw values."""

Inputs: TypeAlias = dict[str, str | list[str]]
"""What stands in a question's inputs: suffix to text, or to a list for inputs of several values."""

Fields: TypeAlias = dict[str, Field]

TOO_LONG = Localised(
    sv="Svaret är längre än 100\u00a0000 tecken. Korta det, eller dela upp det på flera frågor.",
    en="The answer is longer than 100,000 characters. Shorten it, or split it between several questions.",
)


class InvalidAnswer(ValueError):
    """What was typed cannot be sent; the message is a sentence for the person, saying what to do."""


class Setting(StrEnum):
    """What a type lets the secretariat decide, so that the builder shows the right inputs."""

    CHOICES = "choices"
    OTHER = "other"
    EXCLUSIVE = "exclusive"
    ROWS = "rows"
    BOUNDS = "bounds"
    STEP = "step"
    END_LABELS = "end_labels"
    SUGGESTED_LENGTH = "suggested_length"
    ITEMS = "items"


@dataclass(frozen=True)
class XlsRow:
    """The part of an XLSForm survey row that a type decides itself, in and out.

    `type` is the first word of the type cell; `list_name` and `choices` belong to selects (an empty list name on the
    way out lets the writer choose one); `labels` holds further localised columns of ours by name.
    """

    type: str
    list_name: str = ""
    or_other: bool = False
    choices: tuple[Choice, ...] = ()
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    constraint: str = ""
    suggested_length: int | None = None
    labels: Mapping[str, Localised] = field(default_factory=dict)


class QuestionType(ABC):
    """One kind of question: its inputs, its answer, and how both travel.

    *Typed* is what a person typed, kept as JSON without loss, invalid input included. *Value* is what `clean` makes
    of it and a submission stores. Every method takes any JSON, for a draft may hold what an earlier version of the
    question was answered with.
    """

    name: ClassVar[str]
    title: ClassVar[Localised]
    settings: ClassVar[frozenset[Setting]] = frozenset()
    is_answered: ClassVar[bool] = True
    """False for what is only read, and for what is computed."""
    is_repeated: ClassVar[bool] = False
    """True where it asks further questions as often as wanted; its inputs then have any suffixes that were sent."""
    is_computed: ClassVar[bool] = False
    """True for a value that the form's rules work out; nobody types it."""

    @abstractmethod
    def fields(self, question: Question, locale: str) -> Fields:
        """Return the WTForms fields by suffix; "" is the main one. They never require anything."""

    @abstractmethod
    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        """Return the value of a non-empty typed answer; raise InvalidAnswer with a sentence in this language."""

    @abstractmethod
    def show(self, question: Question, value: Json, locale: str) -> str:
        """Return the value as a reader sees it, verbatim where it is text."""

    @abstractmethod
    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        """Return the question completed from a workbook's row; None when the row is of another type.

        What `to_xlsform` would not write back counts as lost, and the reader reports it.
        """

    @abstractmethod
    def to_xlsform(self, question: Question) -> XlsRow:
        """Return the question's own part of a survey row; read again it gives an equal question."""

    def suffixes(self, question: Question) -> tuple[str, ...]:
        """Return the suffixes of the inputs that `fields` makes, without making them."""
        return ("",)

    def typed(self, question: Question, posted: Posted) -> Json:
        """Return what was typed, for storing in a draft."""
        return main_text(posted)

    def inputs(self, question: Question, typed: Json) -> Inputs:
        """Return what to put back into the inputs, by suffix."""
        return {"": raw_text(typed)}

    def is_empty(self, question: Question, typed: Json) -> bool:
        """Whether nothing was answered."""
        return not raw_text(typed).strip()

    def show_typed(self, question: Question, typed: Json, locale: str) -> str:
        """Return a draft's answer as a reader sees it; invalid input is shown as typed."""
        if self.is_empty(question, typed):
            return ""
        try:
            return self.show(question, self.clean(question, typed, locale), locale)
        except InvalidAnswer:
            return raw_text(typed)

    def equal(self, question: Question, one: Json, other: Json) -> bool:
        """Whether two values say the same, for "changed since last time"."""
        return one == other

    def lacks(self, question: Question, value: Json, locale: str) -> str:
        """Return what a value lacks where the question must be answered, as a sentence; "" for a whole one."""
        return ""

    def problems(self, question: Question) -> tuple[Localised, ...]:
        """Return what stops this question from being published, a sentence each."""
        return ()

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        """Return the rows of an answer workbook that the question takes; none where it can't be answered there."""
        lines = lines_of(lambda language: self.fields(question, language), question, locale)
        return tuple(replace(line, how=how_to(line.kind, locale)) for line in lines)

    def to_workbook(self, question: Question, typed: Json, locale: str) -> dict[str, CellValue]:
        """Return what to fill into those rows' cells, by the id of the line."""
        inputs = self.inputs(question, typed)
        values = {name: [one] if isinstance(one, str) else one for name, one in inputs.items()}
        return {line.id: fill(line, values.get(line.input, ())) for line in self.workbook_lines(question, locale)}

    def from_workbook(self, question: Question, cells: Mapping[str, CellValue], locale: str) -> Json:
        """Return the typed answer of what stands in the cells, by the id of the line; raise NotUnderstood."""
        posted: dict[str, list[str]] = {}
        for line in self.workbook_lines(question, locale):
            posted.setdefault(line.input, []).extend(read(line, cells.get(line.id), locale))
        return self.typed(question, posted)


def main_text(posted: Posted, suffix: str = "") -> str:
    """Return the first value sent for an input, storable; "" when none was."""
    values = posted.get(suffix) or ("",)
    return storable(values[0])


def raw_text(typed: Json) -> str:
    """Return everything a typed answer or value says as one text, whatever its shape."""
    if typed is None:
        return ""
    if isinstance(typed, str):
        return typed
    if isinstance(typed, Mapping):
        return raw_text(list(typed.values()))
    if isinstance(typed, Sequence):
        return "; ".join(text for text in map(raw_text, typed) if text)
    return str(typed)


def checked_length(text: str, locale: str) -> str:
    """Return the text; raise InvalidAnswer when it is longer than one answer may be."""
    if len(text) > LONGEST_ANSWER:
        raise InvalidAnswer(TOO_LONG.text(locale))
    return text
