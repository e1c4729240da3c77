"""Turns a mail into the bytes that go out. Headers are made by email.message.EmailMessage and nothing else."""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from app.mail.bounces import bounce_address
from app.mail.messages import Mail
from app.models import now

POLICY = SMTP.clone(cte_type="8bit")
# Printable ASCII, an @ and a domain: a relay would refuse anything else.
_ADDRESS = re.compile(r"[!-~]+@[a-z0-9-]+(\.[a-z0-9-]+)+")


class UnusableAddress(ValueError):
    """The address can't be written into a mail; sending it again would not help."""


def address_for_smtp(address: str) -> str:
    """The address with its domain in ASCII (IDNA). Raises UnusableAddress where that can't be."""
    local, _, domain = address.rpartition("@")
    try:
        whole = f"{local}@{domain.encode('idna').decode('ascii')}"
        if not _ADDRESS.fullmatch(whole) or Address(addr_spec=whole).addr_spec != whole:
            raise UnusableAddress("grammar")
    except (ValueError, IndexError, MessageError) as error:
        raise UnusableAddress(type(error).__name__) from error
    return whole


def envelope_sender(sender: str, bounces: str, mail: Mail) -> str:
    """The address that bounces go to: of this mail's own where `bounces` is set (VERP), else the sender's."""
    return bounce_address(bounces, mail.message_id) if bounces else parseaddr(sender)[1]


def content_of(mail: Mail, sender: str, *, eight_bit: bool = True) -> bytes:
    """The bytes of the mail, its headers first. `sender` is the service's own address, with or without a name.

    `eight_bit=False` is for a relay that takes ASCII only. Raises ValueError where a header can't be written.
    """
    encoding = "8bit" if eight_bit else "quoted-printable"
    message = _with_headers(mail, sender)
    message.set_content(mail.text, cte=encoding)
    message.add_alternative(mail.html, subtype="html", cte=encoding)
    # After the parts: what is set before them moves into the first.
    message["Content-Language"] = mail.language
    return message.as_bytes()


def _with_headers(mail: Mail, sender: str) -> EmailMessage:
    name, address = parseaddr(sender)
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(display_name=name or mail.sender_name, addr_spec=address)
    message["To"] = Address(addr_spec=address_for_smtp(mail.recipient))
    if mail.reply_to:
        message["Reply-To"] = Address(display_name=mail.sender_name, addr_spec=mail.reply_to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now())
    message["Message-ID"] = mail.message_id
    if mail.in_reply_to:
        message["In-Reply-To"] = mail.in_reply_to
        message["References"] = mail.in_reply_to
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    return message
