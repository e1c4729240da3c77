"""What stops a form whose rules can't work, each in a sentence."""

import pytest

from forms.localised import Localised
from forms.publishing import problems
from forms.questionnaire import Choice, Group, Question, Questionnaire, Rules, Section
from forms.rule_checks import LOOP, NEVER, is_expression, refused, rule_problems
from tests.factories.ruled import ruled_form
from tests.forms.logic.test_outcome import asked, form, text
from tests.forms.test_publishing import facts

WHERE = (Choice("natet", text("På nätet"), columns=(("slag", "x"),)), Choice("hem", text("Hemma")))
BASE = (
    asked("ord"),
    asked("antal", "integer"),
    asked("har", "yes_no"),
    Question("var", "several_choices", text("Var"), choices=WHERE, other=True),
)


def told(**rules: str) -> list[str]:
    one = Question("ny", "one_choice", text("Ny"), choices=WHERE, rules=Rules(**rules))
    return [message.text("sv") for message, _, key in rule_problems(form(*BASE, one)) if key == "ny"]


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"relevant": "${antal} >"}, "Visas om: Uttrycket slutar för tidigt. Något saknas på slutet."),
        ({"constraint": "foo(.)"}, "Krav på svaret: Tecken 1: funktionen foo() finns inte. Välj en annan."),
        ({"required_if": "${antall} = 1"}, "Måste besvaras om: det finns ingen fråga ”antall”. Rätta namnet."),
        ({"relevant": "antal = 1"}, "Visas om: skriv ${antal} för att nämna en fråga."),
        ({"relevant": "${ord} + 1 > 2"}, "Visas om: det går inte att räkna med ”Ord”, som inte är ett tal."),
        ({"constraint": "-'x' > 1"}, "Krav på svaret: det går inte att räkna med ”x”, som inte är ett tal."),
        ({"relevant": "${har} = 'ja'"}, "Visas om: ”Har” har inget alternativ ”ja”. Rätta det."),
        ({"relevant": "not(selected(${var}, 'skola'))"}, "Visas om: ”Var” har inget alternativ ”skola”. Rätta det."),
        (
            {"choice_filter": "lan = ${ord}"},
            "Vilka alternativ som visas: inget alternativ har kolumnen ”lan”. Rätta namnet.",
        ),
        ({"relevant": "1 = 2"}, "Frågan kan aldrig visas: villkoret är aldrig sant. Ändra villkoret."),
        (
            {"relevant": "${antal} = 1 and false()"},
            "Frågan kan aldrig visas: villkoret är aldrig sant. Ändra villkoret.",
        ),
        ({"relevant": "${ny} = 'hem'"}, "Reglerna för frågan beror på frågan själv. Ändra någon av dem."),
        ({"default": "concat(${borta}, 'x')"}, "Svar från början: det finns ingen fråga ”borta”. Rätta namnet."),
    ],
)
def test_a_fault_is_said(rules: dict[str, str], sentence: str) -> None:
    assert told(**rules) == [sentence]


@pytest.mark.parametrize(
    "rules",
    [
        {"relevant": "${har} = 'yes' and selected(${var}, 'other')"},
        {"relevant": "number(${ord}) + 1 > 2 or false()"},
        {"relevant": "today() > '2027-01-01'"},
        {"choice_filter": "slag = 'x' or name = 'hem'"},
        {"default": "Skriv (kort)"},
        {"relevant": "${var} = ''"},
        {"constraint": "true()"},
    ],
)
def test_a_rule_that_works_is_left_alone(rules: dict[str, str]) -> None:
    assert told(**rules) == []


def test_loops_over_several_questions_sections_and_groups_are_found() -> None:
    one = Section("a", text("A"), relevant="${b} = 'x'", questions=(asked("a"),))
    other = Section(
        "b", text("B"), groups=(Group("g", relevant="${borta}"),), questions=(asked("b", relevant="${a} != ''"),)
    )
    found = [
        (message.text("en"), section, key)
        for message, section, key in rule_problems(Questionnaire(sections=(one, other)))
    ]
    assert ("Shown if: there is no question “borta”. Correct the name.", "b", None) in found
    assert any(message.startswith("The rules of this question depend") for message, _, _ in found)


def test_questions_inside_a_group_are_checked_too() -> None:
    group = Question("g", "repeat", text("G"), questions=(asked("i", relevant="${borta}"), asked("j", relevant="${i}")))
    assert [message.text("sv") for message, _, _ in rule_problems(form(group))] == [
        "Visas om: det finns ingen fråga ”borta”. Rätta namnet."
    ]


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        ((asked("a", "calculated", calculation="${b}"), asked("b", "calculated", calculation="${a}")), LOOP),
        ((asked("a", relevant="${a} = 'x'"),), LOOP),
        ((asked("a"), asked("b", relevant="false()")), NEVER),
    ],
)
def test_questions_of_a_group_that_turn_in_a_circle_or_never_show_are_found(
    inner: tuple[Question, ...], found: Localised
) -> None:
    group = Question("g", "repeat", text("G"), questions=inner)
    assert [message for message, _, _ in rule_problems(form(group))] == [found]


def test_a_sum_that_runs_on_from_item_to_item_is_no_circle() -> None:
    running = "${cost} + coalesce(indexed-repeat(${total}, ${g}, position(..) - 1), 0)"
    inner = (asked("cost", "decimal"), asked("total", "calculated", calculation=running))
    assert list(rule_problems(form(Question("g", "repeat", text("G"), questions=inner)))) == []


def test_a_calculated_value_needs_a_calculation_but_no_label() -> None:
    bare = Question("n", "calculated", Localised())
    assert [message.text("sv") for message, _, _ in rule_problems(form(bare))] == [
        "Värdet saknar beräkning. Skriv hur det räknas ut."
    ]
    assert list(rule_problems(ruled_form())) == []
    assert "Frågan saknar text. Skriv den." not in [one.message.text("sv") for one in problems(ruled_form(), facts())]


def test_publishing_tells_of_rules() -> None:
    found = [one.message.text("sv") for one in problems(form(asked("a", relevant="${b}")), facts())]
    assert "Visas om: det finns ingen fråga ”b”. Rätta namnet." in found


def test_what_is_typed_is_read_at_once() -> None:
    assert refused("") is None
    assert refused("1 = 1") is None
    assert refused("1 =").text("sv").startswith("Uttrycket slutar")
    assert is_expression("today()")
    assert not is_expression("Göteborg (centrum)")
