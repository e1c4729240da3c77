"""Sections: everything typed is kept, two texts are merged by a person, and a save costs few statements."""

import html
import re
from collections.abc import Callable

import pytest
from flask import Flask

from app.extensions import db
from app.models import InputRequest, now
from app.queries.answer import drafts as draft_queries
from forms.documents import Json
from tests.app.respondent.conftest import Answering
from tests.robot import Page, Robot, parse

SEEN, SUPPORT = "section/det_ni_ser", "section/stod-och-skydd"


def stored(app: Flask, answering: Answering) -> dict[str, Json]:
    with app.app_context():
        return {k: a.typed for k, a in draft_queries.stored(answering.request_id).answers.items()}


def look(answering: Answering, where: str) -> Page:
    return Robot(answering.one).get(answering.base + where)


def form_of(client_page: Page) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for one in client_page.forms[0].inputs:
        if one.kind not in {"radio", "checkbox"} or one.checked:
            data.setdefault(one.name, []).append(one.value)
    return data


def test_saving_an_untouched_page_stores_nothing(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    answer = answering.one.post(page.path, data=form_of(page))
    assert answer.location == answering.base + SUPPORT
    assert stored(app, answering) == {}


def test_everything_typed_is_kept_right_or_wrong(app: Flask, answering: Answering) -> None:
    page = look(answering, SUPPORT)
    data = form_of(page) | {"q-antal": ["många"], "q-sedan": ["igår"], "q-basta--insats": ["\n Rad\r\n\r\n"]}
    answer = answering.one.post(page.path, data=data)
    assert answer.location == answering.base + SUPPORT
    again = look(answering, SUPPORT)
    assert again.title.startswith("Fel:")
    assert "Allt du skrev är sparat" in again.html
    assert "Skriv ett heltal" in again.html
    typed = stored(app, answering)
    assert (typed["antal"], typed["sedan"], typed["basta-insats"]) == ("många", "igår", "\n Rad\n\n")
    values = {one.name: one.value for one in again.forms[0].inputs}
    assert values["q-antal"] == "många"


def test_a_text_that_begins_with_a_blank_line_comes_back_unchanged(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    for _ in range(3):
        page = look(answering, SEEN)
        answering.one.post(page.path, data=form_of(page) | {"q-vad_ser_ni": ["\r\n\r\n  Indraget"]})
    assert stored(app, answering)["vad_ser_ni"] == "\n\n  Indraget"


def test_save_stays_and_continue_goes_on_to_the_check(answering: Answering) -> None:
    page = look(answering, SUPPORT)
    assert [button[2] for button in page.forms[0].buttons] == ["", page.path + "?form=1&stay=1", ""]
    assert answering.one.post(page.path + "?stay=1", data=form_of(page)).location == page.path
    assert answering.one.post(page.path, data=form_of(page)).location == answering.base + "check"


def test_the_language_button_saves_and_keeps_the_page(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    data = form_of(page) | {"q-vad_ser_ni": ["Halvfärdig mening"], "language": ["en"]}
    assert answering.one.post(page.path, data=data).location == page.path
    assert '<html lang="en">' in look(answering, SEEN).html
    assert stored(app, answering)["vad_ser_ni"] == "Halvfärdig mening"


def test_both_texts_are_shown_and_the_person_writes_them_together(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    mine, theirs = "Min <b>text</b> & mer", "Deras {{ 7*7 }} text"
    answering.two.post(page.path, data=form_of(page) | {"q-vad_ser_ni": [theirs]})
    answer = answering.one.post(page.path, data=form_of(page) | {"q-vad_ser_ni": [mine], "q-mest": ["natet"]})
    merge = parse(page.path, answer.status_code, answer.text)
    assert merge.h1 == ["Två texter att jämföra"]
    assert html.escape(mine) in merge.html
    assert theirs in merge.html
    assert "Kontakt 2" in merge.html
    assert stored(app, answering)["vad_ser_ni"] == theirs
    assert stored(app, answering)["mest"] == {"chosen": ["natet"], "other": ""}
    done = Robot(answering.one).press(merge, **{"merge-vad_ser_ni": "both", "merge-vad_ser_ni-text": "Båda"})
    assert done.path == answering.base + SUPPORT
    assert stored(app, answering)["vad_ser_ni"] == "Båda"


@pytest.mark.parametrize(("choice", "kept"), [("mine", ["natet"]), ("saved", ["hemma", "arbete"])])
def test_choices_are_merged_by_choosing(app: Flask, answering: Answering, choice: str, kept: list[str]) -> None:
    page = look(answering, SEEN)
    answering.two.post(page.path, data=form_of(page) | {"q-var": ["hemma", "arbete"]})
    answer = answering.one.post(page.path, data=form_of(page) | {"q-var": ["natet"]})
    merge = parse(page.path, answer.status_code, answer.text)
    assert "merge-var-text" not in merge.html
    Robot(answering.one).press(merge, **{"merge-var": choice})
    assert stored(app, answering)["var"] == {"chosen": kept, "other": ""}


def test_a_third_text_during_the_merge_is_shown_too(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    answering.two.post(page.path, data=form_of(page) | {"q-vad_ser_ni": ["Deras"]})
    answer = answering.one.post(page.path, data=form_of(page) | {"q-vad_ser_ni": ["Min"]})
    newer = Robot(answering.two).get(page.path)
    answering.two.post(page.path, data=form_of(newer) | {"q-vad_ser_ni": ["Ännu nyare"]})
    again = Robot(answering.one).press(parse(page.path, 200, answer.text), **{"merge-vad_ser_ni": "mine"})
    assert again.h1 == ["Två texter att jämföra"]
    assert "Ännu nyare" in again.html
    assert stored(app, answering)["vad_ser_ni"] == "Ännu nyare"


def test_autosave_tells_versions_and_conflicts(app: Flask, answering: Answering) -> None:
    url = answering.base + SEEN + "/autosave"
    first = answering.one.post(url, data={"q-vad_ser_ni": "Ett", "q-vad_ser_ni-version": "0"})
    assert first.json["saved"] == {"vad_ser_ni": 1}
    assert re.fullmatch(r"\d\d\.\d\d", first.json["saved_at"])
    second = answering.two.post(url, data={"q-vad_ser_ni": "Två", "q-vad_ser_ni-version": "0"})
    assert (second.json["saved"], second.json["conflicts"]) == ({}, {"vad_ser_ni": {"version": 1}})
    assert stored(app, answering) == {"vad_ser_ni": "Ett"}


def test_who_changed_what_last_is_told(answering: Answering) -> None:
    page = look(answering, SEEN)
    answering.two.post(page.path, data=form_of(page) | {"q-vad_ser_ni": ["Text"]})
    assert re.search(r"Senast ändrad av Kontakt 2, \d+ \w+ 20\d\d kl\.", look(answering, SEEN).html)
    assert "Senast ändrad av Kontakt 2" in look(answering, "").html


def test_opening_a_section_costs_four_queries_at_most(
    answering: Answering, count_statements: Callable[[Callable[[], object]], list[str]]
) -> None:
    draft_queries._own_form.cache_clear()
    seen = count_statements(lambda: answering.one.get(answering.base + SEEN))
    assert len(seen) <= 4, seen


def test_saving_a_section_costs_eight_statements_at_most(
    answering: Answering, count_statements: Callable[[Callable[[], object]], list[str]]
) -> None:
    page = look(answering, SEEN)
    data = form_of(page) | {"q-vad_ser_ni": ["Text"], "q-mest": ["natet"], "q-var": ["hemma"]}
    draft_queries._own_form.cache_clear()
    first = count_statements(lambda: answering.one.post(page.path, data=data))
    assert len(first) <= 8, first
    page = look(answering, SEEN)
    data = form_of(page) | {"q-vad_ser_ni": ["Ny text"], "q-mest": ["hemma"]}
    later = count_statements(lambda: answering.one.post(page.path, data=data))
    assert len(later) <= 5, later


def test_a_closed_form_gives_the_typed_text_back(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    with app.app_context(), db.transaction():
        db.session.get_one(InputRequest, answering.request_id).closed_at = now()
    answer = answering.one.post(page.path, data=form_of(page) | {"q-vad_ser_ni": ["Det jag skrev"]})
    assert answer.status_code == 400
    assert "Det jag skrev" in answer.text
    assert answering.one.get(page.path).location == answering.base


def test_an_ended_session_gives_the_typed_text_back(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    data = form_of(page) | {"q-vad_ser_ni": ["Det jag skrev <i>"]}
    stranger = app.test_client()
    answer = stranger.post(page.path, data=data)
    assert answer.status_code == 404
    assert "Det jag skrev &lt;i&gt;" in answer.text


def test_a_missing_guard_token_gives_the_typed_text_back(app: Flask, answering: Answering) -> None:
    page = look(answering, SEEN)
    data = form_of(page) | {"q-vad_ser_ni": ["Det jag skrev"], "csrf_token": ["gammal"]}
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = answering.one.post(page.path, data=data)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert "Det jag skrev" in answer.text


@pytest.mark.parametrize("where", ["section/finns-inte", "section/unga", "section/%00", "receipt/1", "receipt/0"])
def test_what_is_not_theirs_is_a_missing_page(answering: Answering, where: str) -> None:
    assert answering.one.get(answering.base + where).status_code == 404


@pytest.mark.parametrize("size", [100_000, 4_200_000])
def test_very_long_texts_are_kept_or_refused_in_words(app: Flask, answering: Answering, size: int) -> None:
    page = look(answering, SEEN)
    answer = answering.one.post(page.path, data=form_of(page) | {"q-vad_ser_ni": ["å" * (size // 2)]})
    if size < 1_000_000:
        assert answer.status_code == 303
        assert stored(app, answering)["vad_ser_ni"] == "å" * (size // 2)
    else:
        assert answer.status_code == 413
        assert "<h1" in answer.text
