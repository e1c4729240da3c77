from dataclasses import replace

import pytest

from forms import editing
from forms.audience import OrganisationKind
from forms.beginnings import beginning
from forms.editing import NoSuchPartError
from forms.localised import Localised
from forms.question_types import question_type
from forms.questionnaire import Choice, Wording
from forms.questionnaire_document import from_json, to_json
from tests.forms.makers import question, questionnaire, section

FORM = questionnaire(
    section(question(key="a"), question(key="b"), question(key="c")), section(question(key="d"), key="s2")
)


def keys(form):
    return [[one.key for one in part.questions] for part in form.sections]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Vad behövs för åtgärder?", "vad_behovs_for_atgarder"),
        ("Øst & Æble", "ost_aeble"),
        ("3 viktiga saker", "question_3_viktiga_saker"),
        ("???", "question"),
        ("Ö", "o"),
        ("x" * 80, "x" * 40),
        ("Tagen", "tagen_3"),
    ],
)
def test_a_key_says_something_of_its_label(text, key):
    assert editing.key_from(text, {"tagen", "tagen_2"}, "question") == key


GROUPED = questionnaire(
    section(question("repeat", "g", questions=(question(key="x"), question(key="y"))), question(key="a"))
)


def inner(form):
    return [one.key for one in form.with_inner()]


def test_questions_inside_a_group_are_moved_and_changed_where_they_stand():
    assert inner(editing.move_question(GROUPED, "y", -1)) == ["g", "y", "x", "a"]
    assert editing.move_question(GROUPED, "y", 1) == GROUPED
    assert inner(editing.remove_question(GROUPED, "x")) == ["g", "y", "a"]
    changed = editing.replace_question(GROUPED, question("integer", "y"))
    assert [one.type for one in changed.with_inner()] == ["repeat", "short_text", "integer", "short_text"]


def test_a_question_is_added_to_a_group_and_copies_have_keys_of_their_own():
    added = editing.add_question(GROUPED, "s1", question(key="a"), group_key="g")
    assert inner(added) == ["g", "x", "y", "vad_behovs", "a"]
    copied = inner(editing.duplicate_question(GROUPED, "g"))
    assert copied == ["g", "x", "y", "vad_behovs", "vad_behovs_2", "vad_behovs_3", "a"]
    assert inner(editing.duplicate_question(GROUPED, "x")) == ["g", "x", "vad_behovs", "y", "a"]
    twice = inner(editing.duplicate_section(GROUPED, "s1"))
    assert len(set(twice)) == len(twice) == 8
    ready = editing.add_question(GROUPED, "s1", beginning("repeat"))
    assert inner(ready)[-4:] == [
        "forslag_till_radet", "vad_foreslar_ni", "vem_galler_det", "vad_onskar_ni_av_radet"
    ]  # fmt: skip
    assert question_type("repeat").problems(ready.sections[0].questions[-1]) == ()


def test_questions_move_within_their_section_and_stop_at_its_ends():
    assert keys(editing.move_question(FORM, "b", -1)) == [["b", "a", "c"], ["d"]]
    assert keys(editing.move_question(FORM, "a", 1)) == [["b", "a", "c"], ["d"]]
    assert editing.move_question(FORM, "a", -1) == FORM
    assert editing.move_question(FORM, "c", 5) == FORM


def test_a_question_moves_to_another_section_with_its_key():
    assert keys(editing.move_question_to(FORM, "a", "s2")) == [["b", "c"], ["d", "a"]]
    assert keys(editing.move_question_to(FORM, "a", "s1")) == [["b", "c", "a"], ["d"]]


def test_a_question_moves_before_another():
    assert keys(editing.move_question_to(FORM, "c", "s1", before="a")) == [["c", "a", "b"], ["d"]]
    assert keys(editing.move_question_to(FORM, "a", "s2", before="d")) == [["b", "c"], ["a", "d"]]
    assert editing.move_question_to(FORM, "a", "s1", before="a") == FORM
    # The one it should stand before is gone: it stands last.
    assert keys(editing.move_question_to(FORM, "a", "s2", before="x")) == [["b", "c"], ["d", "a"]]


def test_questions_are_added_with_new_keys_and_never_with_used_ones():
    label = Localised(sv="Hur går det?")
    added = editing.add_question(FORM, "s2", question(key="", label=label))
    assert keys(added) == [["a", "b", "c"], ["d", "hur_gar_det"]]
    again = editing.add_question(added, "s1", question(key="a", label=label), taken={"hur_gar_det_2"})
    assert keys(again)[0][-1] == "hur_gar_det_3"


def test_copies_stand_after_their_original_with_keys_of_their_own():
    copied = editing.duplicate_question(FORM, "a")
    assert keys(copied) == [["a", "vad_behovs", "b", "c"], ["d"]]
    twice = editing.duplicate_section(FORM, "s1")
    assert [part.key for part in twice.sections] == ["s1", "laget", "s2"]
    assert keys(twice)[1] == ["vad_behovs", "vad_behovs_2", "vad_behovs_3"]
    assert from_json(to_json(twice)) == twice


def test_parts_are_replaced_and_removed():
    changed = editing.replace_question(FORM, question("date", "b"))
    assert changed.question("b").type == "date"
    assert keys(changed) == keys(FORM)
    assert keys(editing.remove_question(FORM, "b")) == [["a", "c"], ["d"]]
    assert keys(editing.remove_section(FORM, "s1")) == [["d"]]


def test_sections_are_added_replaced_and_moved():
    added = editing.add_section(FORM, Localised(sv="Till sist"))
    assert [part.key for part in added.sections] == ["s1", "s2", "till_sist"]
    assert [part.key for part in editing.move_section(added, "till_sist", -1).sections] == ["s1", "till_sist", "s2"]
    renamed = editing.replace_section(FORM, section(key="s2"))
    assert keys(renamed) == [["a", "b", "c"], []]


@pytest.mark.parametrize(
    "move",
    [
        lambda: editing.remove_question(FORM, "gone"),
        lambda: editing.move_section(FORM, "gone", 1),
        lambda: editing.move_question_to(FORM, "a", "gone"),
        lambda: editing.add_question(FORM, "gone", question()),
    ],
)
def test_a_part_that_somebody_else_removed_is_named(move):
    with pytest.raises(NoSuchPartError, match="gone"):
        move()


def test_pasted_choices_keep_the_keys_of_those_that_were_there():
    one, two, three = (Localised(sv=text) for text in ("Ett", "Två", "Tre"))
    existing = (Choice("first", one), Choice("second", two))
    assert editing.choices_from_labels([two, one], existing) == (Choice("second", two), Choice("first", one))
    assert editing.choices_from_labels([one, three], existing) == (Choice("first", one), Choice("second", three))
    assert editing.choices_from_labels([three, one, two], existing)[0] == Choice("tre", three)
    assert editing.choices_from_labels([Localised(sv="Other"), one, one])[0].key == "other_2"
    assert len({choice.key for choice in editing.choices_from_labels([one, one, one])}) == 3


def test_a_kind_has_one_wording_at_most():
    youth, student = OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM
    both = Wording(frozenset({youth, student}), Localised(sv="Du?"))
    young = Wording(frozenset({youth}), Localised(sv="Du då?"))
    worded = editing.with_wording(editing.with_wording(question(), both), young)
    assert worded.wordings == (replace(both, kinds=frozenset({student})), young)
    assert editing.without_wording(worded, [student]).wordings == (young,)
    assert editing.without_wording(worded, [student, youth]) == question()
