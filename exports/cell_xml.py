"""Single cells as XML. Most of an export's time is spent here, so what comes again is not made again."""

from datetime import datetime
from math import isfinite

from exports.cells import CellValue, number_text
from exports.cleaning import clean, escaped

_SHORT = 120
_MOST_REMEMBERED = 20_000


class CellXml:
    """Makes cells' XML; `dropped` counts the characters that no workbook can hold."""

    def __init__(self) -> None:
        self.dropped = 0
        self._texts: dict[str, str] = {}
        self._moments: dict[datetime, str] = {}

    def made(self, at: str, style: int, value: CellValue) -> str:
        """Return the XML of one cell; an empty text and a number that is none become an empty cell."""
        if isinstance(value, str):
            text = self._texts.get(value)
            if text is None:
                text = self._text(value)
            if text:
                return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
            return f'<c r="{at}" s="{style}"/>'
        if value is None or (isinstance(value, float) and not isfinite(value)):
            return f'<c r="{at}" s="{style}"/>'
        number = self._moment(value) if isinstance(value, datetime) else number_text(value)
        return f'<c r="{at}" s="{style}"><v>{number}</v></c>'

    def _text(self, value: str) -> str:
        cleaned, dropped = clean(value)
        text = escaped(cleaned)
        if dropped:
            self.dropped += dropped
        elif len(value) <= _SHORT and len(self._texts) < _MOST_REMEMBERED:
            self._texts[value] = text
        return text

    def _moment(self, value: datetime) -> str:
        known = self._moments.get(value)
        if known is None:
            known = number_text(value)
            if len(self._moments) < _MOST_REMEMBERED:
                self._moments[value] = known
        return known
