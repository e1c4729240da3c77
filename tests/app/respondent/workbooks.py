"""An answer workbook in the hands of a person: downloaded, filled in by openpyxl, and handed in."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from flask.testing import FlaskClient
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from werkzeug.test import TestResponse

from exports.answer_workbook.codes import CODE
from tests.app.respondent.conftest import Answering
from tests.robot import Page, Robot, parse

HEADER_ROWS, QUESTION, HOW, ANSWER, SECRECY, NOTE, ROW_CODE = 2, 2, 3, 4, 5, 6, 7

# Typed answers to everything in tests/factories/forms.py, as a person would write them into cells.
EVERYTHING = {
    "Vad ser ni av mäns våld mot kvinnor?": "- Fler söker stöd\n- oftare på helger",
    "I hemmet": "x",
    "På nätet": "X",
    "Annat (skriv vad)": "I skolan",
    "Var är det vanligast?": "På nätet",
    "Vilken insats fungerar bäst?": "=1+1 är två",
    "Hur många möter ni på ett år?": 1200,
    "Sedan vilken dag räknar ni?": "20 maj 2027",
    "Hur fungerar samverkan?": 4,
    "Har ni en rutin?": "Ja",
}
TYPED = {
    "vad_ser_ni": "- Fler söker stöd\n- oftare på helger",
    "var": {"chosen": ["hemma", "natet"], "other": "I skolan"},
    "mest": {"chosen": ["natet"], "other": ""},
    "basta-insats": "=1+1 är två",
    "antal": "1200",
    "sedan": "20 maj 2027",
    "samverkan": "4",
    "rutin": "yes",
}


@dataclass
class Held:
    """A downloaded workbook, open in openpyxl."""

    book: Workbook

    @property
    def sheet(self) -> Worksheet:
        """The sheet with the questions."""
        return self.book.worksheets[1]

    def at(self, asked: str, column: int = ANSWER) -> Cell:
        """The cell of the row that asks this."""
        for row in self.sheet.iter_rows():
            if row[QUESTION - 1].value == asked:
                return row[column - 1]
        raise AssertionError(asked)

    def fill(self, answers: dict[str, object]) -> "Held":
        """Answer each question by its text."""
        for asked, value in answers.items():
            cell = self.at(asked)
            cell.value = value
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
        return self

    def answered_rows(self) -> list[int]:
        """The numbers of the rows with a code."""
        codes = ((row[0].row, row[ROW_CODE - 1].value) for row in self.sheet.iter_rows())
        return [number for number, code in codes if isinstance(code, str) and CODE.fullmatch(code)]

    def sort(self, key: Callable[[list[object]], object]) -> "Held":
        """Sort all rows under the header, as a spreadsheet does: values move, whatever stood around them."""
        sheet = self.sheet
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER_ROWS + 1)]
        for number, values in enumerate(sorted(rows, key=key), start=HEADER_ROWS + 1):
            for place, value in enumerate(values, start=1):
                cell = sheet.cell(number, place)
                cell.value = value
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "s"
        return self

    def saved(self) -> bytes:
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()


def download(answering: Answering, client: FlaskClient | None = None) -> Held:
    return Held(openpyxl.load_workbook(io.BytesIO(download_bytes(answering, client))))


def download_bytes(answering: Answering, client: FlaskClient | None = None) -> bytes:
    answer = (client or answering.one).get(answering.base + "workbook/file")
    assert answer.status_code == 200
    return answer.data


def post(
    answering: Answering, data: bytes, name: str = "svarsbok.xlsx", client: FlaskClient | None = None
) -> TestResponse:
    files = {"file": (io.BytesIO(data), name)}
    return (client or answering.one).post(answering.base + "workbook", data=files, content_type="multipart/form-data")


def hand_in(answering: Answering, data: bytes, name: str = "svarsbok.xlsx", status: int = 200) -> Page:
    """The page that a file leads to."""
    answer = post(answering, data, name)
    assert answer.status_code == status, answer.text
    return parse(answering.base + "workbook", answer.status_code, answer.text)


def save(answering: Answering, page: Page, client: FlaskClient | None = None, **choices: str) -> Page:
    """Press the button of the review, with the radios as they stand but for these choices."""
    robot = Robot(client or answering.one)
    form = page.forms[0]
    chosen = {one.name: one.value for one in form.inputs if one.kind == "radio" and one.checked}
    return robot.press(page, **(chosen | choices))
