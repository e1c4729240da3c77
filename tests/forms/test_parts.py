from dataclasses import replace

from forms.localised import Localised
from forms.parts import ORDER, TEXTS, question_part, section_part, stamped, untouched, within
from tests.forms.makers import question, questionnaire, section

INNER = question(key="i")
BEFORE = questionnaire(section(question(key="a"), question("repeat", key="g", questions=(INNER,)), key="s"))
NEW = Localised(sv="Nytt")


def changed(form, key, **changes):
    (one,) = form.sections
    questions = tuple(replace(q, **changes) if q.key == key else q for q in one.questions)
    return replace(form, sections=(replace(one, questions=questions),))


def test_only_what_changed_gets_the_new_stamp():
    first = stamped({}, questionnaire(), BEFORE, 1)
    after = stamped(first, BEFORE, changed(BEFORE, "a", label=NEW), 2)
    assert {name for name, revision in after.items() if revision == 2} == {question_part("a")}
    titled = stamped(after, BEFORE, replace(BEFORE, title=NEW), 3)
    assert titled[TEXTS] == 3
    assert titled[ORDER] == 1


def test_a_question_inside_a_group_is_a_part_of_its_own():
    after = stamped({}, BEFORE, changed(BEFORE, "g", questions=(replace(INNER, label=NEW),)), 5)
    assert {name for name, revision in after.items() if revision == 5} == {question_part("i")}


def test_a_move_touches_the_order_alone_and_what_is_gone_has_no_stamp():
    (one,) = BEFORE.sections
    turned = replace(BEFORE, sections=(replace(one, questions=one.questions[::-1]),))
    assert {name for name, revision in stamped({}, BEFORE, turned, 4).items() if revision} == {ORDER}
    shorter = replace(BEFORE, sections=(replace(one, questions=one.questions[:1]),))
    assert question_part("g") not in stamped({question_part("g"): 2}, BEFORE, shorter, 4)


def test_untouched_is_what_was_changed_last_before_somebody_looked():
    stamps = {"": 3, "texts": 5}
    assert untouched(stamps, ["texts"], 5)
    assert not untouched(stamps, ["texts"], 4)
    # From before there were stamps: nobody knows, so nothing older than that is untouched.
    assert not untouched(stamps, ["order"], 2)
    assert untouched(stamps, [], 0)


def test_what_goes_away_with_a_part():
    assert within(BEFORE, "s") == (section_part("s"), *(question_part(key) for key in "agi"))
    assert within(BEFORE, "g") == (question_part("g"), question_part("i"))
    assert within(BEFORE, "x") == (question_part("x"),)
