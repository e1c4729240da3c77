"""How cells look: one calm set of styles for every workbook, registered once and used by number."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook import Workbook as OpenpyxlWorkbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

# Arial stands on the readers' machines, or a font of exactly its widths does; row heights depend on that.
FONT = "Arial"
SIZE = 11
LINE_SIZE = 13
DEEP_BLUE = "0B3C6F"
INK = "1B2733"
MUTED = "4A5763"
LINK_BLUE = "0B57A4"
RULE = "C5D0DC"
BOX = "6B7C8D"
TINT = "EAF1F8"
ALERT = "9C2A10"


class Style(StrEnum):
    """What a cell is for; its look follows from that."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    HEADER = "header"
    HEADER_CENTRED = "header_centred"
    NOTE = "note"
    LABEL = "label"
    PLAIN = "plain"
    PLAIN_LINK = "plain_link"
    MISSING = "missing"
    TEXT = "text"
    DATA = "data"
    NUMBER = "number"
    COUNT = "count"
    DATE = "date"
    MOMENT = "moment"
    LINK = "link"
    FIGURE = "figure"
    FIGURE_LINK = "figure_link"
    LINE = "line"
    LINE_TEXT = "line_text"
    LINE_LINK = "line_link"
    BARE = "bare"
    ANSWER = "answer"
    ANSWER_NUMBER = "answer_number"
    ANSWER_DATE = "answer_date"
    REMARK = "remark"
    CODE = "code"
    MARK = "mark"
    """A row that begins with this style is hidden."""


@dataclass(frozen=True)
class _Look:
    size: int = SIZE
    bold: bool = False
    colour: str = INK
    underline: bool = False
    fill: str = ""
    rule: str = ""
    rule_weight: Literal["thin", "medium"] = "thin"
    wrap: bool = True
    horizontal: Literal["left", "center", "right"] = "left"
    vertical: Literal["top", "bottom"] = "top"
    number_format: str = "General"
    quote: bool = True
    # A cell to write in, on a sheet that is else protected: it has lines on all sides.
    open: bool = False


_LOOKS = {
    Style.TITLE: _Look(size=20, bold=True, colour=DEEP_BLUE, wrap=False),
    Style.SUBTITLE: _Look(size=12, colour=MUTED, wrap=False),
    Style.HEADING: _Look(size=13, bold=True, colour=DEEP_BLUE, wrap=False, vertical="bottom"),
    Style.HEADER: _Look(bold=True, colour=DEEP_BLUE, fill=TINT, rule=DEEP_BLUE, rule_weight="medium"),
    Style.HEADER_CENTRED: _Look(
        bold=True, colour=DEEP_BLUE, fill=TINT, rule=DEEP_BLUE, rule_weight="medium", horizontal="center"
    ),
    Style.NOTE: _Look(colour=MUTED),
    Style.LABEL: _Look(bold=True, rule=RULE),
    Style.PLAIN: _Look(rule=RULE),
    Style.PLAIN_LINK: _Look(rule=RULE, colour=LINK_BLUE, underline=True),
    Style.MISSING: _Look(bold=True, colour=ALERT, rule=RULE),
    Style.TEXT: _Look(rule=RULE),
    Style.DATA: _Look(wrap=False),
    Style.NUMBER: _Look(rule=RULE, horizontal="right", number_format="0", quote=False),
    Style.COUNT: _Look(rule=RULE, number_format="0", quote=False),
    Style.DATE: _Look(rule=RULE, number_format="yyyy-mm-dd", quote=False),
    Style.MOMENT: _Look(rule=RULE, number_format="yyyy-mm-dd hh:mm", quote=False),
    Style.LINK: _Look(rule=RULE, colour=LINK_BLUE, underline=True),
    Style.FIGURE: _Look(rule=RULE, horizontal="center", number_format="0", quote=False),
    Style.FIGURE_LINK: _Look(
        rule=RULE, colour=LINK_BLUE, underline=True, horizontal="center", number_format="0", quote=False
    ),
    Style.LINE: _Look(size=LINE_SIZE, bold=True, colour=DEEP_BLUE, fill=TINT, rule=DEEP_BLUE),
    Style.LINE_TEXT: _Look(fill=TINT, rule=DEEP_BLUE),
    Style.LINE_LINK: _Look(fill=TINT, rule=DEEP_BLUE, colour=LINK_BLUE, underline=True),
    Style.BARE: _Look(wrap=False, quote=False),
    # As text ("@") a list of hyphens is no formula, and 1-2 no date.
    Style.ANSWER: _Look(rule=BOX, number_format="@", quote=False, open=True),
    Style.ANSWER_NUMBER: _Look(rule=BOX, quote=False, open=True),
    Style.ANSWER_DATE: _Look(rule=BOX, number_format="yyyy-mm-dd", quote=False, open=True),
    Style.REMARK: _Look(rule=RULE, colour=MUTED, number_format="@", quote=False, open=True),
    Style.CODE: _Look(size=7, rule=RULE, colour=MUTED, wrap=False),
    Style.MARK: _Look(wrap=False),
}


def register(book: OpenpyxlWorkbook, sheet: Worksheet | WriteOnlyWorksheet) -> dict[Style, int]:
    """Add every style to the workbook and return the number a cell refers to each by."""
    # The unit of every column width is a digit of this font; openpyxl has no public way to set it.
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined] # noqa: SLF001
    normal.font = Font(name=FONT, size=SIZE, color=INK)
    return {style: _number(sheet, look) for style, look in _LOOKS.items()}


def _number(sheet: Worksheet | WriteOnlyWorksheet, look: _Look) -> int:
    cell = WriteOnlyCell(sheet)
    cell.font = Font(
        name=FONT,
        size=look.size,
        bold=look.bold,
        color=look.colour,
        underline="single" if look.underline else None,
    )
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.rule:
        side = Side(style=look.rule_weight, color=look.rule)
        cell.border = Border(side, side, side, side) if look.open else Border(bottom=side)
    # Text that fills its column must not touch its neighbour's.
    indent = 1 if look.rule and look.horizontal != "center" else 0
    cell.alignment = Alignment(horizontal=look.horizontal, vertical=look.vertical, wrap_text=look.wrap, indent=indent)
    cell.number_format = look.number_format
    cell.protection = Protection(locked=not look.open)
    # Editing a text that begins with = must not awaken it as a formula.
    cell._style.quotePrefix = int(look.quote)  # type: ignore[attr-defined] # noqa: SLF001
    return int(cell.style_id)
