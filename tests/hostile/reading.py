"""Reads whatever the service gives out, and says where a typed text does not stand as it was typed."""

import csv
import io
import json
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import openpyxl
from lxml import html
from openpyxl.cell import Cell
from python_calamine import CalamineWorkbook

from tests.hostile.typist import Typed

MARK = re.compile(r"¤\d+¤")
NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069"
    "\U000e0000-\U000e007f]"
)
WORKED_OUT = re.compile(r"(?<![\w¤])49(?![\w¤])")  # 7*7
PAGE_NUMBER = re.compile("[0-9]+ / [0-9]+\\s*\f")
SCHEME = re.compile(r"\b(?:https?|ftp)://")
# What a page may say in an attribute: words for people, and what stands in an input.
SPOKEN = frozenset({"value", "title", "alt", "aria-label", "label", "content", "placeholder"})
# Where the copy of what was sent begins in a receipt.
COPY = re.compile("^(?:Det här skickade ni|What you sent)\r?$", re.MULTILINE)
SILENT = ("script", "style", "template", "iframe", "object", "embed", "math")
BOM = "\ufeff"


def as_stored(text: str) -> str:
    """A text as the database keeps it: line feeds, and nothing that no database takes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def on_one_line(text: str) -> str:
    """A name as it is kept: composed, on one line, and nothing invisible in it."""
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", as_stored(text))).split())


def in_a_cell(text: str) -> str:
    """A text as XML and a workbook can hold it."""
    return unicodedata.normalize("NFC", NOT_XML.sub("", as_stored(text)))


def in_a_mail(text: str) -> str:
    """A text in a mail: nothing invisible, and no address that a program would make a link of."""
    kept = (c for c in as_stored(text) if c in "\n\r" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    return " ".join(SCHEME.sub("", "".join(kept)).split())


@dataclass
class Reader:
    """Knows what was typed; gathers where it stands, and what is wrong there."""

    typed: dict[str, Typed]
    wrong: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)
    """The kinds of places where each mark was found."""

    def page(self, where: str, text: str) -> html.HtmlElement:
        """Read a page of HTML."""
        page = html.document_fromstring(text)
        stands = "".join(page.itertext()) if not page.xpath("//comment()") else "".join(page.xpath("//text()"))
        self.whole("page", where, stands, as_stored, on_one_line, _squeezed)
        for one in page.iter():
            self._element(where, one)
        if WORKED_OUT.search(stands):
            self.wrong.append(f"{where}: a template was worked out")
        return page

    def whole(self, kind: str, where: str, stands: str, *ways) -> None:
        """Each mark within stands at the end of its whole text, written in one of these ways."""
        for mark in set(MARK.findall(stands)):
            typed = self.typed.get(mark)
            if typed is None:
                self.wrong.append(f"{where}: {mark} was never typed")
                continue
            self.seen.setdefault(mark, set()).add(kind)
            whole = tuple({way(typed.text) for way in ways})
            for found in re.finditer(re.escape(mark), stands):
                if not stands.endswith(whole, 0, found.end()):
                    before = stands[max(0, found.start() - 90) : found.end()]
                    self.wrong.append(f"{where}: {typed.name} typed {typed.text!r} reads {before!r}")

    def _element(self, where: str, one: html.HtmlElement) -> None:
        if not isinstance(one.tag, str):
            if MARK.search(one.text or ""):
                self.wrong.append(f"{where}: a comment holds {one.text!r}")
            return
        if one.tag in SILENT and MARK.search(one.text or ""):
            self.wrong.append(f"{where}: <{one.tag}> holds {one.text[:200]!r}")
        for name, value in one.attrib.items():
            if name in SPOKEN or name.startswith("data-"):
                self.whole("field" if name == "value" else "page", where, value, as_stored, on_one_line, _squeezed)
            elif MARK.search(name + value):
                self.wrong.append(f"{where}: attribute {name} of <{one.tag}> holds {value!r}")
            if name.startswith("on") or (
                name in {"href", "src", "action"} and value.strip().lower().startswith(("javascript", "data:", "//"))
            ):
                self.wrong.append(f"{where}: <{one.tag} {name}={value!r}>")

    def cells(self, where: str, content: bytes) -> None:
        """Read a workbook with two programs."""
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                self._openpyxl_cell(f"{where} {sheet.title}!{cell.coordinate}", cell)
        other = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in other.sheet_names:
            values = (value for row in other.get_sheet_by_name(name).to_python() for value in row)
            for value in (one for one in values if isinstance(one, str)):
                self._cell(f"{where} {name} (calamine)", value)

    def _openpyxl_cell(self, where: str, cell: Cell) -> None:
        if cell.hyperlink is not None and cell.hyperlink.target:
            self.wrong.append(f"{where} links to {cell.hyperlink.target}")
        if cell.data_type == "f":
            self.wrong.append(f"{where} is the formula {cell.value!r}")
        if isinstance(cell.value, str):
            # What a workbook escapes, openpyxl leaves to its reader.
            self._cell(where, cell.value.replace("_x005F_", "_"))

    def _cell(self, where: str, value: str, kind: str = "workbook") -> None:
        texts = [value]
        if value[:1] in {"{", "["} and MARK.search(value):  # an answer of several parts is kept as JSON
            with suppress(ValueError):
                texts = list(_strings(json.loads(value)))
        for text in texts:
            self.whole(
                kind, where, text, in_a_cell, on_one_line, _squeezed_in_a_cell, *([as_stored] if text != value else [])
            )

    def csv(self, where: str, content: bytes) -> None:
        """Read a CSV made for Excel: what it could take for a formula has an apostrophe before it."""
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"):
            for value in row:
                self._cell(where, value, "csv")
                first = re.sub(f'^[\\s\u200b{BOM}";,\u2066\u202e\u2060\u00ad]*', "", value)[:1]
                if first in tuple("=+-@＝＋－＠") and first and not value.startswith("'") and not _is_number(value):
                    self.wrong.append(f"{where}: {value!r} could be a formula")

    def json(self, where: str, content: bytes) -> None:
        """Read a JSON document, or one a line."""
        text = content.decode()
        documents = (
            [json.loads(one) for one in text.split("\n") if one] if where.endswith("jsonl") else [json.loads(text)]
        )
        for value in _strings(documents):
            self.whole("json", where, value, as_stored, on_one_line)

    def pdf(self, where: str, path: Path) -> None:
        """Read a PDF without regard to where its lines end."""
        told = subprocess.run(
            ["pdftotext", "-raw", path, "-"], capture_output=True, check=True, timeout=60
        ).stdout.decode()
        self.whole("pdf", where, _letters(PAGE_NUMBER.sub("", told)), _on_paper)

    def archive(self, where: str, content: bytes) -> None:
        """Read the names in a zip."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.startswith("/") or ".." in name.split("/") or "\\" in name:
                    self.wrong.append(f"{where}: {name!r}")
                self.whole_name("zip", where, name)

    def whole_name(self, kind: str, where: str, name: str) -> None:
        """Note the marks in a file's name; what no file can be called is not in it."""
        for mark in MARK.findall(name):
            self.seen.setdefault(mark, set()).add(kind)

    def mail(self, content: bytes) -> EmailMessage:
        """Read a mail: its headers, and both parts."""
        mail = message_from_bytes(content, policy=policy.default)
        where = f"mail {mail['Subject']!r} to {mail['To']}"
        if mail.defects or set(mail.keys()) - HEADERS:
            self.wrong.append(f"{where}: {mail.defects} {sorted(set(mail.keys()) - HEADERS)}")
        for value in mail.values():
            names = [one.display_name for one in getattr(value, "addresses", ())] or [str(value)]
            for name in names:
                self.whole("mail header", where, _one_space(name), in_a_mail, _name_in_a_mail)
        text, page = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
        parsed = html.document_fromstring(page)
        for stands in (text, " ".join(parsed.itertext())):
            self.whole(
                "mail", where, _one_space(stands), in_a_mail, _name_in_a_mail, _copied, _copied_in_pieces, on_one_line
            )
        for one in parsed.iter():
            self._element(where, one)
        ours = COPY.split(text)[0]
        links = set(re.findall(r"https?://[^\s<>\"]+", ours))
        if len(links) > 1 or len(parsed.xpath("//a")) > 1:
            self.wrong.append(f"{where}: links to {links}")
        return mail


HEADERS = frozenset(
    "From To Reply-To Subject Date Message-ID In-Reply-To References Auto-Submitted X-Auto-Response-Suppress"  # noqa: SIM905
    " MIME-Version Content-Type Content-Language Content-Transfer-Encoding".split()
)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+([.,]\d+)?", text))


def _one_space(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> str:
    """Only what is printed: no spaces, nothing invisible, composed and in compatible letters."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "ZCM")


def _squeezed(text: str) -> str:
    """A text of several lines where there is room for one."""
    return " ".join(as_stored(text).split())


def _name_in_a_mail(text: str) -> str:
    return in_a_mail(on_one_line(text))


def _copied(text: str) -> str:
    """An answer in the copy of a receipt: as it was sent, but for what no mail may carry."""
    return _one_space("".join(c for c in as_stored(text) if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}))


def _copied_in_pieces(text: str) -> str:
    """The same in the mail's text, where the longest words are broken."""
    return " ".join(piece for word in _copied(text).split() for piece in re.findall(".{1,240}", word))


def _squeezed_in_a_cell(text: str) -> str:
    return in_a_cell(_squeezed(text))


def _on_paper(text: str) -> str:
    """What is printed. Text that turns its direction comes out in the order that the reading program likes."""
    return _letters(MARK.findall(text)[-1] if "\u202e" in text else as_stored(text))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings([*value.keys(), *value.values()])
    elif isinstance(value, Iterable):
        for one in value:
            yield from _strings(one)
