"""The workbook on paper: LibreOffice prints it, and the last word of every answer is there."""

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from exports.digest import write_digest
from exports.digest.contents import ANSWER_WIDTH
from exports.records import DigestCopy
from exports.text_fit import parts
from tests.exports.factories import LONG, answers, digest
from tests.suites import require_or_skip

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the printed digest."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            require_or_skip("libreoffice", f"{program} is not installed")
    folder = tmp_path_factory.mktemp("print")
    workbook = folder / "digest.xlsx"
    with workbook.open("wb") as target:
        write_digest(digest(), DigestCopy.FOR_CHAIR, target)
    return _printed(workbook)


@pytest.fixture(scope="module")
def pages(raw: str) -> list[str]:
    """The printed digest, a page each, without what lies between letters."""
    return [_letters(page) for page in raw.split("\f")]


def _printed(workbook: Path) -> str:
    profile = workbook.parent / "profile"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(workbook.parent),
            str(workbook),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pdf = workbook.with_suffix(".pdf")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text)).casefold()


def _last_word(text: str) -> str:
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text.replace("\x00", "").replace("\x0b", "")))
    return words[-1][-60:].casefold() if words else ""


def test_the_last_word_of_every_answer_is_printed(pages: list[str]) -> None:
    whole = "".join(pages)
    shown = [answer for answer in answers() if not answer.flagged]
    # Arabic comes out of a PDF in the order it is drawn, not written.
    missing = [
        answer.reference
        for answer in shown
        if _last_word(answer.text).isascii() and _last_word(answer.text) not in whole
    ]
    assert missing == []


def test_a_long_answer_is_printed_to_its_end(pages: list[str]) -> None:
    whole = "".join(pages)
    endings = [_letters(part)[-40:] for part in parts(LONG, ANSWER_WIDTH)]
    assert len(endings) > 10
    assert [ending for ending in endings if ending not in whole] == []


def test_the_overview_is_one_page_and_every_page_has_its_number(pages: list[str]) -> None:
    printed = [page for page in pages if page]
    assert "sammanställningmänsvåldmotkvinnor" in printed[0]
    assert "1skyddochstöd" in printed[1]
    assert all(f"sida{number}av{len(printed)}" in page for number, page in enumerate(printed, start=1))
    assert all("utkast" in page and "dnr012326" in page for page in printed)


def test_no_number_or_date_is_too_wide_for_its_column(raw: str) -> None:
    assert "###" not in raw


def test_headers_are_repeated_on_every_page_of_a_table(pages: list[str]) -> None:
    of_answers = [page for page in pages if "mening" in page and "svarsid" in page]
    with_text = [page for page in pages if "mening" in page]
    assert len(with_text) > 10
    assert of_answers == with_text
