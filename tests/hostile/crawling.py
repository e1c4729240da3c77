"""Follows every link that a person can see, and hands whatever comes to the reader."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient
from lxml import html

from tests.hostile.reading import Reader
from tests.hostile.typist import WRITTEN, forms_of

MOST_PAGES = 600
MOST_OF_A_KIND = 24
NUMBER_OR_KEY = re.compile(r"/(?:[a-z0-9]*_[a-z0-9_]*|\d+|[\w-]*\d[\w-]*)(?=/|$)")


@dataclass
class Crawler:
    """One person's browser. `written` are the fields of all forms that were met, by the path they are sent to."""

    client: FlaskClient
    reader: Reader
    folder: Path
    who: str = ""
    opened: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    written: set[tuple[str, str]] = field(default_factory=set)

    def crawl(self, *starts: str) -> None:
        """Read these pages and all that they lead to."""
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if path in self.opened or _is_left_out(path) or self._has_enough(path):
                continue
            assert len(self.opened) < MOST_PAGES, self.opened
            waiting += self._read(path)

    def _read(self, path: str) -> list[str]:
        answer = self.client.get(path)
        self.opened[path] = answer.status_code
        where, kind = f"{self.who} {path}", answer.mimetype
        if answer.status_code in {302, 303}:
            return [_local(path, answer.location)]
        if answer.status_code != 200:
            self.reader.wrong.append(f"{where}: {answer.status_code}")
        if kind == "text/html":
            page = self.reader.page(where, answer.text)
            self._note_fields(page, path)
            return [_local(path, one) for one in page.xpath("//a/@href") if _is_ours(one)]
        self._file(where, kind, answer)
        return []

    def _has_enough(self, path: str) -> bool:
        """Whether so many pages of this kind were read that one more tells nothing."""
        page = NUMBER_OR_KEY.sub("/", urlsplit(path).path)
        self.kinds[page] = self.kinds.get(page, 0) + 1
        return self.kinds[page] > MOST_OF_A_KIND

    def _file(self, where: str, kind: str, answer) -> None:
        self.reader.whole_name("file name", where, answer.headers.get("Content-Disposition", ""))
        if "spreadsheetml" in kind:
            self.reader.cells(where, answer.data)
        elif kind == "text/csv":
            self.reader.csv(where, answer.data)
        elif "json" in kind or "ndjson" in kind:
            self.reader.json(where, answer.data)
        elif kind == "application/zip":
            self.reader.archive(where, answer.data)
        elif kind == "application/pdf" and "/files/" not in where:  # what was attached is theirs
            path = self.folder / f"{re.sub('[^a-z0-9]', '-', where.lower())[-60:]}.pdf"
            path.write_bytes(answer.data)
            self.reader.pdf(where, path)

    def _note_fields(self, page: html.HtmlElement, path: str) -> None:
        for form in forms_of(page, path):
            if form.method == "post":
                self.written |= {
                    (urlsplit(form.action).path, one.name)
                    for one in form.fields
                    if one.kind in WRITTEN and not one.mode
                }


def _is_ours(link: str) -> bool:
    return urlsplit(link).netloc in {"", "localhost"} and urlsplit(link).scheme in {"", "http"}


def _local(path: str, link: str) -> str:
    parts = urlsplit(urldefrag(urljoin(path, link)).url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _is_left_out(path: str) -> bool:
    """Other orders of a table, and the page in another language, show nothing new."""
    asked = dict(parse_qsl(urlsplit(path).query))
    return path.startswith("/static") or bool(asked.keys() & {"sort", "lang", "language"})
