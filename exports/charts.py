"""Bar charts that Excel draws itself, of numbers that also stand in cells."""

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import Title, title_maker
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from exports.styles import DEEP_BLUE, FONT, INK


def bar_chart(title: str, numbers: Reference, names: Reference, width: float, height: float) -> BarChart:
    """Return lying bars, the first on top, each with its number; width and height in centimetres."""
    chart = BarChart()
    chart.type = "bar"
    chart.add_data(numbers, titles_from_data=False)
    chart.set_categories(names)
    chart.title = _title(title)
    chart.legend = None
    chart.gapWidth = 45
    chart.width = width  # type: ignore[assignment] # a fraction is as good
    chart.height = height
    chart.x_axis.delete = False
    # Every bar keeps its name, also where a long one takes two lines.
    chart.x_axis.tickLblSkip = 1
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.series[0].graphicalProperties = GraphicalProperties(solidFill=DEEP_BLUE)
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.x_axis.txPr = _text(1000, bold=False)
    chart.dataLabels.txPr = _text(1000, bold=True)
    return chart


def column_of(sheet: Worksheet, column: int, first: int, last: int) -> Reference:
    """Return the cells of one column from one row to another."""
    return Reference(sheet, min_col=column, max_col=column, min_row=first, max_row=last)


def _characters(size: int, bold: bool, colour: str) -> CharacterProperties:
    return CharacterProperties(latin=Font(typeface=FONT), sz=size, b=bold, solidFill=colour)


def _text(size: int, bold: bool) -> RichText:
    properties = ParagraphProperties(defRPr=_characters(size, bold, INK))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_characters(size, bold, INK))])


def _title(words: str) -> Title:
    title = title_maker(words)
    if title.tx is None or title.tx.rich is None:
        raise TypeError("a title made of words has a text")
    for paragraph in title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=_characters(1200, True, DEEP_BLUE))
        for run in paragraph.r or ():
            run.rPr = _characters(1200, True, DEEP_BLUE)
    return title
