"""Forms of other programs: read as plain data, and hostile ones refused soon, with a sentence and little memory."""

import json

import pytest

from app.uploads import limits
from app.uploads.forms import JsonFile, LimeSurveyFile
from app.uploads.messages import UnreadableFile
from app.uploads.reader import read_form
from app.uploads.refusals import Refusal
from app.uploads.sheets import Sheets
from tests.app.uploads.books import book
from tests.forms.limesurvey import files
from tests.forms.surveyjs.files import WHOLE

SURVEY = files.xml(files.MODERN, ("sv", "en"))
BODY = SURVEY.split(b"?>", 1)[1]
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

HOSTILE: dict[str, tuple[bytes, str, Refusal]] = {
    "a billion laughs": (
        f'<?xml version="1.0"?><!DOCTYPE document [<!ENTITY l0 "ha">{LAUGHS}]>'.encode()
        + BODY.replace(b"Q1", b"&l9;"), "a.lss", Refusal.UNSAFE_FORM,
    ),
    "an entity of outside": (
        b'<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + BODY.replace(b"Q1", b"&x;"), "a.lss",
        Refusal.UNSAFE_FORM,
    ),
    "a document type without entities": (b"<!DOCTYPE document>" + BODY, "a.lss", Refusal.UNSAFE_FORM),
    "elements without end": (b"<document><LimeSurveyDocType/>" + b"<a>" * 100_000, "a.lss", Refusal.UNSAFE_FORM),
    "too many rows": (
        b"<document><LimeSurveyDocType/><a><rows>" + b"<row><b/></row>" * 200_000 + b"</rows></a></document>", "a.lss",
        Refusal.FORM_TOO_MUCH,
    ),
    "XML cut off": (SURVEY[:-30], "a.lss", Refusal.DAMAGED_FORM),
    "XML with a NUL byte": (SURVEY.replace(b"Q1", b"Q\0"), "a.lss", Refusal.DAMAGED_FORM),
    "XML that lies about its encoding": (SURVEY.decode().encode("latin-1"), "a.lss", Refusal.DAMAGED_FORM),
    "XML in another encoding": (SURVEY.replace(b"UTF-8", b"UTF-7"), "a.lss", Refusal.FORM_NOT_UTF8),
    "other XML": (b"<a><b/></a>", "a.lss", Refusal.NOT_A_FORM),
    "a web page": (b"<html><p>LimeSurvey</p></html>", "a.html", Refusal.WEB_PAGE),
    "a table under the wrong name": (b"a,b\n1,2\n", "a.lsq", Refusal.DAMAGED_FORM),
    "deep JSON": (b"[" * 200_000, "a.json", Refusal.UNSAFE_FORM),
    "fairly deep JSON": (b"[" * 100 + b"]" * 100, "a.json", Refusal.UNSAFE_FORM),
    "deep objects": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "a.json", Refusal.UNSAFE_FORM),
    "wide JSON": (b"[" + b"1," * 400_000 + b"1]", "a.json", Refusal.FORM_TOO_MUCH),
    "JSON of text alone": (json.dumps(["x" * 4_500_000]).encode(), "a.json", Refusal.FORM_TOO_MUCH),
    "JSON cut off": (json.dumps(WHOLE).encode()[:-9], "a.json", Refusal.DAMAGED_FORM),
    "not a number": (b'{"pages": [], "a": NaN}', "a.json", Refusal.DAMAGED_FORM),
    "a number without end": (b'{"pages": [], "a": 1e999}', "a.json", Refusal.DAMAGED_FORM),
    "a number of too many digits": (b'{"a": ' + b"9" * 6_000 + b"}", "a.json", Refusal.DAMAGED_FORM),
    "JSON in another encoding": ('{"title": "Våld"}'.encode("latin-1"), "a.json", Refusal.FORM_NOT_UTF8),
    "text under JSON's name": (b"hej", "a.json", Refusal.DAMAGED_FORM),
    "more bytes than a form has": (b"{" + b" " * (limits.FORM_BYTES + 1) + b"}", "a.json", Refusal.FORM_TOO_MUCH),
    "more rows than a table has": (
        b"id\tclass\ttype/scale\tname\n" + b"1\tQ\tS\tq\n" * 50_000, "a.txt", Refusal.TOO_MUCH
    ),
    "a table with a NUL byte": (b"id\tclass\ttype/scale\tname\n1\tQ\tS\tq\0\n", "a.txt", Refusal.NOT_TEXT),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.lss", Refusal.DAMAGED_FORM),
    "a PDF": (b"%PDF-1.7", "a.pdf", Refusal.NOT_A_FORM),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_is_refused_soon_with_a_sentence(name: str) -> None:
    data, filename, refusal = HOSTILE[name]
    with pytest.raises(UnreadableFile) as refused:
        read_form(data, filename)
    assert refused.value.refusal is refusal
    for locale in ("sv", "en"):
        assert refused.value.text(locale).endswith(".")
        assert "{" not in refused.value.text(locale)


def test_the_line_is_named() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_form(b'{\n"a": 1,\n"b" 2}', "a.json")
    assert "(rad 3)" in refused.value.text("sv")


def test_limesurvey_is_read_as_tables() -> None:
    found = read_form(SURVEY, "enkät.lss")
    assert isinstance(found, LimeSurveyFile)
    assert (found.kind, found.languages) == ("Survey", ("sv", "en"))
    line, row = found.tables["questions"][0]
    assert SURVEY.splitlines()[line - 1].strip() == b"<row>"
    assert (row["title"], row["mandatory"]) == ("Q1", "Y")
    assert "themes" not in found.tables


def test_deep_settings_of_a_theme_are_passed_over() -> None:
    theme = b"<themes><theme><config><options><a><b>x</b></a></options></config></theme></themes></document>"
    found = read_form(SURVEY.replace(b"</document>", theme), "a.xml")
    assert isinstance(found, LimeSurveyFile)
    assert set(found.tables) == set(files.MODERN)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_read_as_it_is(encoding: str) -> None:
    found = read_form(json.dumps(WHOLE, ensure_ascii=False).encode(encoding), "enkät.json")
    assert found == JsonFile(WHOLE)


def test_texts_hold_nothing_that_no_database_takes() -> None:
    found = read_form(b'{"a\\u0000": ["x\\u0000y\\ud800", "e\\r\\nz"]}', "a.json")
    assert found == JsonFile({"a": ["xy", "e\nz"]})


def test_tables_are_read_as_before() -> None:
    assert isinstance(read_form(book(), "lista.xlsx"), Sheets)
    found = read_form(files.tsv(*files.TSV_ROWS), "enkät.txt")
    assert isinstance(found, Sheets)
    assert found.sheets[0].rows[0][:3] == ("id", "related_id", "class")
    assert len(found.sheets[0].rows) == len(files.TSV_ROWS) + 1
