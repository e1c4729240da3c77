import pytest

from forms.expressions import parse
from forms.expressions.source import to_source
from forms.expressions.tree import Call, walk
from forms.expressions.words import explain
from forms.localised import Localised
from forms.questionnaire import Choice, Question, Questionnaire, Section
from tests.forms.expressions.vectors import VECTORS

FORM = Questionnaire(
    sections=(
        Section(
            "s",
            Localised(sv="S"),
            questions=(
                Question("boende", "yes_no", Localised(sv="Har ni skyddat boende?", en="Do you have safe housing?")),
                Question("platser", "integer", Localised(sv="Hur många platser?")),
                Question(
                    "var",
                    "several_choices",
                    Localised(sv="Var ser ni det?"),
                    choices=(Choice("natet", Localised(sv="På nätet", en="Online")),),
                ),
            ),
        ),
    )
)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("${boende} = 'yes'", "”Har ni skyddat boende?” är ”Ja”"),
        ("'yes' = ${boende}", "”Har ni skyddat boende?” är ”Ja”"),
        ("not(${boende} = 'yes')", "”Har ni skyddat boende?” är inte ”Ja”"),
        ("selected(${var}, 'natet')", "”På nätet” är valt i ”Var ser ni det?”"),
        ("not(selected(${var}, 'natet'))", "”På nätet” är inte valt i ”Var ser ni det?”"),
        (
            "${platser} > 3.5 and ${boende} != ''",
            "”Hur många platser?” är större än 3,5 och ”Har ni skyddat boende?” är besvarad",
        ),
        (
            "(${platser} = '' or ${platser} <= 2) and ${boende}",
            "(”Hur många platser?” är obesvarad eller ”Hur många platser?” är högst 2) och ”Har ni skyddat boende?” är besvarad",
        ),
        ("count-selected(.) <= 3", "antalet val i svaret är högst 3"),
        ("string-length(.) < 10", "antalet tecken i svaret är mindre än 10"),
        (". >= today()", "svaret är tidigast dagens datum"),
        ("today() > .", "dagens datum är efter svaret"),
        ("(${platser} + 1) * 2", "(”Hur många platser?” + 1) × 2"),
        ("if(${boende} = 'yes', 1, 0)", "1 om ”Har ni skyddat boende?” är ”Ja”, annars 0"),
        ("${okand} = 'x'", "”okand” är ”x”"),
        ("false()", "aldrig"),
        ("substr(${platser}, 1)", "tecknen i ”Hur många platser?” från 1"),
        ("jr:choice-name(${boende}, '${boende}')", "texten för valet i ”Har ni skyddat boende?”"),
        (
            "indexed-repeat(${platser}, ${var}, 2) > 1",
            "”Hur många platser?” i nummer 2 av ”Var ser ni det?” är större än 1",
        ),
        ("max(${platser}, 3, 4)", "det största av ”Hur många platser?” och 3 och 4"),
        ("coalesce(${platser}, ${boende}, 0)", "”Hur många platser?”, annars ”Har ni skyddat boende?”, annars 0"),
        ("round(${platser}, 1)", "”Hur många platser?” avrundat (decimaler: 1)"),
        ("not(1 or .)", "inte (1 eller svaret är besvarad)"),
    ],
)
def test_a_rule_is_told_in_words(source: str, words: str) -> None:
    assert explain(parse(source), FORM, "sv") == words


def test_and_in_english() -> None:
    told = explain(parse("${boende} = 'no' and ${platser} >= 1.5"), FORM, "en")
    assert told == "“Do you have safe housing?” is “No” and “Hur många platser?” is at least 1.5"


@pytest.mark.parametrize("source", [vector.source for vector in VECTORS])
def test_every_example_has_words_and_is_written_out_as_it_was_read(source: str) -> None:
    tree = parse(source)
    assert parse(to_source(tree)) == tree or "0.00000000001" in source  # more decimals than are ever written
    assert explain(tree, FORM, "sv")


@pytest.mark.parametrize("source", [vector.source for vector in VECTORS if "(" in vector.source])
@pytest.mark.parametrize("locale", ["sv", "en"])
def test_no_function_is_told_as_code(source: str, locale: str) -> None:
    called = {part.function for part in walk(parse(source)) if isinstance(part, Call)}
    told = explain(parse(source), FORM, locale)
    assert not [name for name in called if f"{name}(" in told]
