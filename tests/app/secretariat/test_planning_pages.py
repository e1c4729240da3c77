"""The planning pages: every one is whole, keeps what is typed, and shows what is refused at its field."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from app.extensions import db
from app.models import Council, Meeting, Organisation, now
from app.queries.plan import meetings as meeting_queries
from app.queries.plan import organisations as organisation_queries
from app.queries.plan import themes as theme_queries
from app.secretariat import home as home_page
from app.services.plan import themes
from forms import moments
from tests.app.public.pages import problems
from tests.factories import scenes

MEETING = {
    "title": "Temat", "starts_on": "2027-05-20", "starts_time": "13:00", "deadline_on": "2027-05-04",
    "purpose": "Därför.", "can_influence": "Dagordningen.", "themes": "skydd",
}  # fmt: skip


@pytest.fixture
def scene(secretariat: FlaskClient, app: Flask) -> scenes.Scene:
    """A planned meeting, with one of everything that a page can show."""
    with app.app_context(), db.transaction():
        made = scenes.planned()
        members = list(made.organisations.values())
        members[1].membership.left_at = now()
        made.contacts[members[2].membership.kind].undeliverable_at = now()
        made.contacts[members[3].membership.kind].left_at = now()
        themes.add(made.council, themes.ThemeInput("Under", "Below", "Text", "ord", "skydd"))
        themes.retire(themes.add(made.council, themes.ThemeInput("Utgånget")))
        return made


def paths(scene: scenes.Scene) -> list[str]:
    council = f"/secretariat/councils/{scene.council.id}"
    organisation = next(iter(scene.organisations.values()))
    contact = scene.contacts[organisation.membership.kind]
    meeting = f"/secretariat/meetings/{scene.meeting.id}"
    return [
        "/secretariat/", "/secretariat/councils/add", f"{council}/edit", f"{council}/organisations",
        f"{council}/organisations/add", f"{council}/organisations/import",
        f"{council}/organisations/{organisation.id}", f"{council}/organisations/{organisation.id}/contacts/add",
        f"{council}/organisations/{organisation.id}/contacts/{contact.id}/edit",
        f"{council}/themes", f"{council}/themes/add", f"{council}/themes/import",
        f"{council}/themes/{scene.themes[0].id}/edit", f"{council}/meetings/add",
        f"{meeting}/", f"{meeting}/edit", f"{meeting}/copy",
    ]  # fmt: skip


def errors(text: str) -> set[str]:
    """The ids of the fields that the summary points at; each has its message in it."""
    page = html.document_fromstring(text)
    links = page.xpath("//*[@data-error-summary]//a")
    for link in links:
        field = link.get("href").removeprefix("#")
        assert link.text_content() in page.xpath("string(//*[@id=$id])", id=f"{field}-error"), field
    assert not links or page.findtext(".//title").startswith("Fel:")
    return {link.get("href").removeprefix("#") for link in links}


def test_every_page_is_whole(secretariat, scene) -> None:
    for path in paths(scene):
        answer = secretariat.get(path)
        assert answer.status_code == 200, path
        assert problems(answer.text) == [], path


def test_pages_are_whole_after_issue_and_when_empty(secretariat, app) -> None:
    assert problems(secretariat.get("/secretariat/").text) == []
    assert "Kom i gång" in secretariat.get("/secretariat/").text
    with app.app_context(), db.transaction():
        scene = scenes.issued()
    for path in ("/secretariat/", f"/secretariat/meetings/{scene.meeting.id}/"):
        text = secretariat.get(path).text
        assert problems(text) == []
    home = secretariat.get("/secretariat/").text
    assert home.count("Inte öppnat") == len(scene.requests)
    assert "0 av 5 har svarat" in home


def test_of_many_organisations_home_shows_the_most_pressing_and_the_way_to_all(secretariat, app, monkeypatch) -> None:
    monkeypatch.setattr(home_page, "MOST_ROWS", 2)
    with app.app_context(), db.transaction():
        scene = scenes.issued()
    text = secretariat.get("/secretariat/").text
    assert text.count("Inte öppnat") == 2
    assert f"{len(scene.requests) - 2} organisationer till." in text
    assert f"/secretariat/meetings/{scene.meeting.id}/ledger" in text


def test_each_step_says_what_is_missing_before_the_next(secretariat, app, scene) -> None:
    with app.app_context(), db.transaction():
        meeting = db.session.get(Meeting, scene.meeting.id)
        meeting.can_influence, meeting.deadline_at = "", now() + timedelta(days=10)
    text = secretariat.get(f"/secretariat/meetings/{scene.meeting.id}/").text
    for sentence in (
        "Skriv vad svaren kan påverka.",
        "Ge helst minst 21 dagar.",
        "behöver helst 42 dagar",
        "Saknar kontakt:",
    ):
        assert sentence in text


def test_a_copy_is_warned_of_dates_left_in_its_texts(secretariat, app, scene) -> None:
    with app.app_context(), db.transaction():
        meeting = db.session.get(Meeting, scene.meeting.id)
        meeting.starts_at, meeting.deadline_at = moments.parse("2027-05-20", "13"), moments.end_of_day("2027-05-04")
        meeting.purpose = "Rådet möts den 20 maj 2027."
    form = {"title": "Nästa", "starts_on": "2027-11-11", "starts_time": "9.00"}
    copied = secretariat.post(f"/secretariat/meetings/{scene.meeting.id}/copy", data=form).location
    text = secretariat.get(copied.removesuffix("edit")).text
    assert "Texterna nämner 20 maj" in text
    assert "nämner 4 maj" not in text


def test_in_english_themes_and_times_are_english(secretariat, app, scene) -> None:
    with app.app_context(), db.transaction():
        theme = theme_queries.of_council(scene.council.id)[0]
        themes.change(theme, themes.ThemeInput(theme.name, name_en="Protection"))
    address = f"/secretariat/meetings/{scene.meeting.id}/"
    swedish, english = (secretariat.get(f"{address}?language={language}").text for language in ("sv", "en"))
    assert theme.name in swedish
    assert re.search(r"\bkl\. \d\d\.\d\d\b", swedish)
    assert theme.name not in english
    assert "Protection" in english
    assert re.search(r"\bat \d\d:\d\d\b", english)


@pytest.mark.parametrize("path", ["councils/add", "councils/{c}/organisations/add", "councils/{c}/themes/add",
                                  "councils/{c}/meetings/add", "meetings/{m}/edit", "meetings/{m}/copy"])  # fmt: skip
def test_an_empty_form_is_refused_at_its_fields(secretariat, scene, path: str) -> None:
    place = f"/secretariat/{path.format(c=scene.council.id, m=scene.meeting.id)}"
    answer = secretariat.post(place, data={"name": "", "title": "", "place": "Kvar <här>"})
    assert answer.status_code == 422
    assert problems(answer.text) == []
    assert errors(answer.text) & {"name", "title", "starts_on"}
    if "place" in answer.text and "meetings/" in path and "copy" not in path:
        assert "Kvar &lt;här&gt;" in answer.text


def test_a_council_is_added_and_changed(secretariat, app) -> None:
    form = {"name": "Rådet", "code": "rad", "mailbox": "sekr@stad.example", "phone": "031"}
    answer = secretariat.post("/secretariat/councils/add", data=form, follow_redirects=True)
    assert "Rådet är tillagt" in answer.text
    with app.app_context():
        council = db.session.query(Council).one()
    page = f"/secretariat/councils/{council.id}/edit"
    refused = secretariat.post(page, data=form | {"mailbox": "ingen adress", "name": "Nytt"})
    assert (refused.status_code, errors(refused.text)) == (422, {"mailbox"})
    assert 'value="ingen adress"' in refused.text
    assert secretariat.post(page, data=form | {"name": "Nytt"}).status_code == 302


def test_an_organisation_moves_leaves_and_comes_back(secretariat, app, scene) -> None:
    base = f"/secretariat/councils/{scene.council.id}/organisations"
    first = next(iter(scene.organisations.values()))

    def members() -> list[int]:
        with app.app_context():
            return [one.id for one in organisation_queries.members(scene.council.id)]

    before = members()
    secretariat.post(f"{base}/{first.id}/move", data={"direction": "down"})
    assert members()[:2] == [before[1], before[0]]
    secretariat.post(f"{base}/{first.id}/leave")
    assert first.id not in members()
    secretariat.post(f"{base}/{first.id}/come-back")
    assert members()[-1] == first.id


def test_a_contact_is_added_changed_and_removed(secretariat, app, scene) -> None:
    organisation = next(iter(scene.organisations.values()))
    base = f"/secretariat/councils/{scene.council.id}/organisations/{organisation.id}"
    form = {"email": "ny@organisation.example", "name": "", "role": "Registrator", "language": "en"}
    assert secretariat.post(f"{base}/contacts/add", data=form).status_code == 302
    refused = secretariat.post(f"{base}/contacts/add", data=form)
    assert (refused.status_code, errors(refused.text)) == (422, {"email"})
    with app.app_context():
        found = organisation_queries.in_council(scene.council.id, organisation.id)
        contact = next(one for one in found.contacts if one.role == "Registrator")
    secretariat.post(f"{base}/contacts/{contact.id}/edit", data=form | {"role": "Chef"})
    assert "Chef" in secretariat.get(base).text
    secretariat.post(f"{base}/contacts/{contact.id}/trust-again")
    secretariat.post(f"{base}/contacts/{contact.id}/remove")
    assert "ny@organisation.example" not in secretariat.get(base).text
    assert secretariat.get(f"{base}/contacts/{contact.id}/edit").status_code == 404


def test_a_theme_that_has_others_under_it_stays_and_its_form_is_kept(secretariat, app, scene) -> None:
    base = f"/secretariat/councils/{scene.council.id}/themes"
    refused = secretariat.post(f"{base}/{scene.themes[0].id}/retire")
    assert (refused.status_code, errors(refused.text)) == (422, {"parent"})
    assert f'value="{scene.themes[0].name}"' in refused.text
    secretariat.post(f"{base}/{scene.themes[1].id}/move", data={"direction": "up"})
    with app.app_context():
        assert theme_queries.of_council(scene.council.id)[0].key == "samverkan"


def test_a_meeting_is_planned_changed_and_copied(secretariat, app, scene) -> None:
    added = secretariat.post(f"/secretariat/councils/{scene.council.id}/meetings/add", data=MEETING)
    assert added.status_code == 302
    page = added.location
    refused = secretariat.post(f"{page}edit", data=MEETING | {"deadline_on": "2027-06-01", "agenda": "Kvar"})
    assert (refused.status_code, errors(refused.text)) == (422, {"deadline_on"})
    assert "Kvar</textarea>" in refused.text
    assert 'value="2027-06-01"' in refused.text
    assert secretariat.post(f"{page}edit", data=MEETING | {"title": "Annat"}).status_code == 302
    copied = secretariat.post(f"{page}copy", data={"title": "Nästa", "starts_on": "2027-11-11", "starts_time": "9.00"})
    assert copied.status_code == 302
    with app.app_context():
        made: Meeting = meeting_queries.by_id(int(copied.location.split("/")[-2]))
        assert (made.title, made.purpose) == ("Nästa", "Därför.")


def upload(client: FlaskClient, council: Council, text: str, name: str = "lista.csv"):
    data = {"file": (BytesIO(text.encode("cp1252")), name)}
    return client.post(f"/secretariat/councils/{council.id}/organisations/import", data=data)


def carried(text: str) -> dict[str, str]:
    form = html.document_fromstring(text).xpath("//form[input[@name='content']]")[0]
    return {one.get("name"): one.get("value") for one in form.xpath("./input")} | {"action": form.get("action")}


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Organisation).count()


def test_a_list_is_tried_first_and_imported_when_told(secretariat, app, scene) -> None:
    before = count(app)
    tried = upload(secretariat, scene.council, "Organisation;Typ;E-post\r\nÅmåls kommun;medlem;a@amal.example\r\n")
    assert tried.status_code == 200
    assert "Åmåls kommun" in tried.text
    assert problems(tried.text) == []
    assert count(app) == before
    form = carried(tried.text)
    done = secretariat.post(form.pop("action"), data=form, follow_redirects=True)
    assert "1 nya" in done.text
    assert count(app) == before + 1


def test_a_list_with_a_bad_row_offers_no_import(secretariat, app, scene) -> None:
    tried = upload(secretariat, scene.council, "Organisation;E-post\r\nA;ingen adress\r\nB;b@b.example\r\n")
    assert "1 rad behöver rättas" in tried.text
    assert 'name="content"' not in tried.text
    assert problems(tried.text) == []


@pytest.mark.parametrize(("text", "name"), [("", "tom.csv"), ("<html>", "x.xlsx"), ("a", "")])
def test_an_unreadable_file_is_refused_at_its_field(secretariat, scene, text: str, name: str) -> None:
    refused = upload(secretariat, scene.council, text, name)
    assert (refused.status_code, errors(refused.text)) == (422, {"file"})


def test_a_carried_file_that_was_altered_does_no_harm(secretariat, app, scene) -> None:
    before = count(app)
    run = f"/secretariat/councils/{scene.council.id}/organisations/import/run"
    assert secretariat.post(run, data={"name": "x.csv", "content": "%%%"}).status_code == 400
    assert secretariat.post(run, data={}).status_code == 400
    assert secretariat.post(run, data={"name": "x.csv", "content": "AAAA"}).status_code == 422
    assert count(app) == before


def test_ids_of_another_council_are_not_found(secretariat, app, scene) -> None:
    with app.app_context(), db.transaction():
        other = scenes.planned()
    organisation = next(iter(other.organisations.values()))
    contact = other.contacts[organisation.membership.kind]
    own = next(iter(scene.organisations.values()))
    base = f"/secretariat/councils/{scene.council.id}"
    for path in (
        f"{base}/organisations/{organisation.id}", f"{base}/organisations/{own.id}/contacts/{contact.id}/edit",
        f"{base}/themes/{other.themes[0].id}/edit", "/secretariat/meetings/4711/", "/secretariat/councils/4711/themes",
    ):  # fmt: skip
        assert secretariat.get(path).status_code == 404, path
    for path in (f"{base}/organisations/{organisation.id}/leave", f"{base}/themes/{other.themes[0].id}/retire"):
        assert secretariat.post(path).status_code == 404, path


def test_the_chair_finds_no_planning_page_and_a_stranger_is_asked_to_sign_in(chair, client, app) -> None:
    with app.app_context(), db.transaction():
        scene = scenes.planned()
    for path in paths(scene):
        assert chair.get(path).status_code == 404, path
        assert "/sign-in" in client.get(path).location
