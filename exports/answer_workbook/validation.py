"""What cells take while they are filled in: lists to choose from, numbers within bounds, days."""

from decimal import Decimal

from openpyxl.worksheet.datavalidation import DataValidation

from exports.answer_workbook import words
from forms.localised import Localised
from forms.workbook_lines import CellKind, CellValue, Line, list_values

LISTS = "radslag-listor"
"""The very hidden sheet with the choices: a list within the rule itself holds 255 characters and no comma."""

_MOST = Decimal(10) ** 15
_LAST_DAY = "109574"  # the end of 2199


class Validations:
    """The rules of a sheet, one for all cells that take the same; `listed` are the rows of the sheet of lists."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.listed: list[CellValue] = []
        self._made: dict[object, DataValidation] = {}

    @property
    def made(self) -> list[DataValidation]:
        """The rules so far."""
        return list(self._made.values())

    def add(self, line: Line, cell: str) -> None:
        """Let a cell take what its line takes; a line of text takes anything."""
        if line.kind in {CellKind.TEXT, CellKind.LONG_TEXT, CellKind.TIME}:
            return
        same = (line.kind, line.options, line.low, line.high)
        if same not in self._made:
            self._made[same] = self._rule(line)
        self._made[same].add(cell)

    def _rule(self, line: Line) -> DataValidation:
        if line.kind is CellKind.CHOICE:
            first = len(self.listed) + 1
            self.listed += list_values(line)
            offered = f"'{LISTS}'!$A${first}:$A${len(self.listed)}"
            return self._told(words.ONE_OF_LIST, DataValidation("list", offered))
        if line.kind is CellKind.TICK:
            return self._told(words.ONLY_X, DataValidation("list", '"x"'))
        if line.kind is CellKind.DATE:
            # A day in words is understood too, when it comes back.
            rule = DataValidation("date", "1", _LAST_DAY, operator="between", errorStyle="warning")
            return self._told(words.A_DATE, rule)
        low, high = (-_MOST if line.low is None else line.low), (_MOST if line.high is None else line.high)
        return self._told(words.A_NUMBER, DataValidation("decimal", f"{low:f}", f"{high:f}", operator="between"))

    def _told(self, sentence: Localised, rule: DataValidation) -> DataValidation:
        rule.error, rule.errorTitle = sentence.text(self.locale), words.SLIP.text(self.locale)
        rule.showErrorMessage = rule.allow_blank = True
        return rule
