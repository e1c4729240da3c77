"""The whole way from issuing to the digest, gone over the pages, with everything written down that anybody was told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.jobs import outbox_mailer
from app.models import Contact, InputRequest, StaffRole, now
from app.services import staff as staff_service
from forms.audience import OrganisationKind
from tests.conftest import PASSWORD
from tests.factories import scenes
from tests.factories.collecting import PRIVATE, WORDS
from tests.factories.scenes import Scene
from tests.robot import parse

LINK = re.compile(r"/invitation/[\w-]+")
JOIN = re.compile(r"/voice/[a-z0-9]{4}(?:-[a-z0-9]{4}){3}")
CODE = re.compile(r"^\d{4} \d{4}(?=\s*$)", re.MULTILINE)
YOUTH = OrganisationKind.YOUTH_COUNCIL


@dataclass(frozen=True)
class Told:
    """One answer of the service: to what, and all that it said."""

    method: str
    path: str
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode(errors="replace")


@dataclass(frozen=True)
class Secret:
    """Something that opens a door: the pages and the mailboxes that may show it, as patterns; none by default."""

    what: str
    value: str
    pages: str = "(?!)"
    mailbox: str = "(?!)"


@dataclass
class Way:
    """Who goes the way, what they were told, and the secrets that they came to hold."""

    app: Flask
    scene: Scene
    told: list[Told] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    log: str = ""

    def ask(self, browser: FlaskClient, method: str, path: str, status: int = 200, **typed: object) -> Told:
        answer = browser.open(path, method=method, data=typed or None)
        told = Told(method, path, answer.status_code, dict(answer.headers), answer.get_data())
        self.told.append(told)
        assert told.status == status, (path, told.text)
        return told

    def get(self, browser: FlaskClient, *paths: str) -> Told:
        return [self.ask(browser, "GET", path) for path in paths][-1]

    def post(self, browser: FlaskClient, path: str, status: int = 303, **typed: object) -> Told:
        return self.ask(browser, "POST", path, status, **typed)

    def mails(self) -> list[EmailMessage]:
        """Everything that has been mailed, the newest last; what waits goes out first."""
        with self.app.app_context():
            outbox_mailer.run(now())
        files = sorted(Path(self.app.config["MAIL_DIRECTORY"]).glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=default) for file in files]

    def mailed(self, address: str, pattern: re.Pattern[str]) -> str:
        """The newest thing of this kind that this mailbox got."""
        found = [pattern.search(said(one)) for one in self.mails() if one["To"] == address]
        return [one.group() for one in found if one][-1]


def said(mail: EmailMessage) -> str:
    """A mail's headers and both its bodies, as its reader's program shows them."""
    headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
    return "\n".join([headers, *(part.get_content() for part in mail.walk() if not part.is_multipart())])


def gone(app: Flask) -> Way:
    """Go all of it."""
    with app.app_context(), db.transaction():
        for role in StaffRole:
            staff_service.add(f"{role}@stad.example", role, PASSWORD)
        scene = scenes.planned()
        scene.council.mailbox_code_required = True
    way = Way(app, scene)
    secretary = staff_of(way, "secretariat")
    way.post(secretary, f"/secretariat/meetings/{scene.meeting.id}/issue", 302)
    with app.app_context():
        base = f"/answer/{db.session.query(InputRequest).filter_by(kind=YOUTH).one().id}"
    coordinator = enter(way, scene.contacts[YOUTH].email)
    colleague(way, coordinator, base)
    member(way, collection(way, coordinator, f"{base}/collection"))
    send(way, coordinator, base)
    renewed(way, secretary)
    read(way, secretary)
    return way


def staff_of(way: Way, role: str) -> FlaskClient:
    browser = way.app.test_client()
    way.post(browser, "/sign-in", 302, email=f"{role}@stad.example", password=PASSWORD)
    with browser.session_transaction() as held:
        way.secrets.append(Secret(f"session of {role}", held["staff"]["token"]))
    return browser


def enter(way: Way, address: str) -> FlaskClient:
    """Open the link of a mail, and prove the mailbox."""
    link, browser = way.mailed(address, LINK), way.app.test_client()
    way.secrets.append(Secret(f"link of {address}", link.rpartition("/")[2], f"{link}$", address))
    way.get(browser, link)
    at = way.post(browser, link).headers["Location"]
    if at.endswith("/code"):
        at = prove(way, browser, at, address)
    way.get(browser, at)
    with browser.session_transaction() as held:
        way.secrets += [Secret(f"session of {address}", one) for one in held["respondent"].values()]
    return browser


def prove(way: Way, browser: FlaskClient, at: str, address: str) -> str:
    """Type a wrong code, and the one that was mailed; returns where that leads. Young people's bodies need none."""
    way.get(browser, at)
    way.post(browser, at, 200, code="00000000")
    code = way.mailed(address, CODE)
    way.secrets.append(Secret("code", code, mailbox=address))
    way.secrets.append(Secret("code without its space", code.replace(" ", "")))
    proved = way.post(browser, at, code=code)
    device = browser.get_cookie("radslag-device")
    assert device
    way.secrets.append(Secret("device", device.value))
    return proved.headers["Location"]


def colleague(way: Way, coordinator: FlaskClient, base: str) -> None:
    address = "kollega@organisation.example"
    typed = {"email": address, "name": "Kollegan", "role": "contributor", "language": "sv"}
    way.post(coordinator, f"{base}/colleagues", **typed)
    way.get(coordinator, f"{base}/colleagues", f"{base}/devices")
    writer = enter(way, address)
    way.post(writer, f"{base}/comments", text="Ska vi fråga fler?")
    way.get(writer, f"{base}/", f"{base}/comments", f"{base}/section/lage")


def collection(way: Way, coordinator: FlaskClient, base: str) -> str:
    """Begin to collect; returns the link that members share."""
    way.post(coordinator, base)
    way.post(coordinator, f"{base}/open")
    (first,) = set(JOIN.findall(way.get(coordinator, base).text))
    way.post(coordinator, f"{base}/link")
    (join,) = set(JOIN.findall(way.get(coordinator, f"{base}/poster", base).text))
    pages = rf"{base}(/poster)?$|%s(/return|/draft)?$"
    way.secrets += [Secret("link of members", one.rpartition("/")[2], pages % one) for one in (first, join)]
    return join


def member(way: Way, join: str) -> None:
    """Answer, leave, come back by words and by the private link."""
    phone = way.app.test_client()
    way.get(phone, join)
    way.post(phone, join)
    way.post(phone, "/voice/question/1", **{"q-vad_ser_ni": "Mer ljus vid hållplatsen."})
    way.get(phone, "/voice/question/2", "/voice/check")
    way.post(phone, "/voice/check")
    sent = way.get(phone, "/voice/sent").text
    (words,), (private,) = set(WORDS.findall(sent)), set(PRIVATE.findall(sent))
    way.secrets.append(Secret("words", words, r"/voice/(sent|question/\d+)$"))
    way.secrets.append(Secret("private link", private.rpartition("/")[2], rf"/voice/sent$|{private}$"))
    way.post(phone, "/voice/leave")
    way.get(phone, "/voice/lost", f"{join}/return")
    way.post(phone, f"{join}/return", 422, words="fel fel fel fel")
    way.post(phone, f"{join}/return", words=words)
    other = way.app.test_client()
    way.get(other, private)
    way.post(other, private)
    way.get(other, "/voice/check", "/voice/question/1")


def send(way: Way, coordinator: FlaskClient, base: str) -> None:
    """Read the views, write the joint answer, send it, and take all copies of it along."""
    collecting = f"{base}/collection"
    way.post(coordinator, f"{collecting}/close")
    way.get(coordinator, f"{collecting}/views", f"{collecting}/joint/vad_ser_ni")
    way.post(coordinator, f"{base}/section/lage", **{"q-vad_ser_ni": "Vi vill ha mer ljus."})
    (form, *_) = [one for one in parse("", 200, way.get(coordinator, f"{base}/check").text).forms if one.inputs]
    typed = {one.name: one.value for one in form.inputs if one.kind == "hidden"}
    receipt = way.post(coordinator, f"{base}/check", **typed, written_in="sv").headers["Location"]
    copies = (f"{receipt}/receipt.pdf", f"{receipt}/content.json", f"{base}/workbook", f"{base}/workbook/file")
    way.get(coordinator, receipt, *copies, f"{base}/")


def renewed(way: Way, secretary: FlaskClient) -> None:
    """Another contact's link leaks: it is mailed again, reminded of, and replaced by a new one."""
    with way.app.app_context():
        contact = way.scene.contacts[OrganisationKind.MEMBER]
        email, organisation_id = contact.email, db.session.get_one(Contact, contact.id).organisation_id
        request = db.session.query(InputRequest).filter_by(organisation_id=organisation_id).one()
        base, invitation_id = f"/secretariat/requests/{request.id}/", request.invitations[0].id
    old = way.mailed(email, LINK)
    way.secrets.append(Secret("old link", old.rpartition("/")[2], f"{old}$", email))
    for deed in ("resend", "new-link"):
        way.post(secretary, f"{base}invitations/{invitation_id}/{deed}", 302)
    way.post(secretary, f"{base}remind", 302)
    way.ask(way.app.test_client(), "GET", old, 410)
    assert way.mailed(email, LINK) != old
    enter(way, email)
    way.get(secretary, base)


def read(way: Way, secretary: FlaskClient) -> None:
    """All that the secretariat and the chair can open and download."""
    base = f"/secretariat/meetings/{way.scene.meeting.id}"
    way.post(secretary, f"{base}/digest/begin", 302)
    way.get(secretary, *(f"{base}{path}" for path in paths_of_staff()))
    chair = staff_of(way, "chair")
    digest = f"/chair/meetings/{way.scene.meeting.id}/digest"
    way.get(chair, "/chair/", digest, f"{digest}/workbook")


def paths_of_staff() -> Iterator[str]:
    yield from ("/", "/issue", "/ledger", "/ledger.xlsx", "/ledger.csv", "/answers", "/themes", "/flagged", "/digest")
    yield from (f"/answers/all.{ending}" for ending in ("xlsx", "csv", "jsonl"))
    yield from (f"/digest/{path}" for path in ("workbook", "workbook-to-share", "files", "files-to-share"))
