"""Repeating group: the same few questions, answered as many times as there is something to say."""

# ruff: noqa: D102 - the methods are those of every type, described in base.py

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from forms.documents import Json
from forms.items import Item, ItemsField, by_item, input_name, items_of, most
from forms.localised import Localised
from forms.numbers import decimal_text, parse_decimal
from forms.question_types.base import (
    Fields,
    Inputs,
    InvalidAnswer,
    Posted,
    QuestionType,
    Setting,
    XlsRow,
)
from forms.questionnaire import Question
from forms.workbook_lines import CellValue, Line, NotUnderstood

MOST_ITEMS = 200
LONGEST_NAME = 60
WORKBOOK_ITEMS = 10
"""Items that an answer workbook has rows for, where the question does not ask for fewer."""

ANSWER = Localised(sv="Svar", en="Answer")
NEEDED = Localised(
    sv="Svara på frågan, eller töm allt i {item}.", en="Answer this question, or empty everything in {item}."
)
TOO_FEW = Localised(sv="Fyll i minst {count}.", en="Fill in at least {count}.")
TOO_MANY = Localised(sv="Ni kan lämna högst {count}. Ta bort någon.", en="You can give at most {count}. Remove one.")
NO_QUESTIONS = Localised(sv="Gruppen saknar frågor. Lägg till minst en.", en="The group has no questions. Add one.")
INSIDE_ITSELF = Localised(
    sv="En upprepad grupp kan inte ligga i en annan. Flytta ut den.",
    en="A repeating group cannot stand inside another. Move it out.",
)
NO_LABEL = Localised(
    sv="En fråga i gruppen saknar text. Skriv den.", en="A question in the group has no text. Write it."
)
BOUNDS = Localised(
    sv="Antalet ska vara heltal: minst 0, högst 200, och det minsta inte större än det största.",
    en="The numbers must be whole: from 0 to 200, and the smallest no larger than the largest.",
)


class Repeat(QuestionType):
    """Some questions asked again and again. The value is a list of items, each {question key: value}."""

    name = "repeat"
    title = Localised(sv="Upprepad grupp", en="Repeating group")
    settings = frozenset({Setting.BOUNDS, Setting.ITEMS})
    is_repeated = True

    def __init__(self, flat: Mapping[str, QuestionType]) -> None:
        """Take the types that the inner questions can be of."""
        self._flat = flat

    def inner(self, question: Question) -> Iterator[tuple[Question, QuestionType]]:
        """Yield the questions of one item with their types; what cannot stand inside is left out."""
        return ((one, self._flat[one.type]) for one in question.questions if one.type in self._flat)

    def fields(self, question: Question, locale: str) -> Fields:
        inner = {
            input_name(one.key, suffix): field
            for one, kind in self.inner(question)
            for suffix, field in kind.fields(one, locale).items()
        }
        return {"": ItemsField(question.label.text(locale), inner=inner, locale=locale)}

    def typed(self, question: Question, posted: Posted) -> Json:
        items = [self._typed_item(question, sent) for sent in by_item(posted)]
        return [item for item in items if item]

    def inputs(self, question: Question, typed: Json) -> Inputs:
        return {
            f"{number}-{name}": value
            for number, item in enumerate(items_of(question, typed))
            for name, value in self.item_inputs(question, item).items()
        }

    def item_inputs(self, question: Question, item: Item) -> Inputs:
        """Return what to put into the inputs of one item, by `input_name`."""
        return {
            input_name(one.key, suffix): value
            for one, kind in self.inner(question)
            for suffix, value in kind.inputs(one, item.get(one.key)).items()
        }

    def is_empty(self, question: Question, typed: Json) -> bool:
        return not self.filled(question, typed)

    def filled(self, question: Question, typed: Json) -> list[Item]:
        """Return the items that say something, each with its answered questions only."""
        found: list[Item] = []
        for item in items_of(question, typed):
            said = {
                one.key: item[one.key]
                for one, kind in self.inner(question)
                if one.key in item and not kind.is_empty(one, item[one.key])
            }
            if said:
                found.append(said)
        return found

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        items = self.filled(question, typed)
        sentences = [
            _joined(f"{self.item_name(question, number, locale)}, {one.label.text(locale)}", sentence)
            for number, item in enumerate(items)
            for one, sentence in self.faults(question, number, item, locale)
        ]
        if sentences:
            raise InvalidAnswer(" ".join(sentences))
        low, high = question.minimum, most(question)
        if low is not None and len(items) < low:
            raise InvalidAnswer(TOO_FEW.text(locale).format(count=decimal_text(low)))
        if len(items) > high:
            raise InvalidAnswer(TOO_MANY.text(locale).format(count=high))
        return [self._clean_item(question, item, locale) for item in items]

    def faults(self, question: Question, number: int, item: Item, locale: str) -> Iterator[tuple[Question, str]]:
        """Yield what has to be put right in one item, counted from 0: the inner question and a sentence."""
        for one, kind in self.inner(question):
            typed = item.get(one.key)
            try:
                if not kind.is_empty(one, typed):
                    kind.clean(one, typed, locale)
                elif one.required and item:
                    yield one, NEEDED.text(locale).format(item=self.item_name(question, number, locale))
            except InvalidAnswer as invalid:
                yield one, str(invalid)

    def show(self, question: Question, value: Json, locale: str) -> str:
        return self._shown(question, self.filled(question, value), locale, typed=False)

    def show_typed(self, question: Question, typed: Json, locale: str) -> str:
        return self._shown(question, self.filled(question, typed), locale, typed=True)

    def show_item(self, question: Question, item: Item, locale: str, *, typed: bool = False) -> list[str]:
        """Return one item as a reader sees it, one answer each: the first alone, the others after what was asked."""
        lines = []
        answered = ((one, kind) for one, kind in self.inner(question) if kind.is_answered)
        for number, (one, kind) in enumerate(answered):
            show = kind.show_typed if typed else kind.show
            text = show(one, item[one.key], locale) if one.key in item else ""
            if text:
                lines.append(_joined(one.label.text(locale), text) if number else text)
        return lines

    def item_name(self, question: Question, number: int, locale: str) -> str:
        """Return what the item with this number, counted from 0, is called: "Förslag 1"."""
        name = question.item_label.text(locale) or question.label.text(locale).rstrip(" .:?!")
        return f"{name if 0 < len(name) <= LONGEST_NAME else ANSWER.text(locale)} {number + 1}"

    def equal(self, question: Question, one: Json, other: Json) -> bool:
        ours, theirs = self.filled(question, one), self.filled(question, other)
        return len(ours) == len(theirs) and all(
            a.keys() == b.keys() and kind.equal(asked, a.get(asked.key), b.get(asked.key))
            for a, b in zip(ours, theirs, strict=True)
            for asked, kind in self.inner(question)
        )

    def problems(self, question: Question) -> tuple[Localised, ...]:
        found = [] if any(kind.is_answered for _, kind in self.inner(question)) else [NO_QUESTIONS]
        if any(one.type == self.name for one in question.questions):
            found.append(INSIDE_ITSELF)
        if not all(one.label for one in question.questions):
            found.append(NO_LABEL)
        if not _bounds_are_good(question.minimum, question.maximum):
            found.append(BOUNDS)
        inner = (_named(one.label, told) for one, kind in self.inner(question) for told in kind.problems(one))
        return (*found, *inner)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "begin_repeat":
            return None
        low, high = (parse_decimal(row.parameters.get(name, "")) for name in ("min", "max"))
        return replace(
            question,
            type=self.name,
            minimum=low,
            maximum=high,
            item_label=row.labels.get("item_label", Localised()),
            proposals=row.parameters.get("proposals") == "yes",
        )

    def to_xlsform(self, question: Question) -> XlsRow:
        bounds = {"min": question.minimum, "max": question.maximum}
        parameters = {name: decimal_text(bound) for name, bound in bounds.items() if bound is not None}
        proposals = {"proposals": "yes"} if question.proposals else {}
        return XlsRow("begin_repeat", parameters=parameters | proposals, labels={"item_label": question.item_label})

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        return tuple(
            line
            for number in range(_workbook_items(question))
            for one, kind in self.inner(question)
            for line in self._item_lines(question, number, one, kind, locale).values()
        )

    def to_workbook(self, question: Question, typed: Json, locale: str) -> dict[str, CellValue]:
        items = [*self.filled(question, typed), *[{}] * _workbook_items(question)][: _workbook_items(question)]
        cells: dict[str, CellValue] = {}
        for number, item in enumerate(items):
            for one, kind in self.inner(question):
                lines = self._item_lines(question, number, one, kind, locale)
                own = kind.to_workbook(one, item.get(one.key), locale)
                cells |= {lines[name].id: cell for name, cell in own.items()}
        return cells

    def from_workbook(self, question: Question, cells: Mapping[str, CellValue], locale: str) -> Json:
        items: list[dict[str, Json]] = []
        for number in range(_workbook_items(question)):
            item: dict[str, Json] = {}
            for one, kind in self.inner(question):
                lines = self._item_lines(question, number, one, kind, locale)
                try:
                    typed = kind.from_workbook(one, {name: cells.get(line.id) for name, line in lines.items()}, locale)
                except NotUnderstood as told:
                    raise NotUnderstood(lines[told.line].id, told.sentence) from told
                if not kind.is_empty(one, typed):
                    item[one.key] = typed
            items.append(item)
        return [item for item in items if item]

    def _item_lines(
        self, question: Question, number: int, one: Question, kind: QuestionType, locale: str
    ) -> dict[str, Line]:
        """Return the lines of one inner question in one item, by the id that its own type knows them by."""
        asked = f"{self.item_name(question, number, locale)}, {one.label.text(locale)}"
        return {
            line.id: replace(
                line,
                input=f"{number}-{input_name(one.key, line.input)}",
                part=_joined(asked, line.part) if line.part else asked,
            )
            for line in kind.workbook_lines(one, locale)
        }

    def _typed_item(self, question: Question, sent: Posted) -> dict[str, Json]:
        item: dict[str, Json] = {}
        for one, kind in self.inner(question):
            posted = {suffix: sent.get(input_name(one.key, suffix), ()) for suffix in kind.suffixes(one)}
            typed = kind.typed(one, posted)
            if not kind.is_empty(one, typed):
                item[one.key] = typed
        return item

    def _clean_item(self, question: Question, item: Item, locale: str) -> Json:
        return {
            one.key: kind.clean(one, item[one.key], locale) for one, kind in self.inner(question) if one.key in item
        }

    def _shown(self, question: Question, items: list[Item], locale: str, *, typed: bool) -> str:
        told = []
        for number, item in enumerate(items):
            lines = self.show_item(question, item, locale, typed=typed) or [""]
            told.append("\n".join([f"{self.item_name(question, number, locale)}: {lines[0]}", *lines[1:]]))
        return ("\n\n" if any("\n" in one for one in told) else "\n").join(told)


def _joined(asked: str, text: str) -> str:
    """Put a text after what it answers, with a colon where the question does not end in a sign of its own."""
    return f"{asked} {text}" if asked.endswith(("?", ":", ".", "!")) else f"{asked}: {text}"


def _workbook_items(question: Question) -> int:
    return min(most(question), WORKBOOK_ITEMS)


def _named(label: Localised, sentence: Localised) -> Localised:
    return Localised.of({code: f"{label.text(code)}: {text}" for code, text in sentence.texts})


def _bounds_are_good(low: Decimal | None, high: Decimal | None) -> bool:
    given = [bound for bound in (low, high) if bound is not None]
    return given == sorted(given) and all(0 <= one <= MOST_ITEMS and one == one.to_integral_value() for one in given)
