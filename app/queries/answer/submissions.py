"""Reads what was sent, and what would be sent: the latter as a draft made ready for checking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models import InputRequest, Submission, SubmissionKind, now
from app.queries.answer import drafts
from app.queries.collect import joint as joint_queries
from forms.answers import Check, QuotePermission, check, content_sha256
from forms.documents import Json, JsonObject
from forms.joint_answer import JointAnswer, to_json
from forms.logic import clock
from forms.questionnaire import Questionnaire

FrozenAnswer = tuple[str, Json, QuotePermission]
"""Question key, value, and how it may be quoted: what the hash of a submission covers of an answer."""


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
    sha256: str
    joint: JointAnswer | None = None

    def answers(self) -> list[FrozenAnswer]:
        """The answers that can be sent, in the form's order."""
        return frozen(self.questionnaire, self.checked, self.permissions)


def ready(request: InputRequest, locale: str) -> Ready:
    """The organisation's draft, checked against its own form; messages in the given language."""
    return ready_from(request, drafts.own_form(request), drafts.stored(request.id).answers, locale)


def ready_from(
    request: InputRequest, form: drafts.OwnForm, answers: Mapping[str, drafts.DraftedAnswer], locale: str
) -> Ready:
    """The same from a draft that is already read."""
    typed = {key: answer.typed for key, answer in answers.items()}
    permissions = {key: answer.quote_permission for key, answer in answers.items()}
    checked = check(form.questionnaire, typed, locale, clock(now()))
    joint = joint_queries.leaving(request, form.questionnaire, checked.values)
    return _hashed(request, form, Ready(form.questionnaire, form.version_id, checked, typed, permissions, "", joint))


def make_ready(
    request: InputRequest,
    form: drafts.OwnForm,
    typed: Mapping[str, Json],
    permissions: Mapping[str, QuotePermission],
    locale: str,
) -> Ready:
    """Check typed answers from wherever they come: a draft, or a form on paper."""
    checked = check(form.questionnaire, typed, locale, clock(now()))
    return _hashed(request, form, Ready(form.questionnaire, form.version_id, checked, typed, permissions, ""))


def _hashed(request: InputRequest, form: drafts.OwnForm, ready: Ready) -> Ready:
    kind = SubmissionKind.ANSWER
    return replace(ready, sha256=content_hash(request, form.version_sha256, kind, "", ready.answers(), ready.joint))


def frozen(
    questionnaire: Questionnaire, checked: Check, permissions: Mapping[str, QuotePermission]
) -> list[FrozenAnswer]:
    """The checked values in the form's order, each with its permission; NAMED where nothing was chosen."""
    return [
        (question.key, checked.values[question.key], permissions.get(question.key, QuotePermission.NAMED))
        for question in questionnaire.questions()
        if question.key in checked.values
    ]


def content_hash(
    request: InputRequest,
    version_sha256: str,
    kind: SubmissionKind,
    reason: str,
    answers: Iterable[FrozenAnswer],
    joint: JointAnswer | None = None,
) -> str:
    """SHA-256 of a submission's canonical content: by whom, to which request and form, and what.

    Neither time nor language is part of it: the same content sent again has the same hash. What a body that collects
    sends beside its answers is part of it; other organisations' content has no such field.
    """
    content: JsonObject = {
        "schema": 1,
        "request": request.id,
        "organisation": request.organisation_id,
        "version": version_sha256,
        "kind": kind.value,
        "reason": reason,
        "answers": [{"question": key, "value": value, "quote": quote.value} for key, value, quote in answers],
    }
    if joint is not None:
        content["joint"] = to_json(joint)
    return content_sha256(content)


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
