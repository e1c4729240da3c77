"""LimeSurvey's arrays as matrices, and its questions of many fields as groups of questions."""

from collections.abc import Iterator
from dataclasses import replace

from forms.imports import sentences
from forms.imports.context import Made, Workshop
from forms.imports.terms import Answer, Variable
from forms.limesurvey import attributes
from forms.limesurvey.choices import choices_of
from forms.limesurvey.letters import ARRAYS, ROWS_OF_FIELDS
from forms.limesurvey.source import Asked, Item
from forms.localised import Localised
from forms.questionnaire import Group, Question
from forms.xlsform.report import Place

MOST_CELLS = 60
_HEADINGS = ("dualscale_headerA", "dualscale_headerB")


def matrix(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    """Rows by one choice each; with two scales, two of them."""
    rows, _ = choices_of(asked.rows(), workshop)
    rows = tuple(replace(row, label=_between_bars(row.label)) for row in rows)
    fixed = ARRAYS[asked.letter]
    for scale in (0, 1) if asked.letter == "1" else (0,):
        choices = fixed or choices_of([one for one in asked.answers if one.scale == scale], workshop)[0]
        if not (rows and choices):
            workshop.report.warn(asked.place.at("answers"), sentences.NO_CHOICES)
        key = base.key if scale == 0 else workshop.keys.new(f"{base.key}_2", "", "question")
        label = base.label if asked.letter != "1" else _under(base.label, asked, _HEADINGS[scale], workshop)
        made.add(replace(base, key=key, type="matrix", label=label, rows=rows, choices=choices), asked.place)


def fields(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    """Some fields under one heading: a group of short texts or of numbers."""
    attributes.tell_of_bounds(asked, workshop)
    kind = ROWS_OF_FIELDS[asked.letter]
    low, high = attributes.bounds(asked) if kind == "decimal" else (None, None)
    answer = Answer.NUMBER if kind == "decimal" else Answer.TEXT
    for item in asked.rows():
        label = workshop.texts.label(item.texts, item.place.at(item.code))
        key = workshop.keys.new(f"{base.key}_{item.code}", label.text("sv"), "question", item.place.at(item.code))
        question = Question(key, kind, label, required=base.required, minimum=low, maximum=high, group=base.key)
        made.add(question, item.place.at(item.code), {f"{asked.code}_{item.code}": Variable(key, answer)})
    _close_group(asked, base, made, workshop)


def cells(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    """Rows by columns: a question for each cell, or for each row where the cells are boxes to tick."""
    rows, columns = asked.rows(), asked.rows(1)
    count = len(rows) * len(columns)
    if count > MOST_CELLS:
        workshop.report.warn(asked.place, sentences.TOO_LARGE_TABLE, count=str(count))
        return
    if asked.attributes.get("multiflexible_checkbox") == "1":
        choices, keys = choices_of(columns, workshop)
        for row in rows:
            question = _cell(asked, base, (row,), workshop)
            boxes = {
                f"{asked.code}_{row.code}_{code}": Variable(question.key, Answer.ITEM, item=key)
                for code, key in keys.items()
            }
            made.add(replace(question, type="several_choices", choices=choices), row.place, boxes)
    else:
        kind, answer = ("decimal", Answer.NUMBER) if asked.letter == ":" else ("short_text", Answer.TEXT)
        for row, column in _pairs(rows, columns):
            question = replace(_cell(asked, base, (row, column), workshop), type=kind)
            name = f"{asked.code}_{row.code}_{column.code}"
            made.add(question, row.place, {name: Variable(question.key, answer)})
    _close_group(asked, base, made, workshop)


def _pairs(rows: list[Item], columns: list[Item]) -> Iterator[tuple[Item, Item]]:
    return ((row, column) for row in rows for column in columns)


def _cell(asked: Asked, base: Question, items: tuple[Item, ...], workshop: Workshop) -> Question:
    workshop.spend(1)
    texts = [workshop.texts.read(item.texts, item.place.at(item.code)) for item in items]
    languages = {code for text in texts for code in text.languages}
    label = Localised.of({code: " – ".join(text.text(code) for text in texts) for code in sorted(languages)})
    wanted = "_".join((base.key, *(item.code for item in items)))
    key = workshop.keys.new(wanted, label.text("sv"), "question", items[0].place.at(asked.code))
    return Question(key, "", label, required=base.required, group=base.key)


def _close_group(asked: Asked, base: Question, made: Made, workshop: Workshop) -> None:
    """Put the heading over the questions that were made; without any, there is nothing to ask."""
    place = Place(asked.place.sheet, asked.place.row, "type")
    if not made.questions:
        workshop.report.warn(place, sentences.NO_CHOICES)
        return
    made.groups.append(Group(base.key, base.label, base.hint))
    workshop.report.info(place, sentences.AS_GROUP, count=str(len(made.questions)))


def _between_bars(label: Localised) -> Localised:
    """Return a row's text with both its ends, which the file parts with a bar."""
    return Localised.of({code: text.strip("|").replace("|", " – ") for code, text in label.texts})


def _under(label: Localised, asked: Asked, name: str, workshop: Workshop) -> Localised:
    heading = workshop.texts.read(asked.local_attributes.get(name, {}), asked.place.at(name))
    joined = {code: f"{text}: {heading.text(code)}" if heading else text for code, text in label.texts}
    return Localised.of(joined)
