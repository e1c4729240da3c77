"""Matrix: the same choices for each of several rows."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from collections.abc import Mapping
from dataclasses import replace

from wtforms import RadioField, StringField

from forms.documents import Json
from forms.localised import Localised
from forms.options import options
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
from forms.question_types.choosing import GONE, choice_problems, offered
from forms.questionnaire import Question
from forms.workbook_lines import CellKind, Line

ALL_ROWS = Localised(
    sv="Svara på alla rader. Det saknas svar på: {rows}.", en="Answer every row. These have no answer: {rows}."
)
ROW_GONE = Localised(
    sv="En rad som ni svarade på finns inte längre. Svara på dem som finns nu.",
    en="A row that you answered is no longer there. Answer those that are.",
)
NO_ROWS = Localised(sv="Frågan saknar rader. Lägg till minst en.", en="The question has no rows. Add at least one.")
NO_ROW_LABEL = Localised(sv="En rad saknar text. Skriv den.", en="A row has no text. Write it.")
SAME_ROWS = Localised(
    sv="Två rader har samma nyckel. Ta bort eller byt den ena.",
    en="Two rows have the same key. Remove or change one.",
)


class Matrix(QuestionType):
    """One choice for each row. Typed and value are {row key: choice key}; rows without an answer are left out."""

    name = "matrix"
    title = Localised(sv="Tabell med rader", en="Table of rows")
    settings = frozenset({Setting.ROWS, Setting.CHOICES})

    def fields(self, question: Question, locale: str) -> Fields:
        choices = options(offered(question, locale))
        rows = {_suffix(row.key): StringField(row.label.text(locale)) for row in question.rows}
        return {"": RadioField(question.label.text(locale), choices=choices, validate_choice=False), **rows}

    def suffixes(self, question: Question) -> tuple[str, ...]:
        return ("", *(_suffix(row.key) for row in question.rows))

    def typed(self, question: Question, posted: Posted) -> Json:
        given = {row.key: main_text(posted, _suffix(row.key)) for row in question.rows}
        return {key: choice for key, choice in given.items() if choice.strip()}

    def inputs(self, question: Question, typed: Json) -> Inputs:
        chosen = _chosen(typed)
        return {_suffix(row.key): chosen.get(row.key, "") for row in question.rows}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        chosen = {key: choice for key, choice in _chosen(typed).items() if choice.strip()}
        rows = {row.key: row.label.text(locale) for row in question.rows}
        if not chosen or set(chosen) - set(rows):
            raise InvalidAnswer(ROW_GONE.text(locale))
        if set(chosen.values()) - {choice.key for choice in question.choices}:
            raise InvalidAnswer(GONE.text(locale))
        if question.required and (lacking := self.lacks(question, chosen, locale)):
            raise InvalidAnswer(lacking)
        return {key: chosen[key] for key in rows if key in chosen}

    def lacks(self, question: Question, value: Json, locale: str) -> str:
        chosen = _chosen(value)
        missing = [row.label.text(locale) for row in question.rows if row.key not in chosen]
        return ALL_ROWS.text(locale).format(rows=", ".join(missing)) if missing else ""

    def show(self, question: Question, value: Json, locale: str) -> str:
        chosen = _chosen(value)
        if not chosen:
            return raw_text(value)
        rows = {row.key: row.label.text(locale) for row in question.rows}
        choices = {choice.key: choice.label.text(locale) for choice in question.choices}
        ordered = [key for key in rows if key in chosen] + [key for key in chosen if key not in rows]
        lines = ((rows.get(key) or key, choices.get(chosen[key]) or chosen[key]) for key in ordered)
        return "\n".join(f"{row}: {choice}" for row, choice in lines)

    def show_typed(self, question: Question, typed: Json, locale: str) -> str:
        """Return the rows that have an answer, also where others still lack one."""
        return "" if self.is_empty(question, typed) else self.show(question, typed, locale)

    def workbook_lines(self, question: Question, locale: str) -> tuple[Line, ...]:
        main, *rows = super().workbook_lines(question, locale)
        return tuple(replace(main, kind=CellKind.CHOICE, input=row.input, part=row.part) for row in rows)

    def problems(self, question: Question) -> tuple[Localised, ...]:
        problems = list(choice_problems(question))
        if not question.rows:
            problems.append(NO_ROWS)
        if not all(row.label for row in question.rows):
            problems.append(NO_ROW_LABEL)
        if len({row.key for row in question.rows}) < len(question.rows):
            problems.append(SAME_ROWS)
        return tuple(problems)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        return None  # a matrix is several rows: forms.xlsform.matrices reads and writes them

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow("begin_group", appearance="table-list", choices=question.choices)


def _suffix(key: str) -> str:
    return f"row-{key}"


def _chosen(typed: Json) -> dict[str, str]:
    if not isinstance(typed, Mapping):
        return {}
    return {key: raw_text(choice) for key, choice in typed.items()}
