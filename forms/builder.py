"""From a section of questions to a form on a page, and back to what was typed. Saving never requires anything.

Inputs are named `q-<key>`, `q-<key>-<suffix>` for a type's further inputs, `q-<key>-version` for the version of the
draft answer that the person saw, `q-<key>-quote` for how it may be quoted, and `q-<key>-secret` with
`q-<key>-secret-reason` for whether it may be secret. A hyphen inside a key is doubled, so
that no two names can meet. All but the first are written by the template from `Asked` and read by `sent`: they need no
WTForms field, and binding fields is what a page of many questions costs most. `forms/items.py` names the inputs of a
repeating group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field

from forms.answers import NO_OUTCOME, NOT_SECRET, QuotePermission, Secrecy
from forms.documents import Json
from forms.items import Item, ItemsField, input_name, items_of, most
from forms.localised import Localised
from forms.logic import Outcome, out_of_sight
from forms.question_types import question_type
from forms.question_types.base import QuestionType
from forms.question_types.repeat import Repeat
from forms.questionnaire import Question, Section
from forms.text import storable

_MOST_CACHED = 2_000

_cache: dict[tuple[str, str, tuple[tuple[str, Localised], ...], str], type[FlaskForm]] = {}


@dataclass(frozen=True)
class Prefill:
    """What a draft holds for one question; version 0 is an answer never saved.

    `more`: an empty item of a repeating group stands after those that are typed.
    """

    typed: Json = None
    version: int = 0
    quote: QuotePermission = QuotePermission.NAMED
    more: bool = False
    secrecy: Secrecy = NOT_SECRET


@dataclass(frozen=True)
class Asked:
    """One question as it stands on a page: `answer` is its main field (None for a note), `further` the others.

    `items` are the times that a repeating group stands there; it `may_grow` while more of them can be sent.
    By the form's rules `shown` is whether it is asked now, `away` are the choices that a filter takes away, and `text`
    is a calculated value as a reader sees it.
    """

    question: Question
    type: QuestionType
    answer: Field | None
    further: Mapping[str, Field]
    version: int
    quote: QuotePermission
    items: "tuple[AskedItem, ...]" = ()
    may_grow: bool = False
    shown: bool = True
    away: frozenset[str] = frozenset()
    text: str = ""
    secrecy: Secrecy = NOT_SECRET


@dataclass(frozen=True)
class AskedItem:
    """One time that a repeating group is answered: what it is called, and its questions with their fields."""

    name: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Sent:
    """What a browser sent for one question. What it did not say is None."""

    typed: Json
    seen_version: int | None
    quote: QuotePermission | None
    secrecy: Secrecy | None = None


def field_name(question_key: str, suffix: str = "") -> str:
    """Return the name of one of a question's inputs."""
    name = f"q-{question_key.replace('-', '--')}"
    return f"{name}-{suffix}" if suffix else name


def section_form(section: Section, locale: str) -> type[FlaskForm]:
    """Return the form class of a section, its labels in the person's language."""
    fields: dict[str, object] = {}
    for question in section.questions:
        kind = question_type(question.type)
        for suffix, made in kind.fields(question, locale).items():
            fields[field_name(question.key, suffix)] = made
    return type("SectionForm", (FlaskForm,), fields)


def cached_section_form(version_sha256: str, section: Section, locale: str) -> type[FlaskForm]:
    """Return the form class of a published version's section, made once for all who are asked the same in it.

    Organisations of one version see different questions of a section, in different words, so those are part of the
    place in the cache.
    """
    place = (version_sha256, section.key, tuple((one.key, one.label) for one in section.with_inner()), locale)
    if place not in _cache:
        if len(_cache) >= _MOST_CACHED:
            _cache.clear()
        _cache[place] = section_form(section, locale)
    return _cache[place]


def prefilled(section: Section, answers: Mapping[str, Prefill]) -> dict[str, object]:
    """Return the `data` for a section's form from the draft answers by question key."""
    data: dict[str, object] = {}
    for question in section.questions:
        answer = answers.get(question.key)
        if answer is None:
            continue
        for suffix, value in question_type(question.type).inputs(question, answer.typed).items():
            data[field_name(question.key, suffix)] = value
    return data


def asked(
    form: FlaskForm, section: Section, answers: Mapping[str, Prefill], outcome: Outcome = NO_OUTCOME, locale: str = "sv"
) -> tuple[Asked, ...]:
    """Return the section's questions with their fields, in order, for a template to render."""
    plain = [_asked(form, question, answers.get(question.key, Prefill())) for question in section.questions]
    if outcome.plan is None:
        return tuple(plain)
    unseen = frozenset(out_of_sight(section, outcome))
    return tuple(_ruled(one, outcome, unseen, locale) for one in plain)


def sent(section: Section, formdata: MultiDict[str, str]) -> dict[str, Sent]:
    """Return what was sent by question key; a question with no input in the request is left out, not emptied."""
    answers: dict[str, Sent] = {}
    for question in section.questions:
        kind = question_type(question.type)
        suffixes = _sent_suffixes(question.key, formdata) if kind.is_repeated else kind.suffixes(question)
        posted = {suffix: formdata.getlist(field_name(question.key, suffix)) for suffix in suffixes}
        version = formdata.get(field_name(question.key, "version"))
        quote = formdata.get(field_name(question.key, "quote"))
        if kind.is_answered and (version is not None or any(posted.values())):
            typed, secrecy = kind.typed(question, posted), _secrecy(question.key, formdata)
            answers[question.key] = Sent(typed, _version(version), _quote(quote), secrecy)
    return answers


def _asked(form: FlaskForm, question: Question, answer: Prefill) -> Asked:
    kind = question_type(question.type)
    fields = {suffix: form[field_name(question.key, suffix)] for suffix in kind.suffixes(question)}
    main = fields.pop("", None)
    if isinstance(kind, Repeat) and isinstance(main, ItemsField):
        typed = items_of(question, answer.typed)
        may_grow = len(typed) < most(question)
        shown = [*typed, {}] if not typed or (answer.more and may_grow) else typed
        items = tuple(_item(kind, question, main, number, item) for number, item in enumerate(shown))
        about = (answer.version, answer.quote, items, may_grow)
        return Asked(question, kind, main, fields, *about, secrecy=answer.secrecy)
    return Asked(question, kind, main, fields, answer.version, answer.quote, secrecy=answer.secrecy)


def _item(kind: Repeat, question: Question, main: ItemsField, number: int, item: Item) -> AskedItem:
    form = main.item(number, kind.item_inputs(question, item))
    faults = {one.key: told for one, told in kind.faults(question, number, item, main.locale)} if main.errors else {}
    asked = []
    for inner, inner_kind in kind.inner(question):
        fields = {suffix: form[input_name(inner.key, suffix)] for suffix in inner_kind.suffixes(inner)}
        answer = fields.pop("", None)
        if answer is not None and inner.key in faults:
            answer.errors = [faults[inner.key]]
        asked.append(Asked(inner, inner_kind, answer, fields, 0, QuotePermission.NAMED))
    return AskedItem(kind.item_name(question, number, main.locale), tuple(asked))


def _sent_suffixes(key: str, formdata: MultiDict[str, str]) -> list[str]:
    begins = field_name(key) + "-"
    return [name.removeprefix(begins) for name in formdata if name.startswith(begins)]


def _ruled(one: Asked, outcome: Outcome, unseen: frozenset[str], locale: str) -> Asked:
    key = one.question.key
    items = tuple(
        replace(
            item, asked=tuple(replace(a, shown=f"{key}/{number}/{a.question.key}" not in unseen) for a in item.asked)
        )
        for number, item in enumerate(one.items)
    )
    value = outcome.values.get(key) if one.type.is_computed else None
    text = "" if value is None else one.type.show(one.question, value, locale)
    away = outcome.away.get(key, frozenset())
    return replace(one, items=items, shown=key not in outcome.unasked, away=away, text=text)


def _ruled_item(item: AskedItem, place: str, unseen: frozenset[str]) -> AskedItem:
    inner = (replace(one, shown=f"{place}/{one.question.key}" not in unseen) for one in item.asked)
    return replace(item, asked=tuple(inner))


def _version(text: str | None) -> int | None:
    is_count = text is not None and text.isascii() and text.isdecimal() and len(text) < 10
    return int(text) if text is not None and is_count else None


def _quote(text: str | None) -> QuotePermission | None:
    return next((permission for permission in QuotePermission if permission.value == text), None)


def _secrecy(key: str, formdata: MultiDict[str, str]) -> Secrecy | None:
    # The reason's field is always sent with its page; a box that is not ticked is not.
    reason = formdata.get(field_name(key, "secret-reason"))
    return None if reason is None else Secrecy(field_name(key, "secret") in formdata, storable(reason).strip())
