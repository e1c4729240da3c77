"""What the reference reader finds in a form, and where our reader finds something else."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert

from forms.question_types import question_type
from forms.questionnaire import Choice, Question, Questionnaire
from forms.xlsform.languages import language_code
from forms.xlsform.rules import YES, join_bounds
from forms.xlsform.types import METADATA

Sheets = Mapping[str, Sequence[Sequence[object]]]

TYPES = {
    "text": {"short_text", "long_text"},
    "string": {"short_text", "long_text"},
    "note": {"note"},
    "integer": {"integer"},
    "int": {"integer"},
    "decimal": {"decimal"},
    "date": {"date"},
    "time": {"time"},
    "dateTime": {"date_and_time"},
    "select one": {"one_choice", "yes_no", "matrix"},
    "select all that apply": {"several_choices"},
    "rank": {"rank"},
    "range": {"range", "scale"},
    "acknowledge": {"acknowledge"},
    "trigger": {"acknowledge"},
    "geopoint": {"short_text"},
    "barcode": {"short_text"},
    "photo": {"file"},
    "audio": {"file"},
    "file": {"file"},
    "calculate": {"calculated"},
    "hidden": {"hidden"},
}
"""The reference's types, and those of ours that ask the same."""

_ALIASES = {"string": "text", "int": "integer", "trigger": "acknowledge", "photo": "image"}
_ADDED = ("generated_", "reserved_name_for_")


def workbook(sheets: Sheets) -> io.BytesIO:
    """The sheets as the bytes of a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def questions(sheets: Sheets) -> list[dict[str, Any]]:
    """The questions that the reference finds, without those that it adds; raises its error where it finds no form."""
    found = workbook_to_json(get_xlsform(workbook(sheets), file_type=".xlsx"), form_name="data")
    return [one for one in _leaves(found["children"]) if not one["name"].startswith(_ADDED)]


def converted(sheets: Sheets) -> str:
    """What the reference makes of the form in the end; raises its error where it takes none."""
    return str(convert(workbook(sheets), validate=False, file_type=".xlsx").xform)


def _leaves(children: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in children:
        if one["name"] == "meta":
            continue
        if one["type"] in {"group", "repeat"}:
            yield from _leaves(one["children"])
        else:
            yield one


def ours(form: Questionnaire) -> dict[str, tuple[Question, Choice | None]]:
    """Our questions by name; the row of a matrix with the matrix."""
    return {name: found for section in form.sections for name, found in _named(section.questions)}


def _named(asked: Sequence[Question]) -> Iterator[tuple[str, tuple[Question, Choice | None]]]:
    for one in asked:
        yield one.key, (one, None)
        yield from ((row.key, (one, row)) for row in one.rows)
        yield from _named(one.questions)


def differences(expected: dict[str, Any], question: Question, row: Choice | None) -> list[str]:
    """The attributes in which our question is not what the reference found."""
    rules, bind = question.rules, expected.get("bind", {})
    required = str(bind.get("required", ""))
    bounds = question_type(question.type).to_xlsform(question).constraint
    pairs = {
        "type": (question.type in TYPES[expected["type"]] and _source(question, expected), True),
        "label": (_ours(row.label if row else question.label), _texts(expected.get("label"))),
        "required": (rules.required_if or str(question.required), _required(required)),
        "relevant": ("" if row else rules.relevant, bind.get("relevant", "")),
        "constraint": (join_bounds(bounds, rules.constraint), bind.get("constraint", "")),
        "choice_filter": (rules.choice_filter, expected.get("choice_filter", "")),
        "choices": ([_choice(one) for one in question.choices], _choices(expected, question)),
    }
    return [f"{name}: {mine!r} is not {theirs!r}" for name, (mine, theirs) in pairs.items() if mine != theirs]


def _source(question: Question, expected: dict[str, Any]) -> bool:
    """Whether the question remembers a type that we ask with less."""
    remembered = {"photo": "image", "audio": "audio", "geopoint": "geopoint", "barcode": "barcode"}
    return question.source_type == remembered.get(expected["type"], "")


def _required(cell: str) -> str:
    if cell.casefold() in YES:
        return "True"
    return "False" if cell.casefold() in {"", "no", "false", "false()"} else cell


def _ours(label: Any) -> dict[str, str]:
    return dict(label.texts)


def _texts(label: Any) -> dict[str, str]:
    if isinstance(label, Mapping):
        return {language_code(name): text for name, text in label.items()}
    return {"sv": label} if label else {}


def _choice(choice: Choice) -> tuple[str, dict[str, str]]:
    return choice.key, dict(choice.label.texts)


def _choices(expected: dict[str, Any], question: Question) -> list[tuple[str, dict[str, str]]]:
    listed = [] if question.type == "yes_no" else expected.get("choices", [])
    return [
        (one["name"], _texts(one.get("label"))) for one in listed if not (question.other and one["name"] == "other")
    ]


def attributes(sheets: Sheets) -> list[tuple[Any, ...]]:
    """What the reference finds of each question but what a device gathers: its name and all that is asked with it."""
    return sorted(_attributes(one) for one in questions(sheets) if one["type"] not in METADATA)


def _attributes(one: dict[str, Any]) -> tuple[Any, ...]:
    bind = one.get("bind", {})
    choices = [(choice["name"], sorted(_texts(choice.get("label")).items())) for choice in one.get("choices", [])]
    return (
        one["name"],
        _ALIASES.get(one["type"], one["type"]),
        sorted(_texts(one.get("label")).items()),
        sorted(_texts(one.get("hint")).items()),
        _required(str(bind.get("required", ""))),
        _plainly(bind.get("relevant", "")),
        bind.get("constraint", ""),
        one.get("choice_filter", ""),
        choices,
    )


def _plainly(expression: str) -> str:
    """The expression with names where the reference writes of itself how to get there."""
    return re.sub(r"\.\./(\w+)", r"${\1}", expression)
