"""Where a table begins and what its columns are: title rows above, headers of two lines, any order, many words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.uploads.messages import UnreadableFile
from app.uploads.names import clean_name, word_key
from app.uploads.refusals import Refusal
from app.uploads.sheets import Cell, Sheet

ROWS_SEARCHED = 30


@dataclass(frozen=True)
class Words:
    """What can stand in a header: words for each column, the most certain first, and the column it can't do without.

    `groups` maps the beginning of a word in the upper of two lines to what the columns under it become instead;
    a column that becomes nothing is not read. `may_be` lets a word of one column stand in for the needed one.
    """

    columns: Mapping[str, Sequence[str]]
    needed: str
    groups: Mapping[str, Mapping[str, str]]
    may_be: tuple[str, tuple[str, ...]] = ("", ())


@dataclass(frozen=True)
class Header:
    """The columns found, by name to column number from 1; `last_row` is the header's lower line.

    `twice` is a label that two columns bear.
    """

    last_row: int
    columns: dict[str, int]
    width: int
    not_read: tuple[str, ...]
    twice: str = ""


@dataclass(frozen=True)
class _Candidate:
    column: str
    rank: int
    number: int
    label: str


def find_header(sheet: Sheet, words: Words) -> Header | None:
    """Find the header in the first rows, or return None. Raises UnreadableFile when two columns have one name."""
    rows = range(1, min(ROWS_SEARCHED, len(sheet.rows)) + 1)
    by_row = {row: _headers_at(sheet, row, words) for row in rows}
    # A single word may be a title: it is a header only when nothing better is found.
    first = next((row for row in rows if any(len(header.columns) > 1 for header in by_row[row])), None)
    if first is None:
        near = [header for row in rows for header in by_row[row]]
    else:
        # The line above the real header may pass for one with fewer columns.
        near = [header for row in rows[first - 1 : first + 2] for header in by_row[row]]
    best = max(near, key=lambda header: len(header.columns), default=None)
    if best is not None and best.twice:
        raise UnreadableFile(Refusal.COLUMN_TWICE, best.twice)
    return best


def cell_text(cell: Cell) -> str:
    """Return what a person reads in the cell, on one line."""
    if isinstance(cell, bool) or cell is None:
        return ""
    return clean_name(str(cell))


def _headers_at(sheet: Sheet, row: int, words: Words) -> list[Header]:
    found = (_header_of_two(sheet, row, words), _header_of_one(sheet, row, words))
    return [header for header in found if header is not None]


def _header_of_one(sheet: Sheet, row: int, words: Words) -> Header | None:
    labels = [cell_text(cell) for cell in sheet.rows[row - 1]]
    candidates = [found for number, label in enumerate(labels, 1) if (found := _candidate(label, number, words))]
    return _header(row, labels, candidates, words)


def _header_of_two(sheet: Sheet, row: int, words: Words) -> Header | None:
    """Read two lines as one header: the lower word tells the column, the upper one whose it is."""
    if row >= len(sheet.rows) or not _is_lower_line(sheet.rows[row], words):
        return None
    width = max(len(sheet.rows[row - 1]), len(sheet.rows[row]))
    labels, candidates, above = [], [], ""
    for number in range(1, width + 1):
        upper, lower = cell_text(sheet.cell(row, number)), cell_text(sheet.cell(row + 1, number))
        above = upper or above
        group = _group(above, words) if lower or upper else None
        label = lower or upper
        labels.append(f"{above} {lower}".strip() if group and lower else label)
        found = _candidate(label, number, words)
        if found and group is not None:
            became = group.get(found.column)
            found = _Candidate(became, 0, number, labels[-1]) if became else None
        if found:
            candidates.append(found)
    return _header(row + 1, labels, candidates, words)


def _is_lower_line(cells: Sequence[Cell], words: Words) -> bool:
    labels = [cell_text(cell) for cell in cells if cell is not None]
    known = sum(1 for label in labels if _candidate(label, 0, words))
    return bool(labels) and 2 * known >= len(labels) and not any("@" in label for label in labels)


def _group(above: str, words: Words) -> Mapping[str, str] | None:
    key = word_key(above)
    return next((columns for start, columns in words.groups.items() if key.startswith(start)), None)


def _candidate(label: str, number: int, words: Words) -> _Candidate | None:
    key = word_key(label)
    for column, spellings in words.columns.items():
        if key in spellings:
            return _Candidate(column, spellings.index(key), number, label)
    return None


def _header(row: int, labels: list[str], candidates: list[_Candidate], words: Words) -> Header | None:
    candidates = _with_needed(candidates, words)
    if not any(candidate.column == words.needed for candidate in candidates):
        return None
    columns: dict[str, _Candidate] = {}
    twice = ""
    for candidate in sorted(candidates, key=lambda candidate: candidate.rank):
        taken = columns.setdefault(candidate.column, candidate)
        if taken is not candidate and taken.rank == candidate.rank:
            twice = candidate.label
    read = {candidate.number for candidate in columns.values()}
    not_read = tuple(label for number, label in enumerate(labels, 1) if label and number not in read)
    numbers = {column: candidate.number for column, candidate in columns.items()}
    return Header(row, numbers, len(labels), not_read, twice)


def _with_needed(candidates: list[_Candidate], words: Words) -> list[_Candidate]:
    """Let a column such as "Namn" be the needed one, where no column has a word of its own for that."""
    column, spellings = words.may_be
    if len(candidates) < 2 or any(candidate.column == words.needed for candidate in candidates):
        return candidates
    stand_in = next((each for each in candidates if each.column == column and word_key(each.label) in spellings), None)
    if stand_in is None:
        return candidates
    return [each for each in candidates if each is not stand_in] + [
        _Candidate(words.needed, 0, stand_in.number, stand_in.label)
    ]
