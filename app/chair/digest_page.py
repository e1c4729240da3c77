"""The digest as the chair's page shows it, by the same rules of confidentiality as the workbook."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports import words
from exports.records import DigestCopy, DigestRecord, LineKind, RequestRecord

if TYPE_CHECKING:
    from exports.digest.contents import Contents, NumberedLine, Shown


@dataclass(frozen=True)
class LineOnPage:
    """A line: what it is called ("Punkt 2"), its wording, who raises it, and the answers under it."""

    called: str
    wording: str
    is_proposal: bool
    raised_by: str
    answers: "list[Shown]"


@dataclass(frozen=True)
class ThemeOnPage:
    """A theme with its lines, and the answers that no line of it rests on."""

    key: str
    title: str
    description: str
    lines: list[LineOnPage]
    others: "list[Shown]"

    @property
    def proposals(self) -> int:
        """How many of the lines are proposals; the others are points."""
        return sum(line.is_proposal for line in self.lines)


@dataclass(frozen=True)
class Responses:
    """Who was asked, and what came of it, in the council's own order."""

    answered: list[RequestRecord]
    late: list[RequestRecord]
    abstained: list[RequestRecord]
    silent: list[RequestRecord]

    @property
    def invited(self) -> int:
        """How many were asked or are still to be."""
        return len(self.answered) + len(self.abstained) + len(self.silent)


@dataclass(frozen=True)
class DigestPage:
    """All that stands on the page."""

    record: DigestRecord
    young_people: tuple[str, ...]
    themes: list[ThemeOnPage]
    responses: Responses


def draw_up(record: DigestRecord) -> DigestPage:
    """Lay out the chair's copy of an edition."""
    # These bring pandas, which the other pages do without.
    from exports.digest.contents import Contents
    from exports.digest.young import young_people

    contents = Contents(record, DigestCopy.FOR_CHAIR)
    lines: dict[str, list[NumberedLine]] = {theme.key: [] for theme in contents.themes}
    for line in contents.lines:
        lines[line.theme].append(line)
    themes = []
    for theme in contents.themes:
        shown = [_line(line, contents) for line in lines[theme.key]]
        under = {answer.reference for line in shown for answer in line.answers}
        others = [answer for answer in contents.of_theme(theme) if answer.reference not in under]
        themes.append(ThemeOnPage(theme.key, theme.title, theme.description, shown, others))
    return DigestPage(contents.record, tuple(young_people(contents)), themes, _responses(record))


def _line(line: "NumberedLine", contents: "Contents") -> LineOnPage:
    return LineOnPage(
        called=line.called(contents.locale),
        wording=line.record.wording,
        is_proposal=line.record.kind is LineKind.PROPOSAL,
        raised_by=contents.raised_by(line),
        answers=contents.under(line),
    )


def _responses(record: DigestRecord) -> Responses:
    requests = sorted(record.requests, key=lambda one: one.position)
    return Responses(
        answered=[one for one in requests if one.answered],
        late=[one for one in requests if one.late],
        abstained=[one for one in requests if one.abstained],
        silent=[one for one in requests if not (one.answered or one.abstained)],
    )


def state_name(record: DigestRecord) -> str:
    """UTKAST, or Upprättad, in the record's language."""
    return words.STATES[record.state].text(record.locale)
