"""The conversation with the mail relay, and the folder that takes its place in development.

The only module that knows Flask-Mail. A mail is taken when `send` returns; else one of the errors below says why not.
"""

import logging
import os
import smtplib
import ssl
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import flask_mail
from flask import current_app

from app.extensions import config_value
from app.mail.messages import Mail
from app.mail.mime import UnusableAddress, address_for_smtp, content_of, envelope_sender

log = logging.getLogger(__name__)
TIMEOUT_SECONDS = 30
CLOSING = 421  # RFC 5321: the relay is closing down, whichever mail was being spoken of


class RelayAway(Exception):
    """The relay can't be spoken with at all; no mail is to blame. `str()` is a constant word."""


class TryLater(Exception):
    """The relay did not take this mail now, but may later. `str()` is its reply code and a constant word."""


class Refused(Exception):
    """The relay will never take this mail. `address_is_bad` says that it refused the address itself."""

    def __init__(self, reason: str, *, address_is_bad: bool) -> None:
        super().__init__(reason)
        self.address_is_bad = address_is_bad


class Transport(Protocol):
    """Takes mails one by one; `close` ends the conversation."""

    def send(self, mail: Mail) -> None:
        """Hand over one mail. Returns when it was taken; raises RelayAway, TryLater or Refused."""

    def close(self) -> None:
        """End the conversation, if one was begun."""


def open_transport() -> Transport:
    """A folder where MAIL_DIRECTORY is set, else the relay. Nothing is opened before the first mail."""
    if folder := config_value("MAIL_DIRECTORY"):
        return FolderTransport(Path(folder))
    return RelayTransport()


class FolderTransport:
    """Writes each mail as one file that a mail program opens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: Mail) -> None:
        """Write `<number>-<kind>.eml`; a mail sent again takes the place of its first copy."""
        content = _content(mail, eight_bit=True)
        target = self.folder / f"{mail.number:06d}-{mail.kind.replace('_', '-')}.eml"
        unfinished = target.with_suffix(".partial")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except OSError as error:
            raise RelayAway("folder") from error

    def close(self) -> None:
        """Nothing is open between mails."""


class _Connection(flask_mail.Connection):
    """Flask-Mail's connection with a time limit, and a relay that must prove who it is before it gets a password."""

    def configure_host(self) -> smtplib.SMTP:
        own_name = urlsplit(config_value("BASE_URL")).hostname
        host = smtplib.SMTP(self.mail.server, self.mail.port, local_hostname=own_name, timeout=TIMEOUT_SECONDS)
        host.ehlo_or_helo_if_needed()
        if self.mail.use_tls:
            host.starttls(context=ssl.create_default_context())
            host.ehlo()
        if self.mail.username and self.mail.password:
            host.login(self.mail.username, self.mail.password)
        return host


class _Message(flask_mail.Message):
    """Flask-Mail's message, its bytes made by our own headers."""

    def __init__(self, mail: Mail, *, eight_bit: bool) -> None:
        sender = config_value("MAIL_DEFAULT_SENDER")
        options = ["BODY=8BITMIME"] if eight_bit else []
        self._content = _content(mail, eight_bit=eight_bit)
        super().__init__(mail.subject, [address_for_smtp(mail.recipient)], sender=sender, mail_options=options)

    def as_bytes(self) -> bytes:
        return self._content


class RelayTransport:
    """Speaks SMTP with the relay of the settings, over one connection as long as it holds."""

    def __init__(self) -> None:
        self._mail = flask_mail.Mail()
        self._mail.state = self._mail.init_mail(current_app.config)
        self._connection: _Connection | None = None

    def send(self, mail: Mail) -> None:
        """Hand one mail to the relay, connecting first where needed."""
        connection = self._connected()
        try:
            self._hand_over(connection, mail)
        except smtplib.SMTPRecipientsRefused as error:
            code, reply = next(iter(error.recipients.values()))
            self._judge(code, reply, "recipient", error)
        except smtplib.SMTPSenderRefused as error:
            self._not_now(error.smtp_code, "sender", error)
        except smtplib.SMTPDataError as error:
            self._judge(error.smtp_code, error.smtp_error, "content", error)
        except (smtplib.SMTPException, OSError) as error:
            # Whether the relay took the mail is unknown: it goes again, under the same Message-ID.
            self.close()
            raise TryLater("connection") from error

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        if self._connection is not None and self._connection.host is not None:
            try:
                self._connection.host.quit()
            except (smtplib.SMTPException, OSError):
                self._connection.host.close()
        self._connection = None

    def _hand_over(self, connection: _Connection, mail: Mail) -> None:
        host = connection.host
        assert host is not None
        message = _Message(mail, eight_bit=host.has_extn("8bitmime"))
        sender, bounces = config_value("MAIL_DEFAULT_SENDER"), config_value("MAIL_BOUNCE_ADDRESS")
        connection.send(message, envelope_from=envelope_sender(sender, bounces, mail))

    def _connected(self) -> _Connection:
        if self._connection is not None and not self._answers(self._connection):
            self.close()
        if self._connection is None:
            connection = _Connection(self._mail)
            try:
                connection.host = connection.configure_host()
            except (smtplib.SMTPException, OSError) as error:
                log.warning("mail_relay_away", extra={"error": type(error).__name__})
                raise RelayAway(type(error).__name__) from error
            self._connection = connection
        return self._connection

    def _answers(self, connection: _Connection) -> bool:
        try:
            return connection.host is not None and connection.host.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _judge(self, code: int, reply: bytes | str, what: str, error: Exception) -> None:
        if code < 500:
            self._not_now(code, what, error)
        raise Refused(f"{code} {what}", address_is_bad=_about_address(reply, what)) from error

    def _not_now(self, code: int, what: str, error: Exception) -> None:
        if code == CLOSING:
            self.close()
            raise RelayAway("421") from error
        raise TryLater(f"{code} {what}") from error


def _about_address(reply: bytes | str, what: str) -> bool:
    """Whether a permanent refusal blames the address, by the enhanced code where there is one (RFC 3463).

    5.1 is the address, 5.2 the mailbox. A policy (5.7) or the content (5.6) says nothing about either.
    """
    text = reply.decode("ascii", "replace") if isinstance(reply, bytes) else reply
    if text.startswith(("5.1.", "5.2.")):
        return True
    return what == "recipient" and not text.startswith("5.")


def _content(mail: Mail, *, eight_bit: bool) -> bytes:
    try:
        address_for_smtp(mail.recipient)
    except UnusableAddress as error:
        raise Refused("address", address_is_bad=True) from error
    try:
        return content_of(mail, config_value("MAIL_DEFAULT_SENDER"), eight_bit=eight_bit)
    except ValueError as error:
        # Our own address or the council's is malformed: that can be put right, so the mail waits for it.
        raise TryLater("headers") from error
