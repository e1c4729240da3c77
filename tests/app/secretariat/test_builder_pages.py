"""The builder's own ways: undo, what a script saves, previews, translations, and two editors told of each other."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import now
from app.queries.ask import questionnaires as queries
from app.queries.ask.questionnaires import Current
from app.services.ask import presence, questionnaires
from app.services.ask import questionnaire_edits as edits
from app.services.ask.questionnaire_parts import QuestionInput
from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from tests.app.public.pages import problems
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.factories.people import StaffFactory

JSON = {"Accept": "application/json"}


@pytest.fixture
def scene(secretariat: FlaskClient, app: Flask) -> scenes.Scene:
    """A meeting whose draft has every type of question, at revision 2."""
    with app.app_context(), db.transaction():
        made = scenes.planned()
        questionnaires.replace_document(made.meeting, full_form())
        return made


@pytest.fixture
def path(scene: scenes.Scene) -> str:
    return f"/secretariat/meetings/{scene.meeting.id}/form"


@pytest.fixture
def current(app: Flask, scene: scenes.Scene) -> Callable[[], Current]:
    def read() -> Current:
        with app.app_context():
            return queries.of_meeting(scene.meeting)

    return read


@pytest.fixture
def colleague(app: Flask, scene: scenes.Scene) -> Callable[[str], None]:
    """Kollegan gives the question `var` this text."""

    def changes(text: str) -> None:
        with app.app_context(), db.transaction():
            meeting = db.session.merge(scene.meeting)
            seen, by = queries.of_meeting(meeting).revision, StaffFactory(name="Kollegan")
            edits.change_question(meeting, seen, "var", QuestionInput({"sv": text}, choices="Här\nDär"), by)

    return changes


def tree(answer: TestResponse) -> html.HtmlElement:
    return html.document_fromstring(answer.text)


def latest(client: FlaskClient, path: str) -> str:
    return " ".join(tree(client.get(path)).xpath("string(//*[@id='latest'])").split())


def form_of(client: FlaskClient, page: str) -> dict[str, str]:
    """What the question's form holds, as a browser would send it."""
    form = tree(client.get(page)).get_element_by_id("question-form")
    return {name: value for name, value in form.form_values() if name != "csrf_token"}


def test_what_is_removed_can_be_put_back_at_once(secretariat, path, current) -> None:
    before = current().form
    removed = secretariat.post(f"{path}/questions/var/remove", data={"revision": "2"})
    assert removed.location.endswith("#latest")
    page = secretariat.get(path)
    assert problems(page.text) == []
    assert "togs bort." in latest(secretariat, path)
    (button,) = tree(page).xpath("//*[@id='latest']//button")
    assert button.get("formaction") == f"{path}/undo"
    secretariat.post(f"{path}/undo", data={"revision": "3"})
    assert current().form == before
    assert "Gör om" in latest(secretariat, path)
    secretariat.post(f"{path}/redo", data={"revision": "4"})
    assert "var" not in [one.key for one in current().form.questions()]


def test_nothing_more_to_undo_is_said(app, secretariat, path, current) -> None:
    for _ in range(3):
        secretariat.post(f"{path}/undo", data={"revision": current().revision})
    assert "inget att ångra" in secretariat.get(path).text
    assert problems(secretariat.get(path).text) == []
    for _ in range(3):
        secretariat.post(f"{path}/redo", data={"revision": current().revision})
    assert "inget mer att göra om" in secretariat.get(path).text


def test_a_question_is_dropped_before_another(secretariat, path, current) -> None:
    typed = {"revision": "2", "section": "det_ni_ser", "before": "vad_ser_ni"}
    moved = secretariat.post(f"{path}/questions/var/move-to", data=typed)
    assert moved.location.endswith("#question-var")
    assert [one.key for one in current().form.sections[0].questions][1:3] == ["var", "vad_ser_ni"]


def test_a_script_saves_what_is_typed_as_the_button_does(secretariat, path, current) -> None:
    page = f"{path}/questions/var"
    typed = form_of(secretariat, page) | {"label_sv": "Var sker det samt när?"}
    answer = secretariat.post(page, data=typed, headers=JSON)
    assert answer.status_code == 200
    assert answer.json["revision"] == current().revision == 3
    assert len(answer.json["saved_at"]) == 5
    assert "Var sker det samt när?" in answer.json["side"]
    assert "två frågor i en" in answer.json["side"]
    assert current().question("var").label.text("sv") == "Var sker det samt när?"
    # It goes on with the revision it was given, and all of it is one step to undo.
    secretariat.post(page, data=typed | {"revision": "3", "label_sv": "Var?"}, headers=JSON)
    secretariat.post(f"{path}/undo", data={"revision": "4"})
    assert current().form == full_form()


def test_a_script_is_told_what_cannot_be_saved_and_nothing_is(secretariat, path, current) -> None:
    page = f"{path}/questions/var"
    typed = form_of(secretariat, page) | {"label_sv": "", "label_en": "", "choices": "Ja\nJa"}
    answer = secretariat.post(page, data=typed, headers=JSON)
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == {"label_sv", "choices"}
    assert answer.json["errors"]["label_sv"] in answer.json["side"]
    assert current().revision == 2


def test_a_script_never_writes_over_a_colleague(secretariat, path, current, colleague) -> None:
    page = f"{path}/questions/var"
    typed = form_of(secretariat, page) | {"label_sv": "Min"}
    colleague("Kollegans")
    answer = secretariat.post(page, data=typed, headers=JSON)
    assert answer.status_code == 409
    assert "Kollegan ändrade formuläret" in answer.json["said"]
    assert current().question("var").label.text("sv") == "Kollegans"
    # Another question than the colleague's is no conflict.
    other = f"{path}/questions/vad_ser_ni"
    assert secretariat.post(other, data={"revision": "2", "label_sv": "Mitt"}, headers=JSON).status_code == 200
    secretariat.post(f"{path}/questions/var/remove", data={"revision": current().revision})
    assert secretariat.post(page, data=typed, headers=JSON).status_code == 404


@pytest.mark.parametrize("part", ["texts", "sections/det_ni_ser"])
def test_other_parts_are_saved_by_a_script_too(secretariat, path, current, part) -> None:
    typed = {"revision": "2", "title_sv": "Ny rubrik", "title_en": "", "intro_sv": "Hej."}
    answer = secretariat.post(f"{path}/{part}", data=typed, headers=JSON)
    assert (answer.status_code, answer.json["revision"], current().revision) == (200, 3, 3)
    again = secretariat.post(f"{path}/{part}", data=typed | {"title_sv": "x" * 1001, "revision": "3"}, headers=JSON)
    assert again.status_code == 422
    assert current().revision == 3
    stale = secretariat.post(f"{path}/{part}", data=typed | {"title_sv": "Annan", "revision": "1"}, headers=JSON)
    assert (stale.status_code, "Tryck på Spara" in stale.json["said"]) == (409, True)


@pytest.mark.parametrize("name", sorted(QUESTION_TYPES))
def test_a_new_question_of_any_type_is_previewed_before_it_is_saved(secretariat, path, current, name) -> None:
    page = f"{path}/sections/det_ni_ser/questions/add/{name}"
    typed = {"revision": "2", "preview": "yes", "label_sv": "Så här blir det", "choices": "Ja\nNej", "rows": "Ett\nTvå"}
    shown = secretariat.post(page, data=typed)
    assert (shown.status_code, problems(shown.text)) == (200, [])
    side = tree(shown).xpath("string(//*[@data-side])")
    assert "Så här blir det" in side or name in {"calculated", "hidden"}
    assert tree(shown).xpath("string(//*[@name='label_sv'])").strip() == "Så här blir det"
    by_script = secretariat.post(page, data=typed, headers=JSON)
    assert (by_script.status_code, set(by_script.json)) == (200, {"side"})
    nothing = secretariat.post(page, data={"revision": "2", "preview": "yes"})
    assert (nothing.status_code, problems(nothing.text)) == (200, [])
    assert current().revision == 2


def test_a_preview_of_a_changed_question_changes_nothing(secretariat, path, current) -> None:
    page = f"{path}/questions/var"
    shown = secretariat.post(page, data=form_of(secretariat, page) | {"preview": "yes", "choices": "Bara detta"})
    assert (shown.status_code, problems(shown.text)) == (200, [])
    assert "Bara detta" in tree(shown).xpath("string(//*[@data-side])")
    assert current().revision == 2


def test_hostile_words_beside_the_form_are_only_words(secretariat, path) -> None:
    page = f"{path}/questions/vad_ser_ni"
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    answer = secretariat.post(page, data={"revision": "2", "label_sv": hostile}, headers=JSON)
    assert "<script>" not in answer.json["side"]
    assert "<img" not in answer.json["side"]


def test_texts_stand_side_by_side_and_what_is_missing_is_marked(app, secretariat, path, current, scene) -> None:
    with app.app_context(), db.transaction():
        meeting = db.session.merge(scene.meeting)
        edits.change_question(meeting, 2, "vad_ser_ni", QuestionInput({"sv": "Bara svenska"}))
    page = f"{path}/translations?section=det_ni_ser"
    shown = secretariat.get(page)
    assert problems(shown.text) == []
    mark = "//*[@data-mark='question/vad_ser_ni/label:en' and not(@hidden)]"
    assert tree(shown).xpath(mark)
    assert "saknas" in secretariat.get(path).text
    typed = {"revision": "3", "question/vad_ser_ni/label:en": "What do you see?"}
    saved = secretariat.post(page, data=typed)
    assert (saved.status_code, saved.location) == (303, page)
    assert current().question("vad_ser_ni").label == Localised(sv="Bara svenska", en="What do you see?")
    assert not tree(secretariat.get(page)).xpath(mark)


def test_a_text_is_saved_by_itself_and_what_is_left_is_counted(secretariat, path, current) -> None:
    page = f"{path}/translations?section=det_ni_ser"
    before = secretariat.post(page, data={"revision": "2"}, headers=JSON).json["missing"]
    answer = secretariat.post(page, data={"revision": "2", "question/vad_ser_ni/label:en": ""}, headers=JSON)
    assert (answer.json["missing"], answer.json["revision"]) == (before + 1, 3)
    assert not current().question("vad_ser_ni").label.get("en")


def test_a_translation_that_cannot_be_saved_is_kept_on_the_page(secretariat, path, current) -> None:
    page = f"{path}/translations?section=det_ni_ser"
    typed = {"revision": "2", "question/vad_ser_ni/label:sv": "", "question/vad_ser_ni/label:en": ""}
    refused = secretariat.post(page, data=typed)
    assert (refused.status_code, problems(refused.text)) == (422, [])
    assert tree(refused).xpath("//*[@data-error-summary]//a[@href='#question/vad_ser_ni/label:sv']")
    assert secretariat.post(page, data=typed, headers=JSON).json["said"]
    assert current().revision == 2


def test_a_translation_that_met_a_colleagues_is_shown_beside_it(secretariat, path, current, colleague) -> None:
    colleague("Kollegans")
    page = f"{path}/translations?section=det_ni_ser"
    typed = {"revision": "2", "question/var/label:sv": "Min"}
    assert secretariat.post(page, data=typed, headers=JSON).status_code == 409
    answer = secretariat.post(page, data=typed)
    assert (answer.status_code, problems(answer.text)) == (409, [])
    shown = tree(answer)
    assert shown.findtext(".//title").startswith("Fel:")
    assert "Kollegans" in shown.xpath("string(//*[@id='question/var/label:sv-error'])")
    assert shown.xpath("string(//*[@name='question/var/label:sv'])").strip() == "Min"
    (again,) = set(shown.xpath("//main//form[@data-builder-writing]//input[@name='revision']/@value"))
    assert secretariat.post(page, data=typed | {"revision": again}).status_code == 303
    assert current().question("var").label.text("sv") == "Min"


def test_a_form_gets_more_languages_and_its_texts_are_written_in_them(secretariat, path, current) -> None:
    page = f"{path}/translations"
    before = tree(secretariat.get(page))
    assert "arabiska (العربية)" in before.xpath("string(//fieldset[@id='more'])")
    assert not before.xpath("//textarea[@lang='ar']")
    chosen = secretariat.post(f"{path}/languages", data={"revision": "2", "more": ["so", "ar", "xx", "sv"]})
    assert (chosen.status_code, chosen.location) == (303, page)
    assert current().form.languages == ("sv", "en", "ar", "so")
    page += "?section=det_ni_ser"
    shown = secretariat.get(page)
    assert problems(shown.text) == []
    name = "question/vad_ser_ni/label:ar"
    assert tree(shown).xpath(f"//textarea[@name='{name}']/@dir") == ["rtl"]
    assert tree(shown).xpath("//fieldset[@id='more']//input[@checked]/@value") == ["ar", "so"]
    assert (
        secretariat.post(page, data={"revision": "3", name: "ماذا ترون؟", f"{name[:-2]}fr": "Quoi ?"}).location == page
    )
    assert current().question("vad_ser_ni").label.languages == ("ar", "en", "sv")
    assert "Text saknas på somaliska." in secretariat.get(path).text
    preview = secretariat.get(f"{path}/preview?shown_in=ar")
    assert problems(preview.text) == []
    assert tree(preview).get("lang") == "sv"
    assert tree(preview).xpath("//div[@data-question]//*[@lang='ar' and @dir='rtl']/text()") == ["ماذا ترون؟"]
    assert tree(preview).xpath("//select[@name='shown_in']/option[@selected]/@value") == ["ar"]
    secretariat.post(f"{path}/undo", data={"revision": "4"})
    secretariat.post(f"{path}/undo", data={"revision": "5"})
    assert current().form.languages == ("sv", "en")


def test_languages_that_met_a_colleagues_are_not_overwritten(secretariat, path, current, colleague) -> None:
    colleague("Nytt")
    assert secretariat.post(f"{path}/languages", data={"revision": "2", "more": ["so"]}).status_code == 303
    assert current().form.languages == ("sv", "en", "so")
    secretariat.post(f"{path}/languages", data={"revision": "2", "more": ["fi"]})
    assert current().form.languages == ("sv", "en", "so")


def test_editors_are_told_of_each_other(app, secretariat, path, scene, colleague) -> None:
    alone = secretariat.post(f"{path}/presence", headers=JSON).json
    assert alone == {"here": "", "changed": "", "revision": 2}
    colleague("Nytt")
    told = secretariat.post(f"{path}/presence", headers=JSON).json
    assert (told["here"], told["revision"]) == ("Kollegan har också formuläret öppet.", 3)
    assert told["changed"].startswith("Kollegan ändrade formuläret kl. ")
    for page in (path, f"{path}/texts", f"{path}/questions/var", f"{path}/sections/det_ni_ser", f"{path}/translations"):
        shown = tree(secretariat.get(page)).xpath("string(//*[@data-presence])")
        assert told["here"] in shown, page
        assert told["changed"] in shown, page
    with app.app_context(), db.transaction():
        presence.note(scene.meeting.id, StaffFactory(name="En till"))
    many = secretariat.post(f"{path}/presence", headers=JSON).json["here"]
    assert many == "De här har också formuläret öppet: En till, Kollegan."


def test_who_came_first_sees_only_that_somebody_looked(app, secretariat, path) -> None:
    before = now()
    secretariat.get(path)
    with app.app_context():
        assert presence.forget(before.replace(year=before.year + 1)) == 0


def test_the_check_tells_what_stops_what_to_think_of_and_what_is_advice(app, secretariat, path, scene) -> None:
    with app.app_context(), db.transaction():
        meeting = db.session.merge(scene.meeting)
        edits.change_question(meeting, 2, "vad_ser_ni", QuestionInput({"sv": "Hot samt våld?"}))
        edits.duplicate(meeting, 3, "question", "vad_ser_ni")
    check = tree(secretariat.get(path)).get_element_by_id("check")
    links = [(link.get("href"), link.text_content()) for link in check.xpath(".//a")]
    assert any(href == f"{path}/questions/vad_ser_ni" and "två frågor i en" in told for href, told in links)
    assert any("samma text" in told for _, told in links)
    refused = secretariat.post(f"{path}/publish", data={"revision": "4"})
    assert refused.status_code == 422
    assert "samma text" in tree(refused).xpath("string(//*[@data-error-summary])")
