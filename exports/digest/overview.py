"""The first sheet, one page: what the meeting is, what matters most, who answered, and the way to every other sheet."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from exports import words
from exports.cells import Cell, Layout, Link, Row
from exports.charts import bar_chart, column_of
from exports.digest.contents import Contents
from exports.digest.one_page import PADDING, POINTS_PER_CENTIMETRE, OnePage, anchor_below
from exports.digest.rows import texts
from exports.digest.young import young_people
from exports.frames import answers_by_theme
from exports.records import RequestRecord
from exports.styles import Style
from exports.workbook import Book
from forms.localised import Localised
from forms.moments import show_moment

ANCHOR = "sheet:overview"
# Label and number, then the texts; a gap; sheet and number of answers, with the charts under them.
_BEFORE_TEXTS, _AFTER_TEXTS = (21.0, 10.0), (2.0, 34.0, 12.0)
# The texts get the width that fills the page best; the narrowest that does, for the screen.
_TEXT_WIDTHS = range(60, 161, 5)
_CHART_WIDTH = 9.6
_CHART_GAP = 0.4
_STATE_HEIGHT = 3.2
_CHART_COLUMN = 5
# Beyond these a page of names helps nobody; the sheet of response states has them all.
_MOST_NAMES = 60
_GAP = Cell("", Style.BARE)


def write(book: Book, contents: Contents, other_sheets: Iterable[tuple[Localised, str]]) -> None:
    """Write the page; `other_sheets` are the names of the sheets after the themes', with their anchors."""
    left = [*_statements(contents), *_response(contents)]
    right = [*_themes(contents), *_links(other_sheets, contents.locale)]
    empty_left, empty_right = (_GAP, _GAP, _GAP), (_GAP, _GAP)
    rows = [(*(one or empty_left), _GAP, *(other or empty_right)) for one, other in zip_longest(left, right)]
    opening = _opening(contents)
    charts = _Charts(contents, len(opening) + 2, len(opening) + len(left) - len(_RESPONSE) + 1)
    page = OnePage(rows, (_BEFORE_TEXTS, _AFTER_TEXTS), len(right), charts.height)
    name = words.OVERVIEW.text(contents.locale)
    widths = page.best_widths(_TEXT_WIDTHS)
    sheet = book.sheet(Layout(name, widths, opening, one_page=True, padding=PADDING, anchor=ANCHOR))
    place = sheet.rows + 1
    heights = [sheet.add(row) for row in rows]
    offset = sum(heights[: len(right)]) + _CHART_GAP * POINTS_PER_CENTIMETRE
    for title, chart in charts.made(sheet.worksheet):
        sheet.chart(chart, anchor_below(chart, place, heights, offset, _CHART_COLUMN), title)
        offset += (chart.height + _CHART_GAP) * POINTS_PER_CENTIMETRE


def _opening(contents: Contents) -> tuple[Row, ...]:
    record, locale = contents.record, contents.locale
    meeting = record.meeting
    when = show_moment(meeting.starts_at, locale)
    dnr = f"{words.DNR.text(locale)} {meeting.dnr}" if meeting.dnr else ""
    names = {theme.key: theme.name for theme in record.themes}
    headline = ", ".join(names[key] for key in meeting.headline_themes if key in names)
    theme = f"{words.THEME.text(locale)}: {headline}" if headline else ""
    edition = f"{words.EDITION.text(locale).capitalize()} {record.edition}, {words.STATES[record.state].text(locale)}"
    as_of = f"{words.AS_OF.text(locale)} {show_moment(record.as_of, locale)}"
    return (
        (Cell(f"{words.DIGEST.text(locale)}: {meeting.title}", Style.TITLE),),
        (Cell(_joined(meeting.council, when, meeting.place, dnr), Style.SUBTITLE),),
        (Cell(_joined(edition, words.COPIES[contents.copy].text(locale), theme, as_of), Style.SUBTITLE),),
    )


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))


def _statements(contents: Contents) -> Iterator[Row]:
    record, locale = contents.record, contents.locale
    missing = Cell(words.MISSING.text(locale), Style.MISSING)
    yield texts((words.IN_SHORT, "", ""), locale, Style.HEADER)
    yield from _block(words.HIGHLIGHTS, record.highlights, locale, missing)
    yield from _block(words.AGREEMENTS, record.agreements, locale, missing)
    yield from _block(words.DIFFERENCES, record.differences, locale, missing)
    yield from _block(words.ASKS, record.asks, locale, missing)
    yield from _block(words.YOUNG_PEOPLE, young_people(contents), locale, missing)


def _block(label: Localised, thoughts: Iterable[str], locale: str, missing: Cell) -> Iterator[Row]:
    """Yield a label and its numbered texts; without any, what is missing is said and never filled in."""
    rows = [(Cell(number, Style.COUNT), Cell(text, Style.PLAIN)) for number, text in enumerate(thoughts, start=1)]
    for place, row in enumerate(rows or [(Cell("", Style.PLAIN), missing)]):
        yield (Cell("" if place else label.text(locale), Style.LABEL), *row)


_RESPONSE = (words.INVITED, words.ANSWERED, words.ABSTAINED, words.NO_ANSWER, words.WHERE_LATE)


def _response(contents: Contents) -> Iterator[Row]:
    headings = (words.RESPONSE_STATE, words.HOW_MANY, words.WHO)
    yield texts(headings, contents.locale, Style.HEADER)
    requests = sorted(contents.record.requests, key=lambda request: request.position)
    answered = [request for request in requests if request.answered]
    abstained = [request for request in requests if request.abstained]
    silent = [request for request in requests if not (request.answered or request.abstained)]
    late = [request for request in requests if request.late]
    for label, group in zip(_RESPONSE, (requests, answered, abstained, silent, late), strict=True):
        names = Cell(_names(group, contents.locale), Style.PLAIN)
        yield (Cell(label.text(contents.locale), Style.LABEL), Cell(len(group), Style.COUNT), names)


def _names(requests: list[RequestRecord], locale: str) -> str:
    if len(requests) > _MOST_NAMES:
        return words.NAMES_ELSEWHERE.text(locale)
    return ", ".join(request.organisation for request in requests) or words.NOBODY.text(locale)


def _themes(contents: Contents) -> Iterator[Row]:
    locale = contents.locale
    heading = words.ANSWERS_BY_THEME.text(locale)
    yield (Cell(heading, Style.HEADER), Cell(words.N_ANSWERS.many.text(locale).capitalize(), Style.HEADER))
    counts = answers_by_theme(contents.frame, [theme.key for theme in contents.themes])
    for theme in contents.themes:
        yield (Cell(theme.title, Style.LINK, Link(theme.anchor)), Cell(counts[theme.key], Style.COUNT))


def _links(sheets: Iterable[tuple[Localised, str]], locale: str) -> Iterator[Row]:
    # No tinted header: the row is as high as the texts beside it.
    yield (Cell(words.OTHER_SHEETS.text(locale), Style.LABEL), Cell("", Style.PLAIN))
    for name, anchor in sheets:
        yield (Cell(name.text(locale), Style.LINK, Link(anchor)), Cell("", Style.PLAIN))


class _Charts:
    """The charts of the numbers on the page, from the row of the first theme and of the first state on."""

    def __init__(self, contents: Contents, first_theme: int, first_state: int) -> None:
        self._locale = contents.locale
        self._themes = (first_theme, first_theme + len(contents.themes) - 1)
        # The states after the invited make up all of them; which answers were late is a part of one of them.
        self._states = (first_state + 1, first_state + 3)
        self._theme_height = 1.5 + 0.6 * len(contents.themes) if contents.themes else 0.0

    @property
    def height(self) -> float:
        """How high the charts are together with the gaps around them, in points."""
        return (self._theme_height + _STATE_HEIGHT + 3 * _CHART_GAP) * POINTS_PER_CENTIMETRE

    def made(self, cells: Worksheet) -> Iterator[tuple[str, BarChart]]:
        """Yield each chart with its title."""
        if self._theme_height:
            yield self._chart(cells, words.ANSWERS_BY_THEME, (6, 5), self._themes, self._theme_height)
        yield self._chart(cells, words.RESPONSE_STATE, (2, 1), self._states, _STATE_HEIGHT)

    def _chart(
        self, cells: Worksheet, words_of: Localised, columns: tuple[int, int], rows: tuple[int, int], height: float
    ) -> tuple[str, BarChart]:
        title = words_of.text(self._locale)
        numbers, names = (column_of(cells, column, *rows) for column in columns)
        return title, bar_chart(title, numbers, names, _CHART_WIDTH, height)
