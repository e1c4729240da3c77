"""Finds the answers in a workbook that comes back: by codes of rows and marks of columns, never by place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from app.services.answer.workbook import stamp
from app.services.answer.workbook.stamp import Stamp
from app.services.problems import Refused
from app.uploads.sheets import Cell, Fault, Sheet, Sheets, cell_name
from exports.answer_workbook import codes, words
from forms.workbook_lines import cell_text, folded

_NAMES = {folded(text): mark for mark, heading in words.HEADINGS.items() for _, text in heading.texts}
_HEADER_WORDS = 3

MOST_CELLS = 20_000
"""Cells with answers, and texts beside them: ten times what the longest form has, copies of its sheet included."""


@dataclass(frozen=True)
class FoundCell:
    """A cell to answer in, as it was found; `problem` is the sentence on why its value can't be used."""

    value: Cell
    where: str
    problem: str = ""


@dataclass(frozen=True)
class Kept:
    """A text that is no answer to any question, shown so that nobody loses it. `about` is what it stands beside."""

    where: str
    about: str
    text: str


@dataclass
class ReadWorkbook:
    """What stands in a workbook: cells by the code of their row, and what belongs to no row of ours."""

    cells: dict[str, list[FoundCell]] = field(default_factory=dict)
    secrecies: dict[str, str] = field(default_factory=dict)
    """What stands in the column of secrecy, by the code of the row; no row where the workbook has no such column."""
    asked: dict[str, str] = field(default_factory=dict)
    """What the workbook says that each code's row asks."""
    notes: list[Kept] = field(default_factory=list)
    strays: list[Kept] = field(default_factory=list)
    sheets_without_answers: list[str] = field(default_factory=list)
    stamp: Stamp | None = None
    count: int = 0

    def add(self, code: str, cell: FoundCell) -> None:
        """Keep a cell of the row with this code."""
        self.count += 1
        self.cells.setdefault(code, []).append(cell)


def read(sheets: Sheets) -> ReadWorkbook:
    """Return what stands in the workbook. Raises Refused where it is none of ours, or its answers can't be found."""
    found = ReadWorkbook()
    for sheet in sheets.sheets:
        if cell_text(sheet.cell(1, 1), "sv").strip() == codes.STAMP:
            found.stamp = _stamp(sheet, found.stamp)
        elif any(_code_in(row, range(1, len(row) + 1)) for row in sheet.rows):
            _read_sheet(sheet, found)
    if not found.cells and found.sheets_without_answers:
        raise Refused(gettext("Kolumnen med svaren hittas inte. Hämta en ny arbetsbok och flytta över svaren dit."))
    if not found.cells:
        raise Refused(gettext("Filen är ingen arbetsbok härifrån, eller så är koderna borta. Hämta en ny på sidan."))
    return found


def _stamp(sheet: Sheet, earlier: Stamp | None) -> Stamp:
    read = stamp.read([[cell_text(cell, "sv") for cell in row] for row in sheet.rows])
    return earlier if earlier and earlier.genuine else read


def _read_sheet(sheet: Sheet, found: ReadWorkbook) -> None:
    header, columns = _columns(sheet)
    answers = columns.get(codes.ANSWER, [])
    if not answers:
        found.sheets_without_answers.append(sheet.name)
        return
    merged, faults = _merged(sheet, answers), {(row, column): fault for row, column, fault in sheet.faults}
    for number, row in enumerate(sheet.rows, start=1):
        code = _code_in(row, columns.get(codes.ROW_CODE) or range(1, len(row) + 1))
        asked = _text_at(sheet, number, columns, codes.QUESTION)
        if code:
            found.asked.setdefault(code, asked)
            if codes.SECRECY in columns:
                told = _text_at(sheet, number, columns, codes.SECRECY).strip()
                found.secrecies[code] = found.secrecies.get(code) or told
            for column in answers:
                where = f"{sheet.name}!{cell_name(number, column)}"
                problem = merged.get((number, column)) or _fault(faults.get((number, column)))
                found.add(code, FoundCell(sheet.cell(number, column), where, problem))
        elif number not in header:
            found.strays += _kept(sheet, number, [*answers, *columns.get(codes.SECRECY, [])], asked)
        if number not in header:
            found.notes += _kept(sheet, number, columns.get(codes.NOTE, []), asked)
        _refuse_above(MOST_CELLS, len(found.notes) + len(found.strays) + found.count)


def _columns(sheet: Sheet) -> tuple[set[int], Mapping[str, list[int]]]:
    """Return the rows of headings, and the columns by their marks: our hidden row's, else what the headings say."""
    header: set[int] = set()
    marked: dict[str, list[int]] = {}
    named: dict[str, list[int]] = {}
    for number, row in enumerate(sheet.rows, start=1):
        marks = [(mark, place) for place, cell in enumerate(row, start=1) if (mark := _mark(cell))]
        names = [(name, place) for place, cell in enumerate(row, start=1) if (name := _NAMES.get(_folded(cell)))]
        if marks or len(names) >= _HEADER_WORDS:
            header.add(number)
        for known, here in ((marked, marks), (named, names if len(names) >= _HEADER_WORDS else [])):
            if not known:
                for mark, place in here:
                    known.setdefault(mark, []).append(place)
    if header and marked:
        header.add(min(header) + 1)  # the headings under our marks, whatever they are called by now
    return header, {**named, **marked}


def _mark(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) and cell.strip() in codes.COLUMNS else ""


def _folded(cell: Cell) -> str:
    return folded(cell) if isinstance(cell, str) and len(cell) < 100 else ""


def _code_in(row: tuple[Cell, ...], columns: Sequence[int]) -> str:
    texts = (row[column - 1] for column in columns if column <= len(row))
    return next((cell.strip() for cell in texts if isinstance(cell, str) and codes.CODE.fullmatch(cell.strip())), "")


def _text_at(sheet: Sheet, row: int, columns: Mapping[str, list[int]], mark: str) -> str:
    return " ".join(cell_text(sheet.cell(row, column), "sv") for column in columns.get(mark, [])[:1])


def _kept(sheet: Sheet, row: int, columns: list[int], about: str) -> Iterator[Kept]:
    for column in columns:
        text = cell_text(sheet.cell(row, column), "sv")
        if text:
            yield Kept(f"{sheet.name}!{cell_name(row, column)}", about, text)


def _merged(sheet: Sheet, answers: list[int]) -> dict[tuple[int, int], str]:
    """Sentences for the answer cells that a merge has taken the value of, by row and column."""
    told: dict[tuple[int, int], str] = {}
    looked_at = 0
    for area in sheet.merged:
        sentence = gettext(
            "Cellen är sammanslagen med %(cell)s, och svaret syns bara där.",
            cell=cell_name(area.first_row, area.first_column),
        )
        for column in answers:
            if area.first_column <= column <= area.last_column:
                looked_at += area.last_row - area.first_row + 1
                _refuse_above(MOST_CELLS, looked_at)
                told |= {(row, column): sentence for row in range(area.first_row, area.last_row + 1)}
        told.pop((area.first_row, area.first_column), None)
    return told


def _refuse_above(most: int, count: int) -> None:
    if count > most:
        raise Refused(gettext("Arbetsboken innehåller för mycket för att läsas. Hämta en ny och flytta över svaren."))


def _fault(fault: Fault | None) -> str:
    if fault is None:
        return ""
    sentences: dict[Fault, str] = {
        Fault.ERROR_VALUE: gettext("Cellen visar ett fel från kalkylprogrammet."),
        Fault.FORMULA_WITHOUT_VALUE: gettext("Cellen har en formel som inte är uträknad."),
        Fault.NUMBER_OUT_OF_RANGE: gettext("Talet är för långt för en cell och kan ha ändrats."),
    }
    return sentences[fault]
