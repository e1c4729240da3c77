"""Strategies for questionnaires with everything that a workbook carries: logic, groups, repeats, further columns."""

from collections import Counter
from dataclasses import replace

from hypothesis import strategies as st

from forms.audience import EVERYONE
from forms.questionnaire import Choice, Group, Question, Questionnaire, Rules, Section
from forms.texts import with_languages
from forms.xlsform.types import EXTERNAL
from tests.forms.makers import localised, maybe_localised, questionnaires

_cells = st.sampled_from(["a", "b c", "Väst", "7"])


def _conditions(names: list[str]) -> st.SearchStrategy[str]:
    of_a_name = st.sampled_from(names or ["."]).flatmap(
        lambda name: st.sampled_from(
            [f"${{{name}}} = 'x'", f"selected(${{{name}}}, 'a')", f"${{{name}}} != '' and 1 < 2"]
            if names
            else ["1 = 1"]
        )
    )
    return st.just("") | of_a_name


@st.composite
def _ruled(draw: st.DrawFn, question: Question, names: list[str]) -> Question:
    """The question with logic of its own, as far as its type can have it."""
    if question.type in {"calculated", "hidden"}:
        return replace(question, rules=Rules(calculation="1 + 1"))
    is_matrix = question.type == "matrix"
    rules = Rules(
        relevant=draw(_conditions(names)),
        required_if="" if question.required else draw(_conditions(names)),
        constraint="" if is_matrix else draw(st.sampled_from(["", "string-length(.) > 2", ". != 'x' or 1 = 2"])),
        default="" if is_matrix else draw(st.sampled_from(["", "Väst", "7", "today()"])),
    )
    if rules.constraint:
        rules = replace(rules, constraint_message=draw(maybe_localised))
    choices = question.choices
    if choices and not is_matrix:
        choices = draw(_with_columns(choices))
        rules = replace(rules, choice_filter=draw(st.sampled_from(["", "area = 'a'"])))
    elsewhere = rules.choice_filter and question.type == "one_choice" and not question.other and draw(st.booleans())
    return replace(question, rules=rules, choices=choices, source_type=EXTERNAL if elsewhere else question.source_type)


@st.composite
def _with_columns(draw: st.DrawFn, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    made = []
    for choice in choices:
        columns = draw(st.dictionaries(st.sampled_from(["area", "Size"]), _cells, max_size=2))
        made.append(replace(choice, exclusive=draw(st.booleans()), columns=tuple(sorted(columns.items()))))
    return tuple(made)


@st.composite
def _sections(draw: st.DrawFn, section: Section, names: list[str]) -> Section:
    """The section with some of its questions in groups, and the last of them perhaps in a repeating group."""
    questions = [draw(_ruled(one, names)) for one in section.questions]
    groups: list[Group] = []
    if questions and draw(st.booleans()):
        outer = Group("g-outer", draw(maybe_localised), draw(maybe_localised), draw(_conditions(names)))
        inner = Group("g-inner", draw(maybe_localised), parent="g-outer")
        start, middle = sorted((draw(st.integers(0, len(questions) - 1)), draw(st.integers(0, len(questions) - 1))))
        for place in range(start, len(questions)):
            questions[place] = replace(questions[place], group="g-inner" if place >= middle else "g-outer")
        groups = [outer, inner]
    if questions and draw(st.booleans()):
        questions[-1] = draw(_repeated(questions[-1]))
    return replace(section, relevant=draw(_conditions(names)), groups=tuple(groups), questions=tuple(questions))


@st.composite
def _repeated(draw: st.DrawFn, question: Question) -> Question:
    inside = replace(question, audience=EVERYONE)
    return Question(
        key=f"{question.key}_all",
        type="repeat",
        label=draw(localised),
        hint=draw(maybe_localised),
        group=question.group,
        minimum=None,
        maximum=draw(st.none() | st.integers(1, 9)),
        item_label=draw(maybe_localised),
        proposals=draw(st.booleans()),
        questions=(inside,),
    )


@st.composite
def whole_forms(draw: st.DrawFn) -> Questionnaire:
    """Any questionnaire with logic, groups and repeats whose names other programs take too, in any languages."""
    form = draw(questionnaires())
    counts = Counter([one.key for one in form.questions()] + [section.key for section in form.sections])
    counts.update(row.key for one in form.questions() for row in one.rows)
    names = sorted(key for key, count in counts.items() if count == 1 and form.question(key) is not None)
    whole = replace(form, sections=tuple(draw(_sections(section, names)) for section in form.sections))
    return with_languages(whole, form.more_languages)
