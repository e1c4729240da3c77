"""Fifty people who write one answer, and two hundred members who answer, in the same minute: what a save takes then.

The other side is one editor alone on the same server. Everybody keeps a person's pace; nothing may be lost.
"""

import http.client
import random
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import func, select

import config
from app import create_app
from app.extensions import db, links
from app.models import DraftAnswer, MemberAnswer, MemberView
from bench import respondents
from bench.respondents import Fields, sign_in
from bench.serving import serve
from forms.audience import OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire, Section
from forms.questionnaire_document import to_json
from migrations import chain
from tests.databases import create_postgresql
from tests.factories import scenes
from tests.factories.collecting import begin
from tests.factories.people import ContactFactory

EDITORS, MEMBERS, MINUTE, PAUSE = 50, 200, 60.0, 6.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Place:
    """Where to go: the links of the editors, and the path that members share."""

    editors: list[str]
    members: str


def run(rounds: int, scale: float) -> None:
    """Print p50 and p95 of a save alone and in the crowd, on SQLite and on PostgreSQL where a server answers."""
    print(f"{EDITORS} editors of one answer and {MEMBERS} members, {MINUTE * scale:.0f} s, {rounds} rounds\n")
    print("| | alone p50 ms | p95 ms | crowd p50 ms | p95 ms | crowd / alone, p95 |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}", rounds, scale)
    if url := create_postgresql():
        _measure("PostgreSQL", url, rounds, scale)
    print()


def _measure(name: str, url: str, rounds: int, scale: float) -> None:
    place = prepare(url)
    environment = {"DATABASE_URL": url, "SECRET_KEY": respondents.SECRET, "RATELIMIT_ENABLED": "0"}
    taken = []
    with serve("app:create_web_app()", environment) as port:
        editors = [Editor(port, link, number) for number, link in enumerate(place.editors)]
        for number in range(rounds):
            alone = _together([lambda: editors[0].write(MINUTE * scale / 2, PAUSE / 20)])
            writing: list[Callable[[], list[float]]] = [
                lambda one=one: one.write(MINUTE * scale, PAUSE)
                for one in editors  # type: ignore[misc]
            ]
            members = [lambda: answer(port, place.members, MINUTE * scale) for _ in range(MEMBERS)]
            taken.append((alone, _together(writing + members)))
            check(url, editors, views=MEMBERS * (number + 1))
    _print(name, taken)


def _print(name: str, taken: list[tuple[list[float], list[float]]]) -> None:
    alone = (median(_cut(a, 49) for a, _ in taken), median(_cut(a, 94) for a, _ in taken))
    crowd = (median(_cut(b, 49) for _, b in taken), median(_cut(b, 94) for _, b in taken))
    ratio = median(_cut(b, 94) / _cut(a, 94) for a, b in taken)
    print(f"| {name} | {alone[0]:.1f} | {alone[1]:.1f} | {crowd[0]:.1f} | {crowd[1]:.1f} | {ratio:.1f} |")


def _cut(times: list[float], at: int) -> float:
    return 1000 * quantiles(times, n=100)[at]


def prepare(url: str) -> Place:
    """A youth council that collects, and fifty contacts of it, each with a question of their own."""
    app = create_app(config.load({"DATABASE_URL": url, "SECRET_KEY": respondents.SECRET}))
    with app.app_context(), db.transaction():
        chain.upgrade(db.session.connection())
    collecting = begin(app, sensitive=False)
    with app.app_context(), db.transaction():
        scene = collecting.scene
        request = db.session.merge(scene.requests[OrganisationKind.YOUTH_COUNCIL])
        version = db.session.merge(scene.version)
        version.document = to_json(_form())
        made = [scenes.invite(request, ContactFactory(organisation=request.organisation)) for _ in range(EDITORS)]
        db.session.flush()
        editors = [f"/invitation/{links.token(one.nonce)}" for one in made]
    app.extensions["radslag_engine"].dispose()
    return Place(editors, collecting.path)


def _form() -> Questionnaire:
    """One section with a long text for each editor."""
    questions = tuple(Question(f"q{n}", "long_text", Localised(sv=f"Del {n}", en=f"Part {n}")) for n in range(EDITORS))
    return Questionnaire(sections=(Section("lage", Localised(sv="Svaret", en="The answer"), questions=questions),))


class Editor:
    """One of those who write the same answer: saves as the page's script does, each at a question of their own."""

    def __init__(self, port: int, link: str, number: int) -> None:
        self.port, self.key, self.said = port, f"q{number}", ""
        self.at = sign_in(port, link)
        self.saves = 0

    def write(self, seconds: float, pause: float) -> list[float]:
        """Change the text and save it, time after time; returns how long each save took, in seconds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        times, until = [], time.monotonic() + seconds
        time.sleep(random.uniform(0, pause))
        while time.monotonic() < until:
            times.append(self._save(connection))
            time.sleep(random.uniform(0.5, 1.5) * pause)
        return times

    def _save(self, connection: http.client.HTTPConnection) -> float:
        self.saves += 1
        self.said = f"Vi ser att fler hör av sig än förra året, sparning {self.saves}. " * 3
        fields = {**self.at.fields, f"q-{self.key}": self.said}
        headers = {**FORM, "Cookie": self.at.cookie, "X-CSRFToken": self.at.fields["csrf_token"]}
        begun = time.perf_counter()
        connection.request("POST", f"{self.at.section}/autosave", urllib.parse.urlencode(fields), headers)
        answer = connection.getresponse()
        told = answer.read()
        taken = time.perf_counter() - begun
        if answer.status != 200:
            raise RuntimeError(f"a save answered {answer.status}: {told[:200]!r}")
        self.at.fields[f"q-{self.key}-version"] = str(self.saves)
        return taken


def answer(port: int, path: str, seconds: float) -> list[float]:
    """One member's way on a phone within the minute: begin, answer two questions, send. No times are kept."""
    time.sleep(random.uniform(0, seconds * 0.8))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    page, cookie, _ = _ask(connection, "GET", path, "", {})
    for at, fields in (
        (path, {}),
        ("/voice/question/1", {"q-tycker": "Det är mörkt vid bussen."}),
        ("/voice/check", {}),
    ):
        page, cookie, _ = _ask(connection, "GET", at, cookie, {})
        token = Fields(page).values["csrf_token"]
        _, cookie, status = _ask(connection, "POST", at, cookie, {"csrf_token": token, "go": "next", **fields})
        if status != 303:
            raise RuntimeError(f"{at} answered {status}")
    return []


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, cookie: str, fields: dict[str, str]
) -> tuple[str, str, int]:
    headers = {**FORM, "Cookie": cookie}
    connection.request(method, path, urllib.parse.urlencode(fields) if method == "POST" else None, headers)
    answered = connection.getresponse()
    page = answered.read().decode()
    held = dict(one.split("=", 1) for one in cookie.split("; ") if one)
    for name, value in answered.getheaders():
        if name == "Set-Cookie":
            key, _, content = value.split(";")[0].partition("=")
            held[key] = content
    return page, "; ".join(f"{key}={content}" for key, content in held.items()), answered.status


def check(url: str, editors: list[Editor], views: int) -> None:
    """Whatever was acknowledged is there: each editor's last text, and every view with its answer."""
    app = create_app(config.load({"DATABASE_URL": url, "SECRET_KEY": respondents.SECRET}))
    with app.app_context():
        rows = db.session.execute(select(DraftAnswer.question_key, DraftAnswer.typed))
        kept = {key: typed for key, typed in rows}  # noqa: C416 - rows are no pairs
        sent = db.session.scalar(select(func.count()).select_from(MemberView).where(MemberView.is_sent))
        said = db.session.scalar(select(func.count()).select_from(MemberAnswer))
    app.extensions["radslag_engine"].dispose()
    missing = [one.key for one in editors if one.said and kept.get(one.key) != one.said]
    if missing or (sent, said) != (views, views):
        raise RuntimeError(f"lost: {missing}, {sent} views and {said} answers of {views}")


def _together(works: list[Callable[[], list[float]]]) -> list[float]:
    """Let all work at once; returns the times of all, or raises where one failed."""
    times: list[float] = []
    failed: list[BaseException] = []

    def work(one: Callable[[], list[float]]) -> None:
        try:
            times.extend(one())
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=work, args=(one,)) for one in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return times
