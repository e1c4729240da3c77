"""SurveyJS's panels and tables: groups, matrices and repeating groups of ours."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from forms.imports import sentences
from forms.imports.terms import Variable
from forms.localised import Localised
from forms.questionnaire import Group, Question
from forms.surveyjs.choices import read_choices
from forms.surveyjs.element import Element, as_text, as_texts, element
from forms.surveyjs.page import Page
from forms.surveyjs.rules import Asked

Add: TypeAlias = Callable[[Element, Page], None]

MOST_CELLS = 60
MOST_ITEMS = 200
"""A repeating group's largest number of items; what the file allows beyond is no limit."""


def panel(source: Element, page: Page, add: Add) -> None:
    """Questions under a heading: a group."""
    title = page.workshop.texts.read(source.texts("title"), source.at("title"))
    hint = page.workshop.texts.read(source.texts("description"), source.at("description"))

    def fill(inner: Page) -> None:
        for one in source.elements("elements", "questions"):
            add(one, inner)

    with_group(source, page, (title, hint), fill)


def with_group(source: Element, page: Page, texts: tuple[Localised, Localised], fill: Callable[[Page], None]) -> None:
    """Put what `fill` adds under a heading of its own; nothing is put where it adds nothing."""
    if page.beside is not None:  # no group stands inside a repeating group: its questions stand in it directly
        fill(page)
        return
    key = page.workshop.keys.new(source.name, texts[0].text("sv"), "group", source.at("name"))
    inner = replace(page, group=key, questions=[], groups=[])
    fill(inner)
    if inner.questions:
        page.groups += [Group(key, *texts, parent=page.group), *inner.groups]
        page.questions += inner.questions
        page.gathered.panels[key] = source


def matrix(source: Element, page: Page) -> None:
    """Rows by one choice each."""
    rows, _ = read_choices(source, page.workshop, "rows")
    choices, _ = read_choices(source, page.workshop, "columns")
    if not (rows and choices):
        page.workshop.report.warn(source.at("rows"), sentences.NO_CHOICES)
    base = page.base(source)
    required = base.required or source.flag("isAllRowRequired", "eachRowRequired")
    page.put(replace(base, type="matrix", rows=rows, choices=choices, required=required), source.place)
    page.gathered.asked[base.key] = _unnamed(source, base)


def columns(source: Element) -> Iterator[Element]:
    """Yield a table's columns as questions; what a column does not say, the table does."""
    for column in source.items("columns"):
        own = column if isinstance(column, Mapping) else {"name": as_text(column)}
        kind = as_text(own.get("cellType"))
        properties = {**own, "type": kind if kind not in {"", "default"} else source.text("cellType") or "dropdown"}
        properties.pop("cellType", None)
        if "choices" not in own and source.items("choices"):
            properties["choices"] = source.items("choices")
        yield element(properties, source.language, source.place.sheet)


def cells(source: Element, page: Page, add: Add) -> None:
    """A question for each cell of a table, under one heading."""
    rows = [_row(row, source.language) for row in source.items("rows")]
    asked = [*columns(source), *source.elements("detailElements")]
    count = len(rows) * len(asked)
    if not 0 < count <= MOST_CELLS:
        sentence = sentences.TOO_LARGE_TABLE if count else sentences.NO_CHOICES
        page.workshop.report.warn(source.place, sentence, count=str(count))
        return

    def fill(inner: Page) -> None:
        for value, texts in rows:
            for column in asked:
                add(_cell(source, column, (value, texts)), inner)

    _under_heading(source, page, fill)


def items(source: Element, page: Page, add: Add) -> None:
    """Several fields under one heading."""

    def fill(inner: Page) -> None:
        for item in source.elements("items"):
            properties = {"type": "text", **item.properties}
            properties["name"] = f"{source.name}.{item.name}"
            properties.setdefault("title", item.name)
            add(element(properties, source.language), inner)

    _under_heading(source, page, fill)


def repeat(source: Element, page: Page, add: Add, asked: Sequence[Element]) -> None:
    """Questions that are answered again and again."""
    base = page.base(source)
    inner = replace(page, group=None, prefix=f"{base.key}_", beside={}, questions=[], groups=[])
    for one in asked:
        add(one, inner)
    bounds = [_bound(source, *names) for names in (("minPanelCount", "minRowCount"), ("maxPanelCount", "maxRowCount"))]
    question = replace(base, type="repeat", questions=tuple(inner.questions), minimum=bounds[0], maximum=bounds[1])
    page.put(question, source.place)
    page.gathered.asked[base.key] = _unnamed(source, base)


def _bound(source: Element, *names: str) -> Decimal | None:
    found = (number for name in names if (number := source.number(name)) is not None)
    number = next(found, None)
    return number if number is not None and 0 < number <= MOST_ITEMS and number == int(number) else None


def _row(row: object, language: str) -> tuple[str, dict[str, str]]:
    if isinstance(row, Mapping):
        value = as_text(row.get("value"))
        return value, as_texts(row.get("text"), language) or {language: value}
    return as_text(row), {language: as_text(row)}


def _cell(source: Element, column: Element, row: tuple[str, dict[str, str]]) -> Element:
    value, texts = row
    titles = column.texts("title") or {source.language: column.name}
    languages = sorted({*texts, *titles})
    above, beside = titles.get(source.language, ""), texts.get(source.language, value)
    shown = {code: f"{texts.get(code) or beside} – {titles.get(code) or above}" for code in languages}
    properties = {**column.properties, "name": f"{source.name}.{value}.{column.name}", "title": shown}
    return element(properties, source.language)


def _under_heading(source: Element, page: Page, fill: Callable[[Page], None]) -> None:
    before = len(page.questions)
    texts = page.workshop.texts
    title = texts.label(source.texts("title") or {source.language: source.name}, source.at("title"))
    hint = texts.read(source.texts("description"), source.at("description"))
    with_group(source, page, (title, hint), fill)
    page.workshop.report.info(source.at("type"), sentences.AS_GROUP, count=str(len(page.questions) - before))


def _unnamed(source: Element, base: Question) -> Asked:
    """Return a question whose answer no condition can compare; it has conditions of its own all the same."""
    return Asked(source, Variable(base.key))
