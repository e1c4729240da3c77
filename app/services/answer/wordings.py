"""Keeps earlier wordings of a draft's answers until the answer is sent. Nobody has to have thought of saving them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, delete, insert, select

from app.extensions import db
from app.models import Draft, DraftWording
from app.queries.answer.drafts import DraftedAnswer
from forms.documents import Json

WORDINGS = cast("Table", DraftWording.__table__)
# A page saves by itself every other second. One person's writing is one wording until they pause for so long.
PAUSE = timedelta(minutes=5)


def keep(
    draft_id: int, contact_id: int, moment: datetime, replaced: Iterable[tuple[DraftedAnswer, Json]], *, always: bool
) -> None:
    """Keep what a save replaces, each with what takes its place, where it is worth keeping."""
    rows = [
        {
            "draft_id": draft_id,
            "question_key": before.question_key,
            "typed": before.typed,
            "quote_permission": before.quote_permission,
            "version": before.version,
            "changed_at": before.changed_at,
            "changed_by_id": before.changed_by_id,
        }
        for before, after in replaced
        if before.typed != after and (always or _is_worth_keeping(before, after, contact_id, moment))
    ]
    if rows:
        db.session.execute(insert(WORDINGS), rows)


def forget(request_id: int) -> None:
    """Let go of the earlier wordings of a request's draft: it is sent."""
    drafts = select(Draft.id).where(Draft.request_id == request_id)
    db.session.execute(
        delete(DraftWording).where(DraftWording.draft_id.in_(drafts)).execution_options(synchronize_session=False)
    )


def _is_worth_keeping(before: DraftedAnswer, after: Json, contact_id: int, moment: datetime) -> bool:
    """Another's words, words that have rested, and words of which most are gone at once."""
    if before.changed_by_id != contact_id or moment - before.changed_at > PAUSE:
        return True
    return isinstance(before.typed, str) and isinstance(after, str) and len(after) * 2 < len(before.typed)
