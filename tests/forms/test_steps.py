from dataclasses import replace

import pytest

from forms import editing
from forms.localised import Localised
from forms.questionnaire import Questionnaire, Section
from forms.steps import told
from tests.forms.makers import question, questionnaire, section

GROUP = question("repeat", key="g", label=Localised(sv="Förslag", en="Proposals"), questions=(question(key="i"),))
FORM = questionnaire(
    section(question(key="a", label=Localised(sv="Var?", en="Where?")), question(key="b"), key="s"), section(key="t")
)
WITH_GROUP = editing.add_question(FORM, "t", GROUP)
LONG = Localised(sv="ord " * 40)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (FORM, editing.remove_question(FORM, "a"), "Frågan ”Var?” togs bort."),
        (editing.remove_question(FORM, "a"), FORM, "Frågan ”Var?” lades till."),
        (FORM, editing.replace_question(FORM, question(key="a", label=LONG)), f"Frågan ”{('ord ' * 12).strip()}…” ändrades."),
        (FORM, editing.move_question(FORM, "a", 1), "Ordningen ändrades."),
        (FORM, editing.remove_section(FORM, "s"), "Avsnittet ”Läget” togs bort."),
        (FORM, replace(FORM, title=Localised(sv="Ny")), "Rubriken eller inledningen ändrades."),
        (FORM, WITH_GROUP, "Frågan ”Förslag” lades till."),
        (WITH_GROUP, FORM, "Frågan ”Förslag” togs bort."),
        (FORM, Questionnaire(), "Flera saker ändrades på en gång."),
        (FORM, replace(editing.replace_section(FORM, Section("t", LONG)), intro=LONG), "Flera saker ändrades på en gång."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_one_sentence(before, after, sentence):
    assert told(before, after, "sv") == sentence


def test_it_is_told_in_english_too_and_by_key_where_there_is_no_text():
    assert told(FORM, editing.remove_question(FORM, "a"), "en") == "The question “Where?” was removed."
    nameless = editing.add_question(FORM, "t", question(key="z", label=Localised()))
    assert told(FORM, nameless, "sv") == "Frågan ”z” lades till."
