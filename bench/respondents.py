"""Twenty organisations with a section of fifteen questions, and a signed-in respondent of each."""

import http.client
import json
import re
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count

import config
from app import create_app
from app.extensions import db, links
from app.models import InputRequest, now
from bench.serving import Request
from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire, Section
from forms.questionnaire_document import to_json
from migrations import chain
from tests.factories import scenes
from tests.factories.people import ContactFactory, MembershipFactory, OrganisationFactory

QUESTIONS, CLIENTS = 15, 20
SECRET = "only-for-the-bench-only-for-the-bench"


def section_of_fifteen() -> Questionnaire:
    """One section of fifteen long texts."""
    questions = tuple(
        Question(f"q{n}", "long_text", Localised(sv=f"Fråga {n}: vad ser ni?", en=f"Question {n}: what do you see?"))
        for n in range(QUESTIONS)
    )
    return Questionnaire(sections=(Section("lage", Localised(sv="Läget", en="The situation"), questions=questions),))


def prepare(url: str) -> list[str]:
    """Fill a new database; returns the path of each organisation's personal link."""
    app = create_app(config.load({"DATABASE_URL": url, "SECRET_KEY": SECRET}))
    with app.app_context(), db.transaction():
        chain.upgrade(db.session.connection())
        scene = scenes.planned()
        scene.version.document = to_json(section_of_fifteen())
        invitations = []
        for position in range(CLIENTS):
            organisation = OrganisationFactory(council=scene.council)
            MembershipFactory(organisation=organisation, position=10 + position)
            asked = InputRequest(
                meeting=scene.meeting, organisation=organisation, version=scene.version, kind="member", issued_at=now()
            )
            invitations.append(scenes.invite(asked, ContactFactory(organisation=organisation)))
        db.session.flush()
        paths = [f"/invitation/{links.token(one.nonce)}" for one in invitations]
    app.extensions["radslag_engine"].dispose()
    return paths


class Fields(HTMLParser):
    """The names and values of a page's inputs, as a browser sends them when nobody has picked or ticked anything."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (
            tag in {"input", "textarea"}
            and given.get("name")
            and given.get("type") not in {"radio", "checkbox", "submit"}
        ):
            self.values.setdefault(str(given["name"]), given.get("value") or "")


@dataclass
class Respondent:
    """A browser that has opened its invitation and stands on the section."""

    cookie: str
    section: str
    fields: dict[str, str]
    saves: "count[int]" = field(default_factory=count)

    def opening(self) -> Request:
        """Open the section."""
        return Request("GET", self.section, lambda: b"", {"Cookie": self.cookie})

    def saving(self) -> Request:
        """Save fifteen changed answers, as the page's script does."""
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        headers["X-CSRFToken"] = self.fields["csrf_token"]
        return Request("POST", f"{self.section}/autosave", self._changed, headers, self._note_versions)

    def _changed(self) -> bytes:
        number = next(self.saves)
        for n in range(QUESTIONS):
            self.fields[f"q-q{n}"] = f"Vi ser att fler hör av sig än förra året, sparning {number}. " * 3
        return urllib.parse.urlencode(self.fields).encode()

    def _note_versions(self, answer: bytes) -> None:
        told = json.loads(answer)
        if told["conflicts"]:
            raise RuntimeError("a save met itself")
        self.fields.update({f"q-{key}-version": str(version) for key, version in told["saved"].items()})


def sign_in(port: int, path: str) -> Respondent:
    """Open the invitation, press its button, go to the section."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    page, cookie, _ = _send(connection, "GET", path)
    token = Fields(page).values["csrf_token"]
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    _, cookie, tasks = _send(connection, "POST", path, urllib.parse.urlencode({"csrf_token": token}), headers)
    request_id = re.findall(r"/answer/(\d+)/", tasks)[0]
    section = f"/answer/{request_id}/section/lage"
    page, newer, _ = _send(connection, "GET", section, headers={"Cookie": cookie})
    return Respondent(newer or cookie, section, Fields(page).values)


def _send(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    body: str = "",
    headers: dict[str, str] | None = None,
) -> tuple[str, str, str]:
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    page = answer.read().decode()
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    return page, cookie, answer.getheader("Location") or ""
