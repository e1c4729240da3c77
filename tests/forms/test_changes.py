"""What a correction changes for an organisation, and which answers still fit their questions."""

from dataclasses import replace

import pytest

from forms.changes import ChangeKind, aside_key, asked_key, changes, keeps_answer, kept_under
from forms.localised import Localised
from forms.questionnaire import Choice, Question, Questionnaire, Section
from tests.factories.forms import full_form

HOW = Question("hur", "one_choice", Localised(sv="Hur?"), choices=(Choice("a", Localised(sv="A")),))


def asking(*questions: Question) -> Questionnaire:
    return Questionnaire(sections=(Section("a", Localised(sv="A"), questions=questions),))


def kinds(before: Question | None, after: Question | None) -> tuple[ChangeKind, ...]:
    old, new = (asking(*[one] if one else []) for one in (before, after))
    return tuple(kind for change in changes(old, new) for kind in change.kinds)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (HOW, ()),
        (None, (ChangeKind.REMOVED,)),
        (replace(HOW, label=Localised(sv="Hur då?")), (ChangeKind.REWORDED,)),
        (replace(HOW, label=Localised(sv="Hur?", en="How?")), (ChangeKind.REWORDED,)),
        (replace(HOW, type="long_text", choices=()), (ChangeKind.TYPE,)),
        (replace(HOW, other=True), (ChangeKind.OPTIONS,)),
        (replace(HOW, required=True), (ChangeKind.NEEDED,)),
        (replace(HOW, hint=Localised(sv="Kort")), (ChangeKind.EXPLAINED,)),
        (replace(HOW, theme="skydd"), ()),
        (replace(HOW, label=Localised(sv="Nå?"), required=True), (ChangeKind.REWORDED, ChangeKind.NEEDED)),
    ],
)
def test_each_way_of_changing_a_question_is_told(after: Question | None, expected: tuple[ChangeKind, ...]) -> None:
    assert kinds(HOW, after) == expected


def test_a_question_that_need_not_be_answered_any_more_is_no_news() -> None:
    assert kinds(replace(HOW, required=True), HOW) == ()


def test_a_new_question_and_the_earlier_wording() -> None:
    assert kinds(None, HOW) == (ChangeKind.NEW,)
    (change,) = changes(asking(HOW), asking(replace(HOW, label=Localised(sv="Hur då?"))))
    assert change.earlier_label == HOW.label
    assert changes(asking(), asking(HOW))[0].earlier_label is None


def test_a_question_in_another_section_is_the_same() -> None:
    form = full_form()
    first, second = form.sections
    moved = replace(
        form,
        sections=(
            replace(first, questions=first.questions[1:]),
            replace(second, questions=(*second.questions, first.questions[0])),
        ),
    )
    assert changes(form, moved) == ()


def test_an_answer_stays_where_it_can_be_shown_as_it_was_typed() -> None:
    text, number = Question("q", "long_text", Localised()), Question("q", "decimal", Localised())
    chosen = Question("q", "several_choices", Localised())
    assert keeps_answer(text, number)
    assert not keeps_answer(text, chosen)
    assert not keeps_answer(replace(chosen, type="one_choice"), chosen)
    assert kept_under(text, number) == kept_under(text, None) == "q"
    assert kept_under(text, chosen) == aside_key(text) == aside_key(number) == "q@text"
    assert asked_key("q@text") == asked_key("q") == "q"
