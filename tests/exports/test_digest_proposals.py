"""Proposals out of repeating groups: each is a row of its own, once, and shows no more than its answer may."""

from dataclasses import replace

import pytest

from exports.records import Coverage, DigestCopy, DigestRecord, LineKind, LineRecord
from exports.snapshots import from_json, to_json
from forms.answers import QuotePermission
from tests.exports.factories import answer, digest, reference
from tests.exports.reading import calamine, links, table
from tests.exports.test_digest import everything, made, sheets_of

HOUSING = "Fler lägenheter efter skyddat boende.\nGäller: Kvinnor med barn"
HELPERS = "En namngiven handläggare i varje stadsdel.\nÖnskas av rådet: Ta upp det med nämnden"
OWN = (HOUSING, HELPERS)
TEXT = f"Förslag 1: {HOUSING}\n\nFörslag 2: {HELPERS}"
FIRST, SECOND = reference(0), reference(3)


def record(*lines: LineRecord, first: dict[str, object] | None = None) -> DigestRecord:
    """Two organisations with two proposals each."""
    answers = (
        answer(0, 0, TEXT, proposals=OWN, **(first or {})),
        answer(1, 0, "Förslag 1: Lampor.\nFörslag 2: Bussar.", proposals=("Lampor.", "Bussar.")),
    )
    return replace(digest(), answers=answers, lines=lines)


def line(wording: str, *references: str) -> LineRecord:
    return LineRecord("skydd", 1, LineKind.PROPOSAL, wording, references)


def rows(of: DigestRecord, copy: DigestCopy = DigestCopy.FOR_CHAIR) -> list[tuple[object, ...]]:
    return [
        (row["Nr"], row["Förslag"], row["Från"], row["Stöds av"] or "", row["Tema"])
        for row in table(sheets_of(of, copy)["Förslag"], "Nr")
    ]


def test_each_proposal_is_a_row_in_its_own_words() -> None:
    found = rows(record())
    assert [row[0] for row in found] == [1, 2, 3, 4]
    assert found[0] == (1, HOUSING, "Stadsledningskontoret", "", "Skydd och stöd")
    assert [row[1] for row in found[2:]] == ["Lampor.", "Bussar."]
    assert "4 förslag · Sist står" in everything(made(record())[0])


def test_a_proposal_that_a_line_has_taken_over_does_not_stand_twice() -> None:
    found = rows(record(line("Rådet vill se en handläggare med namn i varje stadsdel.", FIRST, SECOND)))
    assert [row[1] for row in found] == [
        "Rådet vill se en handläggare med namn i varje stadsdel.", HOUSING, "Lampor.", "Bussar."
    ]  # fmt: skip
    both = (line("Lägenheter efter boendet.", FIRST), line("Handläggare i varje stadsdel.", FIRST))
    assert [row[1] for row in rows(record(*both))][2:] == ["Lampor.", "Bussar."]


def test_the_last_one_left_is_taken_over_whatever_words_the_line_has() -> None:
    lines = (line("Lampor", SECOND), line("Något helt annat", SECOND))
    assert [row[1] for row in rows(record(*lines))][2:] == [HOUSING, HELPERS]


def test_what_is_set_aside_or_flagged_makes_no_row() -> None:
    for changes in ({"coverage": Coverage.SET_ASIDE}, {"flagged": True}):
        assert [row[1] for row in rows(record(first=changes))] == ["Lampor.", "Bussar."]
    assert "handläggare" not in everything(made(record(first={"flagged": True}))[0])


@pytest.mark.parametrize(("copy", "count"), [(DigestCopy.FOR_CHAIR, 4), (DigestCopy.TO_SHARE, 2)])
def test_for_the_chair_only_leaves_no_proposal_in_the_copy_to_share(copy: DigestCopy, count: int) -> None:
    hidden = record(first={"quote_permission": QuotePermission.CHAIR_ONLY})
    assert len(rows(hidden, copy)) == count
    assert ("handläggare" in everything(made(hidden, copy)[0])) is (copy is DigestCopy.FOR_CHAIR)


@pytest.mark.parametrize("copy", DigestCopy)
def test_only_as_our_kind_names_the_kind_and_stands_last(copy: DigestCopy) -> None:
    found = rows(record(first={"quote_permission": QuotePermission.KIND_ONLY}), copy)
    assert [row[2] for row in found] == ["Polisområde Storstaden"] * 2 + ["Medlem"] * 2
    assert "Stadsledningskontoret" not in str(found)


def test_the_column_of_wishes_leads_to_the_proposals_and_back() -> None:
    data, _ = made(record(line("Lampor.", SECOND)))
    theme = table(calamine(data)["1 Skydd och stöd"], "Svars-id")
    wishes = {row["Svars-id"]: row["Önskar av rådet"] for row in theme if row["Svars-id"]}
    assert wishes == {FIRST: "Nr 2, 3", SECOND: "Nr 1, 4"}
    assert len([one for one in links(data) if one.sheet == "Förslag"]) == 4


def test_a_long_proposal_continues_on_the_next_row() -> None:
    long = " ".join(f"Mening {number} om väntan." for number in range(400))
    found = rows(replace(record(), answers=(answer(0, 0, long, proposals=(long,)),)))
    assert len(found) > 1
    assert {row[0] for row in found} == {1}
    assert "".join(str(row[1]) for row in found) == long
    assert "(forts. 2/" in str(found[1][2])


def test_an_edition_without_proposals_keeps_its_sum_and_one_with_them_is_kept_whole() -> None:
    with_them, without = record(), digest()
    assert from_json(to_json(with_them)) == with_them
    old = to_json(without)
    for one in old["answers"]:
        del one["proposals"]
    assert from_json(old) == without
    assert made(from_json(old))[1].sha256 == made(without)[1].sha256
