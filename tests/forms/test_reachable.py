"""Questions that nobody can ever be shown stop publishing, and no other does."""

import pytest

from forms.audience import Audience, OrganisationKind
from forms.questionnaire import Choice, Question, Questionnaire, Rules, Section
from forms.rule_checks import NEVER, NEVER_ANSWERED, rule_problems
from tests.forms.logic.test_outcome import asked, form, text

WHERE = (Choice("natet", text("På nätet")), Choice("hem", text("Hemma")))
BASE = (
    asked("ord"),
    asked("antal", "integer"),
    asked("har", "yes_no"),
    Question("en", "one_choice", text("En"), choices=WHERE),
    Question("var", "several_choices", text("Var"), choices=WHERE),
)
MEMBERS, YOUTH = (Audience(frozenset({kind})) for kind in (OrganisationKind.MEMBER, OrganisationKind.YOUTH_COUNCIL))
BY_NAME = Audience(organisations=frozenset({1}))


def told(questionnaire: Questionnaire) -> list[tuple[str, str | None]]:
    names = {NEVER: "never", NEVER_ANSWERED: "never answered"}
    return [(names[message], key) for message, _, key in rule_problems(questionnaire)]


@pytest.mark.parametrize(
    "relevant",
    [
        "${ord} = 'x' and ${ord} != 'x'",
        "${ord} = 'x' and (${antal} > 2 and not(${ord} = 'x'))",
        "${en} = 'hem' and selected(${en}, 'natet')",
        "${har} = 'yes' and ${har} = 'no'",
        "${antal} > 5 and ${antal} < 3",
        "${antal} >= 5 and ${antal} <= '5' and ${antal} != 5",
        "selected(${var}, 'hem') and not(selected(${var}, 'hem'))",
        "${ord} = '' and ${ord} = 'x'",
    ],
)
def test_a_rule_that_says_one_thing_and_its_contrary_is_found(relevant: str) -> None:
    assert told(form(*BASE, asked("ny", relevant=relevant))) == [("never", "ny")]
    assert told(form(*BASE, Question("g", "repeat", text("G"), questions=(asked("ny", relevant=relevant),)))) == [
        ("never", "g")
    ]


@pytest.mark.parametrize(
    "relevant",
    [
        "selected(${var}, 'hem') and selected(${var}, 'natet')",
        "selected(${ord}, 'hem') and selected(${ord}, 'natet')",
        "${antal} > 3 and ${antal} < 4 or ${har} = 'no'",
        "${antal} > 3 and ${antal} < 5 and ${antal} != 4",
        "${ord} != 'x' and ${ord} != 'y'",
        "${ord} and ${ord} != 'x'",
        "${ord} > '2027-01-01' and ${ord} < '2027-02-01'",
        "string-length(${ord}) > 3 and ${ord} != ''",
        "${antal} = ${ord} and ${antal} > 2",
        "${antal} < 1000000000000000000 and ${antal} > 4",
    ],
)
def test_a_rule_that_some_answer_fulfils_is_left_alone(relevant: str) -> None:
    assert told(form(*BASE, asked("ny", relevant=relevant))) == []


def test_the_section_and_the_question_may_contradict_each_other() -> None:
    first = Section("a", text("A"), questions=(asked("ord"),))
    other = Section("b", text("B"), relevant="${ord} = 'x'", questions=(asked("ny", relevant="${ord} = 'y'"),))
    assert told(Questionnaire(sections=(first, other))) == [("never", "ny")]


@pytest.mark.parametrize(
    ("reads", "asks", "relevant", "found"),
    [
        (MEMBERS, YOUTH, "${ord} = 'x'", ["ny", "efter"]),
        (MEMBERS, YOUTH, "${ord} = 'x' and ${antal} > 2", ["ny", "efter"]),
        (MEMBERS, YOUTH, "${ord} = ''", []),
        (MEMBERS, YOUTH, "${ord} = 'x' or ${antal} > 2", []),
        (MEMBERS, MEMBERS, "${ord} = 'x'", []),
        (MEMBERS, BY_NAME, "${ord} = 'x'", []),
        (Audience(), YOUTH, "${ord} = 'x'", []),
    ],
)
def test_a_rule_that_reads_what_nobody_there_is_asked_is_found(reads, asks, relevant, found) -> None:
    first = Section("a", text("A"), audience=reads, questions=(asked("ord"),))
    ny = Question("ny", "short_text", text("Ny"), audience=asks, rules=Rules(relevant=relevant))
    rest = Section("b", text("B"), questions=(asked("antal", "integer"), ny, asked("efter", relevant="${ny} = 'x'")))
    assert told(Questionnaire(sections=(first, rest))) == [("never answered", key) for key in found]
