"""Writes the digest: an edition's overview and its lines, each resting on answers, until it is established."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask_babel import gettext
from sqlalchemy import select

from app.extensions import db
from app.models import (
    Digest,
    DigestLine,
    DigestLinePassage,
    DigestState,
    LineKind,
    Meeting,
    ReviewState,
    Staff,
    Theme,
    now,
)
from app.queries.digest import answers as answer_queries
from app.queries.digest import digest_records
from app.queries.digest import digests as digest_queries
from app.services import audit
from app.services.digest import coding
from app.services.problems import Conflict, Refused
from forms.text import storable

MOST_HIGHLIGHTS = 7


@dataclass(frozen=True)
class Overview:
    """The secretariat's own texts on the first sheet, one thought a line."""

    highlights: str = ""
    agreements: str = ""
    differences: str = ""
    asks: str = ""
    young_people: str = ""


@dataclass(frozen=True)
class LineInput:
    """A line as somebody typed it: under which theme (key), of what kind, saying what, resting on which answers."""

    theme: str
    kind: LineKind
    wording: str
    answer_ids: Sequence[int] = ()


def begin(meeting: Meeting, staff: Staff | None = None) -> Digest:
    """The edition that can be written: the open one, or a new one that starts as a copy of the established."""
    newest = digest_queries.latest(meeting.id)
    if newest is not None and newest.state is DigestState.DRAFT:
        return newest
    digest = Digest(meeting=meeting, edition=newest.edition + 1 if newest else 1, changed_at=now(), changed_by=staff)
    db.session.add(digest)
    if newest is not None:
        _copy(newest, digest)
    db.session.flush()
    audit.record("digest_begun", "digest", digest.id, staff=staff, edition=digest.edition)
    return digest


def change_overview(digest: Digest, typed: Overview, revision: int, staff: Staff) -> None:
    """Change the overview texts. Raises Conflict where somebody changed it meanwhile, Refused when established."""
    texts = {name: _tidy(text) for name, text in asdict(typed).items()}
    if len(texts["highlights"].splitlines()) > MOST_HIGHLIGHTS:
        raise Refused(gettext("Skriv högst %(n)s rader under Det viktigaste.", n=MOST_HIGHLIGHTS))
    _touch(digest, staff, revision)
    for name, text in texts.items():
        setattr(digest, name, text)
    db.session.flush()
    audit.record("digest_overview_changed", "digest", digest.id, staff=staff)


def add_line(digest: Digest, typed: LineInput, staff: Staff) -> DigestLine:
    """Add a line last under its theme; the answers it rests on count as reviewed. Raises Refused."""
    _touch(digest, staff)
    theme, wording = _theme(digest.meeting, typed.theme), _wording(typed)
    line = DigestLine(digest=digest, theme=theme, wording=wording, kind=typed.kind, position=_next_position(digest))
    db.session.add(line)
    _support(line, typed.answer_ids, staff)
    audit.record("digest_line_added", "digest_line", line.id, staff=staff)
    return line


def change_line(line: DigestLine, typed: LineInput, staff: Staff) -> None:
    """Change a line's theme, kind and wording, and what it rests on. Raises Refused."""
    _touch(line.digest, staff)
    theme, wording = _theme(line.digest.meeting, typed.theme), _wording(typed)
    line.theme, line.wording, line.kind = theme, wording, typed.kind
    _support(line, typed.answer_ids, staff)
    audit.record("digest_line_changed", "digest_line", line.id, staff=staff)


def rest_on(line: DigestLine, answer_ids: Sequence[int], staff: Staff) -> None:
    """Let the line rest on these answers too. Raises Refused."""
    _touch(line.digest, staff)
    before = digest_queries.answers_of_lines(line.digest).get(line.id, ())
    _support(line, [*before, *answer_ids], staff)
    audit.record("digest_line_supported", "digest_line", line.id, staff=staff)


def move_line(line: DigestLine, steps: int, staff: Staff) -> None:
    """Move a line up (-1) or down (1) among the lines of its theme; the first and last stay."""
    _touch(line.digest, staff)
    beside = [one for one in line.digest.lines if one.theme_id == line.theme_id]
    place = beside.index(line) + steps
    if 0 <= place < len(beside):
        other = beside[place]
        line.position, other.position = other.position, line.position
    db.session.flush()


def remove_line(line: DigestLine, staff: Staff) -> None:
    """Remove a line; the answers it rested on keep their themes."""
    digest = line.digest
    _touch(digest, staff)
    audit.record("digest_line_removed", "digest_line", line.id, staff=staff)
    digest.lines.remove(line)
    db.session.flush()


def establish(digest: Digest, staff: Staff) -> None:
    """Establish the edition ("upprättad"): it stays as it is now, whatever comes in later. Raises Refused."""
    if not digest.highlights:
        raise Refused(gettext("Skriv Det viktigaste innan sammanställningen upprättas."))
    _touch(digest, staff)
    # Read anew under the lock, so that a line somebody wrote a moment ago is in what is kept.
    db.session.flush()
    db.session.refresh(digest)
    kept = digest_records.snapshot(digest.meeting, digest)
    digest.state, digest.established_at, digest.established_by = DigestState.FINAL, now(), staff
    digest.snapshot = kept
    db.session.flush()
    audit.record("digest_established", "digest", digest.id, staff=staff, edition=digest.edition)


def _touch(digest: Digest, staff: Staff, revision: int | None = None) -> None:
    # The row lock makes two savers at once wait for each other, so that the second sees the first one's revision.
    db.session.refresh(digest, with_for_update=True, attribute_names=["state", "revision"])
    if digest.state is DigestState.FINAL:
        raise Refused(gettext("Utgåvan är upprättad och ändras inte. Börja en ny utgåva."))
    if revision is not None and revision != digest.revision:
        raise Conflict(gettext("Någon annan har ändrat sammanställningen. Jämför med det som står nu och spara igen."))
    digest.revision += 1
    digest.changed_at, digest.changed_by = now(), staff


def _wording(typed: LineInput) -> str:
    wording = " ".join(storable(typed.wording).split())
    if not wording:
        raise Refused(gettext("Skriv vad punkten säger."))
    return wording


def _support(line: DigestLine, answer_ids: Sequence[int], staff: Staff) -> None:
    meeting = line.digest.meeting
    rows = {row.id: row for row in answer_queries.some(meeting.id, answer_ids)}
    wanted = [rows[answer_id] for answer_id in dict.fromkeys(answer_ids) if answer_id in rows]
    passages = [coding.whole_answer(row.id, len(row.text)) for row in wanted]
    kept = {place.passage_id: place for place in line.passages}
    line.passages = [kept.get(passage.id) or DigestLinePassage(passage=passage) for passage in passages]
    for position, place in enumerate(line.passages):
        place.position = position
    db.session.flush()
    unread = [row.id for row in wanted if row.state is ReviewState.UNREAD]
    if unread:
        coding.review(meeting, unread, ReviewState.REVIEWED, staff)


def _theme(meeting: Meeting, key: str) -> Theme:
    theme = db.session.scalars(
        select(Theme).where(Theme.council_id == meeting.council_id, Theme.key == key)
    ).one_or_none()
    if theme is None:
        raise Refused(gettext("Välj ett tema ur kodboken."))
    return theme


def _next_position(digest: Digest) -> int:
    return max((line.position for line in digest.lines), default=-1) + 1


def _copy(earlier: Digest, later: Digest) -> None:
    for name in asdict(Overview()):
        setattr(later, name, getattr(earlier, name))
    for line in earlier.lines:
        copied = DigestLine(theme=line.theme, position=line.position, kind=line.kind, wording=line.wording)
        copied.passages = [DigestLinePassage(passage=one.passage, position=one.position) for one in line.passages]
        later.lines.append(copied)


def _tidy(text: str) -> str:
    return "\n".join(line for raw in storable(text).splitlines() if (line := " ".join(raw.split())))
