"""The member form: taken over from the organisation's own, simple questions only, nothing required."""

from dataclasses import replace
from decimal import Decimal

import pytest

from forms import member_form
from forms.audience import OrganisationKind
from forms.editing import remove_question
from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire, Rules, Section, Wording
from forms.questionnaire_document import from_json, to_json
from tests.factories.forms import full_form

YOUTH = OrganisationKind.YOUTH_COUNCIL


def own_form() -> Questionnaire:
    wording = Wording(frozenset({YOUTH}), Localised(sv="Vad tycker du?"))
    asked = Question(
        "syn", "long_text", Localised(sv="Beskriv läget.", en="Describe the situation."), required=True,
        rules=Rules(relevant="${antal} > 1"), wordings=(wording,), theme="skydd",
    )  # fmt: skip
    number = Question("antal", "integer", Localised(sv="Hur många?"))
    return Questionnaire(sections=(Section("ett", Localised(sv="Ett"), questions=(asked, number)),))


def test_simple_questions_come_along_in_the_bodys_own_words() -> None:
    taken = member_form.taken_over(own_form().for_organisation(YOUTH, 1))
    [question] = taken.questions()
    assert (question.key, question.label.get("sv"), question.theme) == ("syn", "Vad tycker du?", "skydd")
    assert (question.required, question.rules, question.wordings) == (False, Rules(), ())
    assert member_form.problems(taken) == ()
    assert from_json(to_json(taken)) == taken


def test_only_what_fits_a_phone_comes_along() -> None:
    taken = member_form.taken_over(full_form())
    assert {question.type for question in taken.questions()} <= set(member_form.MEMBER_TYPES)
    assert len(list(taken.questions())) <= member_form.MOST_QUESTIONS


def test_what_stops_collecting_is_told() -> None:
    empty = member_form.with_questions(())
    assert member_form.problems(empty) == (member_form.NO_QUESTIONS,)
    blank = member_form.with_questions((Question("a", "long_text", Localised()),))
    assert member_form.problems(blank) == (member_form.NO_LABEL,)
    many = member_form.with_questions(tuple(Question(f"f{n}", "yes_no", Localised(sv="Ja?")) for n in range(13)))
    assert member_form.problems(many) == (member_form.TOO_MANY,)
    bare = member_form.with_questions((Question("b", "one_choice", Localised(sv="Vad?")),))
    assert len(member_form.problems(bare)) == 1


def test_questions_are_added_with_keys_of_their_own_and_removed() -> None:
    form = member_form.with_questions(())
    for label in ("Vad tycker du?", "Vad tycker du?"):
        form = member_form.add(form, member_form.reworded(member_form.beginning("long_text"), label, ""))
    assert [question.key for question in form.questions()] == ["vad_tycker_du", "vad_tycker_du_2"]
    assert [one.key for one in remove_question(form, "vad_tycker_du").questions()] == ["vad_tycker_du_2"]


def test_new_words_drop_translations_that_no_longer_hold() -> None:
    question = Question("a", "long_text", Localised(sv="Vad?", en="What?"))
    assert member_form.reworded(question, "Vad?", "").label == question.label
    assert member_form.reworded(question, "Varför?", "").label == Localised(sv="Varför?")


def test_choices_keep_their_keys_and_translations() -> None:
    question = member_form.with_choices(
        Question("a", "one_choice", Localised(sv="Vem?")), "En kompis\n\n En lärare \nEn kompis"
    )
    assert [choice.label.get("sv") for choice in question.choices] == ["En kompis", "En lärare"]
    english = replace(question.choices[0], label=Localised(sv="En kompis", en="A friend"))
    question = replace(question, choices=(english, question.choices[1]))
    changed = member_form.with_choices(question, "En lärare\nEn kompis\nIngen")
    assert [choice.key for choice in changed.choices][:2] == [question.choices[1].key, question.choices[0].key]
    assert changed.choices[1].label.get("en") == "A friend"


@pytest.mark.parametrize("type_name", member_form.MEMBER_TYPES)
def test_a_new_question_of_each_type_begins_with_nothing_typed(type_name: str) -> None:
    new = member_form.beginning(type_name)
    assert (new.type, new.label) == (type_name, Localised())
    assert (new.minimum, new.maximum) == ((Decimal(1), Decimal(5)) if type_name == "scale" else (None, None))
