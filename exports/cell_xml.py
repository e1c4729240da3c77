"""Single cells as XML. Most of an export's time is spent here, so what comes again is not made again."""

from datetime import datetime
from math import isfinite

from exports.cells import CellValue, number_text
from exports.cleaning import clean, escaped

SHORT = 120
_MOST_REMEMBERED = 20_000


class CellXml:
    """Makes cells' XML; `dropped` counts the characters that no workbook can hold."""

    def __init__(self) -> None:
        self.dropped = 0
        self._texts: dict[str, str] = {}
        self._moments: dict[datetime, str] = {}
        self._latest = ("", "")  # a long answer stands in two cells of its row

    def made(self, at: str, style: int, value: CellValue) -> str:
        """Return the XML of one cell; an empty text and a number that is none become an empty cell."""
        return f'<c r="{at}{self.after_place(style, value)}'

    def after_place(self, style: int, value: CellValue) -> str:
        """Return the same without its beginning, up to the end of the cell's place."""
        if isinstance(value, str):
            text = self._texts.get(value)
            if text is None:
                text = self._text(value)
            if text:
                return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
            return f'" s="{style}"/>'
        if value is None or (isinstance(value, float) and not isfinite(value)):
            return f'" s="{style}"/>'
        number = self._moment(value) if isinstance(value, datetime) else number_text(value)
        return f'" s="{style}"><v>{number}</v></c>'

    def _text(self, value: str) -> str:
        if value is self._latest[0]:
            return self._latest[1]
        cleaned, dropped = clean(value)
        text = escaped(cleaned)
        if dropped:
            self.dropped += dropped
            return text
        self._latest = (value, text)
        if len(value) <= SHORT and len(self._texts) < _MOST_REMEMBERED:
            self._texts[value] = text
        return text

    def _moment(self, value: datetime) -> str:
        known = self._moments.get(value)
        if known is None:
            known = number_text(value)
            if len(self._moments) < _MOST_REMEMBERED:
                self._moments[value] = known
        return known
