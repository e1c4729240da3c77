"""Reads whom a correction of a form that is out would reach. Of what they have written, only that it is sent or not."""

from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import InputRequest, Membership, Organisation, RequestState
from app.queries.ask.questionnaires import Current, frozen_form
from app.queries.issue.issuing import asks
from forms.changes import QuestionChange, changes

SENT = frozenset({RequestState.SUBMITTED, RequestState.ABSTAINED})


@dataclass(frozen=True)
class Correction:
    """What publishing the draft now would do: questions changed, and requests by whether they have sent.

    `left_without` are the names of organisations that have the form and would be asked nothing any more.
    """

    changes: tuple[QuestionChange, ...]
    not_sent: int
    sent: int
    left_without: tuple[str, ...]


def of_draft(meeting_id: int, current: Current) -> Correction | None:
    """What publishing would do to those who have the form; None where nobody has, or nothing is changed."""
    if current.latest is None or current.is_published:
        return None
    query = (
        select(InputRequest.state, InputRequest.kind, InputRequest.organisation_id, Organisation.name)
        .join(InputRequest.organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(InputRequest.meeting_id == meeting_id)
        .order_by(Membership.position, Organisation.id)
    )
    out = db.session.execute(query).all()
    if not out:
        return None
    sent = sum(row.state in SENT for row in out)
    without = tuple(row.name for row in out if not asks(current.form, row.kind, row.organisation_id))
    return Correction(changes(frozen_form(current.latest), current.form), len(out) - sent, sent, without)
