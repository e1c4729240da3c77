"""What may be attached to an answer: told by its content, and refused where it may do harm."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from app.uploads import limits
from app.uploads.attachment.kinds import MEDIA_TYPES
from app.uploads.attachment.messages import SENTENCES, UnfitFile
from app.uploads.reader import check_attachment
from app.uploads.refusals import Refusal
from tests.app.uploads import attachments as make
from tests.suites import require_or_skip

SOUND = {
    ".pdf": make.pdf(packed=b"10 0 << /Type /Page >>"),
    ".docx": make.office(".docx"),
    ".xlsx": make.office(".xlsx"),
    ".pptx": make.office(".pptx"),
    ".odt": make.open_document(".odt"),
    ".ods": make.open_document(".ods"),
    ".odp": make.open_document(".odp"),
    ".png": make.png(),
    ".jpg": make.jpeg(after=b"kamerans egna byte"),
    ".jpeg": make.jpeg(),
    ".txt": "Läget är bättre – än i fjol.\n".encode(),
    ".csv": "plats;antal\nTorget;-4\nParken;=SUM(A1)\n".encode("cp1252"),
}


def refusal(data: bytes, name: str) -> Refusal:
    with pytest.raises(UnfitFile) as caught:
        check_attachment(data, name)
    assert caught.value.text("sv") != caught.value.text("en")
    return caught.value.refusal


@pytest.mark.parametrize("ending", MEDIA_TYPES)
def test_every_kind_is_taken_under_its_own_name(ending: str) -> None:
    check_attachment(SOUND[ending], f"Karta{ending.upper()}")


@pytest.mark.parametrize("ending", MEDIA_TYPES)
def test_none_is_taken_under_another_kinds_name(ending: str) -> None:
    other = ".pdf" if ending != ".pdf" else ".docx"
    assert refusal(SOUND[ending], f"karta{other}") is Refusal.WRONG_ENDING
    assert refusal(SOUND[ending], "karta.exe") is Refusal.NOT_ALLOWED


def nested(depth: int) -> bytes:
    inner = make.office(".xlsx")
    for _ in range(depth):
        inner = make.office(".docx", {"word/embeddings/inre.xlsx": inner})
    return inner


def test_a_chart_may_hold_its_own_workbook_but_nothing_deeper() -> None:
    check_attachment(nested(1), "diagram.docx")
    assert refusal(nested(2), "diagram.docx") is Refusal.TOO_MUCH


def bomb() -> bytes:
    return make.office(more={"word/media/bild.bmp": bytes(limits.RATIO_FROM_BYTES * 4)})


def overlapping() -> bytes:
    data = bytearray(make.office())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        last = package.infolist()[-1]
    # The last entry of the directory is pointed at the first one's bytes.
    entry = data.rfind(b"PK\x01\x02")
    assert last.header_offset
    data[entry + 42 : entry + 46] = bytes(4)
    return bytes(data)


ODF_SCRIPT = '<script:event-listener script:language="ooo:script"/>'
FIELD = "<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd</w:instrText></w:r></w:p>"
HOSTILE = {
    "nothing": (b"", ".pdf", Refusal.NO_BYTES),
    "too large": (b"a" * (limits.FILE_BYTES + 1), ".txt", Refusal.TOO_LARGE),
    "program": (b"MZ\x90\x00" + bytes(100), ".exe", Refusal.NOT_ALLOWED),
    "program called text": (b"MZ\x90\x00\x03" + bytes(100), ".txt", Refusal.WRONG_ENDING),
    "web page called text": (b"<html><script>alert(1)</script>", ".txt", Refusal.WRONG_ENDING),
    "drawing with script": (b"<svg onload='x'/>", ".svg", Refusal.NOT_ALLOWED),
    "table that starts a program": (b"a;b\n1;=cmd|'/c calc'!A0\n", ".csv", Refusal.ACTIVE),
    "archive": (make.zipped({"a.txt": "a"}), ".zip", Refusal.NOT_ALLOWED),
    "archive called document": (make.zipped({"a.txt": "a"}), ".docx", Refusal.NOT_ALLOWED),
    "macros by name": (make.office(), ".docm", Refusal.MACROS),
    "macros by part": (make.office(more={"word/vbaProject.bin": make.OLE}), ".docx", Refusal.MACROS),
    "macros by type": (
        make.office(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"), ".docx", Refusal.MACROS
    ),
    "old macros": (make.office(".xlsx", {"xl/macrosheets/sheet1.xml": "<a/>"}), ".xlsx", Refusal.MACROS),
    "macros in a chart's workbook": (
        make.office(more={"word/embeddings/a.xlsx": make.office(".xlsx", {"xl/vbaProject.bin": make.OLE})}),
        ".docx", Refusal.MACROS,
    ),
    "open macros": (make.open_document(more={"Basic/Standard/Modul.xml": "<a/>"}), ".odt", Refusal.MACROS),
    "open script": (make.open_document(more={"Scripts/python/a.py": "import os"}), ".odt", Refusal.MACROS),
    "open event": (make.open_document(content=ODF_SCRIPT), ".odt", Refusal.MACROS),
    "object": (make.office(more={"word/embeddings/oleObject1.bin": make.OLE}), ".docx", Refusal.ACTIVE),
    "open object": (make.open_document(more={"Object 1": make.OLE}), ".odt", Refusal.ACTIVE),
    "control": (make.office(more={"word/activeX/activeX1.xml": "<a/>"}), ".docx", Refusal.ACTIVE),
    "program inside": (make.office(more={"word/media/a.png": b"MZ\x90\x00"}), ".docx", Refusal.ACTIVE),
    "field that starts a program": (make.office(body=FIELD), ".docx", Refusal.ACTIVE),
    "template from afar": (
        make.office(more={"word/_rels/a.rels": make.relationships(("attachedTemplate", "https://x.example/a", "External"))}),
        ".docx", Refusal.ACTIVE,
    ),
    "object from afar": (
        make.office(more={"word/_rels/a.rels": make.relationships(("oleObject", "mhtml:https://x.example", "External"))}),
        ".docx", Refusal.ACTIVE,
    ),
    "bomb": (bomb(), ".docx", Refusal.TOO_MUCH),
    "many parts": (make.office(more={f"a{n}": b"" for n in range(limits.PARTS)}), ".docx", Refusal.TOO_MUCH),
    "overlapping parts": (overlapping(), ".docx", Refusal.DAMAGED),
    "part outside": (make.office(more={"../../start.png": b"a"}), ".docx", Refusal.DAMAGED),
    "entities": (
        make.office(more={"word/a.xml": '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'}), ".docx", Refusal.UNSAFE_XML
    ),
    "deep XML": (
        make.office(more={"word/a.xml": "<a>" * (limits.XML_DEPTH + 1) + "</a>" * (limits.XML_DEPTH + 1)}),
        ".docx", Refusal.UNSAFE_XML,
    ),
    "cut off": (make.office()[:-30], ".docx", Refusal.DAMAGED),
    "locked office": (make.OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", Refusal.ENCRYPTED),
    "locked open document": (
        make.open_document(manifest="<manifest:encryption-data/>", more={"content.xml": b"\x00\x01"}),
        ".odt", Refusal.ENCRYPTED,
    ),
    "old office": (make.OLE, ".doc", Refusal.OLD_OFFICE),
    "old office by a new name": (make.OLE, ".docx", Refusal.OLD_OFFICE),
    "locked PDF": (make.pdf(trailer=b"/Encrypt 9 0 R"), ".pdf", Refusal.ENCRYPTED),
    "PDF with script": (make.pdf(b"/OpenAction << /S /JavaScript /JS (a) >>"), ".pdf", Refusal.ACTIVE),
    "PDF with hidden script": (make.pdf(b"/OpenAction << /S /J#61v#61Script >>"), ".pdf", Refusal.ACTIVE),
    "PDF with packed script": (make.pdf(packed=b"9 0 << /S /JavaScript >>"), ".pdf", Refusal.ACTIVE),
    "PDF packed to hide": (make.pdf(packed=b"abc", filtered=b"/ASCIIHexDecode"), ".pdf", Refusal.ACTIVE),
    "PDF that starts a program": (make.pdf(b"/AA << /S /Launch /F (a.exe) >>"), ".pdf", Refusal.ACTIVE),
    "PDF with a file inside": (make.pdf(b"/Names << /EmbeddedFiles 4 0 R >>"), ".pdf", Refusal.ACTIVE),
    "PDF cut off": (make.pdf()[:-20], ".pdf", Refusal.DAMAGED),
    "huge picture": (make.png(60_000, 60_000), ".png", Refusal.TOO_MUCH),
    "huge photograph": (make.jpeg(60_000, 60_000), ".jpg", Refusal.TOO_MUCH),
    "picture with an archive": (make.png(after=make.zipped({"a": "a"})), ".png", Refusal.ACTIVE),
    "photograph with an archive": (make.jpeg(after=make.zipped({"a": "a"})), ".jpg", Refusal.ACTIVE),
    "broken picture": (make.png()[:-6], ".png", Refusal.DAMAGED),
    "broken photograph": (make.jpeg()[:12], ".jpg", Refusal.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize(("data", "ending", "why"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_for_what_they_are(data: bytes, ending: str, why: Refusal) -> None:
    assert refusal(data, f"bilaga{ending}") is why


def test_packed_objects_of_a_pdf_are_unpacked_within_limits() -> None:
    assert refusal(make.pdf(packed=bytes(limits.UNPACKED_BYTES + 1)), "a.pdf") in (Refusal.TOO_MUCH, Refusal.GAVE_UP)


def test_each_sentence_is_in_both_languages() -> None:
    assert {refused: sentence.languages for refused, sentence in SENTENCES.items()} == dict.fromkeys(
        SENTENCES, ("en", "sv")
    )


@pytest.mark.libreoffice
def test_what_an_office_program_saves_is_taken(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("plats;antal\nTorget;4\n")
    for ending in (".pdf", ".xlsx", ".ods"):
        run = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", ending[1:]]
        try:
            subprocess.run([*run, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True)
        except FileNotFoundError:
            require_or_skip("libreoffice", "no LibreOffice is installed")
        check_attachment((tmp_path / f"a{ending}").read_bytes(), f"a{ending}")
