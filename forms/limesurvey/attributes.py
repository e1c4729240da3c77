"""The settings of a LimeSurvey question: those that are rules here, and a line for those that are not."""

import re
from collections.abc import Mapping
from decimal import Decimal

from forms.imports import sentences
from forms.imports.conditions import Resolve, bare_pattern
from forms.imports.context import Workshop
from forms.imports.rules import Conditions, all_of
from forms.imports.terms import Answer, NotCarriedError, Variable, constant, quoted
from forms.limesurvey.source import Asked
from forms.numbers import parse_decimal
from forms.questionnaire import NOTHING, Question, Rules
from forms.xlsform import sentences as xlsform_sentences

_READ = frozenset({
    "em_validation_q", "em_validation_q_tip", "exclude_all_others", "min_answers", "max_answers", "maximum_chars",
    "min_num_value_n", "max_num_value_n", "num_value_int_only", "date_format", "hidden", "dualscale_headerA",
    "dualscale_headerB", "multiflexible_checkbox", "slider_layout", "slider_min", "slider_max", "equation", "default",
    "date_min", "date_max",
})  # fmt: skip
# What a form looks like elsewhere, and what it is counted by there.
_LOOKS = re.compile(
    r"hide_tip|public_statistics|statistics_.*|chart_type|page_break|cssclass|.*_width.*|display_.*|time_limit.*"
    r"|question_template|save_as_default|clear_default|printable_help|use_dropdown|input_boxes|text_input_.*|scale_export"
    r"|alphasort|repeat_headings|location_.*|input_size|rows?|numbers_only|slider_.*|reverse|showpopups|samechoiceheight"
    r"|samelistheight|choice_title|rank_title|answer_order|keep_aspect|image_.*|horizontal_scroll|crop_or_resize|fix_.*"
    r"|parent_order|dropdown_.*|category_separator|em_validation_.*_tip|hide_.*|show_.*|label_input_columns|add_platform_info"
    r"|input_max_characters|answer_width.*|other_position.*|subquestion_.*|multiflexible_.*|random_group|assessment_value"
)
# What the form does elsewhere and nothing here does in its place.
_LOGIC = re.compile(
    r"array_filter.*|em_validation_.*|equals_num_value|(min|max)_num_value|(exclude|max)_.*|commented_checkbox.*|.*_filter"
)
_NOTHING_SAID = frozenset({"", "0", "N", "none", "default", "normal", "off"})
_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d", re.ASCII)
_MOST_ANSWERS = 1_000


def told(asked: Asked, workshop: Workshop) -> None:
    """Tell of every setting that says something and is neither a rule here nor a matter of looks."""
    values = {**{name: next(iter(texts.values()), "") for name, texts in asked.local_attributes.items()}}
    values |= asked.attributes
    said = {name: value.strip() for name, value in sorted(values.items()) if value.strip() not in _NOTHING_SAID}
    left = [name for name in said if name not in _READ and not _LOOKS.fullmatch(name)]
    for name in left:
        if _LOGIC.fullmatch(name):
            workshop.report.warn(asked.place.at(name), xlsform_sentences.NOT_CARRIED, column=name, value=said[name])
    if others := [name for name in left if not _LOGIC.fullmatch(name)]:
        workshop.report.info(asked.place, sentences.SETTINGS, names=", ".join(others))


def bounds(asked: Asked) -> tuple[Decimal | None, Decimal | None]:
    """Return the smallest and largest number that may be answered, where they are plain numbers."""
    is_slider = asked.attributes.get("slider_layout") == "1"
    names = ("slider_min", "slider_max") if is_slider else ("min_num_value_n", "max_num_value_n")
    ends = [parse_decimal(asked.attributes.get(name, "")) for name in names]
    if is_slider:
        return ends[0] if ends[0] is not None else Decimal(0), ends[1] if ends[1] is not None else Decimal(100)
    return ends[0], ends[1]


def tell_of_bounds(asked: Asked, workshop: Workshop) -> None:
    """Name bounds that are reckoned rather than written."""
    for name in ("min_num_value_n", "max_num_value_n"):
        value = asked.attributes.get(name, "").strip()
        if value and parse_decimal(value) is None:
            workshop.report.warn(asked.place.at(name), xlsform_sentences.NOT_CARRIED, column=name, value=value)


def rules(asked: Asked, question: Question, variable: Variable, conditions: Conditions, workshop: Workshop) -> Rules:
    """Return what the question's settings demand of an answer, and what stands there from the start."""
    constraint = all_of(
        [
            *_counts(asked, question, workshop),
            *_length(asked, question, workshop),
            *_pattern(asked, workshop),
            *_dates(asked, question, workshop),
            conditions.read(
                asked.attributes.get("em_validation_q", "") or _first(asked.local_attributes.get("em_validation_q")),
                asked.place.at("em_validation_q"),
                _this(asked, variable),
            ),
        ]
    )
    tips = asked.local_attributes.get("em_validation_q_tip", {})
    tip = workshop.texts.read(tips, asked.place.at("em_validation_q_tip")) if constraint else NOTHING
    return Rules(constraint=constraint, constraint_message=tip, default=_default(asked, variable, workshop))


def _first(texts: Mapping[str, str] | None) -> str:
    return next(iter((texts or {}).values()), "")


def _this(asked: Asked, variable: Variable) -> Resolve:
    """Return what names mean inside a question's own rule: itself, as the answer at hand."""
    own = Variable("", variable.answer, variable.values)
    return lambda name: own if name.partition(".")[0] in {"self", "this", asked.code, asked.address} else None


def _counts(asked: Asked, question: Question, workshop: Workshop) -> list[str]:
    made = []
    for name, sign in (("min_answers", ">="), ("max_answers", "<=")):
        value = asked.attributes.get(name, "").strip()
        if not value:
            continue
        if question.type == "several_choices" and value.isdecimal() and int(value) <= _MOST_ANSWERS:
            made.append(f"count-selected(.) {sign} {int(value)}")
        else:
            workshop.report.warn(asked.place.at(name), xlsform_sentences.NOT_CARRIED, column=name, value=value)
    return made


def _length(asked: Asked, question: Question, workshop: Workshop) -> list[str]:
    value = asked.attributes.get("maximum_chars", "").strip()
    if not value:
        return []
    if question.type in {"short_text", "long_text"} and value.isdecimal() and len(value) < 8:
        return [f"string-length(.) <= {int(value)}"]
    workshop.report.info(
        asked.place.at("maximum_chars"), xlsform_sentences.NOT_CARRIED, column="maximum_chars", value=value
    )
    return []


def _pattern(asked: Asked, workshop: Workshop) -> list[str]:
    if not asked.pattern.strip():
        return []
    try:
        return [f"regex(., {quoted(bare_pattern(asked.pattern))})"]
    except NotCarriedError:
        workshop.report.warn(asked.place.at("validation"), sentences.EXPRESSION, value=asked.pattern)
        return []


def _dates(asked: Asked, question: Question, workshop: Workshop) -> list[str]:
    made = []
    for name, sign in (("date_min", ">="), ("date_max", "<=")):
        value = asked.attributes.get(name, "").strip()
        if value and question.type == "date" and _DAY.fullmatch(value):
            made.append(f". {sign} date('{value}')")
        elif value:
            workshop.report.warn(asked.place.at(name), xlsform_sentences.NOT_CARRIED, column=name, value=value)
    return made


def _default(asked: Asked, variable: Variable, workshop: Workshop) -> str:
    value = asked.default.strip()
    lost = asked.attributes.get("default", "")
    if value and "{" not in value and variable.answer in {Answer.TEXT, Answer.NUMBER, Answer.CHOICE}:
        known = variable.values.get(value, value)
        try:
            return constant(known).text if variable.answer is Answer.NUMBER else quoted(known)
        except NotCarriedError:
            lost = value
    elif value:
        lost = value
    if lost:
        workshop.report.warn(asked.place.at("default"), xlsform_sentences.NOT_CARRIED, column="default", value=lost)
    return ""
