"""A real SMTP server on loopback, which answers as a test tells it to."""

import email
import email.policy
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = Callable[[str], str | None]


def accept(_recipient: str) -> None:
    """Take every mail."""


class Relay:
    """Takes mails into `taken`. `at_recipient` and `at_content` may give another reply than 250.

    `hang_up` is "before" or "after": the connection ends without a reply to DATA, or right after its 250.
    """

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.senders: list[str] = []
        self.connections = 0
        self.tries: Counter[str] = Counter()
        self.at_recipient: Answer = accept
        self.at_content: Answer = accept
        self.hang_up = ""
        self.controller: Controller | None = None

    @property
    def message_ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.taken]

    @property
    def port(self) -> int:
        assert self.controller is not None
        return self.controller.port

    async def handle_EHLO(
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.tries[address] += 1
        if reply := self.at_recipient(address):
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        if reply := self.at_content(envelope.rcpt_tos[0]):
            return reply
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append(email.message_from_bytes(content, policy=email.policy.default))
        self.recipients.append(envelope.rcpt_tos[0])
        self.senders.append(envelope.mail_from or "")
        hang_up, self.hang_up = self.hang_up, ""
        if hang_up == "after":
            await server.push("250 OK")
        if hang_up:
            server.transport.close()
        return "250 OK"


def free_port() -> int:
    """A port of loopback that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running_relay() -> Iterator[Relay]:
    """A relay on a free port of 127.0.0.1."""
    relay = Relay()
    controller = Controller(relay, hostname="127.0.0.1", port=free_port(), decode_data=False)
    relay.controller = controller
    controller.start()
    try:
        yield relay
    finally:
        controller.stop()
