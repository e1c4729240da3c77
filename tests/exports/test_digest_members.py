"""What members of a collecting body say, in the workbook: beside its answer on every sheet, and in the first page's block."""

import io
from dataclasses import replace

import pytest

from exports import snapshots
from exports.digest import write_digest
from exports.digest.fingerprint import content_sha256
from exports.records import DigestCopy, DigestRecord
from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from forms.joint_answer import Citation, JointPart, Minority
from tests.exports.factories import NAUGHTY, answer, digest
from tests.exports.reading import calamine, load, parts, table

LONG = "Ett mycket långt citat. " * 200
PART = JointPart(
    "q",
    (Citation("Laga lamporna.", 12, (NAUGHTY[0], LONG)), Citation("Ha öppet.", None)),
    (Minority("Vi vill ha kameror.", 6, ("=SUMMA(A1)",)), Minority("Vi två är rädda.", None)),
)


def young(members: int | None = 55, **changes: object) -> DigestRecord:
    """A digest in which a youth council has answered after asking its members."""
    record = digest()
    place = next(one for one in record.requests if one.kind is OrganisationKind.YOUTH_COUNCIL).position
    requests = tuple(
        replace(one, collected=True, members=members) if one.position == place else one for one in record.requests
    )
    others = tuple(one for one in record.answers if one.position != place)
    return replace(record, requests=requests, answers=(*others, answer(place, joint=PART, **changes)))


def sheets_of(record: DigestRecord, copy: DigestCopy = DigestCopy.FOR_CHAIR) -> tuple[bytes, dict[str, list[list]]]:
    target = io.BytesIO()
    write_digest(record, copy, target)
    return target.getvalue(), calamine(target.getvalue())


def said(rows: list[list[object]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in table(rows, "Svars-id"):
        found.setdefault(str(row["Typ"]).split("\n")[0], []).append(str(row["Svar"]))
    return found


def test_each_voice_stands_under_its_answer_as_it_was_written() -> None:
    data, sheets = sheets_of(young())
    for name in ("Alla svar", "Per organisation", "1 Skydd och stöd"):
        found = said(sheets[name])
        assert found["Minoritetsröst (6 medlemmar)"] == ["Vi vill ha kameror."]
        assert found["Minoritetsröst (färre än fem medlemmar)"] == ["Vi två är rädda."]
        assert found["Mening som medlemmar står bakom (12 medlemmar)"] == ["Laga lamporna."]
        assert found["Mening som medlemmar står bakom (färre än fem medlemmar)"] == ["Ha öppet."]
        assert found["Citat, minoritetsröst"] == ["=SUMMA(A1)"]
        quoted = "".join(found["Citat ur medlemmarnas röster"])
        assert quoted.endswith(LONG.strip()) or LONG.strip() in quoted
    assert not any(b"<f>" in part and b"SUMMA" in part for part in parts(data).values())
    cells = [cell for row in load(data)["Alla svar"].iter_rows() for cell in row if cell.value == "=SUMMA(A1)"]
    assert cells
    assert all(cell.data_type == "s" for cell in cells)


def test_the_first_page_tells_whom_the_answer_speaks_for() -> None:
    texts = [str(cell) for row in sheets_of(young())[1]["Översikt"] for cell in row]
    joined = "\n".join(texts)
    assert "svaret bygger på röster från 55 medlemmar." in joined
    assert "minoritetsröst (6 medlemmar): Vi vill ha kameror." in joined
    assert "minoritetsröst (färre än fem medlemmar): Vi två är rädda." in joined
    assert "”=SUMMA(A1)”" in joined
    assert LONG.strip() not in joined, "there is one page"
    few = "\n".join(str(cell) for row in sheets_of(young(members=None))[1]["Översikt"] for cell in row)
    assert "svaret bygger på röster från färre än fem medlemmar." in few


@pytest.mark.parametrize("flagged", [True, False])
def test_voices_go_where_their_answer_goes(flagged: bool) -> None:
    hidden = {"flagged": True} if flagged else {"quote_permission": QuotePermission.CHAIR_ONLY}
    copy = DigestCopy.FOR_CHAIR if flagged else DigestCopy.TO_SHARE
    _, sheets = sheets_of(young(**hidden), copy)
    assert not [name for name, rows in sheets.items() if "Vi vill ha kameror." in str(rows)]


def test_an_edition_keeps_its_voices_and_old_ones_keep_their_sum() -> None:
    record = young()
    assert snapshots.from_json(snapshots.to_json(record)) == record
    kept = snapshots.to_json(digest())
    for one in kept["answers"]:
        del one["joint"]
    for one in kept["requests"]:
        del one["collected"], one["members"]
    old = snapshots.from_json(kept)
    assert content_sha256(old, DigestCopy.FOR_CHAIR) == content_sha256(digest(), DigestCopy.FOR_CHAIR)
    assert content_sha256(record, DigestCopy.FOR_CHAIR) != content_sha256(digest(), DigestCopy.FOR_CHAIR)
