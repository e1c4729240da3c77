"""Organisations that have answered, for tests of reading, grouping and the digest."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from app.extensions import db
from app.models import Answer, InputRequest, Meeting, RequestState, Submission, SubmissionKind, now
from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.factories.scenes import Scene

SEEN = "Vi ser fler som söker hjälp, och de kommer tidigare än förut."


def submit(
    request: InputRequest,
    texts: dict[str, str],
    *,
    late: bool = False,
    permission: QuotePermission = QuotePermission.NAMED,
    at: datetime | None = None,
) -> Submission:
    """A sent version of these answers, by question key; numbered after those before it."""
    number = db.session.query(Submission).filter_by(request_id=request.id).count() + 1
    submission = Submission(
        request=request,
        number=number,
        reference=secrets.token_hex(6),
        version=request.version,
        kind=SubmissionKind.ANSWER if texts else SubmissionKind.ABSTENTION,
        submitted_at=at or now(),
        late=late,
        sha256=sha256(repr(texts).encode()).hexdigest(),
        send_key=secrets.token_hex(6),
    )
    submission.answers = [
        Answer(
            question_key=key,
            position=position,
            reference=secrets.token_hex(8).upper(),
            value=text,
            text=text,
            quote_permission=permission,
        )
        for position, (key, text) in enumerate(texts.items())
    ]
    request.state = RequestState.SUBMITTED if texts else RequestState.ABSTAINED
    db.session.add(submission)
    db.session.flush()
    return submission


def answered() -> Scene:
    """Issued to five: the member and the youth council have answered, the student forum abstains, two are silent."""
    scene = scenes.issued()
    submit(
        scene.requests[OrganisationKind.MEMBER],
        {"vad_ser_ni": SEEN, "hur_vanligt": "Vanligt", "antal": "120"},
    )
    submit(
        scene.requests[OrganisationKind.YOUTH_COUNCIL],
        {"vad_ser_ni": "Vi är rädda på väg hem.", "vad_vill_ni": "=Mer ljus & fler <vuxna>"},
        permission=QuotePermission.KIND_ONLY,
    )
    submit(scene.requests[OrganisationKind.STUDENT_FORUM], {})
    return scene


def earlier_answer(
    scene: Scene, kind: OrganisationKind = OrganisationKind.MEMBER, text: str = "Det var mörkt vid hållplatsen."
) -> InputRequest:
    """The organisation's request for a meeting half a year before, with one version sent."""
    meeting = Meeting(
        council=scene.council,
        title="Trygga platser",
        starts_at=scene.meeting.starts_at - timedelta(days=180),
        deadline_at=scene.meeting.starts_at - timedelta(days=200),
        dnr="0456/26",
    )
    request = InputRequest(
        meeting=meeting, organisation=scene.organisations[kind], version=scene.version, kind=kind, issued_at=now()
    )
    db.session.add_all([meeting, request])
    db.session.flush()
    submit(request, {"vad_ser_ni": text, "antal": "7"})
    return request
