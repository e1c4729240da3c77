"""Rank: all choices in an order of one's own."""

# ruff: noqa: D102 - the methods are those of every type, described in base.py

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from wtforms import StringField

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import (
    Fields,
    Inputs,
    InvalidAnswer,
    Posted,
    QuestionType,
    Setting,
    XlsRow,
    main_text,
    raw_text,
)
from forms.question_types.choosing import choice_problems
from forms.questionnaire import Question
from forms.workbook_lines import CellKind, CellValue, Line

NO_PLACE = Localised(
    sv="Ge varje alternativ en plats från 1 till {count}. Det här saknar plats: {label}.",
    en="Give each option a place from 1 to {count}. This one has none: {label}.",
)
SAME_PLACE = Localised(
    sv="Flera alternativ har plats {place}. Ge vart och ett en egen plats.",
    en="Several options have place {place}. Give each a place of its own.",
)
CHANGED = Localised(
    sv="Alternativen har ändrats sedan ni ordnade dem. Ordna dem på nytt.",
    en="The options have changed since you put them in order. Order them again.",
)
PLACE = Localised(
    sv="Skriv alternativets plats, från 1 till {count}.", en="Write the place of the option, from 1 to {count}."
)
KEPT = "yes"


class Rank(QuestionType):
    """The choices, the most important first. The value is the list of all their keys in order.

    Typed: {"places": {key: place}, "kept": whether the order is said to be one's own}. The page offers the order of
    the form; left as it is, it is an answer only where the person says so.
    """

    name = "rank"
    title = Localised(sv="Rangordning", en="Ranking")
    settings = frozenset({Setting.CHOICES})

    def fields(self, question: Question, locale: str) -> Fields:
        places = {_suffix(choice.key): StringField(choice.label.text(locale)) for choice in question.choices}
        return {"": StringField(question.label.text(locale)), **places}

    def suffixes(self, question: Question) -> tuple[str, ...]:
        return ("", *(_suffix(choice.key) for choice in question.choices))

    def typed(self, question: Question, posted: Posted) -> Json:
        given = {choice.key: main_text(posted, _suffix(choice.key)) for choice in question.choices}
        is_kept = bool(main_text(posted).strip())
        places: dict[str, Json] = {key: place for key, place in given.items() if place.strip()}
        if is_kept and not places:
            places |= _as_given(question)
        return {"places": places, "kept": is_kept or places not in ({}, _as_given(question))}

    def inputs(self, question: Question, typed: Json) -> Inputs:
        places = _places(typed) or _as_given(question)
        shown: Inputs = {_suffix(choice.key): places.get(choice.key, "") for choice in question.choices}
        return {"": "" if self.is_empty(question, typed) else KEPT, **shown}

    def is_empty(self, question: Question, typed: Json) -> bool:
        if not isinstance(typed, Mapping) or "places" not in typed:
            return not raw_text(typed).strip()
        return not typed.get("kept") and _places(typed) in ({}, _as_given(question))

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        places = _places(typed)
        labels = {choice.key: choice.label.text(locale) for choice in question.choices}
        if not places or set(places) - set(labels):
            raise InvalidAnswer(CHANGED.text(locale))
        offered = set(_as_given(question).values())
        for key, label in labels.items():
            if places.get(key, "").strip() not in offered:
                raise InvalidAnswer(NO_PLACE.text(locale).format(count=len(labels), label=label))
        place, times = Counter(places[key].strip() for key in labels).most_common(1)[0]
        if times > 1:
            raise InvalidAnswer(SAME_PLACE.text(locale).format(place=place))
        by_place = {places[key].strip(): key for key in labels}
        return [by_place[place] for place in _as_given(question).values()]

    def show(self, question: Question, value: Json, locale: str) -> str:
        labels = {choice.key: choice.label.text(locale) for choice in question.choices}
        placed = _places(value)
        if not placed:
            return raw_text(value)
        ordered = sorted(placed.items(), key=lambda pair: _number(pair[1]))
        return "\n".join(f"{place}. {labels.get(key) or key}" for key, place in ordered)

    def show_typed(self, question: Question, typed: Json, locale: str) -> str:
        """Return the order as it stands: a place that stands twice is seen twice."""
        if self.is_empty(question, typed):
            return ""
        return self.show(question, typed, locale)

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        count = len(question.choices)
        how = PLACE.text(locale).format(count=count)
        place = Line(CellKind.NUMBER, how=how, low=Decimal(1), high=Decimal(count))
        return tuple(
            replace(place, input=_suffix(choice.key), part=choice.label.text(locale)) for choice in question.choices
        )

    def to_workbook(self, question: Question, typed: Json, locale: str) -> dict[str, CellValue]:
        # The order of the form is offered on the page only: in a cell it would look like an answer.
        cells = super().to_workbook(question, typed, locale)
        return dict.fromkeys(cells) if self.is_empty(question, typed) else cells

    def from_workbook(self, question: Question, cells: Mapping[str, CellValue], locale: str) -> Json:
        typed = super().from_workbook(question, cells, locale)
        return {"places": dict(_places(typed)), "kept": bool(_places(typed))}

    def problems(self, question: Question) -> tuple[Localised, ...]:
        return choice_problems(question)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return replace(question, type=self.name, choices=row.choices) if row.type == "rank" else None

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("rank", choices=question.choices)


def _suffix(key: str) -> str:
    return f"place-{key}"


def _as_given(question: Question) -> dict[str, str]:
    return {choice.key: str(place) for place, choice in enumerate(question.choices, start=1)}


def _places(typed: Json) -> dict[str, str]:
    """Return the place of each key in a typed answer or a value; nothing for what is neither."""
    if isinstance(typed, Mapping):
        places = typed.get("places")
        return {key: raw_text(place) for key, place in places.items()} if isinstance(places, Mapping) else {}
    if isinstance(typed, Sequence) and not isinstance(typed, str):
        return {raw_text(key): str(place) for place, key in enumerate(typed, start=1)}
    return {}


def _number(place: str) -> float:
    return int(place) if place.strip().isdecimal() and place.isascii() and len(place) < 10 else float("inf")
