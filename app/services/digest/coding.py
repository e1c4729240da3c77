"""Gives answers their themes, and says what has become of each on its way to the digest."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.exc import NoResultFound

from app.extensions import db
from app.models import (
    Answer,
    AnswerReview,
    Coding,
    InputRequest,
    Meeting,
    Passage,
    PersonalDataState,
    ReviewState,
    Staff,
    Submission,
    Theme,
    now,
)
from app.queries.digest import answers as answer_queries
from app.queries.digest.answers import AnswerRow, Flag
from app.services import audit
from app.services.problems import Refused
from forms.text import storable


def set_themes(meeting: Meeting, answer_ids: Sequence[int], theme_keys: Sequence[str], staff: Staff) -> int:
    """Give these answers exactly these themes, in place of what they had; returns how many answers.

    No theme at all gives them back their question's. The answers count as reviewed. Raises Refused.
    """
    rows = _wanted(meeting, answer_ids)
    _give(meeting, {row: tuple(theme_keys) for row in rows}, staff)
    return len(rows)


def add_theme(meeting: Meeting, answer_ids: Sequence[int], theme_key: str, staff: Staff) -> int:
    """Give these answers one theme more; those they had stay beside it. Returns how many answers. Raises Refused."""
    rows = _wanted(meeting, answer_ids)
    _give(meeting, {row: tuple(dict.fromkeys([*row.theme_keys, theme_key])) for row in rows}, staff)
    return len(rows)


def review(meeting: Meeting, answer_ids: Sequence[int], state: ReviewState, staff: Staff) -> int:
    """Mark these answers as reviewed, set aside, or unread again; returns how many."""
    rows = _wanted(meeting, answer_ids)
    _mark(rows, state, staff)
    audit.record("answers_marked", "meeting", meeting.id, staff=staff, state=state.value, answers=len(rows))
    return len(rows)


def note(meeting: Meeting, answer_id: int, text: str, staff: Staff) -> None:
    """Keep the secretariat's own note on an answer; it goes into no export."""
    row = _one(meeting, answer_id)
    _review_of(row.id, staff).note = storable(text).strip()
    audit.record("answer_noted", "answer", row.id, staff=staff)


def translate(meeting: Meeting, answer_id: int, text: str, staff: Staff) -> None:
    """Keep the secretariat's translation of an answer; it stands beside the original, never in its place."""
    row = _one(meeting, answer_id)
    _review_of(row.id, staff).translation = storable(text).strip()
    audit.record("answer_translated", "answer", row.id, staff=staff)


def flag(meeting: Meeting, answer_id: int, reason: str, staff: Staff) -> None:
    """Mark an answer as possibly secret: from now on it stands in no digest and no export but a named one."""
    row = _one(meeting, answer_id)
    reason = storable(reason).strip()
    if not reason:
        raise Refused(gettext("Skriv varför svaret kan vara hemligt."))
    # A corrected version that is being sent at this moment waits, and then finds the flag to take over.
    db.session.execute(select(InputRequest.id).where(InputRequest.id == row.request_id).with_for_update())
    kept = _review_of(row.id, staff)
    kept.flagged_at, kept.flag_reason = kept.flagged_at or now(), reason
    audit.record("answer_flagged", "answer", row.id, staff=staff)


def unflag(meeting: Meeting, answer_id: int, staff: Staff) -> None:
    """Take the mark away again; the audit trail keeps that it was there."""
    row = _one(meeting, answer_id)
    # Earlier versions that say the same stand in established editions, and come back there too.
    same = [one.id for one in answer_queries.versions_of_answer(row.request_id, row.question_key) if is_same(one, row)]
    for one in {row.id, *same}:
        kept = _review_of(one, staff)
        kept.flagged_at, kept.flag_reason = None, ""
    audit.record("answer_unflagged", "answer", row.id, staff=staff)


def review_personal_data(meeting: Meeting, answer_id: int, staff: Staff) -> None:
    """Note that a person has looked at what seemed to be personal data."""
    row = _one(meeting, answer_id)
    _review_of(row.id, staff).personal_data = PersonalDataState.REVIEWED
    audit.record("personal_data_reviewed", "answer", row.id, staff=staff)


def note_reading_of_flagged(meeting: Meeting, staff: Staff, *, as_file: bool) -> None:
    """Note that somebody looked at the flagged answers, or took them as a file."""
    audit.record("flagged_answers_read", "meeting", meeting.id, staff=staff, as_file=as_file)


def whole_answer(answer_id: int, length: int) -> Passage:
    """The passage that is the whole answer, made where there is none."""
    query = select(Passage).where(Passage.answer_id == answer_id, Passage.start == 0, Passage.end == length)
    passage = db.session.scalars(query).one_or_none()
    if passage is None:
        passage = Passage(answer_id=answer_id, start=0, end=length)
        db.session.add(passage)
        db.session.flush()
    return passage


def carry_over(earlier: Submission, later: Submission) -> int:
    """Move what was made of unchanged answers to the version that now counts; returns how many moved.

    An answer whose text or value differs begins unread: nobody has read it yet. What was flagged as possibly secret is
    flagged in the new version too, whatever it says now, and stays so in the old one, which may stand in an edition.
    """
    before = {answer.question_key: answer for answer in earlier.answers}
    flags = answer_queries.latest_flags(later)
    moved = 0
    for answer in later.answers:
        old = before.get(answer.question_key)
        if old is not None and is_same(old, answer):
            _move(old, answer)
            moved += 1
        if flag := flags.get(answer.question_key):
            _flag_both(flag, answer)
    return moved


def is_same(one: Answer | AnswerRow, other: Answer | AnswerRow) -> bool:
    """Whether two versions of an answer say the same."""
    return bool((one.value, one.text) == (other.value, other.text))


def _give(meeting: Meeting, wanted: Mapping[AnswerRow, tuple[str, ...]], staff: Staff) -> None:
    themes = _themes(meeting, {key for keys in wanted.values() for key in keys})
    for row, keys in wanted.items():
        passage = whole_answer(row.id, len(row.text))
        # Only what differs is written: who decided the rest, and when, stays as it was.
        kept = {coding.theme_id: coding for coding in passage.codings}
        passage.codings = [kept.get(themes[key].id) or Coding(theme=themes[key], decided_by=staff) for key in keys]
    _mark(list(wanted), ReviewState.REVIEWED, staff)
    audit.record("themes_set", "meeting", meeting.id, staff=staff, answers=len(wanted))


def _move(old: Answer, new: Answer) -> None:
    for model in (AnswerReview, Passage):
        db.session.execute(update(model).where(model.answer_id == old.id).values(answer_id=new.id))


def _flag_both(flag: Flag, new: Answer) -> None:
    # The old answer's review may just have moved to the new one; whichever has none now gets its own.
    both = {flag.answer_id, new.id}
    held = db.session.scalars(select(AnswerReview.answer_id).where(AnswerReview.answer_id.in_(both)))
    for answer_id in sorted(both.difference(held)):
        kept = AnswerReview(answer_id=answer_id, flagged_at=flag.at, flag_reason=flag.reason)
        kept.changed_at, kept.changed_by_id = now(), flag.by_id
        db.session.add(kept)
    db.session.flush()


def _wanted(meeting: Meeting, answer_ids: Sequence[int]) -> list[AnswerRow]:
    rows = answer_queries.some(meeting.id, answer_ids, flagged=True)
    if not rows:
        raise Refused(gettext("Markera minst ett svar."))
    return rows


def _one(meeting: Meeting, answer_id: int) -> AnswerRow:
    """The answer with this id; another meeting's is not found, as one that never was."""
    for row in answer_queries.some(meeting.id, [answer_id], flagged=True):
        return row
    raise NoResultFound


def _themes(meeting: Meeting, keys: Collection[str]) -> dict[str, Theme]:
    query = select(Theme).where(Theme.council_id == meeting.council_id, Theme.key.in_(keys)).order_by(Theme.position)
    themes = {theme.key: theme for theme in db.session.scalars(query)}
    if missing := sorted(set(keys) - set(themes)):
        raise Refused(gettext("Temat ”%(key)s” finns inte i rådets kodbok.", key=missing[0]))
    return themes


def _mark(rows: Sequence[AnswerRow], state: ReviewState, staff: Staff) -> None:
    for row in rows:
        _review_of(row.id, staff).state = state
    db.session.flush()


def _review_of(answer_id: int, staff: Staff) -> AnswerReview:
    kept = db.session.scalars(select(AnswerReview).where(AnswerReview.answer_id == answer_id)).one_or_none()
    if kept is None:
        kept = AnswerReview(answer_id=answer_id)
        db.session.add(kept)
    kept.changed_at, kept.changed_by = now(), staff
    return kept
