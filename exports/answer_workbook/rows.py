"""One organisation's own form as the rows of a workbook: what is asked, how to answer, and what is answered so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from exports.answer_workbook import words
from exports.answer_workbook.codes import row_code
from forms.documents import Json
from forms.expressions import ExpressionError, parse
from forms.expressions.words import explain
from forms.question_types import question_type
from forms.questionnaire import Group, Question, Questionnaire
from forms.workbook_lines import CellKind, CellValue, Line

MOST_IN_CELL = 32_000
"""UTF-16 units that a cell is given at most; Excel's own limit is 32,767."""

_MOST_OPTIONS_TOLD = 600
_SHORTEST_LONG, _LONGEST_LONG = 6, 14  # lines of room to write in, on paper too


class RowKind(StrEnum):
    """What a row is; only an answer has a cell to write in."""

    SECTION = "section"
    GROUP = "group"
    TEXT = "text"
    QUESTION = "question"
    ANSWER = "answer"


@dataclass(frozen=True)
class FormRow:
    """One row. `number` counts questions ("3") and their parts ("3.1"); `room` is how many lines to write it has.

    An answer has a code, and the key of its question. `secrecy` is what is said of it; None where no cell asks for it.
    """

    kind: RowKind
    text: str
    number: str = ""
    how: str = ""
    code: str = ""
    key: str = ""
    line: Line | None = None
    value: CellValue = None
    secrecy: str | None = None
    room: int = 1


@dataclass(frozen=True)
class FormRows:
    """Makes the rows of one request's form, in one language, with what stands typed in the draft.

    `secrecies` are the cells that say which answers may be secret, by question.
    Questions whose answer the workbook can't hold whole are `kept_on_web`: they have no cell to lose it in.
    """

    request_id: int
    questionnaire: Questionnaire
    typed: Mapping[str, Json]
    locale: str
    kept_on_web: frozenset[str] = frozenset()
    secrecies: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[FormRow]:
        number = 0
        for section in self.questionnaire.sections:
            yield FormRow(RowKind.SECTION, section.title.text(self.locale), how=self._shown_if(section.relevant))
            if intro := section.intro.text(self.locale):
                yield FormRow(RowKind.TEXT, intro)
            groups: tuple[Group, ...] = ()
            for question in section.questions:
                around = section.groups_of(question)
                yield from self._headings(around[_shared(groups, around) :])
                groups = around
                number += question_type(question.type).is_answered
                yield from self._question(question, str(number))

    def _headings(self, groups: tuple[Group, ...]) -> Iterator[FormRow]:
        for group in groups:
            title, hint = group.title.text(self.locale), group.hint.text(self.locale)
            how = self._shown_if(group.relevant)
            if title or hint or how:
                yield FormRow(RowKind.GROUP, "\n".join(filter(None, [title, hint])), how=how)

    def _question(self, question: Question, number: str) -> Iterator[FormRow]:
        kind, label = question_type(question.type), question.label.text(self.locale)
        if kind.is_computed:
            return  # nobody types it, and some of these are not for the organisation to see
        about = self._about(question)
        if not kind.is_answered:
            yield FormRow(RowKind.TEXT, label, how=about)
            return
        lines = kind.workbook_lines(question, self.locale)
        cells = kind.to_workbook(question, self.typed.get(question.key), self.locale)
        if not lines or question.key in self.kept_on_web or any(map(is_too_long, cells.values())):
            reason = words.TOO_MUCH if lines else words.ON_THE_WEB
            yield FormRow(RowKind.QUESTION, label, number, _joined(about, reason.text(self.locale)))
            return
        rows = [self._answer(question, line, cells.get(line.id), number) for line in lines]
        rows[0] = replace(rows[0], secrecy=self.secrecies.get(question.key, ""))
        if not lines[0].part:
            yield replace(rows[0], text=label, how=_joined(about, rows[0].how))
            rows = rows[1:]
        else:
            ticked = rows[0].how if lines[0].kind is CellKind.TICK else ""
            yield FormRow(RowKind.QUESTION, label, number, _joined(about, ticked))
            rows = [replace(row, how="") if row.how == ticked else row for row in rows]
        for place, row in enumerate(rows, start=1):
            yield replace(row, number=f"{number}.{place}")

    def _answer(self, question: Question, line: Line, value: CellValue, number: str) -> FormRow:
        return FormRow(
            RowKind.ANSWER,
            line.part,
            number,
            _joined(line.how, self._options(line)),
            row_code(self.request_id, question.key, line.id),
            question.key,
            line,
            value,
            room=_room(question, line),
        )

    def _about(self, question: Question) -> str:
        locale = self.locale
        needed = words.NEEDED.text(locale) if question.required else ""
        length = words.ABOUT_CHARACTERS.text(locale).format(count=question.suggested_length)
        return _joined(
            self._shown_if(question.rules.relevant),
            needed,
            question.hint.text(locale),
            length if question.suggested_length else "",
        )

    def _options(self, line: Line) -> str:
        options = " · ".join(option.label for option in line.options)
        told = options and len(options) <= _MOST_OPTIONS_TOLD
        return words.OPTIONS.text(self.locale).format(options=options) if told else ""

    def _shown_if(self, condition: str) -> str:
        try:
            told = explain(parse(condition), self.questionnaire, self.locale) if condition else ""
        except ExpressionError:  # the web says nothing of it either
            return ""
        return words.SHOWN_IF.text(self.locale).format(condition=told) if told else ""


def is_too_long(value: CellValue) -> bool:
    """Whether no cell can hold the value whole."""
    return isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) > 2 * MOST_IN_CELL


def _shared(one: tuple[Group, ...], other: tuple[Group, ...]) -> int:
    """How many groups, from the outermost, two questions have in common."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _room(question: Question, line: Line) -> int:
    if line.kind is not CellKind.LONG_TEXT:
        return 2 if line.kind is CellKind.TEXT else 1
    return min(max((question.suggested_length or 0) // 100, _SHORTEST_LONG), _LONGEST_LONG)
