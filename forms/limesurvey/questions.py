"""One question of LimeSurvey's as one or several of ours. Conditions follow later, when every name is known."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from forms.imports import sentences
from forms.imports.context import Made, Workshop
from forms.imports.terms import Answer, Variable
from forms.limesurvey import attributes, tables_of_questions
from forms.limesurvey.choices import choices_of
from forms.limesurvey.letters import (
    ARRAYS,
    FIXED_LISTS,
    LISTS,
    NAMES,
    PLAIN,
    ROWS_OF_FIELDS,
    SEVERAL,
    TABLES,
)
from forms.limesurvey.source import Asked
from forms.question_types.choosing import OTHER_KEY
from forms.questionnaire import NOTHING, Question

OTHER = "-oth-"
YES_NO = {"Y": "yes", "N": "no"}


def make(asked: Asked, workshop: Workshop) -> Made:
    """Return what a question becomes; nothing, with a line in the report, where it cannot be asked."""
    made = Made()
    maker = _maker(asked.letter)
    if maker is None:
        name = NAMES.get(asked.letter, asked.letter)
        workshop.report.warn(asked.place.at("type"), sentences.LEFT_OUT, type=name)
        return made
    if asked.attributes.get("hidden") == "1" and asked.letter != "*":
        workshop.report.warn(asked.place, sentences.HIDDEN)
        return made
    attributes.told(asked, workshop)
    maker(asked, _base(asked, workshop), made, workshop)
    return made


def _maker(letter: str) -> Callable[[Asked, Question, Made, Workshop], None] | None:
    makers = {
        **dict.fromkeys(ARRAYS, tables_of_questions.matrix),
        **dict.fromkeys(TABLES, tables_of_questions.cells),
        **dict.fromkeys(ROWS_OF_FIELDS, tables_of_questions.fields),
        **dict.fromkeys((*LISTS, *FIXED_LISTS), _one_choice),
        **dict.fromkeys(SEVERAL, _several),
        **dict.fromkeys(PLAIN, _plain),
        "N": _number,
        "D": _date,
        "R": _rank,
        "Y": _yes_no,
        "5": _scale,
        "X": _note,
        "*": _equation,
    }
    return makers.get(letter)


def _base(asked: Asked, workshop: Workshop) -> Question:
    """Return a question with what all types have: key, texts, and whether it must be answered."""
    is_equation = asked.letter == "*" and not asked.attributes.get("equation")
    label = NOTHING if is_equation else workshop.texts.label(asked.texts, asked.place.at("question"))
    key = workshop.keys.new(asked.code, label.text("sv"), "question", asked.place.at("name"))
    if asked.mandatory == "S":
        workshop.report.info(asked.place.at("mandatory"), sentences.SOFT_REQUIRED)
    hint = workshop.texts.read(asked.help, asked.place.at("help"))
    return Question(key, "", label, hint, required=asked.mandatory == "Y")


def _plain(asked: Asked, base: Question, made: Made, _workshop: Workshop) -> None:
    kind, answer = PLAIN[asked.letter]
    made.add(replace(base, type=kind), asked.place, {asked.code: Variable(base.key, answer)})


def _number(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    attributes.tell_of_bounds(asked, workshop)
    low, high = attributes.bounds(asked)
    kind = "integer" if asked.attributes.get("num_value_int_only") == "1" else "decimal"
    question = replace(base, type=kind, minimum=low, maximum=high)
    made.add(question, asked.place, {asked.code: Variable(base.key, Answer.NUMBER)})


def _date(asked: Asked, base: Question, made: Made, _workshop: Workshop) -> None:
    written = asked.attributes.get("date_format", "")
    has_time = "H" in written
    has_day = "d" in written.casefold() or "Y" in written.upper() or not written
    kind = {(True, True): "date_and_time", (False, True): "time"}.get((has_day, has_time), "date")
    made.add(replace(base, type=kind), asked.place, {asked.code: Variable(base.key)})


def _yes_no(asked: Asked, base: Question, made: Made, _workshop: Workshop) -> None:
    variable = Variable(base.key, Answer.CHOICE, YES_NO)
    made.add(replace(base, type="yes_no"), asked.place, {asked.code: variable})


def _scale(asked: Asked, base: Question, made: Made, _workshop: Workshop) -> None:
    question = replace(base, type="scale", minimum=Decimal(1), maximum=Decimal(5))
    made.add(question, asked.place, {asked.code: Variable(base.key, Answer.NUMBER)})


def _note(asked: Asked, base: Question, made: Made, _workshop: Workshop) -> None:
    made.add(replace(base, type="note", required=False), asked.place)


def _equation(asked: Asked, base: Question, made: Made, _workshop: Workshop) -> None:
    is_hidden = asked.attributes.get("hidden") == "1"
    question = replace(base, type="hidden" if is_hidden else "calculated", required=False)
    made.add(question, asked.place, {asked.code: Variable(base.key)})


def _one_choice(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    fixed = FIXED_LISTS.get(asked.letter, ())
    choices, keys = (fixed, {one.key: one.key for one in fixed}) if fixed else choices_of(asked.answers, workshop)
    if not choices:
        workshop.report.warn(asked.place.at("answers"), sentences.NO_CHOICES)
    question = replace(base, type="one_choice", choices=choices, other=asked.other)
    variable = Variable(base.key, Answer.CHOICE, {**keys, OTHER: OTHER_KEY})
    made.add(question, asked.place, {asked.code: variable})
    if asked.letter == "O":
        key = workshop.keys.new(f"{base.key}_comment", "", "comment")
        comment = Question(key, "long_text", sentences.COMMENT_LABEL)
        made.add(comment, asked.place, {f"{asked.code}_comment": Variable(key), f"{asked.code}comment": Variable(key)})
        workshop.report.info(asked.place, sentences.COMMENT_ADDED)


def _several(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    choices, keys = choices_of(asked.rows(), workshop)
    if not choices:
        workshop.report.warn(asked.place.at("subquestions"), sentences.NO_CHOICES)
    alone = {keys.get(code.strip()) for code in asked.attributes.get("exclude_all_others", "").split(";")}
    choices = tuple(replace(choice, exclusive=choice.key in alone) for choice in choices)
    if asked.letter == "P":
        workshop.report.warn(asked.place, sentences.COMMENTS_LOST)
    boxes = {f"{asked.code}_{code}": Variable(base.key, Answer.ITEM, item=key) for code, key in keys.items()}
    question = replace(base, type="several_choices", choices=choices, other=asked.other)
    made.add(question, asked.place, {asked.code: Variable(base.key, Answer.SEVERAL, keys), **boxes})


def _rank(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    choices, _ = choices_of(asked.answers or asked.rows(), workshop)
    if not choices:
        workshop.report.warn(asked.place.at("answers"), sentences.NO_CHOICES)
    made.add(replace(base, type="rank", choices=choices), asked.place)
