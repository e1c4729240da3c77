"""Rules at work on a whole draft: who is asked what, what is calculated, what has to be put right."""

from forms.answers import Check, check
from forms.documents import Json
from forms.localised import Localised
from forms.logic import has_rules, plan, work_out
from forms.questionnaire import Choice, Group, Question, Questionnaire, Rules, Section
from tests.patience import no_hang

NOW = "2027-05-20T14:00:00"


def text(sv: str) -> Localised:
    return Localised(sv=sv)


def asked(key: str, type_: str = "short_text", required: bool = False, **rules: object) -> Question:
    return Question(key, type_, text(key.title()), required=required, rules=Rules(**rules))


def form(*questions: Question, **settings: object) -> Questionnaire:
    return Questionnaire(sections=(Section("s", text("S"), questions=questions, **settings),))


def checked(questionnaire: Questionnaire, **typed: Json) -> Check:
    return check(questionnaire, typed, "sv", NOW)


def sentences(outcome: Check) -> dict[str, str]:
    return {problem.question_key: problem.message for problem in outcome.problems}


HOUSING = form(
    asked("boende", "yes_no"),
    asked("platser", "decimal", required=True, relevant="${boende} = 'yes'"),
    asked("lediga", "decimal", relevant="${platser} > 0"),
)


def test_what_is_not_asked_is_neither_sent_nor_needed() -> None:
    outcome = checked(HOUSING, boende="nej", platser="12", lediga="många")
    assert outcome.values == {"boende": "no"}
    assert outcome.problems == ()
    assert outcome.outcome.unasked == {"platser", "lediga"}


def test_what_is_asked_is_needed_where_it_is_required() -> None:
    assert sentences(checked(HOUSING, boende="ja")).keys() == {"platser"}
    assert checked(HOUSING, boende="ja", platser="3", lediga="1").values == {
        "boende": "yes",
        "platser": "3",
        "lediga": "1",
    }


def test_the_order_of_the_questions_does_not_matter() -> None:
    turned = form(asked("sen", relevant="${forst} = 'a'"), asked("forst"))
    assert checked(turned, forst="a", sen="x").values == {"sen": "x", "forst": "a"}
    assert checked(turned, forst="b", sen="x").values == {"forst": "b"}


def test_sections_and_groups_take_their_questions_along() -> None:
    inner = Group("inne", relevant="${b} = 'yes'", parent="ute")
    questions = (asked("b", "yes_no"), Question("c", "short_text", text("C"), group="inne"))
    sections = (
        Section("s", text("S"), groups=(Group("ute", relevant="true()"), inner), questions=questions),
        Section("t", text("T"), relevant="${c} != ''", questions=(asked("d", required=True),)),
    )
    both = Questionnaire(sections=sections)
    assert checked(both, b="no", c="x", d="y").values == {"b": "no"}
    assert sentences(checked(both, b="yes", c="x")).keys() == {"d"}


def test_required_where_its_rule_says_so() -> None:
    ruled = form(asked("a"), asked("b", required_if="${a} = 'x'"))
    assert sentences(checked(ruled, a="x")).keys() == {"b"}
    assert checked(ruled, a="y").can_be_sent


def test_a_table_required_by_a_rule_wants_every_row() -> None:
    rows = (Choice("r1", text("Rad 1")), Choice("r2", text("Rad 2")))
    table = Question("b", "matrix", text("B"), rows=rows, choices=rows, rules=Rules(required_if="${a} = 'x'"))
    ruled = form(asked("a"), table)
    half: dict[str, Json] = {"r1": "r1"}
    assert sentences(checked(ruled, a="x", b=half)) == {"b": "Svara på alla rader. Det saknas svar på: Rad 2."}
    assert checked(ruled, a="y", b=half).can_be_sent


def test_a_constraint_says_its_own_message_or_a_plain_one() -> None:
    own = Rules(constraint=". <= ${tak}", constraint_message=text("Högst så många."))
    ruled = form(
        asked("tak", "decimal"),
        Question("a", "decimal", text("A"), rules=own),
        asked("b", "decimal", constraint=". mod 2 = 0"),
    )
    told = sentences(checked(ruled, tak="5", a="6", b="3"))
    assert told == {"a": "Högst så många.", "b": "Svaret stämmer inte med vad frågan kräver. Ändra det."}
    assert checked(ruled, tak="5", a="5", b="4").can_be_sent
    assert checked(ruled, tak="5").can_be_sent


def test_calculations_follow_each_other_and_are_sent() -> None:
    ruled = form(
        asked("summa", "calculated", calculation="${halva} * 2"),
        asked("halva", "calculated", calculation="${a} div 2"),
        asked("a", "decimal"),
        asked("kalla", "hidden", default="webb"),
        asked("tom", "calculated", calculation="${saknas}"),
    )
    outcome = checked(ruled, a="3,5")
    assert outcome.values == {"summa": "3.5", "halva": "1.75", "a": "3.5", "kalla": "webb"}
    assert not outcome.is_blank
    assert checked(ruled).is_blank


def test_a_default_stands_until_somebody_types_or_empties() -> None:
    ruled = form(asked("a", default="Göteborg"), asked("b", "date", default="today()"), asked("c", default="1 + 1"))
    assert checked(ruled).values == {"a": "Göteborg", "b": "2027-05-20", "c": "1 + 1"}
    assert checked(ruled).is_blank
    assert checked(ruled, a="", b="20 maj 2028").values == {"b": "2028-05-20", "c": "1 + 1"}


def test_a_filter_takes_choices_away_and_what_was_chosen_of_them() -> None:
    places = (
        Choice("gbg", text("Göteborg"), columns=(("lan", "o"),)),
        Choice("lund", text("Lund"), columns=(("lan", "m"),)),
    )
    ruled = form(
        asked("lan"),
        Question("ort", "one_choice", text("Ort"), choices=places, rules=Rules(choice_filter="lan = ${lan}")),
        Question("orter", "several_choices", text("O"), choices=places, rules=Rules(choice_filter="name != 'lund'")),
    )
    both = {"chosen": ["gbg", "lund"], "other": ""}
    outcome = checked(ruled, lan="m", ort={"chosen": ["gbg"], "other": ""}, orter=both)
    assert outcome.values == {"lan": "m", "orter": ["gbg"]}
    assert outcome.outcome.away == {"ort": {"gbg"}, "orter": {"lund"}}


def test_rules_that_turn_back_on_themselves_are_found_and_worked_out_all_the_same() -> None:
    ruled = form(
        asked("a", relevant="${b} != 'x'"), asked("b", relevant="${a} != 'x'"), asked("c", relevant="${c} = 1")
    )
    assert plan(ruled).looped
    assert "c" in plan(ruled).looped
    assert checked(ruled, a="1", b="2").values == {"a": "1", "b": "2"}
    assert not plan(HOUSING).looped


def test_a_rule_that_cannot_be_read_counts_as_none() -> None:
    assert checked(form(asked("a", relevant="${b} ==")), a="x").values == {"a": "x"}


def test_a_long_chain_is_worked_out_without_recursion() -> None:
    chain = [asked(f"c{n}", "calculated", calculation=f"${{c{n + 1}}} + 1") for n in range(2_000)]
    with no_hang():
        outcome = checked(form(*chain, asked("c2000", "decimal")), c2000="0")
    assert outcome.values["c0"] == "2000"


def test_a_form_without_rules_is_known_at_once() -> None:
    assert not has_rules(form(asked("a"), asked("b", "yes_no", required=True)))
    assert has_rules(HOUSING)
    assert checked(form(asked("a")), a="x").outcome.plan is None


PROPOSALS = form(
    asked("tak", "decimal"),
    Question(
        "forslag",
        "repeat",
        text("Förslag"),
        questions=(
            asked("rubrik", required=True),
            asked("kostar", "yes_no"),
            asked("belopp", "decimal", required=True, relevant="${kostar} = 'yes'", constraint=". <= ${tak}"),
            asked("nummer", "calculated", calculation="position(..)"),
            asked("forra", "calculated", calculation="indexed-repeat(${rubrik}, ${forslag}, position(..) - 1)"),
        ),
    ),
    asked("antal", "calculated", calculation="count(${forslag})"),
    asked("kostnad", "calculated", calculation="sum(${belopp})"),
)


def test_rules_inside_a_repeating_group_see_their_own_item() -> None:
    items: list[Json] = [
        {"rubrik": "Ljus", "kostar": "ja", "belopp": "100"},
        {"rubrik": "Väg", "kostar": "nej", "belopp": "900"},
    ]
    values = checked(PROPOSALS, tak="500", forslag=items).values
    assert values["forslag"] == [
        {"rubrik": "Ljus", "kostar": "yes", "belopp": "100", "nummer": "1", "forra": ""},
        {"rubrik": "Väg", "kostar": "no", "nummer": "2", "forra": "Ljus"},
    ]
    assert (values["antal"], values["kostnad"]) == ("2", "100")


def test_an_item_says_which_of_its_answers_is_missing_or_wrong() -> None:
    told = sentences(checked(PROPOSALS, tak="50", forslag=[{"rubrik": "Ljus", "kostar": "ja", "belopp": "100"}]))
    assert told == {"forslag": "Nummer 1, Belopp: Svaret stämmer inte med vad frågan kräver. Ändra det."}
    told = sentences(checked(PROPOSALS, tak="50", forslag=[{"rubrik": "Ljus", "kostar": "ja"}]))
    assert told["forslag"].startswith("Nummer 1, Belopp: Svara på frågan.")


def test_a_rule_in_an_item_sees_what_is_asked_and_worked_out_after_the_group() -> None:
    group = Question(
        "forslag", "repeat", text("Förslag"), questions=(asked("vad"), asked("hur", relevant="${dubbelt} > 5"))
    )
    late = form(group, asked("antal", "decimal"), asked("dubbelt", "calculated", calculation="${antal} * 2"))
    typed = {"forslag": [{"vad": "Lampor", "hur": "Fler"}]}
    assert work_out(late, {**typed, "antal": "3"}, "sv", NOW).values["forslag"] == [{"vad": "Lampor", "hur": "Fler"}]
    assert work_out(late, {**typed, "antal": "2"}, "sv", NOW).values["forslag"] == [{"vad": "Lampor"}]
