"""A form that would shut somebody out can't be published (EN 301 549, 11.8)."""

import pytest

from forms.accessible import barriers
from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from forms.publishing import problems
from forms.questionnaire import Choice, Questionnaire, Section
from tests.forms.makers import question, questionnaire, section
from tests.forms.test_publishing import facts

ONE, TWO = Localised(sv="Var är det?", en="Where is it?"), Localised(sv="När är det?", en="When is it?")
MEMBERS, YOUTH = Audience(frozenset({OrganisationKind.MEMBER})), Audience(frozenset({OrganisationKind.YOUTH_COUNCIL}))
SIGNS = Localised(sv="– ?")


def choice(key: str, text: str) -> Choice:
    return Choice(key, Localised(sv=text))


@pytest.mark.parametrize(
    ("questions", "word"),
    [
        ([question(label=SIGNS)], "bara tecken"),
        ([question(label=ONE), question(key="b", label=Localised(sv=" var  ÄR det"))], "samma text"),
        ([question("scale", label=ONE)], "ändar saknar ord"),
        ([question("one_choice", label=ONE, choices=(choice("a", "Ja"), choice("b", "ja ")))], "samma text: ”ja ”"),
        ([question("one_choice", label=ONE, choices=(choice("a", "👍"), choice("b", "Nej")))], "”👍” har inga ord"),
        ([question("repeat", label=ONE, questions=(question("scale", key="i", label=TWO),))], "ändar saknar ord"),
    ],
)
def test_it_is_found_and_stops_publishing(questions, word):
    form = questionnaire(section(*questions))
    (found,) = barriers(form)
    assert word in found.message.text("sv")
    assert found.question_key
    assert found.message.languages == ("en", "sv")
    assert found in problems(form, facts())


def test_a_good_form_has_no_barriers():
    ends = {"low_label": ONE, "high_label": TWO}
    assert barriers(questionnaire(section(question(label=ONE), question("scale", key="b", label=TWO, **ends)))) == ()


def test_what_nobody_sees_together_may_read_alike():
    for_each = [question(label=ONE, audience=MEMBERS), question(key="b", label=ONE, audience=YOUTH)]
    assert barriers(questionnaire(section(*for_each))) == ()
    towns = tuple(Choice(f"c{n}", Localised(sv="Ale"), columns=(("lan", str(n)),)) for n in range(2))
    assert barriers(questionnaire(section(question("one_choice", label=ONE, choices=towns)))) == ()


def test_sections_have_titles_of_their_own():
    sections = tuple(
        Section(f"s{n}", Localised(sv="Läget"), questions=(question(key=f"q{n}", label=ONE),)) for n in (1, 2)
    )
    (found,) = barriers(Questionnaire(sections=sections))
    assert (found.section_key, "samma rubrik" in found.message.text("sv")) == ("s2", True)
    (found,) = barriers(Questionnaire(sections=(Section("s", Localised(sv="***"), questions=(question(label=ONE),)),)))
    assert found.section_key == "s"
