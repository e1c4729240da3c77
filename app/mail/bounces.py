"""Reads mail that came back: which mail it was, and whether it is lost for good.

A mail is told by the token of its Message-ID, which is random and known to nobody else: it stands in the address that
bounces go to (VERP) and in the headers that a report repeats.
"""

import email
import re
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses

MOST_BYTES = 1 << 20
_TOKEN = r"([0-9a-f]{32})"  # noqa: S105 - the pattern of app/services/issue/outbox.py's Message-IDs
_IN_ADDRESS = re.compile(rf"\+{_TOKEN}@")
_MESSAGE_ID = re.compile(rf"^message-id:\s*<{_TOKEN}@", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
# A relay that took the mail as an attachment, or a mailbox that delivered it to, says where it went by one of these.
_WHERE = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
# RFC 3463: the content (5.6) and a policy (5.7) say nothing about the address; 4.x is a relay that gave up waiting.
_NOT_THE_ADDRESS = ("4.", "5.6.", "5.7.")


@dataclass(frozen=True)
class Bounce:
    """What a report says. `tokens` may name the mail; `status` is the enhanced code (RFC 3463), or 5.0.0.

    `failed` is False where the report is of a delay, of success, or is no delivery report at all.
    """

    tokens: tuple[str, ...]
    failed: bool
    status: str = ""

    @property
    def blames_address(self) -> bool:
        """Whether the next mail to the same address would come back too."""
        return self.failed and not self.status.startswith(_NOT_THE_ADDRESS)


def bounce_address(base: str, message_id: str) -> str:
    """The address that this mail's bounces go to: `bounces@…` becomes `bounces+<token>@…`."""
    local, _, domain = base.rpartition("@")
    return f"{local}+{message_id.strip('<>').partition('@')[0]}@{domain}"


def read(content: bytes, recipient: str = "") -> Bounce:
    """Read a mail that came to the bounce address. `recipient` is the envelope's, where the mail system tells it."""
    message = email.message_from_bytes(content[:MOST_BYTES], policy=default)
    places = [recipient, *(address for _, address in getaddresses(_all(message, _WHERE)))]
    found = [match[1] for place in places for match in _IN_ADDRESS.finditer(place.lower())]
    found += _MESSAGE_ID.findall(_returned_headers(message))
    status = _failure(message)
    return Bounce(tuple(dict.fromkeys(found)), bool(status), status)


def _all(message: Message, names: tuple[str, ...]) -> list[str]:
    return [str(value) for name in names for value in message.get_all(name, [])]


def _returned_headers(message: EmailMessage) -> str:
    """The headers of the mail that came back, as the report repeats them (RFC 6522)."""
    texts = []
    for part in message.walk():
        if part.get_content_type() in {"message/rfc822", "message/rfc822-headers", "text/rfc822-headers"}:
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else payload
            texts.append(inner.as_string() if isinstance(inner, Message) else str(inner))
    return "\n".join(texts)


def _failure(message: EmailMessage) -> str:
    """The code of a final failure in a delivery report (RFC 3464); empty where there is none."""
    for part in message.walk():
        blocks = part.get_payload() if part.get_content_type() == "message/delivery-status" else []
        for fields in blocks if isinstance(blocks, list) else []:
            if isinstance(fields, Message) and str(fields.get("Action", "")).strip().lower() == "failed":
                code = _STATUS.search(str(fields.get("Status", "")))
                return code[0] if code and code[0][0] != "2" else "5.0.0"
    return ""
