"""Log lines: constant event names, ids and scalars; what somebody may have written is withheld."""

import logging
import secrets

import pytest

from app.logs import EventFormatter


def line(**extra: object) -> str:
    record = logging.makeLogRecord(
        {"name": "app.jobs", "levelname": "ERROR", "levelno": logging.ERROR, "msg": "job_failed", "created": 0.0}
    )
    vars(record).update(extra)
    return EventFormatter().format(record)


def test_extras_follow_the_event() -> None:
    told = line(job="outbox_mailer", error="TimeoutError", message_id=17, failed=True, left=None)
    assert told == (
        "1970-01-01T00:00:00Z ERROR app.jobs job_failed"
        " job=outbox_mailer error=TimeoutError message_id=17 failed=True left=None"
    )


@pytest.mark.parametrize(
    "value",
    [
        "Ett svar på två rader\nsom följer",
        "anna@stad.example",
        secrets.token_urlsafe(32),
        "f" * 64,
        ["svar"],
        "",
        "Våld",
    ],
    ids=["answer", "address", "token", "hash", "list", "nothing", "word"],
)
def test_what_may_be_an_answer_an_address_or_a_token_is_withheld(value: object) -> None:
    assert line(text=value).endswith(" job_failed text=?")


def test_however_many_applications_a_line_is_written_once(app) -> None:
    ours = [one for one in logging.getLogger("app").handlers if isinstance(one.formatter, EventFormatter)]
    assert len(ours) == 1
