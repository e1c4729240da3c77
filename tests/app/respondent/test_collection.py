"""The coordinator's side: begin, write the form, tell members, open, count, close, share."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, Collection, CollectionState, InvitationRole
from app.queries.collect import collections as collection_queries
from app.services.collect import collections
from forms.audience import OrganisationKind
from tests.app.public.pages import problems
from tests.factories import scenes
from tests.factories.collecting import YOUTH, Collecting, begin
from tests.factories.scenes import Scene


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context(), db.transaction():
        return scenes.issued()


@pytest.fixture
def coordinator(app: Flask, scene: Scene) -> FlaskClient:
    client = app.test_client()
    with app.app_context():
        link = scenes.link_of(scene.invitations[YOUTH])
    assert client.post(link).status_code == 303
    return client


@pytest.fixture
def base(scene: Scene) -> str:
    return f"/answer/{scene.requests[YOUTH].id}/collection"


def the_collection(app: Flask) -> Collection:
    with app.app_context():
        return db.session.scalars(select(Collection)).one()


def labels(app: Flask) -> list[str]:
    with app.app_context():
        found = db.session.scalars(select(Collection)).one()
        return [one.label.get("sv") for one in collection_queries.questions(found)]


def revision(app: Flask) -> dict[str, str]:
    return {"revision": str(the_collection(app).revision)}


def test_the_task_list_offers_it_to_bodies_that_may(app: Flask, coordinator: FlaskClient, scene: Scene) -> None:
    assert "Fråga era medlemmar först" in coordinator.get(f"/answer/{scene.requests[YOUTH].id}/").text
    member = app.test_client()
    with app.app_context():
        link = scenes.link_of(scene.invitations[OrganisationKind.MEMBER])
    member.post(link)
    base = f"/answer/{scene.requests[OrganisationKind.MEMBER].id}"
    assert "Fråga era medlemmar först" not in member.get(f"{base}/").text
    for path in ("", "/texts", "/form", "/poster"):
        assert member.get(f"{base}/collection{path}").status_code == 404
    assert member.post(f"{base}/collection").status_code == 404


def test_who_only_writes_meets_no_collection(app: Flask, coordinator: FlaskClient, base: str, scene: Scene) -> None:
    with app.app_context(), db.transaction():
        db.session.merge(scene.invitations[YOUTH]).role = InvitationRole.CONTRIBUTOR
    tasks = base.removesuffix("collection")
    assert "Fråga era medlemmar först" not in coordinator.get(tasks).text
    assert coordinator.get(base).status_code == coordinator.post(base).status_code == 404
    with app.app_context(), db.transaction():
        db.session.merge(scene.invitations[YOUTH]).role = InvitationRole.COORDINATOR
    assert "Fråga era medlemmar först" in coordinator.get(tasks).text
    assert coordinator.post(base).status_code == 303
    assert "Ser inte medlemmarnas röster." in coordinator.get(f"{tasks}colleagues").text


def test_the_council_says_which_kinds_may(app: Flask, scene: Scene, secretariat: FlaskClient) -> None:
    council = f"/secretariat/councils/{scene.council.id}/edit"
    page = secretariat.get(council).text
    assert re.findall(r'value="(\w+)" checked', page) == ["rights_council", "student_forum", "youth_council"]
    data = {"name": "Rådet", "code": "radet", "collecting_kinds": ["member", "påhitt"]}
    assert secretariat.post(council, data=data).status_code == 302
    assert re.findall(r'value="(\w+)" checked', secretariat.get(council).text) == ["member"]


def test_it_begins_with_the_organisations_own_simple_questions(app: Flask, coordinator: FlaskClient, base: str) -> None:
    page = coordinator.get(base)
    assert "Skapa en insamling" in page.text
    assert problems(page.text) == []
    for _ in range(2):
        assert coordinator.post(base).status_code == 303
    assert labels(app) == ["Vad ser ni i er verksamhet?", "Hur vanligt är det?", "Vad vill ni ändra?"]
    assert the_collection(app).state is CollectionState.PREPARING
    assert "Medlemmarna ser inget än" in coordinator.get(base).text


def test_questions_are_added_changed_moved_and_removed(app: Flask, coordinator: FlaskClient, base: str) -> None:
    coordinator.post(base)
    for type_name in ("long_text", "short_text", "one_choice", "yes_no", "scale"):
        assert problems(coordinator.get(f"{base}/form/add/{type_name}").text) == []
    assert coordinator.get(f"{base}/form/add/matrix").status_code == 404
    added = coordinator.post(
        f"{base}/form/add/one_choice",
        data={**revision(app), "label": "Vem pratar du med?", "choices": "En kompis\nEn lärare"},
    )
    assert added.status_code == 303
    coordinator.post(f"{base}/form/vem_pratar_du_med/move", data={**revision(app), "direction": "up"})
    assert labels(app)[2:] == ["Vem pratar du med?", "Vad vill ni ändra?"]
    page = coordinator.get(f"{base}/form/vad_ser_ni").text
    assert "Vad ser ni i er verksamhet?" in page
    coordinator.post(f"{base}/form/vad_ser_ni", data={**revision(app), "label": "Vad ser du?", "hint": "Skriv kort."})
    coordinator.post(f"{base}/form/hur_vanligt/remove", data=revision(app))
    assert labels(app) == ["Vad ser du?", "Vem pratar du med?", "Vad vill ni ändra?"]
    assert problems(coordinator.get(f"{base}/form").text) == []
    assert coordinator.get(f"{base}/form/hur_vanligt").status_code == 404
    assert coordinator.post(f"{base}/form/hur_vanligt/remove", data=revision(app)).status_code == 404


@pytest.mark.parametrize(
    ("type_name", "typed", "sentence"),
    [
        ("long_text", {"label": " "}, "Skriv frågan."),
        ("one_choice", {"label": "Vem?", "choices": "Bara en"}, "Skriv minst två alternativ"),
        ("scale", {"label": "Hur?", "minimum": "1", "maximum": "99"}, "Skriv två hela tal"),
        ("scale", {"label": "Hur?", "minimum": "ett", "maximum": ""}, "Skriv två hela tal"),
    ],
)
def test_what_cannot_be_asked_is_told_and_kept_on_the_page(
    app: Flask, coordinator: FlaskClient, base: str, type_name: str, typed: dict[str, str], sentence: str
) -> None:
    coordinator.post(base)
    answer = coordinator.post(f"{base}/form/add/{type_name}", data={**revision(app), **typed})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert problems(answer.text) == []
    assert len(labels(app)) == 3


def test_two_coordinators_at_once_are_told_of_each_other(app: Flask, coordinator: FlaskClient, base: str) -> None:
    coordinator.post(base)
    old = revision(app)
    assert coordinator.post(f"{base}/form/add/yes_no", data={**old, "label": "Först?"}).status_code == 303
    second = coordinator.post(f"{base}/form/add/yes_no", data={**old, "label": "Sedan?"})
    assert (second.status_code, "En kollega har ändrat" in second.text, "Sedan?" in second.text) == (409, True, True)
    texts = coordinator.post(f"{base}/texts", data={**old, "purpose": "Min långa text."})
    assert (texts.status_code, "Min långa text." in texts.text) == (409, True)
    moved = coordinator.post(f"{base}/form/vad_ser_ni/move", data={**old, "direction": "down"}, follow_redirects=True)
    assert "En kollega har ändrat" in moved.text
    assert labels(app)[-1] == "Först?"


def test_texts_are_saved_and_checked(app: Flask, coordinator: FlaskClient, base: str) -> None:
    coordinator.post(base)
    assert problems(coordinator.get(f"{base}/texts").text) == []
    typed = {"purpose": "Vi undrar.", "readers": "Bara vi.", "read_when": "I maj.", "groups_allowed": "y"}
    wrong = {**revision(app), **typed, "closes_on": "i maj", "members": "många"}
    refused = coordinator.post(f"{base}/texts", data=wrong)
    assert refused.status_code == 422
    assert "Skriv antalet medlemmar med siffror" in refused.text
    assert "Bara vi." in refused.text
    saved = {**revision(app), **typed, "closes_on": "2030-05-04", "members": "81", "is_sensitive": "y"}
    assert coordinator.post(f"{base}/texts", data=saved).status_code == 303
    found = the_collection(app)
    assert (found.purpose, found.members, found.groups_allowed, found.is_sensitive) == ("Vi undrar.", 81, True, True)
    assert "2030-05-04" in coordinator.get(f"{base}/texts").text


def test_opening_is_refused_while_something_is_missing(app: Flask, coordinator: FlaskClient, base: str) -> None:
    coordinator.post(base)
    coordinator.post(f"{base}/texts", data={**revision(app), "purpose": "", "readers": "Vi.", "read_when": "I maj."})
    page = coordinator.post(f"{base}/open", follow_redirects=True).text
    assert "Skriv varför ni frågar." in page
    assert "Öppna insamlingen" not in page
    assert the_collection(app).state is CollectionState.PREPARING


def test_open_close_and_open_again(app: Flask, coordinator: FlaskClient, base: str, scene: Scene) -> None:
    coordinator.post(base)
    page = coordinator.post(f"{base}/open", follow_redirects=True).text
    path = re.findall(r"http://localhost(/voice/[a-z2-7-]+)", page)[0]
    assert "<svg" in page, "the QR code stands in the page"
    assert problems(page) == []
    phone = app.test_client()
    assert phone.get(path).status_code == 200
    assert "stängd" in coordinator.post(f"{base}/close", follow_redirects=True).text
    assert phone.get(path).status_code == 410
    coordinator.post(f"{base}/open")
    assert phone.get(path).status_code == 200, "the link is the same"
    with app.app_context():
        deeds = db.session.scalars(
            select(AuditEvent.action).where(AuditEvent.subject == "collection").order_by(AuditEvent.id)
        ).all()
    assert deeds == ["collection_begun", "collection_opened", "collection_closed", "collection_opened"]
    with app.app_context(), db.transaction():
        request = scene.requests[YOUTH]
        db.session.add(request)
        request.closed_at = scenes.in_days(-1)
    assert phone.get(path).status_code == 410, "nobody answers when the body itself can't"
    assert coordinator.post(f"{base}/open", follow_redirects=True).status_code == 200


def test_a_link_before_opening_is_a_404(app: Flask) -> None:
    collecting = begin(app)
    with app.app_context(), db.transaction():
        found = db.session.get(Collection, collecting.collection_id)
        assert found is not None
        found.state, found.opened_at = CollectionState.PREPARING, None
    assert app.test_client().get(collecting.path).status_code == 404


def test_a_new_link_takes_the_place_of_the_old(app: Flask, coordinator: FlaskClient, base: str) -> None:
    coordinator.post(base)
    page = coordinator.post(f"{base}/open", follow_redirects=True).text
    old = re.findall(r"http://localhost(/voice/[a-z2-7-]+)", page)[0]
    phone = app.test_client()
    phone.post(old)
    new = re.findall(
        r"http://localhost(/voice/[a-z2-7-]+)", coordinator.post(f"{base}/link", follow_redirects=True).text
    )[0]
    assert old != new
    assert (app.test_client().get(old).status_code, app.test_client().get(new).status_code) == (404, 200)
    assert phone.get("/voice/question/1").status_code == 200, "who has begun goes on"


def test_only_how_many_is_seen(app: Flask) -> None:
    collecting: Collecting = begin(app, groups=True)
    client = app.test_client()
    with app.app_context():
        link = scenes.link_of(collecting.scene.invitations[YOUTH])
    client.post(link)
    base = f"/answer/{collecting.scene.requests[YOUTH].id}/collection"
    collecting.sent("En hemlig åsikt.")
    phone, *_ = collecting.sent("En till.")
    phone.post("/voice/together", data={"who": "together", "size": "12", "ages": "mixed"})
    collecting.member()
    page = client.get(base).text
    assert "2 röster, som talar för 13 personer" in " ".join(page.split())
    assert "hemlig" not in page


def test_what_is_asked_stands_once_members_have_begun(app: Flask) -> None:
    collecting = begin(app)
    collecting.member()
    client = app.test_client()
    with app.app_context():
        link = scenes.link_of(collecting.scene.invitations[YOUTH])
    client.post(link)
    base = f"/answer/{collecting.scene.requests[YOUTH].id}/collection"
    before = labels(app)
    for path, data in (
        ("/form/add/yes_no", {"label": "Ny?"}),
        ("/form/val", {"label": "Hur ofta händer det?", "choices": "Helt\nAnnat\nTre"}),
        ("/form/tryggt", {"label": "Hur tryggt är det?", "minimum": "1", "maximum": "7"}),
    ):
        answer = client.post(base + path, data={**revision(app), **data})
        assert (answer.status_code, "Medlemmar har börjat svara" in answer.text) == (409, True), path
    client.post(f"{base}/form/tycker/remove", data=revision(app))
    assert labels(app) == before
    assert client.post(f"{base}/form/tycker", data={**revision(app), "label": "Vad tycker just du?"}).status_code == 303
    assert labels(app)[0] == "Vad tycker just du?"


def test_the_poster_has_what_a_wall_needs(app: Flask, coordinator: FlaskClient, base: str) -> None:
    assert coordinator.get(f"{base}/poster").status_code == 404, "nothing is begun"
    coordinator.post(base)
    assert "Koden fungerar först när du har öppnat den" in coordinator.get(f"{base}/poster").text
    coordinator.post(f"{base}/open")
    page = coordinator.get(f"{base}/poster").text
    assert problems(page) == []
    assert "<svg" in page
    assert re.search(r"<strong>http://localhost/voice/(?:[a-z2-7]{4}-){3}[a-z2-7]{4}</strong>", page)
    with app.app_context():
        assert collections.missing(the_collection(app)) == []
