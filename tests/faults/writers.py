"""People who save and send over real HTTP while processes die, and a journal of what they were told is kept."""

import http.client
import json
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tests.robot import Page, PageForm, parse
from tests.visitor import Visitor, WebAnswer

RECEIPT = re.compile(r"/receipt/(\d+)$")
REFERENCE = re.compile(r"\b[A-Z][2-9A-Z]{3}-[A-Z][2-9A-Z]{3}\b")
PATIENCE_SECONDS = 240
T = TypeVar("T")


@dataclass
class Journal:
    """What one organisation typed, and which of it a page acknowledged."""

    request_id: int
    link: str
    attempts: dict[str, list[str]] = field(default_factory=dict)  # question key -> every text sent, in order
    kept: dict[str, int] = field(default_factory=dict)  # question key -> index of the last acknowledged one
    sent: dict[int, dict[str, list[str]]] = field(default_factory=dict)  # number -> the texts that each answer may hold
    references: dict[int, str] = field(default_factory=dict)

    def try_text(self, key: str, text: str) -> None:
        self.attempts.setdefault(key, []).append(text)

    def acknowledge(self, keys: list[str]) -> None:
        for key in keys:
            self.kept[key] = len(self.attempts[key]) - 1

    def may_stand(self, key: str) -> list[str]:
        """The texts that the draft may hold: the last one acknowledged, or one sent after it.

        A save may have been kept although the server died before it could say so.
        """
        return self.attempts[key][self.kept.get(key, 0) :]

    def may_be_sent(self) -> dict[str, list[str]]:
        return {key: self.may_stand(key) for key in self.kept}


class Progress:
    """Counts what was acknowledged, for whoever waits to strike just then."""

    def __init__(self) -> None:
        self.count = 0
        self.over = False
        self._changed = threading.Condition()

    def add(self) -> None:
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def finish(self) -> None:
        with self._changed:
            self.over = True
            self._changed.notify_all()

    def wait_for(self, count: int) -> bool:
        """Wait for so many; False where the writers ended before."""
        with self._changed:
            self._changed.wait_for(lambda: self.count >= count or self.over, PATIENCE_SECONDS)
            return self.count >= count


class Writer:
    """One person who fills one organisation's form; whatever fails is done again from the page, as people do."""

    def __init__(self, visitor: Visitor, journal: Journal, chance: random.Random, progress: Progress) -> None:
        self.visitor, self.journal, self.chance, self.progress = visitor, journal, chance, progress
        self.until = time.monotonic() + PATIENCE_SECONDS

    def work(self, rounds: int) -> None:
        """Open the link; then so many times: save the page, save each text on its own, and send."""
        self._insist(self._open)
        for _ in range(rounds):
            self._insist(self._save)
            for _ in range(3):
                self._insist(self._autosave)
            number = self._insist(self._send)
            self._insist(lambda number=number: self._read_receipt(number))

    def _insist(self, step: Callable[[], T | None]) -> T:
        while time.monotonic() < self.until:
            try:
                if (done := step()) is not None:
                    return done
            except (OSError, http.client.HTTPException):
                pass  # the server is gone; whether it heard us is unknown
            time.sleep(0.1)
        raise AssertionError(f"{step} had no success in {PATIENCE_SECONDS} seconds")

    def _open(self) -> bool | None:
        page = self._page(self.journal.link)
        return self.visitor.post(self.journal.link, hidden(page.forms[0])).status_code == 303 or None

    def _save(self) -> bool | None:
        path = f"/answer/{self.journal.request_id}/section/lage"
        form = self._page(path).forms[0]
        typed = {"vad_ser_ni": self._words(), "antal": str(self.chance.randrange(10**6))}
        data = hidden(form) | {f"q-{key}": text for key, text in typed.items()}
        for key, text in typed.items():
            self.journal.try_text(key, text)
        if self.visitor.post(path, data).status_code != 303:
            return None
        return self._kept(list(typed))

    def _autosave(self) -> bool | None:
        path = f"/answer/{self.journal.request_id}/section/lage"
        form = self._page(path).forms[0]
        key, text = self.chance.choice([("vad_ser_ni", self._words()), ("antal", str(self.chance.randrange(10**6)))])
        ours = {name: value for name, value in hidden(form).items() if name.startswith(f"q-{key}")}
        self.journal.try_text(key, text)
        answer = self.visitor.post(
            f"{path}/autosave", {**ours, f"q-{key}": text}, headers={"X-CSRFToken": hidden(form)["csrf_token"]}
        )
        if answer.status_code != 200 or key not in json.loads(answer.text)["saved"]:
            return None
        return self._kept([key])

    def _send(self) -> int | None:
        path = f"/answer/{self.journal.request_id}/check"
        page = self._page(path)
        expected = self.journal.may_be_sent()
        if not page.forms:  # what stands there was sent before, by a press whose answer never came
            return self._sent(next(href for href, _ in page.links if RECEIPT.search(href)), expected)
        answer = self._press_send(path, hidden(page.forms[0]))
        return self._sent(answer.location, expected) if answer.status_code == 303 else None

    def _press_send(self, path: str, data: dict[str, str]) -> WebAnswer:
        try:
            return self.visitor.post(path, data)
        except (OSError, http.client.HTTPException):
            if self.chance.random() < 0.5:
                raise
            time.sleep(0.5)
            return self.visitor.post(path, data)  # as a browser does when the page is loaded again

    def _sent(self, location: str, expected: dict[str, list[str]]) -> int:
        found = RECEIPT.search(location)
        assert found, location
        number = int(found[1])
        assert self.journal.sent.setdefault(number, expected) == expected
        self.progress.add()
        return number

    def _read_receipt(self, number: int) -> bool:
        page = self._page(f"/answer/{self.journal.request_id}/receipt/{number}")
        found = REFERENCE.search(page.title)
        assert found, page.path
        assert self.journal.references.setdefault(number, found[0]) == found[0]
        return True

    def _kept(self, keys: list[str]) -> bool:
        self.journal.acknowledge(keys)
        self.progress.add()
        return True

    def _page(self, path: str) -> Page:
        answer = self.visitor.get(path, follow_redirects=True)
        if answer.status_code == 503:
            raise ConnectionError("the database was away")
        assert answer.status_code == 200, (path, answer.status_code)
        return parse(answer.full_path, answer.status_code, answer.text)

    def _words(self) -> str:
        return f"Vi ser mer våld, rad {self.chance.getrandbits(64):016x}.\n– Åtgärd: råd & stöd"


def hidden(form: PageForm) -> dict[str, str]:
    """What the page sends of itself: hidden inputs, and choices that stand made."""
    return {one.name: one.value for one in form.inputs if one.kind == "hidden" or one.checked}
