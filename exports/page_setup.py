"""What a workbook says of itself, and how its sheets stand on paper: landscape A4, one page wide."""

from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook as OpenpyxlWorkbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.cleaning import one_line
from exports.styles import FONT, MUTED
from forms.localised import Localised

_A4 = 9
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_PAGE_OF_PAGES = Localised(sv="Sida &P av &N", en="Page &P of &N")
# All of a header must fit in 255 characters.
_MOST_HEADER = 100


@dataclass(frozen=True)
class BookInfo:
    """What stands in a workbook's properties and on each of its pages.

    `moment` (aware) dates the file: the time of the data, not of the download.
    """

    title: str
    author: str
    moment: datetime
    locale: str = "sv"
    header_left: str = ""
    header_right: str = ""


def prepare_book(book: OpenpyxlWorkbook, info: BookInfo) -> None:
    """Set the workbook's title, author and language."""
    properties = book.properties
    properties.title = one_line(info.title)
    properties.creator = properties.lastModifiedBy = one_line(info.author)
    properties.language = _LANGUAGES.get(info.locale, info.locale)


def prepare_sheet(
    sheet: Worksheet, info: BookInfo, widths: tuple[float, ...], header: int = 0, one_page: bool = False
) -> None:
    """Set everything about a sheet but its rows; `header` is the row of its table's header, 0 without a table."""
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    _set_paper(sheet, one_page)
    _set_header_and_footer(sheet, info)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    if header:
        sheet.freeze_panes = f"A{header + 1}"
        sheet.print_title_rows = f"{header}:{header}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = "A1"


def _set_paper(sheet: Worksheet, one_page: bool) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.7, 0.65
    margins.header = margins.footer = 0.32


def _set_header_and_footer(sheet: Worksheet, info: BookInfo) -> None:
    header, footer = sheet.oddHeader, sheet.oddFooter
    if header is None or footer is None:
        raise TypeError("a new sheet has a header and a footer")
    for part, text in (
        (header.left, info.header_left),
        (header.right, info.header_right),
        (footer.left, info.author),
    ):
        part.text = one_line(text)[:_MOST_HEADER].replace("&", "&&") or None
        _set_font(part)
    footer.right.text = _PAGE_OF_PAGES.text(info.locale)
    _set_font(footer.right)


def _set_font(part: object) -> None:
    """Give a part of a page header its font; openpyxl has no public type for such a part."""
    for name, value in (("font", f"{FONT},Regular"), ("size", 11), ("color", MUTED)):
        setattr(part, name, value)
