"""A client that only reads pages: it finds each page's form, fills its inputs, and presses the button."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol

from flask.testing import FlaskClient


class Answer(Protocol):
    """What werkzeug's test response offers of what the robot needs."""

    status_code: int
    text: str


@dataclass
class Input:
    name: str
    kind: str
    value: str = ""
    checked: bool = False
    mode: str = ""


@dataclass
class PageForm:
    action: str
    method: str
    inputs: list[Input] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # name, value, formaction


@dataclass
class Page:
    """A parsed page: its forms inside <main>, links, title and texts."""

    path: str
    status: int
    html: str
    forms: list[PageForm] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
    h1: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.in_main, self.form, self.text_of = page, False, None, ""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.append(given["id"])
        handle: Callable[[dict[str, str]], None] | None = getattr(self, f"start_{tag}", None)
        if handle:
            handle(given)

    def start_main(self, given: dict[str, str]) -> None:
        self.in_main = True

    def start_form(self, given: dict[str, str]) -> None:
        if self.in_main:
            self.form = PageForm(given.get("action", ""), given.get("method", "get"))
            self.page.forms.append(self.form)

    def start_input(self, given: dict[str, str]) -> None:
        if self.form and given.get("name"):
            one = Input(given["name"], given.get("type", "text"), given.get("value", ""), "checked" in given)
            one.mode = given.get("inputmode", "")
            self.form.inputs.append(one)

    def start_textarea(self, given: dict[str, str]) -> None:
        if self.form:
            self.form.inputs.append(Input(given["name"], "textarea"))
            self.begin("textarea")

    def start_select(self, given: dict[str, str]) -> None:
        if self.form:
            self.form.inputs.append(Input(given["name"], "select"))

    def start_option(self, given: dict[str, str]) -> None:
        if self.form and self.form.inputs and self.form.inputs[-1].kind == "select":
            chosen = self.form.inputs[-1]
            if "selected" in given or not chosen.value:
                chosen.value = given.get("value", "")

    def start_button(self, given: dict[str, str]) -> None:
        if self.form:
            self.form.buttons.append((given.get("name", ""), given.get("value", ""), given.get("formaction", "")))

    def start_a(self, given: dict[str, str]) -> None:
        if self.in_main:
            self.page.links.append((given.get("href", ""), ""))

    def start_title(self, given: dict[str, str]) -> None:
        self.begin("title")

    def start_h1(self, given: dict[str, str]) -> None:
        self.begin("h1")

    def begin(self, what: str) -> None:
        self.text_of, self.words = what, []

    def handle_data(self, data: str) -> None:
        if self.text_of:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.in_main = False
        if tag == "form":
            self.form = None
        if tag != self.text_of:
            return
        text = "".join(self.words)
        if tag == "textarea" and self.form:
            self.form.inputs[-1].value = text.removeprefix("\n")
        elif tag == "title":
            self.page.title = text.strip()
        elif tag == "h1":
            self.page.h1.append(" ".join(text.split()))
        self.text_of = ""


def parse(path: str, status: int, html: str) -> Page:
    page = Page(path, status, html)
    _Parser(page).feed(html)
    return page


class Robot:
    """Follows one personal link from invitation to receipt."""

    def __init__(self, client: FlaskClient, text: str = "Vi ser att fler söker stöd.") -> None:
        self.client, self.text = client, text
        self.seen: list[Page] = []

    def get(self, path: str) -> Page:
        answer = self.client.get(path, follow_redirects=True)
        return self._keep(answer.request.full_path.rstrip("?"), answer.status_code, answer.text)

    def press(self, page: Page, button: int = 0, **changes: str) -> Page:
        """Fill the page's first form and press one of its buttons."""
        form = page.forms[0]
        data = self.fill(form) | {name: [value] for name, value in changes.items()}
        name, value, formaction = form.buttons[button]
        if name:
            data[name] = [value]
        target = formaction or form.action or page.path
        if form.method == "get":
            return self.get(target)
        answer = self.client.post(target, data=data, follow_redirects=True)
        return self._keep(answer.request.full_path.rstrip("?"), answer.status_code, answer.text)

    def fill(self, form: PageForm) -> dict[str, list[str]]:
        """Every visible input gets something; hidden ones keep what they hold."""
        data: dict[str, list[str]] = {}
        for one in form.inputs:
            if one.kind == "hidden":
                data.setdefault(one.name, []).append(one.value)
            elif one.name.endswith(("-secret", "-secret-reason")):
                # Nothing is marked by itself: what may be secret stands in no digest.
                if one.kind != "checkbox" or one.checked:
                    data[one.name] = [one.value]
            elif one.kind in {"radio", "checkbox"}:
                if one.checked or one.name not in data:
                    data[one.name] = [one.value]
            else:
                data[one.name] = [one.value or self.words(one)]
        return data

    def words(self, one: Input) -> str:
        if one.kind == "number" or one.mode in {"decimal", "numeric"}:
            return "12"
        return {"date": "2026-03-02", "time": "09:30"}.get(one.kind, self.text)

    def answer_all(self, link: str, most_pages: int = 40) -> Page:
        """From the link to the receipt: press each page's first button until there is none left."""
        page = self.press(self.get(link))
        for _ in range(most_pages):
            if re.search(r"/receipt/\d+$", page.path):
                return page
            page = self.press(page)
        raise AssertionError(f"no receipt after {most_pages} pages; last was {page.path}")

    def _keep(self, path: str, status: int, html: str) -> Page:
        page = parse(path, status, html)
        assert len(page.h1) == 1, (path, page.h1)
        assert page.title, path
        assert len(set(page.ids)) == len(page.ids), (path, sorted(i for i in page.ids if page.ids.count(i) > 1))
        assert page.status < 500, path
        self.seen.append(page)
        return page
