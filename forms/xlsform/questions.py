"""One survey row as one question, with a line for all of it that does not follow."""

import re
from collections.abc import Iterator
from dataclasses import replace

from forms.localised import Localised
from forms.numbers import parse_decimal
from forms.question_types import QUESTION_TYPES, question_type
from forms.question_types.base import XlsRow
from forms.question_types.choosing import OTHER_KEY, OTHER_LABEL
from forms.question_types.yes_no import LIST_NAME as YES_NO_LIST
from forms.questionnaire import Choice, Question
from forms.xlsform import sentences
from forms.xlsform.choices import MEDIA
from forms.xlsform.names import KEY
from forms.xlsform.report import Report
from forms.xlsform.rules import is_required, read_rules, split_bounds
from forms.xlsform.sheets import Row
from forms.xlsform.tree import NO, Node
from forms.xlsform.types import ELSEWHERE, METADATA, UNSUPPORTED, WORKED_OUT, RowType
from forms.xlsform.wordings import WORDING_COLUMNS, read_wordings
from forms.xlsform.workbook import Workbook, in_languages, read_text, read_who, tell_of_cells

# Columns that say how a form behaves elsewhere; each filled cell is told of, for nothing must vanish in silence.
NEVER_CARRIED = (
    "trigger", "guidance_hint", "required_message", *MEDIA, "autoplay", "save_to", "no_app_error_string",
)  # fmt: skip
CARRIED = (
    "type", "name", "label", "hint", "required", "theme", "audience", "suggested_length", "low_label", "high_label",
    "appearance", "parameters", "constraint", "constraint_message", "disabled", "relevant", "calculation", "default",
    "choice_filter", "repeat_count", "read_only", "other", "item_label", KEY, *WORDING_COLUMNS,
)  # fmt: skip
KNOWN_COLUMNS = frozenset((*CARRIED, *NEVER_CARRIED))
CHOOSING = frozenset({"select_one", "select_multiple", "rank"})
WITHOUT_LABEL = frozenset({"calculate", "hidden", *METADATA})
LABELS = ("low_label", "high_label", "item_label")
_RANGE_DEFAULTS = {"start": "1", "end": "10", "step": "1"}
_PARAMETER = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*([^\s,;]+)")


def read_question(node: Node, key: str, workbook: Workbook) -> Question | None:
    """Return the question of a row, or None when its type cannot be asked; both are told of."""
    row, kind = node.row, node.kind
    settings = _settings(row, kind, workbook)
    if settings is None:
        return None
    base = _base(node, key, workbook)
    question = _of_a_type(replace(base, rules=replace(base.rules, constraint="")), settings)
    if question is None:
        sentence = sentences.UNSUPPORTED_TYPE if kind.word in UNSUPPORTED else sentences.UNKNOWN_TYPE
        workbook.report.warn(row.place.at("type"), sentence, type=row.text("type"))
        return None
    whole = base.rules.constraint or kind.built_in_constraint
    bounds, rest = split_bounds(whole, bool(base.rules.constraint_message))
    is_bounded = bounds and question_type(question.type).to_xlsform(question).constraint
    source = kind.source or question.source_type
    calculation = WORKED_OUT.get(kind.word, question.rules.calculation)
    rules = replace(question.rules, constraint=rest if is_bounded else whole, calculation=calculation)
    question = replace(question, rules=rules, source_type=source)
    _tell_of_losses(row, settings, question, workbook.report)
    return question


def read_repeat(node: Node, key: str, workbook: Workbook) -> Question:
    """Return a repeating group, still without its questions."""
    row = node.row
    settings = replace(_bare_settings(row, node.kind, workbook), type="begin_repeat")
    count = row.source("repeat_count")
    if parse_decimal(count) is not None:
        settings = replace(settings, parameters={"min": count, "max": count, **settings.parameters})
    elif count:
        workbook.report.warn(row.place.at("repeat_count"), sentences.NOT_CARRIED, column="repeat_count", value=count)
    base = _base(node, key, workbook)
    question = QUESTION_TYPES["repeat"].from_xlsform(base, settings) or base
    _tell_of_losses(row, settings, question, workbook.report)
    return question


def can_be_asked(node: Node, workbook: Workbook) -> bool:
    """Whether the row becomes a question; if not, that is told.

    Of what other programs gather themselves, only that comes along which another row quotes: without the name, that
    row would be broken here and elsewhere.
    """
    row, kind, report = node.row, node.kind, workbook.report
    place = row.place.at("type")
    if kind.word == "calculate" and not row.text("calculation"):
        if row.text("default"):
            report.info(row.place.at("calculation"), sentences.DEFAULT_ONLY)
            return True
        report.refuse(row.place.at("calculation"), sentences.NO_CALCULATION)
    elif kind.word in METADATA and node.name in workbook.named:
        sentence = sentences.METADATA_WORKED_OUT if kind.word in WORKED_OUT else sentences.METADATA_NAMED
        report.warn(place, sentence, type=row.text("type"))
        return True
    elif kind.word in METADATA:
        report.info(place, sentences.METADATA, type=row.text("type"))
    elif kind.word in UNSUPPORTED:
        report.warn(place, sentences.UNSUPPORTED_TYPE, type=row.text("type"))
    else:
        return True
    return False


def _base(node: Node, key: str, workbook: Workbook) -> Question:
    row = node.row
    return Question(
        key=key,
        type="",
        label=_label(node, workbook),
        hint=read_text(row, "hint", workbook),
        required=is_required(row),
        theme=row.text("theme") or None,
        audience=read_who(row, workbook),
        rules=read_rules(row, workbook.references),
        wordings=read_wordings(row),
    )


def _label(node: Node, workbook: Workbook) -> Localised:
    """Return the question's text; where a picture or a sound stands for it, its name: without any, nobody reads it."""
    row = node.row
    label = read_text(row, "label", workbook)
    if label or node.kind.word in WITHOUT_LABEL:
        return label
    has_media = any(column in MEDIA for column, _ in row.cells)
    if not has_media or row.localised("hint"):
        workbook.report.warn(row.place.at("label"), sentences.NO_LABEL)
        return label
    workbook.report.warn(row.place.at("label"), sentences.NAME_AS_LABEL, name=node.name)
    return Localised.of({row.default_language: node.name})


def _of_a_type(base: Question, settings: XlsRow) -> Question | None:
    """Return the question as the first type that takes the row; one whose choices are not at hand asks for text."""
    stand_in = "text" if settings.type in ELSEWHERE else "hidden" if settings.type in METADATA else settings.type
    row = replace(settings, type=stand_in)
    readings: Iterator[Question | None] = (kind.from_xlsform(base, row) for kind in QUESTION_TYPES.values())
    return next((reading for reading in readings if reading is not None), None)


def _settings(row: Row, kind: RowType, workbook: Workbook) -> XlsRow | None:
    """Return the type's own part of the row; None when its list of choices is missing, which is refused."""
    choices: tuple[Choice, ...] = ()
    if kind.word in CHOOSING:
        listed = _choices(row, kind, workbook)
        if listed is None:
            return None
        choices = listed
    settings = _bare_settings(row, kind, workbook)
    return replace(settings, list_name=kind.list_name, or_other=has_other(row, kind), choices=choices)


def _bare_settings(row: Row, kind: RowType, workbook: Workbook) -> XlsRow:
    """Return the type's own part of the row, but for choices."""
    constraint = row.source("constraint") or kind.built_in_constraint
    return XlsRow(
        type=kind.word,
        appearance=row.text("appearance"),
        parameters=_parameters(row, kind, workbook.report),
        constraint=split_bounds(constraint, bool(row.localised("constraint_message")))[0],
        suggested_length=_length(row),
        labels={name: row.localised(name) for name in LABELS},
    )


def has_other(row: Row, kind: RowType) -> bool:
    """Whether a choice of one's own is offered: by the type cell, or by our own column where that cannot say so."""
    return kind.word in CHOOSING and kind.word != "rank" and (kind.or_other or row.text("other").casefold() not in NO)


def _parameters(row: Row, kind: RowType, report: Report) -> dict[str, str]:
    cell = row.source("parameters")
    given = {name.casefold(): value for name, value in _PARAMETER.findall(cell)}
    if _PARAMETER.sub("", cell).strip(" ,;"):
        report.warn(row.place.at("parameters"), sentences.BAD_PARAMETERS, value=cell)
    if kind.word != "range":
        return given
    numbers = {name: parse_decimal(given.get(name, default)) for name, default in _RANGE_DEFAULTS.items()}
    start, end, step = numbers.values()
    if start is None or end is None or not step or step > abs(end - start):
        report.warn(row.place.at("parameters"), sentences.BAD_RANGE, value=cell)
    usual = {name: default for name, default in _RANGE_DEFAULTS.items() if numbers[name] is None or name not in given}
    return {**given, **usual}


def _choices(row: Row, kind: RowType, workbook: Workbook) -> tuple[Choice, ...] | None:
    place = row.place.at("type")
    if not kind.list_name:
        workbook.report.refuse(place, sentences.NO_LIST_NAME)
        return None
    listed = (workbook.lists or {}).get(kind.list_name)
    if listed is not None:
        return _offered(row, kind, listed, workbook)
    if kind.list_name == YES_NO_LIST and kind.word == "select_one" and not kind.or_other:
        workbook.report.info(place, sentences.YES_NO_WITHOUT_LIST)
        return ()  # the one list that needs no writing down
    sentence = sentences.NO_CHOICES_SHEET if workbook.lists is None else sentences.NO_SUCH_LIST
    workbook.report.refuse(place, sentence, name=kind.list_name)
    return None


def _offered(row: Row, kind: RowType, listed: tuple[Choice, ...], workbook: Workbook) -> tuple[Choice, ...]:
    """Return the choices of this question: "other" as it offers it, names without spaces where several are chosen."""
    place, report = row.place.at("type"), workbook.report
    has_key = any(choice.key == OTHER_KEY for choice in listed)
    if kind.or_other and row.text("choice_filter"):
        report.info(place, sentences.OTHER_WITH_FILTER)
    if has_other(row, kind):
        if has_key:
            report.info(place, sentences.OTHER_IS_OURS)
        listed = tuple(choice for choice in listed if choice.key != OTHER_KEY)
    elif not has_key and kind.list_name in workbook.lists_with_other:
        if not kind.or_other:
            report.info(place, sentences.OTHER_BY_LIST, list=kind.list_name)
        listed = (*listed, Choice(OTHER_KEY, in_languages(OTHER_LABEL, workbook.languages)))
    return listed if kind.word == "select_one" else _without_spaces(row, listed, report)


def _without_spaces(row: Row, listed: tuple[Choice, ...], report: Report) -> tuple[Choice, ...]:
    """Return choices several of which can be chosen: elsewhere a space stands between their names in an answer."""
    for choice in listed:
        if " " in choice.key:
            key = choice.key.replace(" ", "_")
            report.warn(row.place.at("type"), sentences.CHOICE_WITH_SPACE, name=choice.key, key=key)
    return tuple(replace(choice, key=choice.key.replace(" ", "_")) for choice in listed)


def _length(row: Row) -> int | None:
    text = row.text("suggested_length")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _tell_of_type(row: Row, given: XlsRow, question: Question, report: Report) -> None:
    """Say where a question is asked in another way than its row asks it."""
    kind, place = question_type(question.type), row.place.at("type")
    words: dict[str, str | Localised] = {"type": row.text("type"), "title": kind.title}
    if given.type in ELSEWHERE:
        report.warn(place, sentences.CHOICES_ELSEWHERE, **words)
    elif question.source_type and given.type not in METADATA:
        report.info(place, sentences.WITH_SOURCE_TYPE, **words)
    elif not question.source_type and kind.to_xlsform(question).type.casefold() != given.type:
        report.info(place, sentences.AS_OTHER_TYPE, **words)


def _tell_of_losses(row: Row, given: XlsRow, question: Question, report: Report) -> None:
    """Compare the row with what the question would write back."""
    kind = question_type(question.type)
    kept = kind.to_xlsform(question)
    _tell_of_type(row, given, question, report)
    if given.appearance and given.appearance != kept.appearance:
        report.info(row.place.at("appearance"), sentences.NOT_CARRIED, column="appearance", value=given.appearance)
    for name, value in given.parameters.items():
        if name not in kept.parameters:
            report.warn(row.place.at("parameters"), sentences.NOT_CARRIED, column=name, value=value)
    unused = {name: row.localised(name).text("sv") for name in given.labels if name not in kept.labels}
    unused["suggested_length"] = row.text("suggested_length") if kept.suggested_length is None else ""
    unused["choice_filter"] = "" if given.type in CHOOSING else row.text("choice_filter")
    unused["read_only"] = row.text("read_only") if given.type not in {"note", *WITHOUT_LABEL} else ""
    for column, value in unused.items():
        if value.casefold() not in NO:
            report.warn(row.place.at(column), sentences.NOT_CARRIED, column=column, value=value)
    tell_of_cells(row, NEVER_CARRIED if given.type == "begin_repeat" else (*NEVER_CARRIED, "repeat_count"), report)
