"""LimeSurvey's tab-separated structure: a row for each group, question, subquestion and answer, in each language.

What belongs together stands together. The first language comes whole; translations follow, row by row in its order.
"""

from collections.abc import Mapping, Sequence

from forms.imports import sentences
from forms.limesurvey.source import Asked, AskedGroup, Item, Survey
from forms.xlsform.report import Place, Report

_OWN = frozenset({
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "other", "default", "same_default", "same_script",
})  # fmt: skip


def is_limesurvey(rows: Sequence[Sequence[object]]) -> bool:
    """Whether the first row is the heading of such a file."""
    return bool(rows) and {"class", "type/scale", "name"} <= set(map(_heading, rows[0]))


def read_rows(rows: Sequence[Sequence[object]], report: Report) -> Survey:
    """Return the survey that the rows tell of; the first is the heading."""
    reader = _RowsReader(report)
    headings = [_heading(cell) for cell in rows[0]]
    for number, cells in enumerate(rows[1:], start=2):
        row = {name: _text(cell) for name, cell in zip(headings, cells, strict=False) if name}
        if any(row.values()):
            reader.read(number, row)
    return reader.survey()


class _RowsReader:
    """Keeps what the rows so far belong to."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._languages: list[str] = []
        self._survey = Survey(self._languages)
        self._group: AskedGroup | None = None
        self._asked: Asked | None = None
        self._by_code: dict[str, list[Asked]] = {}
        self._items: dict[tuple[int, str, str, int], Item] = {}

    def survey(self) -> Survey:
        """Return what was read."""
        self._survey.languages = self._languages or ["sv"]
        return self._survey

    def read(self, number: int, row: Mapping[str, str]) -> None:
        """Read one row by its class."""
        reading = {
            "S": self._setting, "SL": self._setting, "G": self._read_group, "Q": self._read_question,
            "SQ": self._read_item, "A": self._read_item,
        }.get(row.get("class", "").upper())  # fmt: skip
        if reading is None:
            name = row.get("class", "")
            self._survey.uncarried[name] = self._survey.uncarried.get(name, 0) + 1
            return
        reading(number, row)

    def _language(self, row: Mapping[str, str]) -> str:
        code = row.get("language", "") or (self._languages[0] if self._languages else "sv")
        if code not in self._languages:
            self._languages.append(code)
        return code

    def _setting(self, _number: int, row: Mapping[str, str]) -> None:
        name, text = row.get("name", ""), row.get("text", "")
        if row["class"].upper() == "S":
            if name == "language" and text:
                self._languages.insert(0, text)
            elif name == "additional_languages":
                self._languages.extend(code for code in text.split() if code not in self._languages)
            return
        code = self._language(row)
        if name == "surveyls_title":
            self._survey.titles[code] = text
        elif name == "surveyls_description":
            self._survey.descriptions[code] = text
        elif name == "surveyls_welcometext":
            self._survey.welcomes[code] = text

    def _read_group(self, number: int, row: Mapping[str, str]) -> None:
        code = self._language(row)
        is_translation = code != self._languages[0]
        self._asked = None
        if is_translation:
            found = next((group for group in self._survey.groups if code not in group.names), None)
            if found is None:
                self._report.warn(Place(row.get("name", ""), number), sentences.BROKEN_TABLE)
                return
            self._group = found
        else:
            self._group = AskedGroup(Place(row.get("name", ""), number), relevance=row.get("relevance", ""))
            self._survey.groups.append(self._group)
        self._group.names[code] = row.get("name", "")
        self._group.descriptions[code] = row.get("text", "")

    def _read_question(self, number: int, row: Mapping[str, str]) -> None:
        code = self._language(row)
        place = Place(row.get("name", ""), number)
        if self._group is None:
            self._group = AskedGroup(Place(""))
            self._survey.groups.append(self._group)
        # Translations stand beside the question or in a part of their own, in the same order.
        same = self._by_code.setdefault(row.get("name", ""), [])
        asked = next((one for one in same if code not in one.texts), None)
        if asked is None:
            asked = self._new_question(place, row)
            same.append(asked)
            self._group.questions.append(asked)
        asked.texts[code] = row.get("text", "")
        asked.help[code] = row.get("help", "")
        self._asked = asked
        self._read_attributes(row, code)

    def _new_question(self, place: Place, row: Mapping[str, str]) -> Asked:
        return Asked(
            place,
            row.get("name", ""),
            row.get("type/scale", ""),
            mandatory=row.get("mandatory", ""),
            other=row.get("other", "") == "Y",
            relevance=row.get("relevance", ""),
            pattern=row.get("validation", ""),
            default=row.get("default", ""),
        )

    def _read_attributes(self, row: Mapping[str, str], code: str) -> None:
        assert self._asked is not None  # called with a question read
        for name, value in row.items():
            if name not in _OWN and value:
                self._asked.attributes.setdefault(name, value)
                self._asked.local_attributes.setdefault(name, {}).setdefault(code, value)

    def _read_item(self, number: int, row: Mapping[str, str]) -> None:
        code, name = self._language(row), row.get("name", "")
        if self._asked is None:
            self._report.warn(Place(name, number), sentences.BROKEN_TABLE)
            return
        is_answer = row["class"].upper() == "A"
        scale = 1 if row.get("type/scale", "") == "1" else 0
        known = (id(self._asked), row["class"].upper(), name, scale)
        if known not in self._items:
            self._items[known] = Item(Place(self._asked.code, number), name, scale)
            (self._asked.answers if is_answer else self._asked.subquestions).append(self._items[known])
            self._items[known].relevance = "" if is_answer else row.get("relevance", "")
            if row.get("default", "") and not is_answer:
                self._asked.attributes["default"] = row["default"]
        item = self._items[known]
        item.texts.setdefault(code, row.get("text", ""))


def _heading(cell: object) -> str:
    return _text(cell).strip().casefold()


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
