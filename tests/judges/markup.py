"""Two judges of a page's HTML as the server sent it: the Nu checker of the HTML standard, and html-validate."""

import atexit
import json
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache

from lxml.html import document_fromstring, tostring

from tests.judges.tools import HOME, NODE, are_here, module, program
from tests.machine import free_port

START_SECONDS = 120
# The Nu checker guesses from all words of a page, be they in a part that says it is in another language or not.
GUESS = "This document appears to be written in"


def own_words(html: str) -> str:
    """The page without the words of those parts that say they are in another language than the page."""
    page = document_fromstring(html)
    for part in page.xpath("//body//*[@lang != /html/@lang]"):
        part.clear(keep_tail=True)
    return tostring(page, encoding="unicode", doctype="<!DOCTYPE html>")


@dataclass
class Markup:
    """Both judges, running. They are asked page after page, so that neither starts anew for each."""

    nu_address: str
    html_validate: subprocess.Popen[str]

    def faults(self, html: str) -> list[str]:
        """What either finds in the page, as lines."""
        return [*self._nu(html), *self._html_validate(html)]

    def _nu(self, html: str) -> Iterator[str]:
        # "info" is advice on style; a warning has the subtype of its own.
        for one in self._ask_nu(html):
            guessed = one["message"].startswith(GUESS)
            if guessed and not any(again["message"].startswith(GUESS) for again in self._ask_nu(own_words(html))):
                continue
            if one["type"] != "info" or one.get("subType") == "warning":
                yield f"nu: {one['message']} ({one.get('extract', '')[:160].strip()})"

    def _ask_nu(self, html: str) -> list[dict[str, str]]:
        kind = {"Content-Type": "text/html; charset=utf-8"}
        asked = urllib.request.Request(f"{self.nu_address}?out=json", html.encode(), kind)
        with _opener().open(asked, timeout=60) as answer:
            messages: list[dict[str, str]] = json.load(answer)["messages"]
        return messages

    def _html_validate(self, html: str) -> Iterator[str]:
        assert self.html_validate.stdin, "both ends are pipes"
        assert self.html_validate.stdout, "both ends are pipes"
        self.html_validate.stdin.write(json.dumps(html) + "\n")
        self.html_validate.stdin.flush()
        return (f"html-validate: {one}" for one in json.loads(self.html_validate.stdout.readline()))


@cache
def running_markup_judges() -> Markup | None:
    """Both judges, started once a test process; None on a machine that lacks them and where nothing requires them."""
    if not are_here():
        return None
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(markup_judges())


@contextmanager
def markup_judges() -> Iterator[Markup]:
    """Start both, and end them."""
    port = free_port()
    jar = module("vnu-jar/build/dist/vnu.jar")
    bound = "-Dnu.validator.servlet.bind-address=127.0.0.1"
    nu = [program("java"), bound, "-cp", str(jar), "nu.validator.servlet.Main", str(port)]
    module("html-validate/package.json")
    talk = [str(NODE), str(HOME / "validate.mjs")]
    with (
        subprocess.Popen(nu, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as checker,
        subprocess.Popen(talk, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as validator,
    ):
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_for(address)
            yield Markup(address, validator)
        finally:
            checker.kill()
            validator.kill()


def _wait_for(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            _opener().open(address, timeout=5).close()
        except OSError:
            assert time.monotonic() < until, "the Nu checker did not start"
            time.sleep(0.2)
        else:
            return


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))
