"""The demo's files: a form that somebody would answer, and a digest that rests on what was answered."""

from typing import Any

import pytest

from app.cli.demo import content
from forms.audience import OrganisationKind
from forms.question_types import question_type
from forms.questionnaire import Question

ORGANISATIONS: list[dict[str, Any]] = content.table("council")["organisations"]
# The student forum and the youth council are asked for what their members say, in forms of their own.
COLLECTING = {OrganisationKind.STUDENT_FORUM, OrganisationKind.YOUTH_COUNCIL}


def own_questions(organisation: dict[str, Any]) -> list[Question]:
    ids = {one["name"]: number for number, one in enumerate(ORGANISATIONS, start=1)}
    form = content.questionnaire(ids).for_organisation(
        OrganisationKind(organisation["kind"]), ids[organisation["name"]]
    )
    return [one for one in form.questions() if question_type(one.type).is_answered]


@pytest.mark.parametrize("organisation", ORGANISATIONS, ids=lambda one: one["key"])
def test_nobody_is_asked_more_than_somebody_answers_in_three_weeks(organisation: dict[str, Any]) -> None:
    first = [one.key for one in own_questions(organisation) if not one.rules.relevant]
    fewest = 1 if organisation["kind"] in COLLECTING else 6
    assert fewest <= len(first) <= 8, first


def test_members_meet_a_repeat_a_matrix_a_rank_and_a_condition() -> None:
    asked = [own_questions(one) for one in ORGANISATIONS if one["kind"] == OrganisationKind.MEMBER]
    assert asked
    for questions in asked:
        assert {one.type for one in questions} >= {"repeat", "matrix", "rank"}
        assert any(one.rules.relevant for one in questions)


def test_nobody_answers_what_nobody_asked_them() -> None:
    asked = {one["key"]: {question.key for question in own_questions(one)} for one in ORGANISATIONS}
    strays = {
        f"{one['organisation']}/{key}"
        for one in content.answer_files()
        for key in one.get("answers", {})
        if key not in asked[one["organisation"]]
    }
    assert strays == set()


def test_each_line_rests_on_answers_that_have_its_theme() -> None:
    coding = content.table("digest-coding")["coding"]
    themes = {question.key: question.theme for one in ORGANISATIONS for question in own_questions(one)}
    for theme in content.table("digest-themes")["themes"]:
        for line in theme["lines"]:
            for name in line["rests_on"]:
                key = name.partition("/")[2]
                assert theme["key"] in coding.get(name, [themes[key]]), f"{name}: {line['text']}"


def test_the_overview_rests_on_answers_that_are_there() -> None:
    there = {f"{one['organisation']}/{key}" for one in content.answer_files() for key in one.get("answers", {})}
    digest = content.table("digest")
    named = [
        name for part in digest.values() for one in part if isinstance(one, dict) for name in one.get("rests_on", ())
    ]
    assert named
    assert set(named) <= there
