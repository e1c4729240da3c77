"""A new device proves the mailbox: one code, one browser, ten minutes, five tries; and every device can be signed out."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.extensions import db
from app.jobs import outbox_mailer
from app.models import BrowserSession, Contact, Council, Device, MailboxCode, OutboxMessage, now
from forms.audience import OrganisationKind
from tests.access.places import same
from tests.factories import scenes
from tests.factories.respondents import MEMBER, colleague_of
from tests.factories.scenes import Scene
from tests.robot import parse

FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"}
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"}


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context(), db.transaction():
        made = scenes.issued()
        made.council.mailbox_code_required = True
        return made


def link(app: Flask, scene: Scene, kind: OrganisationKind = MEMBER) -> str:
    with app.app_context():
        return scenes.link_of(scene.invitations[kind])


def mailed(app: Flask) -> str:
    """Send what waits, and read the digits of the newest mail."""
    with app.app_context():
        outbox_mailer.run(now())
        newest = max(db.session.scalars(select(OutboxMessage.message_id)), key=lambda one: one)
        assert newest
    files = sorted(Path(app.config["MAIL_DIRECTORY"]).glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    mail = message_from_bytes(files[-1].read_bytes(), policy=default)
    text = mail.get_body(("plain",)).get_content()
    digits = next(line.replace(" ", "") for line in text.splitlines() if line[:4].isdigit() and len(line) == 9)
    headers = "".join(f"{name}{value}" for name, value in mail.items())
    assert digits not in headers
    assert f"{digits[:4]} {digits[4:]}" not in headers
    assert "http" not in text, "whoever reads the mail alone gets nowhere"
    return digits


def test_the_link_alone_opens_nothing_and_the_code_opens_the_form(
    app: Flask, client: FlaskClient, scene: Scene
) -> None:
    asked = client.post(link(app, scene), headers=FIREFOX)
    base = f"/answer/{scene.requests[MEMBER].id}/"
    assert (asked.status_code, asked.location) == (303, base + "code")
    assert client.get(base).status_code == 404
    page = client.get(asked.location).text
    assert scene.contacts[MEMBER].email not in page, "the link tells nobody whose mailbox it is"
    assert 'autocomplete="one-time-code"' in page
    digits = mailed(app)
    proved = client.post(asked.location, data={"code": f" {digits[:4]} {digits[4:]} "}, headers=FIREFOX)
    assert (proved.status_code, proved.location) == (303, base)
    assert client.get(base).status_code == 200
    assert client.get(asked.location).status_code == 404, "there is nothing left to prove"
    with app.app_context():
        code = db.session.scalars(select(MailboxCode)).one()
        device = db.session.scalars(select(Device)).one()
    assert digits.encode() not in code.nonce
    assert device.label == "Firefox på Windows"
    assert timedelta(days=29) < device.remembered_until - now() <= timedelta(days=30)
    assert client.get_cookie("radslag-device").value not in device.token_hash


def test_a_remembered_device_is_asked_for_no_code_until_it_is_forgotten(
    app: Flask, client: FlaskClient, scene: Scene
) -> None:
    asked = client.post(link(app, scene))
    client.post(asked.location, data={"code": mailed(app)})
    client.delete_cookie("radslag")
    base = f"/answer/{scene.requests[MEMBER].id}/"
    assert client.post(link(app, scene)).location == base
    other = app.test_client()
    assert other.post(link(app, scene)).location.endswith("/code"), "another browser is another device"
    with app.app_context(), db.transaction():
        db.session.execute(update(Device).values(remembered_until=now() - timedelta(seconds=1)))
    assert client.post(link(app, scene)).location.endswith("/code")


def test_five_tries_then_even_the_right_code_is_worth_nothing(app: Flask, client: FlaskClient, scene: Scene) -> None:
    asked = client.post(link(app, scene))
    digits = mailed(app)
    wrong = f"{(int(digits) + 1) % 10**8:08d}"
    for _ in range(5):
        page = parse(asked.location, 200, client.post(asked.location, data={"code": wrong}).text)
        assert page.title.startswith("Fel:")
    assert client.post(asked.location, data={"code": digits}).status_code == 200
    assert client.get(f"/answer/{scene.requests[MEMBER].id}/").status_code == 404
    client.post(asked.location + "/again")
    assert client.post(asked.location, data={"code": mailed(app)}).status_code == 303


@pytest.mark.parametrize("spoil", ["expired", "used"])
def test_a_code_is_good_for_ten_minutes_and_once(app: Flask, client: FlaskClient, scene: Scene, spoil: str) -> None:
    asked = client.post(link(app, scene))
    digits = mailed(app)
    with app.app_context(), db.transaction():
        code = db.session.scalars(select(MailboxCode)).one()
        assert timedelta(minutes=9) < code.expires_at - now() <= timedelta(minutes=10)
        if spoil == "expired":
            code.expires_at = now() - timedelta(seconds=1)
        else:
            code.used_at = now()
    assert client.post(asked.location, data={"code": digits}).status_code == 200
    assert client.get(f"/answer/{scene.requests[MEMBER].id}/").status_code == 404


def test_a_code_is_worth_nothing_in_another_browser(app: Flask, client: FlaskClient, scene: Scene) -> None:
    asked = client.post(link(app, scene))
    digits = mailed(app)
    thief = app.test_client()
    thief.post(link(app, scene))
    assert thief.post(asked.location, data={"code": digits}).status_code == 200
    assert client.post(asked.location, data={"code": digits}).status_code == 303, "and nobody spoils another's code"


def test_the_answer_is_the_same_whether_a_mail_goes_out_or_not(app: Flask, client: FlaskClient, scene: Scene) -> None:
    asked = client.post(link(app, scene))
    known = client.get(asked.location).text
    with app.app_context(), db.transaction():
        db.session.execute(update(Contact).values(undeliverable_at=now()))
    for _ in range(6):
        again = client.post(asked.location + "/again", follow_redirects=True)
        assert again.status_code == 200
    client.get(asked.location)
    assert same(client.get(asked.location).text, "") == same(known, "")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(MailboxCode)) == 5
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 5


@pytest.mark.parametrize("kind", [OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM])
def test_young_people_need_the_button_only(
    app: Flask, client: FlaskClient, scene: Scene, kind: OrganisationKind
) -> None:
    assert client.post(link(app, scene, kind)).location == f"/answer/{scene.requests[kind].id}/"


def test_a_council_that_asks_for_no_code_mails_none(app: Flask, client: FlaskClient, scene: Scene) -> None:
    with app.app_context(), db.transaction():
        db.session.execute(update(Council).values(mailbox_code_required=False))
    assert client.post(link(app, scene)).location == f"/answer/{scene.requests[MEMBER].id}/"
    assert client.get_cookie("radslag-device") is None


def test_a_code_that_waited_too_long_is_not_sent(app: Flask, client: FlaskClient, scene: Scene) -> None:
    client.post(link(app, scene))
    with app.app_context():
        assert outbox_mailer.run(now() + timedelta(minutes=11))["cancelled"] == 1


def test_another_request_of_the_contact_is_not_proved_by_it(app: Flask, client: FlaskClient, scene: Scene) -> None:
    client.post(link(app, scene))
    other = scene.requests[OrganisationKind.RIGHTS_COUNCIL].id
    assert client.get(f"/answer/{other}/code").status_code == 404
    assert client.post(f"/answer/{other}/code", data={"code": mailed(app)}).status_code == 404


def opened_on(app: Flask, address: str, agent: dict[str, str]) -> FlaskClient:
    browser = app.test_client()
    assert browser.post(address, headers=agent).status_code == 303
    return browser


def test_each_device_is_listed_and_signed_out_by_itself(app: Flask, scene: Scene) -> None:
    with app.app_context(), db.transaction():
        db.session.execute(update(Council).values(mailbox_code_required=False))
    desk, phone = (opened_on(app, link(app, scene), agent) for agent in (FIREFOX, PHONE))
    base = f"/answer/{scene.requests[MEMBER].id}/"
    page = parse(base + "devices", 200, desk.get(base + "devices").text)
    assert "Firefox på Windows (den här enheten)" in page.html
    assert "Safari på iPhone" in page.html
    with app.app_context():
        desk_id, phone_id = db.session.scalars(select(Device.id).order_by(Device.id))
    assert desk.post(f"{base}devices/{phone_id}/sign-out").location == base + "devices"
    assert phone.get(base).status_code == 404
    assert desk.get(base).status_code == 200
    assert "Safari på iPhone" not in desk.get(base + "devices").text
    assert desk.post(f"{base}devices/{desk_id}/sign-out").location == "/"
    assert desk.get(base).status_code == 404


def test_signing_out_forgets_the_device(app: Flask, client: FlaskClient, scene: Scene) -> None:
    asked = client.post(link(app, scene))
    client.post(asked.location, data={"code": mailed(app)})
    client.post(f"/answer/{scene.requests[MEMBER].id}/leave")
    assert client.get_cookie("radslag-device") is None
    with app.app_context():
        assert db.session.scalars(select(Device)).one().ended_at is not None
        assert db.session.scalars(select(BrowserSession)).one().ended_at is not None
    assert client.post(link(app, scene)).location.endswith("/code")


def test_a_colleagues_device_is_neither_shown_nor_signed_out(app: Flask, scene: Scene) -> None:
    with app.app_context(), db.transaction():
        db.session.execute(update(Council).values(mailbox_code_required=False))
        theirs = scenes.link_of(colleague_of(scene).invitation)
    mine, colleague = opened_on(app, link(app, scene), FIREFOX), opened_on(app, theirs, PHONE)
    base = f"/answer/{scene.requests[MEMBER].id}/"
    assert "iPhone" not in mine.get(base + "devices").text
    with app.app_context():
        device = db.session.scalars(select(Device).where(Device.label == "Safari på iPhone")).one()
    assert mine.post(f"{base}devices/{device.id}/sign-out").status_code == 404
    assert colleague.get(base).status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge på Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome på Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) Version/18.0 Safari/605.1.15", "Safari på Mac"),
        ("<script>alert(1)</script>", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
    ],
)
def test_a_device_is_called_by_coarse_words_only(app: Flask, agent: str, words: str) -> None:
    from app.respondent.browser_words import browser_words

    with app.test_request_context(headers={"Accept-Language": "sv"}):
        assert browser_words(agent) == words
