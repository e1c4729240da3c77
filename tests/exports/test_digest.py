import io
import re
from dataclasses import replace

import pytest

from exports.cleaning import clean
from exports.digest import DigestReport, write_digest
from exports.records import DigestCopy, DigestRecord, LineKind, LineRecord
from forms.answers import QuotePermission
from tests.exports.factories import PROSE, answer, digest, reference
from tests.exports.reading import calamine, cells, links, load, parts, table

SHEETS = (
    "Översikt",
    "1 Skydd och stöd",
    "2 Barn som upplever våld",
    "3 Skola och fritid",
    "4 Utan tema",
    "Förslag",
    "Tema × organisation",
    "Per organisation",
    "Alla svar",
    "Svarsstatus",
    "Om sammanställningen",
)
THEME_COLUMNS = [
    "Punkt (sekretariatet)",
    "Fråga",
    "Organisation",
    "Typ",
    "Svar",
    "Önskar av rådet",
    "Får citeras",
    "Svars-id",
    "Inkom",
]


def made(record: DigestRecord | None = None, copy: DigestCopy = DigestCopy.FOR_CHAIR) -> tuple[bytes, DigestReport]:
    target = io.BytesIO()
    report = write_digest(record or digest(), copy, target)
    return target.getvalue(), report


def sheets_of(record: DigestRecord | None = None, copy: DigestCopy = DigestCopy.FOR_CHAIR) -> dict[str, list[list]]:
    return calamine(made(record, copy)[0])


def texts_by_id(rows: list[list[object]]) -> dict[str, str]:
    """Put the rows of each answer together again."""
    found: dict[str, str] = {}
    for row in table(rows, "Svars-id"):
        if row["Svars-id"]:
            found[row["Svars-id"]] = found.get(row["Svars-id"], "") + str(row["Svar"])
    return found


def expected(record: DigestRecord, theme: str | None = None, copy: DigestCopy = DigestCopy.FOR_CHAIR) -> dict[str, str]:
    hidden = {QuotePermission.CHAIR_ONLY} if copy is DigestCopy.TO_SHARE else set()
    return {
        answer.reference: clean(answer.text)[0]
        for answer in record.answers
        if not answer.flagged
        and answer.quote_permission not in hidden
        and (theme is None or theme in (answer.theme_keys or ("",)))
    }


def everything(data: bytes) -> str:
    return "\n".join(str(value) for rows in calamine(data).values() for row in rows for value in row)


def test_the_sheets_stand_in_their_order() -> None:
    data, report = made()
    assert report.sheets == tuple(calamine(data)) == SHEETS


def test_english_has_english_sheets() -> None:
    names = list(sheets_of(digest(locale="en")))
    assert names[0] == "Overview"
    assert names[-4:] == ["By organisation", "All answers", "Response status", "About the digest"]


@pytest.mark.parametrize("copy", list(DigestCopy))
def test_every_answer_stands_once_in_full(copy: DigestCopy) -> None:
    record = digest()
    sheets = sheets_of(record, copy)
    assert texts_by_id(sheets["Alla svar"]) == expected(record, copy=copy)
    assert texts_by_id(sheets["Per organisation"]) == expected(record, copy=copy)


@pytest.mark.parametrize("copy", list(DigestCopy))
def test_every_answer_stands_once_on_each_of_its_themes_sheets(copy: DigestCopy) -> None:
    record = digest()
    sheets = sheets_of(record, copy)
    for name, theme in zip(SHEETS[1:5], ("skydd", "barn", "skola", ""), strict=True):
        assert texts_by_id(sheets[name]) == expected(record, theme, copy), name
        assert THEME_COLUMNS in sheets[name]


def test_a_long_answer_continues_with_its_marks() -> None:
    rows = [row for row in table(sheets_of()["Alla svar"], "Svars-id") if row["Svars-id"] == reference(0)]
    assert len(rows) > 10
    assert all(len(row["Svar"]) <= 2000 for row in rows)
    marks = [re.search(r"\(forts\. (\d+)/(\d+)\)", row["Typ"]) for row in rows]
    assert marks[0] is None
    assert [mark.groups() for mark in marks[1:]] == [(str(n), str(len(rows))) for n in range(2, len(rows) + 1)]


def test_flagged_answers_are_nowhere_but_counted() -> None:
    data, report = made()
    assert report.flagged == 1
    assert "HEMLIGT" not in everything(data)
    assert reference(17) not in everything(data)
    assert "1 svar undantaget" in everything(data)
    assert "Vilar på något hemligt" not in everything(data)


def test_answers_for_the_chair_stay_with_the_chair() -> None:
    secret = "Bara för ordförandens ögon."
    answers = [replace(a, text=secret) if a.reference == reference(5) else a for a in digest().answers]
    record = digest(answers=tuple(answers))
    assert secret in everything(made(record)[0])
    shared, report = made(record, DigestCopy.TO_SHARE)
    assert report.chair_only == 1
    assert secret not in everything(shared)
    assert reference(5) not in everything(shared)
    assert "Bara ordföranden ska veta detta" not in everything(shared)


def test_only_as_our_kind_shows_the_kind_on_every_sheet() -> None:
    for copy in DigestCopy:
        data, _ = made(copy=copy)
        for name, rows in calamine(data).items():
            for row in rows:
                if reference(13) in row:
                    assert "Rättighetsbaserat råd" in row, name
                    assert "Rådet för funktionshinder" not in row, name
                    assert not [value for value in row if hasattr(value, "year")], name


def test_answers_without_a_name_stand_last_in_an_order_that_tells_nothing() -> None:
    ids = [row["Svars-id"] for row in table(sheets_of()["Alla svar"], "Svars-id")]
    nameless = sorted([(1, reference(13)), (1, reference(16))])
    assert list(dict.fromkeys(ids))[-2:] == [found for _, found in nameless]


def test_a_late_answer_says_so() -> None:
    late = answer(5, 2)
    record = digest(answers=(late, answer(0, 2)))
    rows = table(sheets_of(record)["3 Skola och fritid"], "Svars-id")
    kinds = {row["Svars-id"]: row["Typ"] for row in rows if row["Svars-id"]}
    assert kinds[late.reference] == "Rättighetsbaserat råd\n(sent svar)"
    assert kinds[reference(2)] == "Medlem"


def test_a_lone_late_answer_without_a_name_does_not_tell_who_was_late() -> None:
    late = answer(5, 2, quote_permission=QuotePermission.KIND_ONLY)
    rows = table(sheets_of(digest(answers=(late, answer(0, 2))))["3 Skola och fritid"], "Svars-id")
    assert {row["Typ"] for row in rows if row["Svars-id"] == late.reference} == {"Rättighetsbaserat råd"}


def test_a_line_says_how_many_raise_it_and_who() -> None:
    rows = table(sheets_of()["1 Skydd och stöd"], "Svars-id")
    assert rows[0]["Punkt (sekretariatet)"] == "Punkt 1. Vägen till skyddat boende är för lång."
    assert rows[0]["Svar"] == "2 av 8 lyfter: Stadsledningskontoret, Polisområde Storstaden"


def test_a_count_with_a_name_and_a_kind_does_not_tell_whether_they_are_the_same() -> None:
    named, nameless = answer(4, 0), answer(4, 1, quote_permission=QuotePermission.KIND_ONLY)
    other = replace(nameless, request_id=105, organisation="HBTQI-rådet", position=5)
    line = LineRecord("barn", 1, LineKind.POINT, "En punkt.", (named.reference, nameless.reference))
    said = []
    for second in (nameless, other):
        record = digest(answers=(named, second), lines=(line,))
        said.append(table(sheets_of(record)["2 Barn som upplever våld"], "Svars-id")[0]["Svar"])
    assert said[0] == said[1]
    assert said[0] == "Minst 1 av 8 lyfter: Rådet för funktionshinder, Rättighetsbaserat råd"


def test_an_answer_under_two_lines_stands_once_and_is_pointed_at() -> None:
    data, _ = made()
    rows = table(calamine(data)["1 Skydd och stöd"], "Svars-id")
    pointers = [row for row in rows if "vilar också på" in str(row["Svar"])]
    assert f"Punkten vilar också på svar {reference(3)}, som står under Punkt 1." in [row["Svar"] for row in pointers]
    assert all(row["Svars-id"] == "" for row in pointers)


def test_answers_without_a_line_stand_last() -> None:
    first = [row["Punkt (sekretariatet)"] for row in table(sheets_of()["1 Skydd och stöd"], "Svars-id")]
    start = first.index("Ännu utan punkt")
    assert start > 0
    assert set(first[start:]) == {"Ännu utan punkt"}


def test_every_link_lands_on_its_row() -> None:
    data, _ = made()
    book = load(data)
    found = list(links(data))
    assert {link.sheet for link in found} >= {*SHEETS[:8], "Alla svar"}
    for link in found:
        text = str(book[link.sheet][link.cell].value)
        target = book[link.target_sheet][link.target_cell.split(":")[0]]
        row = [str(cell.value) for cell in book[link.target_sheet][target.row]]
        if re.fullmatch(r"[0-9A-F]{6}", text):
            assert text in row, link
        elif link.sheet == "Översikt":
            assert target.row == 1
            assert text == target.value
        elif "vilar också" in text:
            assert re.search(r"svar ([0-9A-F]{6})", text).group(1) in row, link


def test_answers_and_themes_link_both_ways() -> None:
    data, _ = made()
    book = load(data)
    forth = {(link.sheet, link.target_sheet) for link in links(data)}
    for theme in SHEETS[1:5]:
        assert (theme, "Alla svar") in forth
        assert ("Alla svar", theme) in forth
    answer_with_three = [
        link for link in links(data) if link.sheet == "Alla svar" and book["Alla svar"][link.cell].value
    ]
    targets = [link.target_sheet for link in answer_with_three if link.cell[1:] == _row_of(book, reference(4))]
    assert set(targets) == {"1 Skydd och stöd", "2 Barn som upplever våld", "3 Skola och fritid"}


def _row_of(book: object, wanted: str) -> str:
    return next(str(row[0].row) for row in book["Alla svar"].iter_rows() if row[0].value == wanted)


def test_matrix_figures_lead_to_as_many_answers() -> None:
    data, _ = made()
    book = load(data)
    matrix = book["Tema × organisation"]
    figures = [link for link in links(data) if link.sheet == matrix.title and isinstance(matrix[link.cell].value, int)]
    assert figures
    for link in figures:
        first, _, last = link.target_cell.partition(":")
        assert int((last or first)[1:]) - int(first[1:]) + 1 == matrix[link.cell].value
        assert matrix[first].value == matrix[f"A{matrix[link.cell].row}"].value


def test_nothing_is_a_formula_or_leads_outside() -> None:
    data, _ = made()
    for sheet in load(data):
        assert not [cell.coordinate for cell in cells(sheet) if cell.data_type == "f"]
        assert not sheet.merged_cells.ranges
        assert min(cell.font.sz for cell in cells(sheet)) >= 11
    found = parts(data)
    assert not [name for name in found if "externalLink" in name]
    assert all(b"TargetMode" not in content for name, content in found.items() if name.endswith(".rels"))


def test_what_the_secretariat_has_not_written_is_said_to_be_missing() -> None:
    rows = sheets_of(digest(highlights=()))["Översikt"]
    assert next(row for row in rows if row[0] == "Det viktigaste")[2] == "saknas"


def test_the_overview_counts_and_names() -> None:
    rows = {row[0]: row for row in sheets_of()["Översikt"]}
    assert rows["Inbjudna"][1] == 10
    assert rows["Har svarat"][1] == 8
    assert rows["Avstår"][1:3] == [1, "Näringslivsgruppen"]
    assert rows["Inget svar"][1:3] == [1, "Hamnens nattvandrare"]
    assert rows["Varav sent"][1:3] == [1, "HBTQI-rådet"]
    assert any("UTKAST" in str(first) for first in rows)


def test_the_overview_has_two_charts_that_a_screen_reader_can_name() -> None:
    found = parts(made()[0])
    assert len([name for name in found if name.startswith("xl/charts/chart")]) == 2
    drawing = found["xl/drawings/drawing1.xml"].decode()
    assert re.findall(r'descr="([^"]+)"', drawing) == ["Svar per tema", "Svarsläge"]
    sheet = load(made()[0])["Översikt"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)


def test_the_ledger_tells_abstentions_with_reasons_and_silence() -> None:
    rows = {row["Organisation"]: row for row in table(sheets_of()["Svarsstatus"], "Organisation")}
    assert rows["Näringslivsgruppen"]["Läge"] == "Avstår"
    assert rows["Näringslivsgruppen"]["Skäl till att avstå"] == "Vi hann inte fråga våra medlemmar."
    assert rows["Hamnens nattvandrare"]["Läge"] == "Inget svar"
    assert rows["HBTQI-rådet"]["Sent"] == "Ja"


def test_proposals_say_who_makes_them_and_who_supports_them() -> None:
    rows = table(sheets_of()["Förslag"], "Nr")
    assert [row["Nr"] for row in rows] == [1, 2]
    assert rows[0]["Från"] == "Länsstyrelsen"
    assert rows[0]["Stöds av"] == "2 av 8 lyfter: Stadsledningskontoret, Länsstyrelsen"


def test_the_last_sheet_tells_what_the_book_rests_on() -> None:
    data, report = made()
    facts = {row["Uppgift"]: row["Innehåll"] for row in table(calamine(data)["Om sammanställningen"], "Uppgift")}
    assert facts["Innehållets SHA-256"] == report.sha256
    assert facts["Svar i boken"] == 23
    assert (facts["Olästa svar"], facts["Grupperade svar"], facts["Svar lagda åt sidan"]) == (1, 21, 1)
    assert facts["Kodbok: Skydd och stöd › Digitalt våld"].endswith("0 svar")
    assert facts["Borttagna tecken"] == report.dropped == 3


def test_the_same_data_gives_the_same_bytes_and_other_data_another_sum() -> None:
    first, report = made()
    assert made()[0] == first
    changed = digest(answers=(*digest().answers[1:], answer(0, 0, PROSE + "!")))
    assert made(changed)[1].sha256 != report.sha256


def test_a_meeting_without_answers_still_has_its_digest() -> None:
    data, report = made(digest(answers=(), lines=(), requests=(), themes=(), forms=()))
    assert report.answers == 0
    assert "Alla svar" in calamine(data)


def test_many_answers_of_one_kind_keep_the_council_s_order() -> None:
    record = digest(answers=tuple(reversed(digest().answers)))
    assert [r["Svars-id"] for r in table(sheets_of(record)["Alla svar"], "Svars-id")] == [
        r["Svars-id"] for r in table(sheets_of()["Alla svar"], "Svars-id")
    ]


def test_hostile_names_of_themes_become_sheets() -> None:
    themes = tuple(replace(theme, name=f"=1+1 [{theme.key}]/'Historik'" * 3) for theme in digest().themes)
    data, report = made(digest(themes=themes))
    assert len(set(report.sheets)) == len(report.sheets)
    assert calamine(data)[report.sheets[1]][0][0] == f"1 {themes[0].name}"
