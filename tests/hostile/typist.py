"""A browser whose person types hostile text into every field of every form they meet."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, cycle, islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app.models import now
from forms import moments
from forms.rule_checks import RULE_NAMES
from tests.hostile.strings import BROKEN, ONE_LINE, SEPARATED

WRITTEN = frozenset({"text", "search", "tel", "url", "textarea"})
NO_NAME = re.compile('[<>:"|?*/\\\\\x00-\x1f\x7f]')
# One thought, choice or row a line: what is broken over lines would be several.
LINE_BY_LINE = frozenset(
    "choices rows exclusive highlights agreements differences asks young_people".split()  # noqa: SIM905
)
# What has a grammar of its own, by the kind of input.
VALUES = {"date": "2026-03-02", "time": "09:30", "number": "3"}
# The same, by name: expressions, keys, numbers, moments, and addresses.
GRAMMAR = {
    **{f"rule_{name}": "" for name in RULE_NAMES},
    "rule_calculation": "1 + 1",
    "minimum": "1",
    "maximum": "5",
    "step": "1",
    "suggested_length": "",
    "exclusive": "",
    "other": "y",
    "code": "radet",
    "members": "40",
    "closes_on": str(moments.day_of(now()) + timedelta(days=7)),
    "time": "",
    "received": str(moments.day_of(now())),
    "mailbox": "rad@stad.example",
    "words": "",
}
# Shorter than other lines may be.
LONGEST = {"phone": 60, "item_label_sv": 60, "item_label_en": 60}


@dataclass(frozen=True)
class Typed:
    """One text that was typed, and where: the mark at its end stands nowhere else."""

    mark: str
    text: str
    path: str
    name: str


@dataclass
class Pad:
    """Gives out hostile texts, each with a mark of its own, and remembers where they were typed.

    `start` is with which of the texts it begins, so that each run types others into a field.
    """

    start: int = 0
    typed: list[Typed] = field(default_factory=list)
    filled: set[tuple[str, str]] = field(default_factory=set)
    """The fields that were typed into, by the path that they were sent to, and name."""

    def __post_init__(self) -> None:
        self._numbers = count(100)
        self._kinds = {
            kind: islice(cycle(texts), self.start % len(texts), None)
            for kind, texts in {
                "line": ONE_LINE,
                "text": (*ONE_LINE, *BROKEN, *SEPARATED),
                "item": [text for text in ONE_LINE if len(text.splitlines()) == 1],
                "file": [text for text in ONE_LINE if not NO_NAME.search(text)],
            }.items()
        }

    def skip(self, number: int) -> None:
        """Leave out so many texts, for a run to begin with others than another run."""
        for kind in self._kinds.values():
            next(islice(kind, number, None))

    def line(self, path: str, name: str) -> str:
        """The next text for a field of one line."""
        return self._next("line", path, name, LONGEST.get(name, 300))

    def text(self, path: str, name: str) -> str:
        """The next texts for a field of several lines, each with a mark."""
        kind = "item" if name in LINE_BY_LINE else "text"
        return "\n".join(self._next(kind, path, name) for _ in range(3))

    def file_name(self, path: str) -> str:
        """The next text that a file can be called; what no system takes in a name is replaced, see app.uploads."""
        return self._next("file", path, "file") + ".pdf"

    def _next(self, kind: str, path: str, name: str, longest: int = 300) -> str:
        mark = f"¤{next(self._numbers)}¤"
        text = next(made for one in self._kinds[kind] if len(made := f"{one} {mark}") <= longest)
        self.typed.append(Typed(mark, text, path, name))
        return text


@dataclass
class Field:
    """One input of a form as it stands on the page."""

    name: str
    kind: str
    value: str = ""
    checked: bool = False
    options: tuple[str, ...] = ()
    mode: str = ""


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    fields: list[Field]
    buttons: list[tuple[str, str, str]]
    """Name, value and formaction."""

    @property
    def targets(self) -> list[str]:
        """Where it can be sent."""
        return [self.action, *(target for _, _, target in self.buttons)]


def forms_of(page: html.HtmlElement, path: str) -> list[Form]:
    """The forms inside the page's main part."""
    return [_form(one, page, path) for one in page.xpath("//main//form")]


def _form(form: html.HtmlElement, page: html.HtmlElement, path: str) -> Form:
    action = urljoin(path, form.get("action") or path)
    own = form.get("id")
    outside = page.xpath("//*[@form=$id]", id=own) if own else []
    inside = [one for one in form.iter("input", "textarea", "select", "button") if one.get("form") in (None, own)]
    made = Form(action, form.get("method", "get").lower(), [], [])
    for one in [*inside, *(one for one in outside if one not in inside)]:
        kind = one.tag if one.tag != "input" else one.get("type", "text")
        if one.tag == "button" or kind == "submit":
            target = urljoin(path, one.get("formaction") or action)
            made.buttons.append((one.get("name", ""), one.get("value", ""), target))
        elif one.get("name"):
            made.fields.append(_field(one, kind))
    return made


def _field(one: html.HtmlElement, kind: str) -> Field:
    found = Field(one.get("name"), kind, one.get("value", ""), "checked" in one.attrib, mode=one.get("inputmode", ""))
    if one.tag == "textarea":
        found.value = (one.text or "").removeprefix("\n")
    if one.tag == "select":
        options = one.findall(".//option")
        found.options = tuple(option.get("value", option.text_content()) for option in options)
        chosen = [option.get("value", "") for option in options if "selected" in option.attrib]
        found.value = (chosen or [*found.options, ""])[0]
    return found


@dataclass
class Typist:
    """One browser, and the pad that its person types from."""

    client: FlaskClient
    pad: Pad

    def page(self, path: str) -> tuple[str, html.HtmlElement]:
        """Open a page; returns where it was found, and what it is."""
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.request.full_path.rstrip("?"), html.document_fromstring(answer.text)

    def links(self, path: str, part: str, ending: str = "") -> list[str]:
        """The paths of a page's links that have this part and ending, in order, each once."""
        _, page = self.page(path)
        found = (urlsplit(urljoin(path, one)).path for one in page.xpath("//main//a/@href"))
        return list(dict.fromkeys(one for one in found if part in one and one.endswith(ending)))

    def send(
        self,
        path: str,
        which: str | Callable[[Form], bool] = "",
        button: str = "",
        given: Mapping[str, Any] | None = None,
        only: Collection[str] | None = None,
    ) -> str:
        """Type into every field of one form of the page and send it; returns where that led.

        `which` is how the form's action ends, `button` name=value of the one to press (else the first). `given` are
        values for those fields of the form that have a grammar of their own; None leaves a field out. Where `only` names fields, the others keep what stands in them.
        """
        place, page = self.page(path)
        form = self._pick(forms_of(page, place), which, place)
        answer = self.post(form, place, button, given or {}, only)
        assert answer.status_code in {302, 303}, (path, given, answer.status_code, refusals(answer))
        return urlsplit(answer.location).path

    def post(
        self, form: Form, path: str, button: str, given: Mapping[str, Any], only: Collection[str] | None = None
    ) -> TestResponse:
        """Fill in a form and send it."""
        kept = {
            one.name: one.value
            for one in form.fields
            if only is not None and one.name not in only and one.kind in WRITTEN
        }
        data = self.fill(form, path, kept | dict(given))
        name, value, target = self._button(form, button)
        if name:
            data[name] = value
        return self.client.post(target, data=data)

    def fill(self, form: Form, path: str, given: Mapping[str, Any]) -> MultiDict[str, Any]:
        """What a browser would send after this person has typed."""
        data: MultiDict[str, Any] = MultiDict()
        for one in form.fields:
            if one.name not in GRAMMAR and one.name not in given:
                for value in self._value(one, form, path):
                    data.add(one.name, value)
        named = {**GRAMMAR, **given}
        for name in named.keys() & {one.name for one in form.fields}:
            value = named[name]
            if given.get(name):
                self.pad.filled.add((urlsplit(form.action).path, name))
            data.setlist(name, [] if value is None else list(value) if isinstance(value, list) else [value])
        return data

    def _value(self, one: Field, form: Form, path: str) -> Iterable[str]:
        if one.kind in WRITTEN and not one.mode:
            self.pad.filled.add((urlsplit(form.action).path, one.name))
            return [(self.pad.text if one.kind == "textarea" else self.pad.line)(path, one.name)]
        if one.kind in VALUES or one.mode:
            return [one.value or VALUES.get(one.kind, "3")]
        if one.kind in {"checkbox", "radio"}:
            is_answer = one.name.startswith("q-") and not one.name.endswith("-secret")
            return [one.value] if one.checked or (is_answer and self._is_first(one, form)) else []
        return [] if one.kind in {"file", "password"} else [one.value]

    @staticmethod
    def _is_first(one: Field, form: Form) -> bool:
        """Whether nothing is chosen, and a radio is the first of its group; every box may be ticked."""
        group = [other for other in form.fields if other.name == one.name]
        return one.kind == "checkbox" or (group[0] is one and not any(other.checked for other in group))

    @staticmethod
    def _pick(forms: list[Form], which: str | Callable[[Form], bool], path: str) -> Form:
        writing = [one for one in forms if one.method == "post"]
        if callable(which):
            fitting = [one for one in writing if which(one)]
        else:
            fitting = [one for one in writing if any(urlsplit(to).path.endswith(which) for to in one.targets)]
        assert fitting, (path, which, [(one.action, one.buttons) for one in forms])
        return fitting[0]

    @staticmethod
    def _button(form: Form, wanted: str) -> tuple[str, str, str]:
        if not wanted:
            return form.buttons[0] if form.buttons else ("", "", form.action)
        found = [one for one in form.buttons if f"{one[0]}={one[1]}" == wanted]
        assert found, (wanted, form.action, form.buttons)
        return found[0]


def refusals(answer: TestResponse) -> list[str]:
    """What a page says is wrong."""
    page = html.document_fromstring(answer.text)
    return [
        " ".join(one.text_content().split()) for one in page.xpath("//*[@data-error-summary]|//*[@class='field-error']")
    ]
