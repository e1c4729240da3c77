"""Reports of mail that came back, as mail systems write them."""

import pytest

from app.mail import bounces

TOKEN = "0123456789abcdef0123456789abcdef"
OTHER = "f" * 32


def report(
    action: str = "failed", status: str = "5.1.1", *, to: str = "radslag@stad.example", quoted: str = TOKEN
) -> bytes:
    """A delivery report as RFC 3464 and 6522 shape it; `quoted` is the token in the headers it repeats."""
    lines = f"""\
From: MAILER-DAEMON@relay.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Message-ID: <{OTHER}@nowhere.example> was not delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; kontakt@organisation.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 No such user

--b
Content-Type: text/rfc822-headers

Subject: Underlag
Message-ID: <{quoted}@stad.example>

--b--
"""
    return lines.replace("\n", "\r\n").encode()


def test_a_report_names_the_mail_by_the_headers_it_repeats() -> None:
    found = bounces.read(report())
    assert found == bounces.Bounce((TOKEN,), failed=True, status="5.1.1")
    assert found.blames_address


@pytest.mark.parametrize("where", ["to", "recipient"])
def test_a_report_names_the_mail_by_the_address_it_came_to(where: str) -> None:
    address = bounces.bounce_address("studs@stad.example", f"<{TOKEN}@stad.example>")
    assert address == f"studs+{TOKEN}@stad.example"
    quoted = "x"
    found = (
        bounces.read(report(to=address, quoted=quoted))
        if where == "to"
        else bounces.read(report(quoted=quoted), address.upper())
    )
    assert found.tokens == (TOKEN,)


def test_a_whole_mail_that_is_sent_back_is_read_too() -> None:
    whole = report().replace(b"text/rfc822-headers", b"message/rfc822")
    assert bounces.read(whole).tokens == (TOKEN,)


@pytest.mark.parametrize(
    ("action", "status", "failed", "blames"),
    [
        ("failed", "5.2.1", True, True),
        ("failed", "5.7.1", True, False),
        ("failed", "4.4.7", True, False),
        ("failed", "", True, True),
        ("Failed", "5.1.10 (gone)", True, True),
        ("delayed", "4.4.1", False, False),
        ("delivered", "2.0.0", False, False),
    ],
)
def test_only_a_final_failure_counts(action: str, status: str, failed: bool, blames: bool) -> None:
    found = bounces.read(report(action, status))
    assert (found.failed, found.blames_address) == (failed, blames)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"Content-Type: multipart/report; boundary=\r\n\r\n--",
        b"Content-Type: message/delivery-status\r\n\r\nAction: failed",
        b"To: =?utf-8?q?\r\nMessage-ID: <" + TOKEN.encode() + b"@stad.example>\r\n\r\nI am away.",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n--b--",
    ],
)
def test_what_is_no_report_names_no_mail(content: bytes) -> None:
    assert bounces.read(content).tokens == ()
