"""Anyone tells what they can't use; staff sees it and sees to it."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import AccessibilityReport

ADDRESS = "/accessibility/report"
STAFF = "/secretariat/accessibility-reports"
TOLD = {"text": "Knappen <b>syns</b> inte.", "page": "Granska och skicka", "reply_to": "skärmläsare@hem.example"}


def kept(app: Flask) -> list[AccessibilityReport]:
    with app.app_context():
        return list(db.session.scalars(select(AccessibilityReport)))


def test_a_stranger_tells_and_staff_sees_to_it(app: Flask, client: FlaskClient, secretariat: FlaskClient) -> None:
    assert "Ingen har skrivit än" in secretariat.get(STAFF).text
    answer = client.post(ADDRESS, data=TOLD)
    assert (answer.status_code, answer.location) == (303, f"{ADDRESS}/sent")
    assert "1 synpunkt på tillgänglighet" in secretariat.get("/secretariat/").text
    page = secretariat.get(STAFF).text
    assert "Knappen &lt;b&gt;syns&lt;/b&gt; inte." in page
    assert "skärmläsare@hem.example" in page
    (report,) = kept(app)
    for _ in range(2):
        done = secretariat.post(f"{STAFF}/{report.id}/handled", follow_redirects=True)
    assert "Hanterad" in done.text
    assert "väntar på svar" not in secretariat.get("/secretariat/").text


def test_what_says_nothing_is_not_kept_and_loses_nothing(app: Flask, client: FlaskClient) -> None:
    answer = client.post(ADDRESS, data=TOLD | {"text": "  "})
    assert answer.status_code == 422
    assert "Berätta vad som inte fungerar." in answer.text
    assert "Granska och skicka" in answer.text
    too_long = client.post(ADDRESS, data=TOLD | {"text": "a" * 5_001})
    assert too_long.status_code == 422
    assert "högst 5000 tecken" in too_long.text.replace("\xa0", "")
    assert "a" * 5_001 in too_long.text
    assert kept(app) == []


def test_nobody_is_told_who_wrote(app: Flask, client: FlaskClient) -> None:
    client.post(ADDRESS, data={"text": "Texten är för liten."}, headers={"User-Agent": "Läsaren/1.0"})
    (report,) = kept(app)
    columns = {one.name: getattr(report, one.name) for one in AccessibilityReport.__table__.columns}
    assert "127.0.0.1" not in str(columns)
    assert "Läsaren" not in str(columns)
