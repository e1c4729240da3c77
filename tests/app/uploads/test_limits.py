"""The limits one by one, set low so that small files reach them."""

import pytest

from app.uploads import limits, package
from app.uploads.package import read_parts
from app.uploads.refusals import Refusal, RefusedFile
from app.uploads.safe_xml import XmlWalker
from app.uploads.workbook import read_xlsx
from tests.app.uploads.books import book, pack, parts


@pytest.mark.parametrize(
    ("limit", "most"),
    [("PARTS", 4), ("UNPACKED_BYTES", 1_000), ("XML_BYTES", 1_000), ("XML_ELEMENTS", 20), ("SHEETS", 1), ("CELLS", 3)],
)
def test_more_than_the_limit_is_too_much(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    data = pack(parts(states=("visible", "visible")))
    read_xlsx(data)
    monkeypatch.setattr(limits, limit, most)
    with pytest.raises(RefusedFile) as refused:
        read_xlsx(data)
    assert refused.value.refusal is Refusal.TOO_MUCH


def test_pictures_count_as_unpacked_but_not_as_xml(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book(**{"xl/media/a.png": bytes(50_000)})
    monkeypatch.setattr(limits, "XML_BYTES", 40_000)
    assert "xl/media/a.png" not in read_parts(data)
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 40_000)
    with pytest.raises(RefusedFile):
        read_parts(data)


def test_small_parts_may_pack_well(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book(**{"xl/a.xml": "<a>" + "x" * 100_000 + "</a>"})
    read_parts(data)
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 50_000)
    with pytest.raises(RefusedFile):
        read_parts(data)


def test_elements_are_counted_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "XML_ELEMENTS", 10)
    walker = XmlWalker()
    walker.walk(b"<a><b/><b/><b/><b/><b/></a>")
    with pytest.raises(RefusedFile):
        walker.walk(b"<a><b/><b/><b/><b/><b/></a>")


def test_checked_parts_are_what_the_reader_gets() -> None:
    checked = read_parts(book())
    assert read_parts(package.write_parts(checked)) == checked
