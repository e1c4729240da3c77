"""Sends: freezes an organisation's answer, or that it abstains, as a numbered submission, and queues the receipts.

A submission is a public record. It is never changed; a correction is a new one with the next number.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from flask_babel import gettext
from sqlalchemy import Table, insert

from app.access import Respondent
from app.extensions import db
from app.models import (
    Answer,
    Approval,
    Channel,
    Contact,
    InputRequest,
    RequestState,
    Staff,
    Submission,
    SubmissionKind,
    now,
)
from app.queries.answer import drafts as draft_queries
from app.queries.answer import personal_data
from app.queries.answer import submissions as submission_queries
from app.queries.answer.submissions import Ready
from app.queries.issue import requests as request_queries
from app.services import audit
from app.services.answer import approval, attachments, invitations, references, standing, wordings
from app.services.digest import arrivals, coding
from app.services.issue import outbox
from app.services.problems import Conflict, Refused
from forms import languages
from forms.joint_answer import JointAnswer, to_json
from forms.moments import STOCKHOLM, day_of
from forms.question_types import question_type
from forms.text import storable

STATES = {SubmissionKind.ANSWER: RequestState.SUBMITTED, SubmissionKind.ABSTENTION: RequestState.ABSTAINED}
RECEIPTS = {SubmissionKind.ANSWER: "receipt", SubmissionKind.ABSTENTION: "abstention_receipt"}


class NotReady(Refused):
    """Something has to be put right before this can be sent; `ready` says what."""

    def __init__(self, ready: Ready) -> None:
        super().__init__(gettext("Svaret kan inte skickas än. Rätta det som står först på sidan."))
        self.ready = ready


class NothingAnswered(Refused):
    """No question is answered. Whoever has nothing to say abstains, which is an answer too."""


class MaybePersonalData(Refused):
    """Something in the answer looks like personal data, and nobody has said that they have looked at it."""


class ChangedMeanwhile(Conflict):
    """A colleague changed the draft after it was shown for checking; nothing was sent."""


@dataclass(frozen=True)
class Arrival:
    """How a submission came: when, over which channel, in which language, from whom, and by what form's key."""

    at: datetime
    send_key: str
    language: str
    channel: Channel = Channel.WEB
    contact: Contact | None = None
    keyed_in_by: Staff | None = None
    is_late: bool | None = None
    """None lets the deadline decide to the second."""
    written_in: str = ""
    """Of the organisation's own words; empty where nobody said, then it is the interface's."""


@dataclass(frozen=True)
class _Content:
    """What is sent, and in which version of the form it was written."""

    kind: SubmissionKind
    reason: str
    version_id: int
    sha256: str
    joint: JointAnswer | None = None


def send(
    respondent: Respondent,
    send_key: str,
    shown_sha256: str,
    locale: str,
    shown_review: str = "",
    *,
    has_looked: bool = False,
    written_in: str = "",
) -> Submission:
    """Freeze and send what the check page showed; the same page sent twice gives the same submission.

    `shown_review` is the asking for approval that the page told of. `has_looked`: the person has seen what looks like
    personal data, and sends it all the same. `written_in` is the language that the organisation says its words are in.
    Raises NotReady, NothingAnswered, MaybePersonalData, Conflict where draft
    or review are no longer what was shown, NotAllowed where an approver has to send, or Refused where the request is
    closed.
    """
    request = respondent.request
    invitations.lock_open(request)
    if sent := submission_queries.by_send_key(request.id, send_key):
        return sent
    standing.check_may_send(respondent)
    ready = _as_shown(request, shown_sha256, locale)
    approval.check_unchanged(request, shown_review)
    if not has_looked and ready.checked.can_be_sent and personal_data.found_in(ready, locale):
        raise MaybePersonalData(gettext("Läs det som är markerat, och kryssa sedan i rutan."))
    arrival = Arrival(now(), send_key, locale, contact=respondent.contact, written_in=written_in)
    submission = _freeze(request, ready, arrival)
    approval.settle(respondent)
    wordings.forget(request.id)
    return submission


def ask_approval(respondent: Respondent, shown_sha256: str, locale: str) -> Approval:
    """Hand to the approvers what the check page showed. Raises as `send` does."""
    invitations.lock_open(respondent.request)
    ready = _as_shown(respondent.request, shown_sha256, locale)
    _check_complete(ready)
    return approval.ask(respondent, ready)


def _as_shown(request: InputRequest, shown_sha256: str, locale: str) -> Ready:
    ready = submission_queries.ready(request, locale)
    if ready.sha256 != shown_sha256:
        raise ChangedMeanwhile(
            gettext("Svaret eller formuläret har ändrats sedan du öppnade sidan. Läs igenom svaret igen och skicka.")
        )
    return ready


def abstain(respondent: Respondent, send_key: str, reason: str, locale: str) -> Submission:
    """Send "we abstain", with a reason or none. Raises Refused where the request is closed, NotAllowed as `send`."""
    invitations.lock_open(respondent.request)
    if sent := submission_queries.by_send_key(respondent.request.id, send_key):
        return sent
    standing.check_may_send(respondent)
    arrival = Arrival(now(), send_key, locale, contact=respondent.contact)
    submission = _freeze_abstention(respondent.request, reason, arrival)
    approval.settle(respondent)
    wordings.forget(respondent.request.id)
    return submission


def key_in(request: InputRequest, ready: Ready, arrival: Arrival) -> Submission:
    """Send what the secretariat typed from a letter or a call. Reads and writes no draft.

    Raises as `send` does.
    """
    invitations.lock_open(request)
    return _freeze(request, ready, arrival)


def key_in_abstention(request: InputRequest, reason: str, arrival: Arrival) -> Submission:
    """Send an abstention that came by post or phone."""
    invitations.lock_open(request)
    return _freeze_abstention(request, reason, arrival)


def arrived(request: InputRequest, day: date, channel: Channel, staff: Staff, send_key: str, locale: str) -> Arrival:
    """An arrival by post or phone on a day. It is late from the day after the deadline's."""
    moment = now()
    if day != day_of(moment):
        moment = datetime.combine(day, time(12), STOCKHOLM)
    return Arrival(
        moment, send_key, locale, channel=channel, keyed_in_by=staff, is_late=day > day_of(request.deadline_at)
    )


def _freeze(request: InputRequest, ready: Ready, arrival: Arrival) -> Submission:
    _check_complete(ready)
    content = _Content(SubmissionKind.ANSWER, "", ready.version_id, ready.sha256, ready.joint)
    submission, is_new = _number(request, content, arrival)
    if is_new:
        _freeze_answers(submission, ready, arrival.language)
        _carry_over(submission)
        arrivals.mark(submission, personal_data.found_in(ready, arrival.language))
    return submission


def _check_complete(ready: Ready) -> None:
    if ready.checked.problems:
        raise NotReady(ready)
    if ready.checked.is_blank:
        raise NothingAnswered(gettext("Ingen fråga är besvarad. Har ni inget att tillägga kan ni avstå."))


def _carry_over(submission: Submission) -> None:
    # What the secretariat made of an unchanged answer holds for the version that now counts.
    if earlier := submission_queries.answered_before(submission.request_id, submission.number):
        coding.carry_over(earlier, submission)


def _freeze_abstention(request: InputRequest, reason: str, arrival: Arrival) -> Submission:
    reason = storable(reason).strip()
    own = draft_queries.own_form(request)
    kind = SubmissionKind.ABSTENTION
    sha256 = submission_queries.content_hash(request, own.version_sha256, kind, reason, ())
    return _number(request, _Content(kind, reason, own.version_id, sha256), arrival)[0]


def _number(request: InputRequest, content: _Content, arrival: Arrival) -> tuple[Submission, bool]:
    if not arrival.send_key:
        raise Refused(gettext("Sidan är för gammal. Öppna den på nytt och försök igen."))
    # The caller holds the request's lock, so whoever came second finds here what the first one sent.
    latest = submission_queries.latest(request.id)
    same_form = submission_queries.by_send_key(request.id, arrival.send_key)
    if same_form or (latest and latest.sha256 == content.sha256):
        return cast("Submission", same_form or latest), False
    submission = Submission(
        request_id=request.id,
        number=latest.number + 1 if latest else 1,
        reference=references.new_submission_reference(),
        version_id=content.version_id,
        kind=content.kind,
        abstention_reason=content.reason,
        language=arrival.language,
        written_in=languages.known(arrival.written_in, arrival.language),
        submitted_at=arrival.at,
        late=arrival.at > request.deadline_at if arrival.is_late is None else arrival.is_late,
        sha256=content.sha256,
        send_key=arrival.send_key,
        channel=arrival.channel,
        contact_id=arrival.contact.id if arrival.contact else None,
        keyed_in_by_id=arrival.keyed_in_by.id if arrival.keyed_in_by else None,
        joint=to_json(content.joint) if content.joint else None,
    )
    db.session.add(submission)
    if arrival.channel is Channel.WEB:
        request.known_version_id = None  # who sends has read the form as it is now
    db.session.flush()
    invitations.set_state(request, STATES[content.kind])
    _tell(submission, arrival)
    return submission, True


def _tell(submission: Submission, arrival: Arrival) -> None:
    audit.record(
        "submission_received",
        "submission",
        submission.id,
        staff=arrival.keyed_in_by,
        contact=arrival.contact,
        number=submission.number,
        kind=submission.kind.value,
        channel=submission.channel.value,
        late=submission.late,
    )
    for invitation in request_queries.live_invitations(submission.request_id):
        outbox.queue(
            RECEIPTS[submission.kind],
            contact=invitation.contact,
            event_key=f"receipt-{submission.id}-{invitation.contact_id}",
            invitation=invitation,
            submission=submission,
        )


def _freeze_answers(submission: Submission, ready: Ready, locale: str) -> None:
    answers = ready.answers()
    drawn = references.new_answer_references(len(answers))
    rows = []
    for position, (answer, reference) in enumerate(zip(answers, drawn, strict=True)):
        key, value, permission, secrecy = answer
        question = ready.questionnaire.question(key)
        assert question is not None, "answers are checked against this questionnaire"
        row = {
            "submission_id": submission.id,
            "question_key": key,
            "position": position,
            "reference": reference,
            "value": value,
            "text": question_type(question.type).show(question, value, locale),
            "quote_permission": permission,
            "may_be_secret": secrecy.marked,
            "secrecy_reason": secrecy.reason,
        }
        rows.append(row)
    db.session.execute(insert(cast("Table", Answer.__table__)), rows)
    attachments.freeze(submission)
