"""The whole way, as somebody goes it who only follows the link and presses each page's button."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Answer, InputRequest, OutboxMessage, RequestState, Submission
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.robot import Robot


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", OrganisationKind)
def test_each_kind_of_organisation_reaches_its_receipt(app: Flask, kind: OrganisationKind, language: str) -> None:
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        scene.contacts[kind].language = language
        link, request_id = scenes.link_of(scene.invitations[kind]), scene.requests[kind].id
    robot = Robot(app.test_client())
    receipt = robot.answer_all(link)
    assert f'<html lang="{language}">' in receipt.html
    with app.app_context():
        sent = db.session.scalars(select(Submission)).one()
        answers = db.session.scalars(select(Answer).order_by(Answer.position)).all()
        asks_youth = kind in {OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM}
        expected = ["vad_ser_ni", "hur_vanligt", "antal"] + ["vad_vill_ni"] * asks_youth
        assert [answer.question_key for answer in answers] == expected
        assert sent.request_id == request_id
        assert sent.reference in receipt.html
        assert db.session.get_one(InputRequest, request_id).state is RequestState.SUBMITTED
        assert [mail.kind for mail in db.session.scalars(select(OutboxMessage))] == ["receipt"]
    assert all("/invitation/" not in page.html for page in robot.seen[1:])
