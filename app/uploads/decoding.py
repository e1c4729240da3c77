"""The child's answer, read back by the parent. Nothing in it is believed before its type was seen."""

from datetime import date, datetime

from app.uploads.forms import FormFile, JsonFile, LimeSurveyFile
from app.uploads.sheets import Cell, CellFault, Fault, MergedRange, Sheet, Sheets


def decode(document: object) -> Sheets:
    """Make Sheets of what `sheets.encode` wrote; raise TypeError, ValueError or LookupError for anything else."""
    fields = _object(document)
    sheets = tuple(_sheet(_object(item)) for item in _list(fields.get("sheets")))
    return Sheets(sheets, is_text=fields.get("is_text") is True)


def decode_form(document: object) -> FormFile:
    """Make a file with a form of what the child wrote; raise as `decode` does."""
    fields = _object(document)
    if "json" in fields:
        return JsonFile(fields["json"])
    if "limesurvey" not in fields:
        return decode(document)
    survey = _object(fields["limesurvey"])
    languages = tuple(_text(code) for code in _list(survey.get("languages")))
    tables = _object(survey.get("tables"))
    return LimeSurveyFile(
        _text(survey.get("kind")),
        languages,
        {name: tuple(_row(row) for row in _list(rows)) for name, rows in tables.items()},
    )


def decode_attachment(document: object) -> str:
    """The ending that the child found right for an attached file; raise as `decode` does."""
    return _text(_object(document).get("attachment"))


def _row(value: object) -> tuple[int, dict[str, str]]:
    line, fields = _list(value)
    return _number(line), {name: _text(text) for name, text in _object(fields).items()}


def _sheet(fields: dict[str, object]) -> Sheet:
    return Sheet(
        name=_text(fields.get("name")),
        rows=tuple(tuple(_cell(cell) for cell in _list(row)) for row in _list(fields.get("rows"))),
        visible=fields.get("visible") is True,
        hidden_rows=frozenset(_number(row) for row in _list(fields.get("hidden_rows"))),
        merged=tuple(MergedRange(*_numbers(item, 4)) for item in _list(fields.get("merged"))),
        faults=tuple(_fault(_list(item)) for item in _list(fields.get("faults"))),
    )


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    match _object(value):
        case {"datetime": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"date": str(day)}:
            return date.fromisoformat(day)
    raise ValueError("a cell of an unknown type")


def _fault(item: list[object]) -> CellFault:
    row, column = _numbers(item[:2], 2)
    return CellFault(row, column, Fault(_text(item[2])))


def _numbers(value: object, count: int) -> list[int]:
    numbers = [_number(item) for item in _list(value)]
    if len(numbers) != count:
        raise ValueError(f"{count} numbers were expected")
    return numbers


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a number was expected")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return value


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return value
