from dataclasses import replace

from forms.questionnaire import Group, Rules
from forms.rule_words import question_words, section_words
from tests.factories.ruled import ruled_form
from tests.forms.logic.test_outcome import asked, text

FORM = ruled_form()


def test_each_rule_of_a_question_is_a_sentence():
    rules = Rules(relevant="${skyddat} = 'yes'", required_if="true()", default="Kansliet", choice_filter="lan = ${lan}")
    assert question_words(replace(asked("a"), rules=rules), FORM, "sv") == [
        "Visas om ”Har ni skyddat boende?” är ”Ja”.",
        "Måste besvaras om alltid.",
        "Ett alternativ visas om lan är ”Vilket län?”.",
        "Från början: Kansliet.",
    ]


def test_a_rule_that_cannot_be_read_is_shown_as_it_stands():
    assert question_words(asked("a", relevant="${b} =="), FORM, "en") == ["Shown if ${b} ==."]


def test_a_section_tells_its_own_rule_and_its_groups():
    section = replace(FORM.sections[1], groups=(Group("g", text("Platser"), relevant="${platser} > 1"), Group("h")))
    assert section_words(section, FORM, "sv") == [
        "Visas om ”Har ni skyddat boende?” är ”Nej”.",
        "Platser: Visas om ”Hur många platser?” är större än 1.",
    ]
