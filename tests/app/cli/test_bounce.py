"""`radslag bounce`: whatever comes in, no report is answered with another."""

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from app.cli.bounce import bounce
from app.extensions import db
from app.models import Contact, OutboxMessage
from tests.app.mail.test_bounces import report
from tests.app.services.issue.test_bounces import sent_mail


def test_a_report_on_standard_input_marks_the_contact(app_context: Flask) -> None:
    with db.transaction():
        sent_mail()
    message = db.session.scalars(select(OutboxMessage)).one()
    token = message.message_id[1:33]
    done = CliRunner().invoke(bounce, [], input=report(quoted=token))
    assert (done.exit_code, done.stdout) == (0, "marked 5.1.1\n")
    db.session.expire_all()
    assert db.session.get_one(Contact, message.contact_id).undeliverable_at is not None
    done = CliRunner().invoke(bounce, ["--recipient", f"studs+{token}@stad.example"], input=report(quoted="x"))
    assert done.stdout == "known already 5.1.1\n"


def test_anything_else_is_taken_quietly(app_context: Flask) -> None:
    done = CliRunner().invoke(bounce, [], input=b"\xff\x00 no report")
    assert (done.exit_code, done.stdout) == (0, "not of our mail\n")
