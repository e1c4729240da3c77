"""Reads what was sent, and what would be sent: the latter as a draft made ready for checking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models import InputRequest, Submission, SubmissionKind, now
from app.queries.answer import attachments, drafts
from app.queries.collect import joint as joint_queries
from forms.answers import NOT_SECRET, Check, QuotePermission, Secrecy, check, content_sha256
from forms.documents import Json, JsonObject
from forms.joint_answer import JointAnswer, to_json
from forms.logic import clock
from forms.questionnaire import Questionnaire


class FrozenAnswer(NamedTuple):
    """What the hash of a submission covers of an answer."""

    question_key: str
    value: Json
    quote_permission: QuotePermission
    secrecy: Secrecy


@dataclass(frozen=True)
class Ready:
    """A whole form as it would be sent now. `sha256` covers exactly what the check page shows.

    `joint` is what a body that collects sends beside its answers.
    """

    questionnaire: Questionnaire
    version_id: int
    checked: Check
    typed: Mapping[str, Json]
    permissions: Mapping[str, QuotePermission]
    secrecies: Mapping[str, Secrecy]
    sha256: str
    joint: JointAnswer | None = None

    def answers(self) -> list[FrozenAnswer]:
        """The answers that can be sent, in the form's order."""
        return frozen(self.questionnaire, self.checked, self.permissions, self.secrecies)


def ready(request: InputRequest, locale: str) -> Ready:
    """The organisation's draft, checked against its own form; messages in the given language."""
    own = drafts.own_form(request)
    return ready_from(request, own, attachments.whole_draft(request, own), locale)


def ready_from(
    request: InputRequest, form: drafts.OwnForm, answers: Mapping[str, drafts.DraftedAnswer], locale: str
) -> Ready:
    """The same from a draft that is already read."""
    typed = {key: answer.typed for key, answer in answers.items()}
    permissions = {key: answer.quote_permission for key, answer in answers.items()}
    secrecies = {key: answer.secrecy for key, answer in answers.items()}
    checked = check(form.questionnaire, typed, locale, clock(now()))
    joint = joint_queries.leaving(request, form.questionnaire, checked.values)
    whole = Ready(form.questionnaire, form.version_id, checked, typed, permissions, secrecies, "", joint)
    return _hashed(request, form, whole)


def make_ready(
    request: InputRequest,
    form: drafts.OwnForm,
    typed: Mapping[str, Json],
    permissions: Mapping[str, QuotePermission],
    locale: str,
    secrecies: Mapping[str, Secrecy] | None = None,
) -> Ready:
    """Check typed answers from wherever they come: a draft, or a form on paper."""
    checked = check(form.questionnaire, typed, locale, clock(now()))
    whole = Ready(form.questionnaire, form.version_id, checked, typed, permissions, secrecies or {}, "")
    return _hashed(request, form, whole)


def _hashed(request: InputRequest, form: drafts.OwnForm, ready: Ready) -> Ready:
    kind = SubmissionKind.ANSWER
    return replace(ready, sha256=content_hash(request, form.version_sha256, kind, "", ready.answers(), ready.joint))


def frozen(
    questionnaire: Questionnaire,
    checked: Check,
    permissions: Mapping[str, QuotePermission],
    secrecies: Mapping[str, Secrecy],
) -> list[FrozenAnswer]:
    """The checked values in the form's order, with what was chosen for each; by name, not secret, where nothing was."""
    return [
        FrozenAnswer(
            key,
            checked.values[key],
            permissions.get(key, QuotePermission.NAMED),
            secrecies.get(key, NOT_SECRET).as_sent,
        )
        for key in (question.key for question in questionnaire.questions())
        if key in checked.values
    ]


def frozen_of(submission: Submission) -> list[FrozenAnswer]:
    """The answers of a submission as its hash covers them."""
    return [
        FrozenAnswer(one.question_key, one.value, one.quote_permission, Secrecy(one.may_be_secret, one.secrecy_reason))
        for one in submission.answers
    ]


def content_hash(
    request: InputRequest,
    version_sha256: str,
    kind: SubmissionKind,
    reason: str,
    answers: Iterable[FrozenAnswer],
    joint: JointAnswer | None = None,
) -> str:
    """SHA-256 of a submission's canonical content."""
    return content_sha256(content(request, version_sha256, kind, reason, answers, to_json(joint) if joint else None))


def content_of(submission: Submission) -> JsonObject:
    """The canonical content of what was sent; `forms.answers.encode` makes the bytes that the receipt's hash is of."""
    version_sha256 = submission.version.sha256
    answers = frozen_of(submission)
    reason, joint = submission.abstention_reason, submission.joint
    return content(submission.request, version_sha256, submission.kind, reason, answers, joint)


def content(
    request: InputRequest,
    version_sha256: str,
    kind: SubmissionKind,
    reason: str,
    answers: Iterable[FrozenAnswer],
    joint: JsonObject | None,
) -> JsonObject:
    """A submission's canonical content: by whom, to which request and form, and what.

    Neither time nor language is part of it: the same content sent again has the same hash. What a body that collects
    sends beside its answers is part of it; other organisations' content has no such field.
    """
    told: JsonObject = {
        "schema": 1,
        "request": request.id,
        "organisation": request.organisation_id,
        "version": version_sha256,
        "kind": kind.value,
        "reason": reason,
        "answers": [_content_of_answer(answer) for answer in answers],
    }
    return told if joint is None else told | {"joint": joint}


def _content_of_answer(answer: FrozenAnswer) -> JsonObject:
    told: JsonObject = {
        "question": answer.question_key,
        "value": answer.value,
        "quote": answer.quote_permission.value,
    }
    # Named only where it is marked, so that what was sent before there was such a mark keeps its hash.
    return told | {"secrecy": answer.secrecy.reason} if answer.secrecy.marked else told


def latest(request_id: int) -> Submission | None:
    """The submission that counts: the one with the highest number."""
    return db.session.scalars(
        select(Submission).where(Submission.request_id == request_id).order_by(Submission.number.desc()).limit(1)
    ).first()


def by_send_key(request_id: int, send_key: str) -> Submission | None:
    """What the check page with this key has already sent."""
    return db.session.scalars(
        select(Submission).where(Submission.request_id == request_id, Submission.send_key == send_key)
    ).one_or_none()


def answered_before(request_id: int, number: int) -> Submission | None:
    """The last version with answers before this one, abstentions passed over; None where there is none."""
    query = select(Submission).where(Submission.request_id == request_id, Submission.number < number)
    query = query.where(Submission.kind == SubmissionKind.ANSWER).options(selectinload(Submission.answers))
    return db.session.scalars(query.order_by(Submission.number.desc()).limit(1)).first()


def by_number(request_id: int, number: int) -> Submission:
    """One sent version with its answers and who sent it; NoResultFound where there is none."""
    return db.session.scalars(
        select(Submission)
        .where(Submission.request_id == request_id, Submission.number == number)
        .options(joinedload(Submission.contact), joinedload(Submission.version), selectinload(Submission.answers))
    ).one()


def of_request(request_id: int) -> list[Submission]:
    """All sent versions, newest first, with who sent them."""
    return list(
        db.session.scalars(
            select(Submission)
            .where(Submission.request_id == request_id)
            .options(joinedload(Submission.contact))
            .order_by(Submission.number.desc())
        )
    )
