"""One object of a SurveyJS file as questions of ours; rules follow when every name is known."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from forms.imports import sentences
from forms.imports.terms import Answer, Variable
from forms.question_types.choosing import OTHER_KEY
from forms.question_types.scale import MOST_STEPS
from forms.questionnaire import Question
from forms.surveyjs import kinds, tables
from forms.surveyjs.choices import extra_choices, read_choices, tell_of_choices
from forms.surveyjs.element import Element, as_text
from forms.surveyjs.page import Page
from forms.xlsform import sentences as xlsform_sentences

_QUESTION = 6
"""What a question costs of the parts that a file may make: 5,000 questions are too many already."""
_YES_NO = {"true": "yes", "false": "no"}


def add(source: Element, page: Page) -> None:
    """Add what an object of the file becomes to a page, with a line in the report for all that it does not."""
    page.workshop.spend(_QUESTION)
    maker = _maker(source)
    if maker is None:
        page.workshop.report.warn(source.at("type"), sentences.LEFT_OUT, type=source.kind)
        return
    if source.properties.get("visible") is False and not source.text("visibleIf"):
        page.workshop.report.warn(source.at("visible"), sentences.HIDDEN)
        return
    _tell_of_settings(source, page)
    maker(source, page)


def _tell_of_settings(source: Element, page: Page) -> None:
    left = sorted(
        name
        for name in source.properties
        if source.has(name) and name not in kinds.CARRIED and not kinds.LOOKS.fullmatch(name)
    )
    for name in left:
        if name in kinds.LOGIC:
            value = source.text(name) or "…"
            page.workshop.report.warn(source.at(name), xlsform_sentences.NOT_CARRIED, column=name, value=value)
    if others := [name for name in left if name not in kinds.LOGIC]:
        page.workshop.report.info(source.place, sentences.SETTINGS, names=", ".join(others))


def _maker(source: Element) -> Callable[[Element, Page], None] | None:
    makers: dict[str, Callable[[Element, Page], None]] = {
        **dict.fromkeys(kinds.ONE, _one_choice),
        **dict.fromkeys(kinds.SEVERAL, _several),
        **dict.fromkeys(kinds.PLAIN, _plain),
        **dict.fromkeys(kinds.PANELS, _panel),
        "text": _text,
        "boolean": _yes_no,
        "rating": _rating,
        "slider": _slider,
        "ranking": _ranking,
        "imagepicker": _pictures,
        "html": _note,
        "image": _picture,
        "expression": _expression,
        "matrix": tables.matrix,
        "matrixdropdown": _matrix_dropdown,
        "matrixdynamic": _matrix_dynamic,
        "paneldynamic": _panel_dynamic,
        "multipletext": _multiple_text,
    }
    return makers.get(source.kind)


def _text(source: Element, page: Page) -> None:
    written = source.text("inputType")
    kind = kinds.INPUTS.get(written, "short_text")
    answer = Answer.NUMBER if kind in {"decimal", "range"} else Answer.TEXT
    question = replace(page.base(source), type=kind)
    if answer is Answer.NUMBER:
        question = replace(question, minimum=source.number("min"), maximum=source.number("max"))
    if kind == "range":
        question = _range_ends(question, source)
    if kind == "short_text" and written not in {"", "text"}:
        page.workshop.report.info(source.at("inputType"), sentences.SETTING, value=written)
    page.add(question, source, Variable(question.key, answer))


def _range_ends(question: Question, source: Element) -> Question:
    low, high = source.number("min"), source.number("max")
    return replace(
        question,
        minimum=Decimal(0) if low is None else low,
        maximum=Decimal(100) if high is None else high,
        step=source.number("step"),
    )


def _slider(source: Element, page: Page) -> None:
    question = _range_ends(replace(page.base(source), type="range"), source)
    page.add(question, source, Variable(question.key, Answer.NUMBER))


def _plain(source: Element, page: Page) -> None:
    question = replace(page.base(source), type=kinds.PLAIN[source.kind])
    page.add(question, source, Variable(question.key))


def _yes_no(source: Element, page: Page) -> None:
    question = replace(page.base(source), type="yes_no")
    labels = [name for name in ("labelTrue", "labelFalse") if source.has(name)]
    if labels:
        page.workshop.report.info(source.place, sentences.SETTINGS, names=", ".join(labels))
    own = {source.text("valueTrue"): "yes", source.text("valueFalse"): "no"}
    values = {**_YES_NO, **{value: key for value, key in own.items() if value}}
    page.add(question, source, Variable(question.key, Answer.CHOICE, values))


def _one_choice(source: Element, page: Page) -> None:
    choices, keys = read_choices(source, page.workshop, "choices")
    tell_of_choices(source, choices, page.workshop)
    choices = tuple(replace(one, exclusive=False) for one in extra_choices(source, choices, page.workshop))
    _add_chosen(replace(page.base(source), type="one_choice", choices=choices), source, keys, page)


def _several(source: Element, page: Page) -> None:
    choices, keys = read_choices(source, page.workshop, "choices")
    tell_of_choices(source, choices, page.workshop)
    choices = extra_choices(source, choices, page.workshop)
    _add_chosen(replace(page.base(source), type="several_choices", choices=choices), source, keys, page)


def _pictures(source: Element, page: Page) -> None:
    choices, keys = read_choices(source, page.workshop, "choices")
    kind = "several_choices" if source.flag("multiSelect") else "one_choice"
    _add_chosen(replace(page.base(source), type=kind, choices=choices), source, keys, page)


def _add_chosen(question: Question, source: Element, keys: dict[str, str], page: Page) -> None:
    answer = Answer.SEVERAL if question.type == "several_choices" else Answer.CHOICE
    other = source.flag("showOtherItem", "hasOther")
    values = {**keys, "other": OTHER_KEY} if other else keys
    page.add(replace(question, other=other), source, Variable(question.key, answer, values))
    if source.flag("showCommentArea", "hasComment"):
        _add_comment(question, source, page)


def _add_comment(question: Question, source: Element, page: Page) -> None:
    key = page.workshop.keys.new(f"{question.key}_comment", "", "comment")
    label = page.workshop.texts.read(source.texts("commentText"), source.at("commentText")) or sentences.COMMENT_LABEL
    page.put(Question(key, "long_text", label, group=page.group), source.place)
    page.name(f"{source.name}-Comment", Variable(key))
    page.workshop.report.info(source.place, sentences.COMMENT_ADDED)


def _rating(source: Element, page: Page) -> None:
    if source.items("rateValues"):
        choices, keys = read_choices(source, page.workshop, "rateValues")
        _add_chosen(replace(page.base(source), type="one_choice", choices=choices), source, keys, page)
        return
    low = source.number("rateMin") or Decimal(1)
    count = source.number("rateCount")
    high = source.number("rateMax") or (low + count - 1 if count else Decimal(5))
    low = Decimal(0) if source.text("rateMin") == "0" else low
    texts = page.workshop.texts
    question = replace(
        page.base(source),
        type="scale" if 0 < high - low <= MOST_STEPS else "decimal",
        minimum=low,
        maximum=high,
        low_label=texts.read(source.texts("minRateDescription"), source.at("minRateDescription")),
        high_label=texts.read(source.texts("maxRateDescription"), source.at("maxRateDescription")),
    )
    page.add(question, source, Variable(question.key, Answer.NUMBER))


def _ranking(source: Element, page: Page) -> None:
    choices, keys = read_choices(source, page.workshop, "choices")
    tell_of_choices(source, choices, page.workshop)
    question = replace(page.base(source), type="rank", choices=choices)
    page.add(question, source, Variable(question.key, Answer.SEVERAL, keys))


def _note(source: Element, page: Page) -> None:
    label = page.workshop.texts.label(source.texts("html"), source.at("html"))
    if label:
        question = replace(page.base(source, label), type="note", required=False)
        page.add(question, source, Variable(question.key))


def _picture(source: Element, page: Page) -> None:
    page.workshop.report.warn(source.place, sentences.MEDIA, names=as_text(source.properties.get("imageLink"))[:60])


def _expression(source: Element, page: Page) -> None:
    question = replace(page.base(source), type="calculated", required=False)
    page.add(question, source, Variable(question.key))


def _panel(source: Element, page: Page) -> None:
    tables.panel(source, page, add)


def _matrix_dropdown(source: Element, page: Page) -> None:
    tables.cells(source, page, add)


def _matrix_dynamic(source: Element, page: Page) -> None:
    tables.repeat(source, page, add, [*tables.columns(source), *source.elements("detailElements")])


def _panel_dynamic(source: Element, page: Page) -> None:
    tables.repeat(source, page, add, list(source.elements("templateElements")))


def _multiple_text(source: Element, page: Page) -> None:
    tables.items(source, page, add)
