"""What goes out: headers that no text can break, and bodies every relay takes."""

import email
import email.policy
from dataclasses import replace

import pytest

from app.mail import mime
from app.mail.messages import Mail
from app.mail.text import one_line, plain, wrapped

MAIL = Mail(
    number=7,
    kind="invitation",
    language="sv",
    recipient="kontakt@organisation.example",
    sender_name="Stadens trygghetsråd",
    reply_to="sekretariatet@stad.example",
    message_id="<0123@trygghetsradet.example>",
    subject="Underlag senast torsdag 10 december 2026",
    text="Hej!\n\nRäksmörgås.\n",
    html="<p>Hej!</p>",
)
EVIL = "Rådet\r\nBcc: alla@stad.example\r\n\r\nInnehåll\x00\u2028\u202e"


SENDER = "radslag@trygghetsradet.example"


def parsed(mail: Mail, *, eight_bit: bool = True) -> email.message.EmailMessage:
    content = mime.content_of(mail, SENDER, eight_bit=eight_bit)
    assert content.isascii() != eight_bit
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    return message


def test_a_line_break_in_a_name_becomes_a_space() -> None:
    message = parsed(replace(MAIL, sender_name=one_line(EVIL), subject=one_line(EVIL)))
    assert message["Bcc"] is None
    assert message["Subject"] == "Rådet Bcc: alla@stad.example Innehåll"
    assert len(message["From"].addresses) == 1
    assert message["From"].addresses[0].addr_spec == "radslag@trygghetsradet.example"


@pytest.mark.parametrize("field", ["subject", "sender_name", "message_id"])
def test_an_uncleaned_line_break_is_refused_outright(field: str) -> None:
    with pytest.raises(ValueError):
        mime.content_of(replace(MAIL, **{field: EVIL}), SENDER)


@pytest.mark.parametrize("eight_bit", [True, False])
def test_text_survives_relays_of_both_kinds(eight_bit: bool) -> None:
    part = parsed(MAIL, eight_bit=eight_bit).get_body(("plain",))
    assert part is not None
    assert part.get_content().splitlines() == MAIL.text.splitlines()


@pytest.mark.parametrize(
    "address", ["utan-domän", "a b@c.example", "a@b.example\r\nBcc: c@d.example", "å@b.example", ""]
)
def test_an_address_that_cannot_be_written_is_told_apart(address: str) -> None:
    with pytest.raises(mime.UnusableAddress):
        mime.address_for_smtp(address)


def test_a_domain_with_swedish_letters_is_written_in_ascii() -> None:
    assert mime.address_for_smtp("info@räddningstjänsten.example") == "info@xn--rddningstjnsten-0kbj.example"


def test_only_the_personal_link_is_a_link() -> None:
    assert plain("Läs https://stad.example/x och HTTP://stad.example") == "Läs stad.example/x och stad.example"


def test_no_line_is_longer_than_smtp_allows() -> None:
    assert max(len(line.encode()) for line in wrapped("å" * 5000).splitlines()) < 998
    assert wrapped("kort") == "kort"
