"""The pages of colleagues: who answers, what is said, how it read before, and who sees none of it."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import Answer, AnswerReview, Invitation, OutboxMessage, now
from forms.joint_answer import JointAnswer, JointPart, Minority
from forms.joint_answer import to_json as joint_to_json
from tests.factories import scenes
from tests.factories.answers import earlier_answer
from tests.factories.teams import MEMBER, Team, team
from tests.robot import Page, Robot, parse

NASTY = "<script>alert(1)</script> {{ 7*7 }} &amp; '\""
SEEN = "section/lage"


@dataclass
class Room:
    """A team's browsers at one request, whose addresses begin with `base`, and a browser of another organisation."""

    team: Team
    base: str
    chief: FlaskClient
    writer: FlaskClient
    helper: FlaskClient
    stranger: FlaskClient


def room_of(app: Flask, *, approval: bool) -> Room:
    with app.app_context(), db.transaction():
        made = team(approval=approval)
        earlier_answer(made.scene)
        theirs = next(one for kind, one in made.scene.invitations.items() if kind is not MEMBER)
        held = [made.chief.invitation, made.writer.invitation, made.helper.invitation, theirs]
        links = [scenes.link_of(one) for one in held]
        base = f"/answer/{made.request.id}/"
    clients = [app.test_client() for _ in links]
    for client, link in zip(clients, links, strict=True):
        assert client.post(link).status_code == 303
    return Room(made, base, *clients)


@pytest.fixture
def room(app: Flask) -> Room:
    return room_of(app, approval=False)


@pytest.fixture
def strict(app: Flask) -> Room:
    """The same where the council asks for approval."""
    return room_of(app, approval=True)


def see(client: FlaskClient, path: str) -> Page:
    return Robot(client).get(path)


def save(client: FlaskClient, room: Room, **texts: str):
    page = see(client, room.base + SEEN)
    data = {one.name: one.value for one in page.forms[0].inputs if one.kind not in {"radio", "checkbox"}}
    return client.post(room.base + SEEN, data=data | {f"q-{key}": text for key, text in texts.items()})


def test_inviting_from_the_task_list(app: Flask, room: Room) -> None:
    assert room.base + "colleagues" in [href for href, _ in see(room.chief, room.base).links]
    page = see(room.chief, room.base + "colleagues")
    assert "Skribenten" in page.html
    assert "Inbjuden av Kontaktperson." in page.html
    wrong = room.chief.post(room.base + "colleagues", data={"email": "ingen", "role": "contributor", "name": NASTY})
    assert wrong.status_code == 422
    assert "<script>alert" not in wrong.text
    assert "Skriv en e-postadress" in wrong.text
    right = {"email": "ny@organisation.example", "role": "contributor", "name": NASTY, "language": "en"}
    assert room.chief.post(room.base + "colleagues", data=right).status_code == 303
    page = see(room.chief, room.base + "colleagues")
    assert "ny@organisation.example" in page.html
    assert "<script>alert" not in page.html
    with app.app_context():
        made = db.session.scalars(select(Invitation).order_by(Invitation.id.desc()).limit(1)).one()
        assert made.contact.language == "en"
        assert db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id.desc())).first() == "colleague"
        link = scenes.link_of(made)
    newcomer = app.test_client()
    assert newcomer.post(link).location == room.base
    assert see(newcomer, room.base).status == 200


def test_who_only_writes_invites_nobody(room: Room) -> None:
    page = see(room.writer, room.base + "colleagues")
    assert "Bjud in kollegan" not in page.html
    answer = room.writer.post(room.base + "colleagues", data={"email": "ny@organisation.example"})
    assert answer.status_code == 403
    assert "Bara den som samordnar" in answer.text


def test_a_revoked_colleague_loses_the_way_in_and_gets_their_text_back(room: Room) -> None:
    page = see(room.writer, room.base + SEEN)
    path = f"{room.base}colleagues/{room.team.writer.invitation.id}/revoke"
    assert room.chief.post(path).status_code == 303
    text = "Det jag just skrev, mitt i en mening"
    answer = room.writer.post(room.base + SEEN, data={"q-vad_ser_ni": text})
    assert answer.status_code == 404
    assert text in answer.text
    assert room.writer.post(room.base + SEEN + "/autosave", data={"q-vad_ser_ni": text}).status_code == 404
    assert room.writer.post(room.base + SEEN + "/presence").status_code == 404
    assert page.status == 200
    assert room.chief.post(path).status_code == 404  # it is no link of the team any more


def test_roles_are_changed_and_told(room: Room) -> None:
    path = f"{room.base}colleagues/{room.team.writer.invitation.id}/role"
    assert room.chief.post(path, data={"role": "coordinator"}).status_code == 303
    assert "Skribenten: Skriver och bjuder in." in see(room.chief, room.base + "colleagues").html
    assert room.chief.post(path, data={"role": "owner"}).status_code == 400


def test_handing_over_ends_the_own_session(app: Flask, room: Room) -> None:
    page = see(room.chief, room.base + "hand-over")
    assert room.chief.post(page.path, data={"email": ""}).status_code == 422
    answer = room.chief.post(page.path, data={"email": "efter@organisation.example"}, follow_redirects=True)
    assert "Du har lämnat över till efter@organisation.example." in answer.text
    assert room.chief.get(room.base).status_code == 404
    assert room.writer.get(room.base).status_code == 200


def test_the_wrong_person_says_so_and_the_secretariat_settles_it(
    app: Flask, room: Room, secretariat: FlaskClient
) -> None:
    told = Robot(room.chief).press(see(room.chief, room.base + "wrong-person"), email="ratt@organisation.example")
    assert "Sekretariatet ser nu" in told.html
    assert "Du har redan meddelat det" in see(room.chief, room.base + "wrong-person").html
    request_id = room.team.request.id
    ledger = secretariat.get(f"/secretariat/meetings/{room.team.scene.meeting.id}/ledger").text
    assert "Vill byta kontaktperson" in ledger
    page = parse("", 200, secretariat.get(f"/secretariat/requests/{request_id}/").text)
    accept = next(form.action for form in page.forms if form.action.endswith("/accept"))
    assert "ratt@organisation.example" in page.html
    done = secretariat.post(accept, follow_redirects=True)
    assert "ratt@organisation.example är nu kontakt." in done.text
    assert "Kollega, inbjuden av" in done.text
    assert room.chief.get(room.base).status_code == 404
    twice = secretariat.post(accept, follow_redirects=True)
    assert "Det är redan gjort" in twice.text


def test_staff_lists_tell_colleagues_apart(room: Room, secretariat: FlaskClient) -> None:
    scene = room.team.scene
    page = secretariat.get(
        f"/secretariat/councils/{scene.council.id}/organisations/{scene.organisations[MEMBER].id}"
    ).text
    assert page.count("Kollega, bara inbjuden till enstaka formulär") == 2
    ledger = secretariat.get(f"/secretariat/meetings/{scene.meeting.id}/ledger").text
    assert "skribenten@organisation.example" not in ledger


def test_the_question_page_gathers_what_colleagues_say_and_do(room: Room) -> None:
    save(room.writer, room, vad_ser_ni=NASTY)
    save(room.helper, room, vad_ser_ni="Bättre text")
    assert f"{room.base}question/vad_ser_ni" in [href for href, _ in see(room.writer, room.base + SEEN).links]
    path = room.base + "question/vad_ser_ni"
    page = see(room.writer, path)
    assert page.h1 == ["Vad ser ni i er verksamhet?"]
    assert "Bättre text" in page.html
    assert "&lt;script&gt;" in page.html
    assert "<script>alert" not in page.html
    restore = next(form for form in page.forms if "/wordings/" in form.action)
    data = {one.name: one.value for one in restore.inputs}
    room.writer.post(restore.action, data=data)
    assert "alert(1)" in see(room.writer, room.base + SEEN).html
    save(room.helper, room, vad_ser_ni="Ännu bättre")
    stale = room.helper.post(restore.action, data=data, follow_redirects=True)
    assert "En kollega har just ändrat svaret" in stale.text
    assert room.helper.post(restore.action, data={"seen-version": "9" * 40}).status_code == 303


def test_comments_are_said_told_and_taken_away(room: Room, secretariat: FlaskClient) -> None:
    path, comments = room.base + "question/antal", room.base + "comments"
    answer = room.writer.post(comments, data={"question": "antal", "text": NASTY})
    assert answer.location == path
    room.helper.post(comments, data={"question": "", "text": "Om allt"})
    assert room.writer.post(comments, data={"question": "finns_inte", "text": "x"}).status_code == 404
    assert room.writer.post(comments, data={"question": "antal", "text": " "}).status_code == 422
    assert room.writer.post(comments, data={"question": "", "text": " "}).status_code == 422
    for where in (path, comments):
        page = see(room.chief, where).html
        assert "alert(1)" in page
        assert "<script>alert" not in page
    assert "Kommentarer mellan er (2)" in " ".join(see(room.chief, room.base).html.split())
    assert "(1)</a>" in see(room.chief, room.base + SEEN).html
    page = see(room.writer, path)
    remove = next(form.action for form in page.forms if form.action.endswith("/remove"))
    assert room.helper.post(remove).status_code == 403
    assert room.stranger.post(remove).status_code == 404
    assert secretariat.post(remove).status_code == 404
    assert room.writer.post(remove, data={"question": "antal"}).location == path
    assert "alert(1)" not in see(room.chief, path).html


def test_questions_are_shared_out_and_marked(room: Room) -> None:
    path = room.base + "question/antal"
    room.chief.post(path + "/assign", data={"person": str(room.team.writer.invitation.id)})
    assert room.chief.post(path + "/assign", data={"person": "999999"}).status_code == 400
    assert "Svarar: Skribenten (du)" in see(room.writer, room.base).html
    assert "Din fråga." in see(room.writer, room.base + SEEN).html
    assert "Svarar: Skribenten." in see(room.helper, room.base + SEEN).html
    assert "Hur många möter ni" in see(room.writer, room.base + "?mine=1").html
    assert "Ingen fråga är din just nu." in see(room.helper, room.base + "?mine=1").html
    save(room.writer, room, antal="12")
    room.writer.post(path + "/mark", data={"done": "yes"})
    assert "Markerad som klar." in see(room.helper, room.base + SEEN).html
    save(room.helper, room, antal="13")
    assert "Ändrad sedan den markerades som klar" in see(room.writer, room.base).html
    room.writer.post(path + "/mark", data={"done": "no"})
    assert "Ändrad sedan den markerades" not in see(room.writer, room.base).html


def test_who_else_is_here_is_told_with_and_without_a_script(room: Room) -> None:
    url = room.base + SEEN + "/presence"
    assert room.writer.post(url).json == {"here": []}
    assert room.helper.post(url).json == {"here": ["Skribenten"]}
    assert room.writer.post(url).json == {"here": ["Hjälparen"]}
    assert room.writer.post(room.base + "section/unga/presence").status_code == 404
    assert "Skriver här just nu: <" not in see(room.writer, room.base + SEEN).html
    save(room.helper, room, antal="12")
    assert "Skriver här just nu: Hjälparen" in see(room.writer, room.base + SEEN).html
    assert "Skriver här just nu: Hjälparen" not in see(room.helper, room.base + SEEN).html


def test_earlier_meetings_are_there_for_the_contact_and_not_for_colleagues(app: Flask, room: Room) -> None:
    assert room.base + "earlier" in [href for href, _ in see(room.chief, room.base).links]
    page = see(room.chief, room.base + "earlier")
    receipt = next(href for href, _ in page.links if "/receipt/" in href)
    assert "Det var mörkt vid hållplatsen." in see(room.chief, receipt).html
    assert room.base + "earlier" not in [href for href, _ in see(room.writer, room.base).links]
    for client in (room.writer, room.helper, room.stranger):
        assert client.get(room.base + "earlier").status_code == 404
        assert client.get(room.base + "wrong-person").status_code == 404
        assert client.post(room.base + "wrong-person").status_code == 404
        assert client.get(receipt).status_code == 404
    assert room.chief.get(receipt.replace("/receipt/1", "/receipt/2")).status_code == 404
    other = next(request for kind, request in room.team.scene.requests.items() if kind is not MEMBER)
    for wrong in (other.id, room.team.request.id, 999_999):
        assert room.chief.get(f"{room.base}earlier/{wrong}/receipt/1").status_code == 404


def test_what_may_be_secret_is_not_shown_again(app: Flask, room: Room) -> None:
    """An earlier receipt tells all that was sent; of an answer that may be secret nothing, nor its files and views."""
    with app.app_context(), db.transaction():
        answer = db.session.scalars(select(Answer).where(Answer.question_key == "vad_ser_ni")).one()
        answer.value = {"description": "", "files": [{"name": "karta.pdf", "size": 7, "sha256": "5ha" * 20}]}
        rests = JointPart("vad_ser_ni", (), (Minority("Några vill ha ljus.", None, ("Mer ljus!",)),))
        answer.submission.joint = joint_to_json(JointAnswer(6, (rests,)))
        answer_id = answer.id
    page = see(room.chief, room.base + "earlier")
    address = next(href for href, _ in page.links if "/receipt/" in href)
    told = ["Det var mörkt", "karta.pdf (7\u00a0byte), fingeravtryck", "5ha" * 20, "Några vill ha ljus.", "Mer ljus!"]
    assert [words for words in told if words not in see(room.chief, address).html] == []
    assert "<strong>6</strong>" in see(room.chief, address).html
    with app.app_context(), db.transaction():
        db.session.add(AnswerReview(answer_id=answer_id, flagged_at=now(), flag_reason="Namn", changed_at=now()))
    receipt = see(room.chief, address)
    assert [words for words in told if words in receipt.html] == []
    assert "visas inte här" in receipt.html


def test_a_second_version_says_what_changed(room: Room) -> None:
    save(room.chief, room, vad_ser_ni="Först så", antal="12")
    Robot(room.chief).press(see(room.chief, room.base + "check"))
    save(room.chief, room, vad_ser_ni="Sedan så", antal="")
    check = see(room.chief, room.base + "check")
    for page in (check, Robot(room.chief).press(check)):
        assert "märkt" in page.html
        assert "Först så" in page.html
        assert "Sedan så" in page.html
        assert "Borttaget" in page.html
    assert "Så stod det i den förra versionen" not in see(room.chief, room.base + "receipt/1").html


WHERE = ["colleagues", "comments", "question/antal", "hand-over", "wrong-person", "earlier"]


@pytest.mark.parametrize("where", WHERE)
def test_nobody_else_sees_or_changes_any_of_it(
    room: Room, secretariat: FlaskClient, chair: FlaskClient, admin: FlaskClient, where: str
) -> None:
    for client in (secretariat, chair, admin, room.stranger):
        for method in ("get", "post"):
            answer = getattr(client, method)(room.base + where, data={"email": "x@y.example", "text": "x"})
            missing = getattr(client, method)(f"/answer/99999/{where}")
            assert answer.status_code == missing.status_code
            assert answer.status_code in {404, 405}


@pytest.mark.parametrize("where", WHERE)
def test_a_closed_form_leads_back_to_the_task_list(app: Flask, room: Room, where: str) -> None:
    from app.models import InputRequest, now

    with app.app_context(), db.transaction():
        db.session.get_one(InputRequest, room.team.request.id).closed_at = now()
    answer = room.chief.get(room.base + where)
    expected = (200, None) if where == "earlier" else (302, room.base)
    assert (answer.status_code, answer.location) == expected
    assert room.chief.post(room.base + "comments", data={"text": "x"}).status_code == 400


def test_handing_over_sending_back_and_approving(app: Flask, strict: Room) -> None:
    room = strict
    save(room.writer, room, vad_ser_ni="Fler söker stöd.", antal="12")
    check = see(room.writer, room.base + "check")
    assert [form.action for form in check.forms] == [room.base + "ready"]
    told = Robot(room.writer).press(check)
    assert "Väntar på granskning" in told.html
    assert told.forms == []
    seen = see(room.chief, room.base + "check")
    assert [form.action for form in seen.forms] == [room.base + "check", room.base + "send-back"]
    empty = room.chief.post(room.base + "send-back", data={"review-version": "1", "text": ""})
    assert empty.status_code == 422
    review = next(one.value for one in seen.forms[1].inputs if one.name == "review-version")
    back = room.chief.post(
        room.base + "send-back", data={"review-version": review, "text": NASTY}, follow_redirects=True
    )
    assert "tillbaka hos dem som skrev" in back.text
    home = see(room.writer, room.base)
    assert "Tillbaka från granskning" in home.html
    assert "alert(1)" in home.html
    assert "<script>alert" not in home.html
    save(room.helper, room, antal="13")
    Robot(room.writer).press(see(room.writer, room.base + "check"))
    save(room.helper, room, antal="14")
    changed = see(room.chief, room.base + "check")
    assert "Ändrat efter att det lämnades" in changed.html
    assert "Ändrat sedan det lämnades för granskning" in changed.html
    assert [form.action for form in see(room.writer, room.base + "check").forms] == [room.base + "ready"]
    assert Robot(room.chief).press(changed).path == room.base + "receipt/1"


def test_who_may_not_send_is_told_so_plainly(strict: Room) -> None:
    save(strict.writer, strict, vad_ser_ni="Fler söker stöd.")
    page = see(strict.chief, strict.base + "check")
    stolen = {one.name: one.value for one in page.forms[0].inputs}
    answer = strict.writer.post(strict.base + "check", data=stolen)
    assert answer.status_code == 403
    assert "Svaret ska godkännas innan det skickas" in answer.text
    assert strict.writer.post(strict.base + "abstain", data=stolen | {"reason": ""}).status_code == 403
    assert see(strict.writer, strict.base + "abstain").forms == []
    assert strict.writer.post(strict.base + "send-back", data={"text": "Nej"}).status_code == 403
    assert strict.writer.post(strict.base + "ready", data={"content-version": "0"}).status_code == 422


def test_a_colleague_reaches_no_other_request(room: Room) -> None:
    other = next(request for kind, request in room.team.scene.requests.items() if kind is not MEMBER)
    assert room.writer.get(f"/answer/{other.id}/").status_code == 404
