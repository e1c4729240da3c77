"""What the page of a digest shows: under each theme its lines, what they rest on, and what has no line yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from app.models import DigestLine, LineKind, ReviewState
from app.queries.digest import answers as answer_queries
from app.queries.digest import digests as digest_queries
from app.queries.digest.answer_index import Entry
from app.queries.digest.answers import AnswerRow
from app.queries.digest.digests import Replaced
from app.secretariat.answers_desk import AnswersDesk
from app.secretariat.answers_view import WITHOUT_THEME

# The rest is a link away, on the page of answers.
MOST_UNPLACED = 10


@dataclass(frozen=True)
class LineView:
    """A line with the answers it rests on, and those it rested on that have newer versions since."""

    line: DigestLine
    rows: tuple[AnswerRow, ...]
    replaced: tuple[Replaced, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class ThemeView:
    """A theme of the digest. `unplaced` holds the first of its answers without a line, of `unplaced_count`."""

    key: str
    name: str
    answers: int
    lines: tuple[LineView, ...]
    unplaced: tuple[AnswerRow, ...]
    unplaced_count: int

    @property
    def proposals(self) -> int:
        """How many of the lines are proposals; the others are points."""
        return sum(view.line.kind is LineKind.PROPOSAL for view in self.lines)


def draw_up(desk: AnswersDesk) -> list[ThemeView]:
    """The themes that have answers or lines, or that the meeting is about, in the order of the workbook's sheets.

    What is read does not grow with the answers.
    """
    by_theme = _by_theme(desk.entries)
    waiting = {key: [entry.id for entry in entries if _waits(entry)] for key, entries in by_theme.items()}
    placed = {answer_id for answer_ids in desk.resting.values() for answer_id in answer_ids}
    wanted = placed | {answer_id for ids in waiting.values() for answer_id in ids[:MOST_UNPLACED]}
    rows = {row.id: row for row in answer_queries.some(desk.meeting.id, sorted(wanted))}
    replaced = digest_queries.replaced(placed - {entry.id for entry in desk.entries})
    names = {**desk.theme_names, WITHOUT_THEME: str(gettext("Utan tema"))}
    lines = {key: [line for line in desk.lines.values() if line.theme.key == key] for key in names}
    return [
        ThemeView(
            key=key,
            name=name,
            answers=len(by_theme.get(key, ())),
            lines=_line_views(desk, lines[key], rows, replaced),
            unplaced=tuple(rows[one] for one in waiting.get(key, ())[:MOST_UNPLACED] if one in rows),
            unplaced_count=len(waiting.get(key, ())),
        )
        for key, name in names.items()
        if by_theme.get(key) or lines[key] or key in desk.headline_themes
    ]


def _by_theme(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in () if entry.flagged else entry.theme_keys or (WITHOUT_THEME,):
            found.setdefault(key, []).append(entry)
    return found


def _waits(entry: Entry) -> bool:
    return not entry.lines and entry.state is not ReviewState.SET_ASIDE


def _line_views(
    desk: AnswersDesk, lines: Sequence[DigestLine], rows: dict[int, AnswerRow], replaced: dict[int, Replaced]
) -> tuple[LineView, ...]:
    views = []
    for line in lines:
        resting = desk.resting.get(line.id, ())
        views.append(
            LineView(
                line,
                tuple(rows[one] for one in resting if one in rows),
                tuple(replaced[one] for one in resting if one in replaced),
                is_first=line is lines[0],
                is_last=line is lines[-1],
            )
        )
    return tuple(views)
