"""Rules on the pages of those who answer, without JavaScript: the page after decides, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.extensions import db
from app.models import Submission
from app.queries.answer import drafts as draft_queries
from forms.questionnaire_document import to_json
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_section import form_of, look, stored
from tests.factories.ruled import ruled_form
from tests.robot import Page

HOUSING, WITHOUT, LAST = "section/boende", "section/utan", "section/sist"


@pytest.fixture
def ruled(app: Flask, answering: Answering) -> Answering:
    with app.app_context(), db.transaction():
        db.session.merge(answering.scene.version).document = to_json(ruled_form())
    draft_queries._own_form.cache_clear()
    return answering


def save(answering: Answering, where: str, **typed: str) -> str:
    page = look(answering, where)
    data = form_of(page) | {f"q-{key}": [value] for key, value in typed.items()}
    return answering.one.post(page.path, data=data).location.removeprefix(answering.base)


def hidden(page: Page) -> list[str]:
    return [key for key in ("skyddat", "platser", "lediga", "upptagna", "lan", "ort") if _is_hidden(page.html, key)]


def _is_hidden(html: str, key: str) -> bool:
    return " hidden" in html.split(f'data-question="{key}"', 1)[1].split(">", 1)[0]


def test_the_page_after_shows_what_the_answer_decides(ruled: Answering) -> None:
    assert hidden(look(ruled, HOUSING)) == ["platser", "lediga", "upptagna", "ort"]
    assert save(ruled, HOUSING, skyddat="yes") == HOUSING
    page = look(ruled, HOUSING)
    assert "gav fler frågor" in page.html
    assert hidden(page) == ["lediga", "upptagna", "ort"]
    assert save(ruled, HOUSING, platser="12") == HOUSING
    assert save(ruled, HOUSING, lediga="5") == LAST
    page = look(ruled, HOUSING)
    assert hidden(page) == ["ort"]
    assert ">7</output>" in page.html


def test_a_section_that_is_not_asked_is_passed_over(ruled: Answering) -> None:
    assert "Del 1 av 2" in look(ruled, HOUSING).html
    assert ruled.one.get(ruled.base + WITHOUT).status_code == 302
    assert save(ruled, HOUSING, skyddat="no") == WITHOUT
    assert "Del 2 av 3" in look(ruled, WITHOUT).html
    tasks = look(ruled, "").html
    assert "Utan boende" in tasks
    assert "1 av 2 frågor besvarade" in tasks
    save(ruled, HOUSING, skyddat="yes")
    assert "Utan boende" not in look(ruled, "").html


def test_what_is_no_longer_asked_is_kept_and_said_not_to_be_sent(app: Flask, ruled: Answering) -> None:
    save(ruled, HOUSING, skyddat="no")
    save(ruled, WITHOUT, varfor="Vi hänvisar vidare.")
    save(ruled, HOUSING, skyddat="yes")
    save(ruled, HOUSING, platser="3")
    check = look(ruled, "check")
    assert "Vi hänvisar vidare." in check.html
    assert "Skickas inte." in check.html
    ruled.one.post(ruled.base + "check", data=form_of(check))
    with app.app_context():
        sent = db.session.query(Submission).one()
        assert {answer.question_key: answer.value for answer in sent.answers} == {
            "skyddat": "yes",
            "platser": "3",
            "kontakt": "Kansliet",
            "kalla": "webb",
        }
    assert stored(app, ruled)["varfor"] == "Vi hänvisar vidare."
    assert "Vi hänvisar vidare." not in look(ruled, "receipt/1").html


def test_a_constraint_says_its_message_at_the_field_and_stops_sending(ruled: Answering) -> None:
    save(ruled, HOUSING, skyddat="yes")
    save(ruled, HOUSING, platser="3")
    assert save(ruled, HOUSING, lediga="4") == HOUSING
    assert "Lediga platser kan inte vara fler" in look(ruled, HOUSING).html
    assert "Lediga platser kan inte vara fler" in look(ruled, "check").html


def test_choices_follow_their_filter_on_the_page_after(ruled: Answering) -> None:
    assert save(ruled, HOUSING, skyddat="no", lan="skane") == HOUSING
    html = look(ruled, HOUSING).html
    assert [
        " hidden" in html.split(f'value="{key}"')[0].rsplit('class="option"', 1)[1] for key in ("gbg", "boras", "lund")
    ] == [
        True,
        True,
        False,
    ]


def test_groups_have_headings_that_come_and_go_with_their_questions(ruled: Answering) -> None:
    def shown() -> list[bool]:
        html = look(ruled, HOUSING).html
        return [
            "hidden" not in html.split(f'data-heads="{keys}"', 1)[1].split(">", 1)[0]
            for keys in ("platser lediga", "lan ort")
        ]

    assert shown() == [False, True]
    assert "Där ni har ert kontor." in look(ruled, HOUSING).html
    save(ruled, HOUSING, skyddat="yes")
    assert shown() == [True, True]


def test_defaults_alone_are_no_answer(ruled: Answering) -> None:
    assert "Inget är besvarat" in look(ruled, "check").html


def test_nonsense_about_what_was_not_shown_is_ignored(ruled: Answering) -> None:
    for nonsense in ("{", "1", '[1, {"a": 2}]', '["okand"]'):
        page = look(ruled, HOUSING)
        answer = ruled.one.post(page.path, data=form_of(page) | {"not-shown": [nonsense]})
        assert answer.status_code == 303


def test_opening_a_section_with_rules_costs_four_queries_at_most(
    ruled: Answering, count_statements: Callable[[Callable[[], object]], list[str]]
) -> None:
    draft_queries._own_form.cache_clear()
    seen = count_statements(lambda: ruled.one.get(ruled.base + HOUSING))
    assert len(seen) <= 4, seen
