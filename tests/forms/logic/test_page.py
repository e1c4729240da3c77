"""What the browser is told of a form's rules."""

from forms.localised import Localised
from forms.logic import page_document, work_out
from forms.questionnaire import Choice, Question, Questionnaire, Rules, Section
from tests.forms.logic.test_outcome import HOUSING, NOW, asked, form, text


def document(questionnaire: Questionnaire, place: int = 0, **typed: object):
    return page_document(questionnaire.sections[place], work_out(questionnaire, typed, "sv", NOW))


def test_each_question_with_its_condition_in_the_order_of_working_out() -> None:
    told = document(HOUSING)
    assert [one["key"] for one in told["questions"]] == ["boende", "platser", "lediga"]
    assert told["questions"][0] == {"key": "boende", "live": True}
    assert told["questions"][1]["when"] == [["binary", "=", ["name", "boende"], ["text", "yes"]]]
    assert (told["now"], told["values"]) == (NOW, {})


def test_nothing_where_nothing_can_change_on_the_page() -> None:
    elsewhere = Questionnaire(
        sections=(
            Section("a", text("A"), questions=(asked("x"),)),
            Section("b", text("B"), relevant="${x} = 'ja'", questions=(asked("y"), Question("n", "note", text("N")))),
        )
    )
    assert document(elsewhere) is None
    assert document(elsewhere, 1, x="ja") is None
    assert document(form(asked("a"), asked("b", default="1"))) is None


def test_answers_elsewhere_are_told_and_calculations_between_are_worked_out_here() -> None:
    two = Questionnaire(
        sections=(
            Section(
                "a", text("A"), questions=(asked("x", "decimal"), asked("sum", "calculated", calculation="${x} + ${y}"))
            ),
            Section("b", text("B"), questions=(asked("y", "decimal"), asked("z", relevant="${sum} > 5"))),
        )
    )
    told = document(two, 1, x="2", y="1")
    assert told["values"] == {"x": "2"}
    assert [one["key"] for one in told["questions"]] == ["y", "sum", "z"]


def test_a_filter_goes_with_its_choices_and_labels_where_they_are_named() -> None:
    places = (Choice("gbg", Localised(sv="Göteborg"), columns=(("lan", "o"),)),)
    told = document(
        form(
            asked("lan"),
            Question("ort", "one_choice", text("Ort"), choices=places, rules=Rules(choice_filter="lan = ${lan}")),
            asked("namn", "calculated", calculation="jr:choice-name(${ort}, '${ort}')"),
        )
    )
    assert told["questions"][1]["filter"]["columns"] == {"gbg": {"name": "gbg", "lan": "o"}}
    assert told["labels"] == {"ort": {"gbg": "Göteborg"}}


def test_a_group_tells_what_its_items_ask_where_the_page_can_read_them() -> None:
    inner = (asked("kostnad", "decimal"), asked("varfor", relevant="${kostnad} > ${gransen}"))
    group = Question("forslag", "repeat", text("Förslag"), questions=inner)
    total = asked("summan", "calculated", calculation="sum(${kostnad})")
    two = Questionnaire(
        sections=(
            Section("a", text("A"), questions=(asked("gransen", "decimal"),)),
            Section("b", text("B"), questions=(group, total)),
        )
    )
    told = document(two, 1, gransen="5")
    assert told["values"] == {"gransen": "5"}
    assert [one["key"] for one in told["questions"]] == ["forslag", "summan"]
    assert told["questions"][0]["items"] == [
        {"key": "kostnad", "live": True},
        {
            "key": "varfor",
            "live": True,
            "when": [["binary", ">", ["name", "kostnad"], ["name", "gransen"]]],
        },
    ]
    ranked = Question("ordning", "rank", text("Ordning"), choices=(Choice("a", text("A")), Choice("b", text("B"))))
    unread = Question("forslag", "repeat", text("Förslag"), questions=(*inner, ranked))
    assert document(form(unread, total), forslag=[{"kostnad": "1"}]) is None, "an order in an item waits for the server"
