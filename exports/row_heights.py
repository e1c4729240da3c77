"""How high a row is: Excel measures nothing that another program wrote, so the height follows from the text here."""

from exports.cells import Layout, Row
from exports.styles import LINE_SIZE, SIZE, Style
from exports.text_fit import MOST_POINTS, lines_needed, row_height

_FIXED_HEIGHTS = {Style.TITLE: 30, Style.SUBTITLE: 20, Style.HEADING: 40}
_UNMEASURED = {
    *_FIXED_HEIGHTS,
    Style.NUMBER,
    Style.FIGURE,
    Style.FIGURE_LINK,
    Style.COUNT,
    Style.DATE,
    Style.MOMENT,
    Style.BARE,
    Style.DATA,
    Style.CODE,
    Style.MARK,
}
# How much a letter of a style takes of the room that an ordinary one has.
_BOLD = 1 / 0.95
_LARGE = LINE_SIZE / SIZE
_SCALES = {
    **dict.fromkeys((Style.HEADER, Style.HEADER_CENTRED, Style.LABEL, Style.MISSING), _BOLD),
    Style.LINE: _BOLD * _LARGE,
}


def height(cells: Row, layout: Layout) -> int:
    """Return the height of a row in points, from its highest text and what its cells ask for in lines."""
    fixed = max((_FIXED_HEIGHTS.get(cell.style, 0) for cell in cells), default=0)
    lines = 1.0
    for cell, width in zip(cells, layout.widths, strict=False):
        if cell.lines or (isinstance(cell.value, str) and cell.style not in _UNMEASURED):
            needed = cell.lines or lines_needed(str(cell.value), width / _SCALES.get(cell.style, 1))
            lines = max(lines, needed * _LARGE if cell.style is Style.LINE else needed)
    return max(fixed, min(row_height(lines) + layout.padding, MOST_POINTS))
