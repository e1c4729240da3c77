"""Log lines: a constant event name, then ids and scalars as key=value. Never an answer, an address or a token."""

import logging
import re
import time

from flask import Flask

# What every record has by itself; whatever else it has was given as `extra`.
OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
# Names in code: of a job, an endpoint, an error. Too short for a token, and without the @ of an address.
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,39}")
WITHHELD = "?"


class EventFormatter(logging.Formatter):
    """`2026-11-23T09:00:00Z WARNING app.mail.transport mail_relay_away error=TimeoutError`.

    An extra that is neither a number nor a name in code is withheld: somebody may have written it.
    """

    default_time_format = "%Y-%m-%dT%H:%M:%SZ"
    default_msec_format = ""
    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name for it
        """The line, with what was given as `extra` after it."""
        extras = (f"{key}={_told(value)}" for key, value in vars(record).items() if key not in OWN)
        return " ".join([super().formatMessage(record), *extras])


def _told(value: object) -> str:
    if value is None or isinstance(value, int | float):
        return str(value)
    return value if isinstance(value, str) and NAME.fullmatch(value) else WITHHELD


def init_app(app: Flask) -> None:
    """Let everything in `app` log to standard error in this form; once a process, however many applications."""
    log = logging.getLogger(app.import_name)
    if not any(isinstance(handler.formatter, EventFormatter) for handler in log.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(EventFormatter())
        log.addHandler(handler)
