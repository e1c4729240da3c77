"""A relay that takes its time, so that a worker can be killed in the middle of a mail."""

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.app.jobs.relay import Relay
from tests.machine import free_port


class SlowRelay(Relay):
    """Waits before it takes a mail and before it says 250, so that both moments can be hit."""

    def __init__(self, chance: random.Random, longest_seconds: float) -> None:
        super().__init__()
        self._chance, self._longest = chance, longest_seconds
        self._begun = 0
        self._changed = threading.Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        with self._changed:
            self._begun += 1
            self._changed.notify_all()
        await asyncio.sleep(self._chance.uniform(0, self._longest))
        reply = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(self._chance.uniform(0, self._longest))
        return reply

    def await_mails(self, count: int, seconds: float) -> bool:
        """Wait until so many mails were being handed over; False where the time ran out."""
        with self._changed:
            return self._changed.wait_for(lambda: self._begun >= count, seconds)


@contextmanager
def slow_relay(chance: random.Random, longest_seconds: float = 0.1) -> Iterator[SlowRelay]:
    """A slow relay on a free port of 127.0.0.1."""
    relay = SlowRelay(chance, longest_seconds)
    relay.controller = Controller(relay, hostname="127.0.0.1", port=free_port(), decode_data=False)
    relay.controller.start()
    try:
        yield relay
    finally:
        relay.controller.stop()
