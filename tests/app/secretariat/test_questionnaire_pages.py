"""The builder's pages: whole, safe with hostile words, keeping what is typed, and closed to those without leave."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import Meeting, Membership, Organisation, QuestionnaireVersion, now
from app.models import Questionnaire as StoredQuestionnaire
from app.queries.ask import questionnaires as queries
from app.queries.ask.questionnaires import Current
from app.services.ask import questionnaires
from forms import editing
from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Choice, Group, Question, Questionnaire, Rules, Section
from forms.questionnaire_document import to_json
from forms.xlsform.example import EXAMPLE
from tests.app.public.pages import problems
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.factories.people import MembershipFactory
from tests.forms.limesurvey import files as limesurvey_files
from tests.forms.surveyjs.files import WHOLE

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>{{7*7}}"


@pytest.fixture
def scene(secretariat: FlaskClient, app: Flask) -> scenes.Scene:
    """A meeting whose draft has every type of question and is changed since version 1."""
    with app.app_context(), db.transaction():
        made = scenes.planned()
        questionnaires.replace_document(made.meeting, full_form())
        return made


@pytest.fixture
def path(scene: scenes.Scene) -> str:
    return f"/secretariat/meetings/{scene.meeting.id}/form"


@pytest.fixture
def current(app: Flask, scene: scenes.Scene) -> Callable[[], Current]:
    """Reads the draft as it is stored."""

    def read() -> Current:
        with app.app_context():
            return queries.of_meeting(scene.meeting)

    return read


def pages(path: str) -> list[str]:
    every_question = [f"{path}/questions/{question.key}" for question in full_form().questions()]
    section = f"{path}/sections/det_ni_ser"
    every_type = {question.type for question in full_form().questions()}
    return [
        path, f"{path}/texts", f"{path}/add-section", section, f"{section}/questions/add",
        *(f"{section}/questions/add/{name}" for name in sorted(every_type)), *every_question,
        f"{path}/translations", f"{path}/preview", f"{path}/preview?shown_in=en&version=1", f"{path}/matrix",
        f"{path}/import", f"{path}/templates",
    ]  # fmt: skip


ACTIONS = (
    "publish", "texts", "add-section", "sections/det_ni_ser", "sections/det_ni_ser/move",
    "sections/det_ni_ser/duplicate", "sections/det_ni_ser/remove", "sections/det_ni_ser/questions/add/note",
    "questions/var", "questions/var/move", "questions/var/move-to", "questions/var/duplicate", "questions/var/remove",
    "import", "undo", "redo", "translations", "presence", "templates", "templates/start",
)  # fmt: skip


def tree(answer: TestResponse) -> html.HtmlElement:
    return html.document_fromstring(answer.text)


def flashed(client: FlaskClient, answer: TestResponse) -> str:
    assert answer.status_code == 302, answer.text
    shown = client.get(answer.location.split("#")[0])
    return " ".join(tree(shown).xpath("string(//*[@class='flashes'])").split())


def test_every_page_is_whole(secretariat, path) -> None:
    for page in pages(path):
        answer = secretariat.get(page)
        assert answer.status_code == 200, page
        assert problems(answer.text) == [], page


def test_an_empty_form_says_what_to_do(app, secretariat, scene, path) -> None:
    with app.app_context(), db.transaction():
        questionnaires.replace_document(scene.meeting, Questionnaire())
    for page in (path, f"{path}/preview", f"{path}/matrix", f"{path}/import"):
        answer = secretariat.get(page)
        assert (answer.status_code, problems(answer.text)) == (200, []), page
    assert "Formuläret är tomt" in secretariat.get(path).text


def test_a_council_without_organisations_says_so(app, secretariat, scene, path) -> None:
    with app.app_context(), db.transaction():
        for seat in db.session.query(Membership):
            seat.left_at = scene.meeting.created_at
    for page in (path, f"{path}/preview", f"{path}/matrix"):
        assert problems(secretariat.get(page).text) == [], page
    assert "inga organisationer" in secretariat.get(f"{path}/matrix").text


def test_the_chair_and_strangers_are_told_nothing(chair, client, path) -> None:
    for page in [*pages(path), f"{path}/export"]:
        assert chair.get(page).status_code == 404, page
        assert client.get(page).status_code == 302, page
    for action in ACTIONS:
        assert chair.post(f"{path}/{action}").status_code == 404, action
        assert client.post(f"{path}/{action}").status_code == 401, action


def test_an_administrator_may_plan(admin, path) -> None:
    assert all(admin.get(page).status_code == 200 for page in pages(path))


def test_what_is_not_there_is_not_found(secretariat, path) -> None:
    gone = (
        "sections/x", "sections/x/questions/add", "sections/det_ni_ser/questions/add/x",
        "questions/x", "translations?section=x", "preview?version=9", "preview?organisation=999999",
    )  # fmt: skip
    assert [secretariat.get(f"{path}/{page}").status_code for page in gone] == [404] * len(gone)
    moved = secretariat.post(f"{path}/questions/x/move", data={"revision": "2", "direction": "up"})
    assert moved.status_code == 404
    assert secretariat.get("/secretariat/meetings/999/form").status_code == 404


def test_an_organisation_of_another_council_is_not_found(app, secretariat, path) -> None:
    with app.app_context(), db.transaction():
        other: Organisation = MembershipFactory().organisation
    assert secretariat.get(f"{path}/preview?organisation={other.id}").status_code == 404


def test_title_and_introduction_are_set(secretariat, path, current) -> None:
    typed = {"revision": "2", "title_sv": "Rubrik", "title_en": "Title", "intro_sv": "Hej.", "intro_en": ""}
    assert "sparade" in flashed(secretariat, secretariat.post(f"{path}/texts", data=typed))
    assert current().form.title == Localised(sv="Rubrik", en="Title")


def test_a_section_is_added_and_changed(secretariat, path, current) -> None:
    typed = {"revision": "2", "title_sv": "Nytt", "kinds": ["youth_council", "student_forum"]}
    added = secretariat.post(f"{path}/add-section", data=typed)
    assert added.location.endswith("#section-nytt")
    shown = secretariat.get(path).text
    assert "Går till: Studentforum, ungdomsfullmäktige" in shown
    changed = secretariat.post(f"{path}/sections/nytt", data={"revision": "3", "title_sv": "Nyare"})
    assert changed.status_code == 302
    section = current().section("nytt")
    assert (section.title.text("sv"), section.audience.is_everyone) == ("Nyare", True)


def test_a_question_is_added_changed_and_copied(secretariat, path, current) -> None:
    typed = {"revision": "2", "label_sv": "Hur ofta?", "choices": "Aldrig | Never\r\nOfta | Often", "required": "y"}
    added = secretariat.post(f"{path}/sections/det_ni_ser/questions/add/one_choice", data=typed)
    assert added.location.endswith("#question-hur_ofta")
    question = current().question("hur_ofta")
    assert question.required
    assert question.choices == (
        Choice("aldrig", Localised(sv="Aldrig", en="Never")), Choice("ofta", Localised(sv="Ofta", en="Often")),
    )  # fmt: skip
    page = tree(secretariat.get(f"{path}/questions/hur_ofta"))
    assert page.xpath("string(//textarea[@name='choices'])").split("\n")[1:] == ["Aldrig | Never", "Ofta | Often"]
    secretariat.post(f"{path}/questions/hur_ofta", data={**typed, "revision": "3", "choices": "Aldrig"})
    assert len(current().question("hur_ofta").choices) == 1
    secretariat.post(f"{path}/questions/hur_ofta/duplicate", data={"revision": "4"})
    assert current().question("hur_ofta_2").label == question.label


def test_parts_are_moved_and_removed(secretariat, path, current) -> None:
    secretariat.post(f"{path}/questions/var/move", data={"revision": "2", "direction": "up"})
    secretariat.post(f"{path}/sections/det_ni_ser/move", data={"revision": "3", "direction": "down"})
    secretariat.post(f"{path}/questions/mest/move-to", data={"revision": "4", "section": "stod-och-skydd"})
    form = current().form
    assert [section.key for section in form.sections] == ["stod-och-skydd", "det_ni_ser"]
    assert [one.key for one in form.sections[1].questions] == ["lasmer", "var", "vad_ser_ni"]
    assert form.sections[0].questions[-1].key == "mest"
    secretariat.post(f"{path}/questions/var/remove", data={"revision": "5"})
    secretariat.post(f"{path}/sections/stod-och-skydd/duplicate", data={"revision": "6"})
    secretariat.post(f"{path}/sections/stod-och-skydd/remove", data={"revision": "7"})
    assert [section.key for section in current().form.sections] == ["stod_och_skydd", "det_ni_ser"]


def test_errors_stand_at_their_fields_and_the_text_is_kept(secretariat, path, current) -> None:
    typed = {"revision": "2", "label_sv": " ", "hint_sv": "Kvar", "choices": "Ja\nJa", "theme": "okänt"}
    answer = secretariat.post(f"{path}/questions/mest", data=typed)
    assert answer.status_code == 422
    assert problems(answer.text) == []
    page = tree(answer)
    assert page.findtext(".//title").startswith("Fel:")
    links = page.xpath("//*[@data-error-summary]//a/@href")
    assert set(links) == {"#label_sv", "#choices", "#theme"}
    for link in links:
        assert page.xpath("string(//*[@id=$id])", id=f"{link[1:]}-error").strip()
    assert page.xpath("string(//textarea[@name='hint_sv'])").strip() == "Kvar"
    assert page.xpath("string(//textarea[@name='choices'])").strip() == "Ja\nJa"
    assert current().revision == 2


def test_what_a_colleague_saved_is_shown_and_not_overwritten(secretariat, path, current) -> None:
    secretariat.post(
        f"{path}/questions/var", data={"revision": "2", "label_sv": "Kollegans", "choices": "Kollegans val"}
    )
    mine = {"revision": "2", "label_sv": "Min", "choices": "B"}
    answer = secretariat.post(f"{path}/questions/var", data=mine)
    assert answer.status_code == 409
    assert problems(answer.text) == []
    page = tree(answer)
    assert "Din text står kvar" in page.xpath("string(//*[@data-error-summary])")
    shown = [" ".join(row.text_content().split()) for row in page.xpath("//main//dl/div")]
    assert shown == ["FråganKollegans", "AlternativKollegans val"]
    assert page.xpath("string(//textarea[@name='label_sv'])").strip() == "Min"
    assert current().question("var").label.text("sv") == "Kollegans"
    again = page.xpath("string(//form[.//textarea]//input[@name='revision']/@value)")
    assert secretariat.post(f"{path}/questions/var", data={**mine, "revision": again}).status_code == 302
    assert current().question("var").label.text("sv") == "Min"


@pytest.mark.parametrize(
    "action", [one for one in ACTIONS if one.endswith(("move", "remove", "publish", "undo", "redo"))]
)
def test_a_button_of_an_old_page_changes_nothing_and_says_so(secretariat, path, current, action) -> None:
    before = current().form
    for revision in ("1", "", "x", "99999999999"):
        answer = secretariat.post(f"{path}/{action}", data={"revision": revision, "direction": "down"})
        assert "Inget har skrivits över" in flashed(secretariat, answer)
    assert current().form == before
    assert len(current().versions) == 1


@pytest.mark.parametrize("action", ["texts", "sections/det_ni_ser", "questions/vad_ser_ni"])
def test_a_form_of_an_old_page_keeps_its_text(secretariat, path, current, action) -> None:
    before = current().form
    typed = {"revision": "1", "title_sv": "Min text", "label_sv": "Min text"}
    answer = secretariat.post(f"{path}/{action}", data=typed)
    assert answer.status_code == 409
    assert problems(answer.text) == []
    assert "Min text" in answer.text
    assert current().form == before


def test_publishing_makes_a_version_and_shows_it(secretariat, path, current) -> None:
    assert "Ändrat sedan version 1" in secretariat.get(path).text
    assert "Version 2 är publicerad" in flashed(
        secretariat, secretariat.post(f"{path}/publish", data={"revision": "2"})
    )
    assert current().is_published
    page = secretariat.get(path).text
    assert "behåller sin version" not in page
    assert "Publicera version" not in page
    old = secretariat.get(f"{path}/preview?version=1").text
    assert "Hur vanligt är det?" in old
    assert "Det här är version 1" in old


def test_publishing_is_refused_with_its_reasons(app, secretariat, scene, path, current) -> None:
    with app.app_context(), db.transaction():
        meeting = db.session.merge(scene.meeting)
        meeting.purpose = ""
        bare = Section("a", Localised(sv="A"), questions=(Question("bar", "one_choice", Localised(sv="Hur ofta?")),))
        questionnaires.replace_document(meeting, Questionnaire(sections=(bare,)))
    answer = secretariat.post(f"{path}/publish", data={"revision": "3"})
    assert answer.status_code == 422
    assert problems(answer.text) == []
    summary = tree(answer).xpath("//*[@data-error-summary]//a")
    assert [(link.get("href").rsplit("/", 1)[-1], link.text_content().split(":")[0]) for link in summary] == [
        ("", "Skriv varför ni frågar."), ("bar", "”Hur ofta?”"),
    ]  # fmt: skip
    assert len(current().versions) == 1


def test_each_organisation_is_shown_its_own_form(app, secretariat, scene, path) -> None:
    youth = scene.organisations[OrganisationKind.YOUTH_COUNCIL]
    member = scene.organisations[OrganisationKind.MEMBER]
    with app.app_context(), db.transaction():
        questionnaires.replace_document(scene.meeting, scenes.small_form())
    theirs = secretariat.get(f"{path}/preview?organisation={youth.id}&shown_in=en")
    assert "What do you want to change?" in theirs.text
    assert tree(theirs).get("lang") == "en"
    assert tree(secretariat.get(f"{path}/preview")).get("lang") == "sv"
    assert "Vad vill ni ändra?" not in secretariat.get(f"{path}/preview?organisation={member.id}").text
    assert not tree(theirs).xpath("//main//form[@method='post']")


def test_the_matrix_counts_who_gets_what(app, secretariat, scene, path) -> None:
    member = scene.organisations[OrganisationKind.MEMBER]
    with app.app_context(), db.transaction():
        MembershipFactory(organisation__council=db.session.merge(scene.council), position=9)
        named = Question(
            "q", "date", Localised(sv="Vilken dag?"), audience=Audience(organisations=frozenset({member.id}))
        )
        form = scenes.small_form()
        questionnaires.replace_document(
            scene.meeting, Questionnaire(sections=(*form.sections, Section("s", Localised(sv="S"), questions=(named,))))
        )
    page = tree(secretariat.get(f"{path}/matrix"))
    rows = {
        row.xpath("string(td[1])"): row.xpath("td[position()>1]") for row in page.xpath("//*[@id='matrix']//tr[td]")
    }
    shown = {name: [cell.text_content() for cell in cells] for name, cells in rows.items()}
    assert shown["Hur vanligt är det?"] == ["Alla", "Ja", "Ja", "Ja", "Ja"]
    assert shown["Vad vill ni ändra?"] == ["Nej", "Nej", "Ja", "Ja", "Nej"]
    assert shown["Vilken dag?"] == ["1 av 2", "Nej", "Nej", "Nej", "Nej"]
    counts = page.xpath("//*[@id='organisations']//tbody//td[2]/text()")
    assert counts == ["4", "3", "4", "4", "3", "3"]


def test_hostile_words_are_only_words(app, secretariat, scene, path) -> None:
    bad = Localised(sv=HOSTILE, en=HOSTILE)
    choices = (Choice("a", bad),)
    questions = tuple(
        Question(f"q{n}", kind, bad, hint=bad, choices=choices, low_label=bad, high_label=bad, theme="okänt")
        for n, kind in enumerate(sorted({question.type for question in full_form().questions()}))
    )
    with app.app_context(), db.transaction():
        db.session.merge(scene.organisations[OrganisationKind.MEMBER]).name = HOSTILE
        questionnaires.replace_document(
            scene.meeting, Questionnaire(bad, bad, (Section("s", bad, bad, questions=questions),))
        )
    shown = (
        "", "/texts", "/sections/s", "/sections/s/questions/add", "/questions/q3", "/translations",
        "/translations?section=s", "/preview", "/matrix", "/import",
    )  # fmt: skip
    for page in shown:
        answer = secretariat.get(path + page)
        assert answer.status_code == 200, page
        assert "<script>alert" not in answer.text, page
        assert not tree(answer).xpath("//*[@onerror]"), page
    assert "<script>alert" not in secretariat.post(f"{path}/publish", data={"revision": "3"}).text


def test_a_form_goes_out_as_a_workbook_and_comes_back_equal(secretariat, path, current) -> None:
    before = current().form
    file = secretariat.get(f"{path}/export")
    assert file.headers["Content-Disposition"].startswith("attachment; filename=formular-")
    assert load_workbook(io.BytesIO(file.data)).sheetnames == ["survey", "choices", "settings", "Om kolumnerna"]
    secretariat.post(f"{path}/sections/det_ni_ser/remove", data={"revision": "2"})
    upload = {"revision": "3", "replace": "y", "file": (io.BytesIO(file.data), "formulär.xlsx")}
    answer = secretariat.post(f"{path}/import", data=upload)
    assert answer.status_code == 200
    assert problems(answer.text) == []
    assert "Allt följde med." in answer.text
    assert current().form == before


def test_the_example_can_be_downloaded_and_read_in(secretariat, path, current) -> None:
    assert "/form/example" in secretariat.get(f"{path}/import").text
    file = secretariat.get(f"{path}/example")
    upload = {"revision": "2", "replace": "y", "file": (io.BytesIO(file.data), "exempelformular.xlsx")}
    answer = secretariat.post(f"{path}/import", data=upload)
    assert (answer.status_code, problems(answer.text)) == (200, [])
    assert current().form == EXAMPLE


def test_a_form_comes_in_as_text_and_its_report_is_escaped(secretariat, path, current) -> None:
    rows = (
        "\ufeffsurvey,type,name,label\n,text,a,Vad behövs?\n,<b>poem</b>,b,Dikt\nsettings,form_title\n,Ur en textfil\n"
    )
    upload = {"revision": "2", "replace": "y", "file": (io.BytesIO(rows.encode()), "f.csv")}
    answer = secretariat.post(f"{path}/import", data=upload)
    assert (answer.status_code, problems(answer.text)) == (200, [])
    assert "&lt;b&gt;poem" in answer.text
    assert "<b>poem" not in answer.text
    assert current().form.title.text("sv") == "Ur en textfil"


def test_a_workbook_replaces_only_when_told_to(secretariat, path, current) -> None:
    data = secretariat.get(f"{path}/export").data
    for extra, status in (({}, 422), ({"replace": "y", "revision": "1"}, 409)):
        upload = {"revision": "2", "file": (io.BytesIO(data), "f.xlsx"), **extra}
        answer = secretariat.post(f"{path}/import", data=upload)
        assert (answer.status_code, problems(answer.text)) == (status, []), answer.text
    assert current().revision == 2


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        ({}, "Välj en fil."),
        ({"file": (b"%PDF-1.7", "f.pdf")}, "inget formulär som kan läsas"),
        ({"file": (b"namn;ort\nab;cd\n", "f.csv")}, "inget formulär"),
        ({"file": (b'{"pages": 1}', "f.json")}, "varken ett XLSForm-, LimeSurvey- eller SurveyJS-formulär"),
        ({"file": (b"[" * 100_000, "f.json")}, "kan vara skadligt"),
        ({"file": (b"<!DOCTYPE document><document><LimeSurveyDocType/></document>", "f.lss")}, "kan vara skadligt"),
        ({"file": (b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", "f.lss")}, "inga frågor"),
        ({"file": (b"id\tclass\ttype/scale\tname\n", "f.txt")}, "inga frågor"),
    ],
)
def test_a_file_that_holds_no_form_is_refused_in_words(secretariat, path, current, upload, reason) -> None:
    sent = {name: (io.BytesIO(data), filename) for name, (data, filename) in upload.items()}
    answer = secretariat.post(f"{path}/import", data={"revision": "2", "replace": "y", **sent})
    assert answer.status_code == 422
    assert problems(answer.text) == []
    assert reason in answer.text
    assert current().revision == 2


def test_a_repeating_group_is_built_with_its_questions(secretariat, path, current) -> None:
    section = f"{path}/sections/det_ni_ser"
    page = secretariat.get(f"{section}/questions/add/repeat")
    assert problems(page.text) == []
    assert "Förslag till rådet" in page.text
    typed = {"label_sv": "Era förslag", "item_label_sv": "Förslag", "proposals": "y", "revision": current().revision}
    answer = secretariat.post(f"{section}/questions/add/repeat", data=typed)
    assert answer.location.endswith("#question-era_forslag")
    inside = f"{section}/questions/add/integer?group=era_forslag"
    for where in (f"{section}/questions/add?group=era_forslag", inside):
        assert problems(secretariat.get(where).text) == [], where
    assert "questions/add/repeat" not in secretariat.get(f"{section}/questions/add?group=era_forslag").text
    secretariat.post(inside, data={"label_sv": "Kostnad", "revision": current().revision})
    group = current().question("era_forslag")
    assert [one.key for one in group.questions][-1] == "kostnad"
    page = secretariat.get(f"{path}/questions/kostnad")
    assert (problems(page.text), "Vem får frågan" in page.text, 'name="theme"' in page.text) == ([], False, False)
    moved = secretariat.post(f"{path}/questions/kostnad/move", data={"revision": current().revision, "direction": "up"})
    assert moved.location.endswith("#question-kostnad")
    removed = secretariat.post(f"{path}/questions/vem_galler_det/remove", data={"revision": current().revision})
    assert removed.location.endswith("#latest")
    keys = [one.key for one in current().question("era_forslag").questions]
    assert keys == ["vad_foreslar_ni", "kostnad", "vad_onskar_ni_av_radet"]
    for page in (path, f"{path}/preview", f"{path}/questions/era_forslag", f"{path}/matrix"):
        assert problems(secretariat.get(page).text) == [], page
    assert "Förslag 1" in secretariat.get(f"{path}/preview").text


def test_only_a_repeating_group_takes_questions(secretariat, path) -> None:
    for group in ("var", "finns-inte"):
        assert secretariat.get(f"{path}/sections/det_ni_ser/questions/add?group={group}").status_code == 404


def test_publishing_a_correction_says_beforehand_what_becomes_of_whom(app, secretariat) -> None:
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        form = scenes.small_form()
        questionnaires.replace_document(scene.meeting, form.for_organisation(OrganisationKind.MEMBER, 0))
        path = f"/secretariat/meetings/{scene.meeting.id}/form"
    page = secretariat.get(path).text
    assert "5 organisationer har inte skickat sina svar." in page
    assert "1 fråga är ny, borttagen eller ändrad" in page
    assert "Vad vill ni ändra?" in page
    assert "Frågan är borttagen." in page
    published = secretariat.post(f"{path}/publish", data={"revision": "2"})
    assert "Den gäller nu för 5 organisationer som har formuläret." in flashed(secretariat, published)


FOREIGN = {
    "f.lss": (limesurvey_files.xml(limesurvey_files.MODERN, ("sv", "en")), "Q2"),
    "f.txt": (limesurvey_files.tsv(*limesurvey_files.TSV_ROWS), "Q2"),
    "f.json": (json.dumps(WHOLE).encode(), "q2"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_form_of_another_program_is_taken_with_a_report(secretariat, path, current, name) -> None:
    data, key = FOREIGN[name]
    upload = {"revision": "2", "replace": "y", "file": (io.BytesIO(data), name)}
    answer = secretariat.post(f"{path}/import", data=upload)
    assert answer.status_code == 200
    assert problems(answer.text) == []
    assert "Det här följde inte med eller ändrades:" in answer.text
    assert current().question(key).label.text("sv") == "Hur ofta?"
    assert secretariat.get(path).status_code == 200
    assert secretariat.get(f"{path}/preview").status_code == 200
    assert secretariat.get(f"{path}/export").status_code == 200


def test_a_report_on_a_foreign_form_is_escaped(secretariat, path, current) -> None:
    sharp = "<script>alert(1)</script>"
    elements = [{"type": sharp, "name": sharp}, {"type": "text", "name": "q1", "visibleIf": sharp, sharp: 1}]
    data = json.dumps({"elements": elements, "title": sharp}).encode()
    upload = {"revision": "2", "replace": "y", "file": (io.BytesIO(data), "f.json")}
    answer = secretariat.post(f"{path}/import", data=upload)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_the_youth_council_gets_words_of_its_own(app, secretariat, scene, path, current) -> None:
    page = f"{path}/questions/var/wordings"
    assert problems(secretariat.get(page).text) == []
    refused = secretariat.post(page, data={"revision": current().revision})
    assert (refused.status_code, problems(refused.text)) == (422, [])
    typed = {"kinds": "youth_council", "label_sv": HOSTILE, "hint_sv": "Kort!", "revision": current().revision}
    assert "Ordalydelsen är sparad." in flashed(secretariat, secretariat.post(page, data=typed))
    assert problems(secretariat.get(page).text) == []
    young, adult = (scene.organisations[kind].id for kind in (OrganisationKind.YOUTH_COUNCIL, OrganisationKind.MEMBER))
    assert "{{7*7}}" in secretariat.get(f"{path}/preview?organisation={young}").text
    assert "{{7*7}}" not in secretariat.get(f"{path}/preview?organisation={adult}").text
    # What is saved on the question's own page leaves the wording as it is.
    secretariat.post(
        f"{path}/questions/var", data={"label_sv": "Var då?", "choices": "A", "revision": current().revision}
    )
    assert current().question("var").label.get("sv") == "Var då?"
    assert len(current().question("var").wordings) == 1
    gone = secretariat.post(f"{page}/remove", data={"kinds": "youth_council", "revision": current().revision})
    assert "Ordalydelsen är borttagen." in flashed(secretariat, gone)
    assert current().question("var").wordings == ()


def test_words_in_plain_language_stand_beside_those_of_the_kinds(secretariat, path, current) -> None:
    page = f"{path}/questions/var/wordings"
    both = {"kinds": ["youth_council", "plain"], "label_sv": "Var då?", "revision": current().revision}
    assert "Ordalydelsen är sparad." in flashed(secretariat, secretariat.post(page, data=both))
    assert [one.plain for one in current().question("var").wordings] == [False, True]
    shown = secretariat.get(page).text
    assert problems(shown) == []
    assert "De som väljer lättläst</h2>" in shown
    secretariat.post(page, data=both | {"kinds": "plain", "label_sv": "Var?", "revision": current().revision})
    young, plain = current().question("var").wordings
    assert (young.label.get("sv"), plain.label.get("sv")) == ("Var då?", "Var?")
    secretariat.post(f"{page}/remove", data={"kinds": "plain", "revision": current().revision})
    assert current().question("var").wordings == (young,)


def test_logic_stays_when_a_question_is_saved_in_the_builder(app, secretariat, path, current) -> None:
    with app.app_context(), db.transaction():
        form = full_form()
        rules = Rules(relevant="${rutin} = 'yes'")
        asked = editing.replace_question(form, replace(form.question("antal"), rules=rules))
        meeting = db.session.get_one(Meeting, int(path.split("/")[3]))
        questionnaires.replace_document(meeting, asked)
    secretariat.post(f"{path}/questions/antal", data={"label_sv": "Hur många?", "revision": current().revision})
    assert current().question("antal").label.get("sv") == "Hur många?"
    assert current().question("antal").rules == rules


def test_earlier_questions_are_searched_and_taken_with_their_keys(app, secretariat, scene, path, current) -> None:
    page = f"{path}/sections/det_ni_ser/bank"
    assert "Inget att hämta än" in secretariat.get(page).text
    with app.app_context(), db.transaction():
        council_id = scene.meeting.council_id
        times = {"starts_at": now() - timedelta(days=90), "deadline_at": now() - timedelta(days=100)}
        for title, label in (("Äldre", "Gammal text"), ("Nyare", HOSTILE)):
            meeting = Meeting(council_id=council_id, title=title, **times)
            db.session.add(meeting)
            times["starts_at"] += timedelta(days=5)
            asked = Question("trygg_hemma", "yes_no", Localised(sv=label), theme="skydd", group="grupp")
            known = Question("var", "short_text", Localised(sv="Finns redan"))
            section = Section("a", Localised(sv="A"), groups=(Group("grupp"),), questions=(asked, known))
            document = to_json(Questionnaire(sections=(section,)))
            stored = StoredQuestionnaire(meeting=meeting, document=document, changed_at=now())
            version = QuestionnaireVersion(number=1, document=document, sha256="0" * 64, published_at=now())
            db.session.add(stored)
            stored.versions.append(version)
        other = scenes.planned()
    shown = secretariat.get(page)
    assert problems(shown.text) == []
    assert ("Nyare" in shown.text, "Gammal text" in shown.text, "Finns redan" in shown.text) == (True, False, False)
    assert other.meeting.title not in shown.text.replace(scene.meeting.title, "")
    assert "Ingen fråga stämmer" in secretariat.get(f"{page}?words=finnsinte").text
    assert "Nyare" in secretariat.get(f"{page}?words=SCRIPT+alert&theme=skydd").text
    assert "Ingen fråga stämmer" in secretariat.get(f"{page}?theme=samverkan").text
    answer = secretariat.post(page, data={"question": "trygg_hemma", "revision": current().revision})
    assert "Frågan är tillagd." in flashed(secretariat, answer)
    taken = current().form.section("det_ni_ser").questions[-1]
    assert (taken.key, taken.label.text("sv"), taken.group) == ("trygg_hemma", HOSTILE, None)
    again = secretariat.post(page, data={"question": "trygg_hemma", "revision": current().revision})
    assert "Frågan finns redan i formuläret." in flashed(secretariat, again)
    gone = secretariat.post(page, data={"question": "finns_inte", "revision": current().revision})
    assert "Frågan finns inte längre bland tidigare frågor." in flashed(secretariat, gone)
    stale = secretariat.post(page, data={"question": "trygg_hemma", "revision": "999"})
    assert "har ändrats" in flashed(secretariat, stale)
