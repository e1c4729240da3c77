"""Contact lists as offices keep them."""

import pytest

from app.uploads.contact_list import ContactEntry, ContactList, OrganisationRow, read_contacts
from app.uploads.messages import UnreadableFile
from app.uploads.reader import read_workbook
from app.uploads.refusals import Refusal
from app.uploads.remarks import LONGEST_QUOTE, Remark
from app.uploads.sheets import Cell, CellFault, Fault, MergedRange, Sheet, Sheets
from forms.audience import OrganisationKind
from tests.app.uploads.books import merged, table

HEADER: tuple[Cell, ...] = ("organisation", "kind", "contact", "role", "email", "language")


def listed(*rows: tuple[Cell, ...], is_text: bool = False, **more: object) -> ContactList:
    return read_contacts(Sheets((Sheet("Lista", rows, **more),), is_text=is_text))  # type: ignore[arg-type]


def only_row(*rows: tuple[Cell, ...], **more: object) -> OrganisationRow:
    found = listed(*rows, **more)
    assert found.rejected == ()
    (row,) = found.rows
    return row


def reasons(found: ContactList) -> dict[int, str]:
    return {remark.number: remark.text.text("sv") for remark in found.rejected}


def remarks(found: ContactList) -> list[tuple[int, str]]:
    return [(remark.number, remark.text.text("sv")) for remark in found.remarks]


def test_row_with_everything() -> None:
    row = only_row(HEADER, ("Södra kansliet", "rights_council", "Samordnaren", "samordnare", "a@x.example", "en"))
    assert row == OrganisationRow(
        "Lista",
        2,
        "Södra kansliet",
        OrganisationKind.RIGHTS_COUNCIL,
        (ContactEntry("a@x.example", "Samordnaren", "samordnare", "en"),),
    )


@pytest.mark.parametrize(
    "header",
    [
        ("Organisation", "Typ", "Kontaktperson", "Roll", "E-post", "Språk"),
        ("REMISSINSTANS", "Slag", "Kontakt", "Befattning", "e-postadress:", "språk "),
        ("Kommun", "Kategori", "Handläggare", "Titel", "Mejl", "Språk"),
        ("Namn", "Typ", "Kontaktperson", "Funktion", "Mailadress", "Språk"),
    ],
)
def test_swedish_headers(header: tuple[str, ...]) -> None:
    row = only_row(header, ("Nämnden", "ungdomsfullmäktige", "Lotsen", "lots", "a@x.example", "engelska"))
    assert row.organisation == "Nämnden"
    assert row.kind is OrganisationKind.YOUTH_COUNCIL
    assert row.contacts == (ContactEntry("a@x.example", "Lotsen", "lots", "en"),)


def test_any_order_and_columns_that_are_not_read() -> None:
    found = listed(("Telefon", "E-post", "Organisation", "Ort"), (31123456, "a@x.example", "Nämnden", "Ale"))
    assert found.rows[0].contacts[0].email == "a@x.example"
    assert remarks(found) == [(0, "De här kolumnerna lästes inte: Telefon, Ort.")]


def test_name_is_the_contact_where_an_organisation_column_exists() -> None:
    row = only_row(("Organisation", "Namn", "E-post"), ("Nämnden", "Lotsen", "a@x.example"))
    assert (row.organisation, row.contacts[0].name) == ("Nämnden", "Lotsen")


def test_title_rows_above_and_header_of_two_lines() -> None:
    found = listed(
        ("Kontaktlista",),
        (),
        ("Organisation", "Ordinarie kontakt", None, None, "Ersättare"),
        (None, "Namn", "E-post ", "Tel", "Namn", "E-post"),
        ("Nämnden", "Lotsen", "lots@x.example", 123, "Kansliet", "kansli@x.example"),
        ("Bolaget", "Chefen", "chef@x.example; kansli@x.example", None, "Kansliet", "kansli@x.example"),
    )
    lots = ContactEntry("lots@x.example", "Lotsen")
    substitute = ContactEntry("kansli@x.example", "Kansliet", "Ersättare", is_substitute=True)
    assert [(row.number, row.contacts) for row in found.rows] == [
        (5, (lots, substitute)),
        (6, (ContactEntry("chef@x.example", "Chefen"), substitute)),
    ]


def test_headings_totals_and_repeated_headers_are_told_of() -> None:
    found = listed(
        HEADER,
        ("Norra länet",),
        ("Nämnden", None, None, None, "a@x.example"),
        HEADER,
        ("Södra län",),
        ("Summa", 1),
        ("Summa 12",),
        merged=(MergedRange(2, 1, 2, 6),),
    )
    assert [row.number for row in found.rows] == [3]
    assert remarks(found) == [
        (2, "”Norra länet” lästes som mellanrubrik."),
        (4, "Raden upprepar rubrikerna."),
        (5, "”Södra län” lästes som mellanrubrik."),
        (6, "”Summa” lästes som summarad."),
        (7, "”Summa 12” lästes som summarad."),
    ]


def test_heading_that_names_a_kind_gives_it_to_the_rows_below() -> None:
    found = listed(
        ("organisation", "e-post"),
        ("Rättighetsbaserade råd",),
        ("Rådet A", "a@x.example"),
        ("Norra län",),
        ("Rådet B", "b@x.example"),
    )
    assert [row.kind for row in found.rows] == [OrganisationKind.RIGHTS_COUNCIL, None]


def test_lone_name_is_an_organisation_that_can_not_be_invited() -> None:
    found = listed(HEADER, ("Ungdomsfullmäktige",))
    assert found.rows[0].contacts == ()
    assert remarks(found) == [(2, "Ingen e-postadress: organisationen kan inte få någon inbjudan.")]


def test_contact_without_an_address_is_told_of() -> None:
    found = listed(HEADER, ("Nämnden", None, "Lotsen"))
    assert found.rows[0].contacts == ()
    assert remarks(found) == [(2, "Lotsen har ingen e-postadress och blir därför inte kontaktperson.")]


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("  Norra \u00a0 nämnden ", "Norra nämnden"),
        ("A\u030almala kn", "Ålmala kommun"),
        ("Sö\u00addra\u202e", "Södra"),
    ],
)
def test_names_are_cleaned(name: str, cleaned: str) -> None:
    assert only_row(HEADER, (name, None, None, None, "a@x.example")).organisation == cleaned


def test_vertically_merged_organisation_counts_for_every_row() -> None:
    found = listed(
        ("organisation", "email"),
        ("Nämnden", "a@x.example"),
        (None, "b@x.example"),
        merged=(MergedRange(2, 1, 3, 1),),
    )
    assert [row.organisation for row in found.rows] == ["Nämnden", "Nämnden"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("A", None, None, None, "a at x.example"), "”a at x.example” är ingen fullständig e-postadress."),
        (("A", "klubb", None, None, "a@x.example"), "Typen ”klubb” känns inte igen. "),
        (("A", None, None, None, "a@x.example", "latin"), "Språket ”latin” känns inte igen. "),
        ((None, None, "Lotsen", None, "a@x.example"), "Organisationens namn saknas."),
        (("Bcc: all@x.example", None, "X"), "”Bcc: all@x.example” ser ut som en e-postadress"),
        (("A" * 301, None, None, None, "a@x.example"), "Cell A2 har fler än 300 tecken."),
    ],
)
def test_rejected_with_a_reason(row: tuple[Cell, ...], reason: str) -> None:
    found = listed(HEADER, row, ("B", None, None, None, "b@x.example"))
    assert [row.organisation for row in found.rows] == ["B"]
    assert list(reasons(found)) == [2]
    assert reasons(found)[2].startswith(reason)


@pytest.mark.parametrize("cell", ["a.b (at) x.example", "a[AT]x.example", "a {snabel-a} x.example"])
def test_a_disguised_address_is_asked_for_and_its_organisation_kept(cell: str) -> None:
    found = listed(HEADER, ("A", None, "Lotsen", None, cell), ("B", None, None, None, "b@x.example"))
    assert found.rejected == ()
    assert [(row.organisation, len(row.contacts)) for row in found.rows] == [("A", 0), ("B", 1)]
    assert remarks(found) == [
        (2, f"”{cell}” är ingen e-postadress utan en omskrivning. Fråga efter adressen och lägg till den."),
        (2, "Lotsen har ingen e-postadress och blir därför inte kontaktperson."),
    ]


def test_faults_in_cells_that_matter_reject_the_row() -> None:
    faults = (
        CellFault(2, 5, Fault.ERROR_VALUE),
        CellFault(3, 1, Fault.FORMULA_WITHOUT_VALUE),
        CellFault(4, 9, Fault.ERROR_VALUE),
    )
    row: tuple[Cell, ...] = ("A", None, None, None, None)
    found = listed(HEADER, row, (None, *row[1:], "sv"), ("C", *row[1:]), faults=faults)
    assert reasons(found) == {
        2: "Cell E2 visar ett felvärde.",
        3: "Cell A3 har ett värde som inte går att läsa. Skriv det som text.",
    }


def test_text_row_with_more_cells_than_headers_is_rejected() -> None:
    rows = (("organisation", "email"), ("A", "a@x.example", "rest"))
    assert reasons(listed(*rows, is_text=True)) == {
        2: "Raden har fler celler än rubrikraden. Sätt citattecken om text med skiljetecken."
    }
    assert reasons(listed(*rows)) == {}


def test_rows_that_contradict_each_other() -> None:
    found = listed(
        HEADER,
        ("A", "member", "Lotsen", None, "a@x.example"),
        ("a ", None, None, "lots", "A@x.example"),
        ("A", "other", None, None, "b@x.example"),
        ("A", None, "Chefen", None, "a@x.example"),
    )
    assert [row.number for row in found.rows] == [2, 3]
    assert reasons(found) == {
        4: "Organisationen har en annan typ på rad 2.",
        5: "a@x.example har ett annat namn, en annan roll eller ett annat språk på rad 2.",
    }


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([("Fråga", "Svar"), ("q1", "ja")], Refusal.NO_HEADER),
        ([("organisation", "email", "E-post ")], Refusal.NO_ROWS),
        ([("E-post", "E-post", "Organisation"), ("a@x.example", "b@x.example", "A")], Refusal.COLUMN_TWICE),
        ([HEADER], Refusal.NO_ROWS),
    ],
)
def test_unusable_lists(rows: list[tuple[Cell, ...]], refusal: Refusal) -> None:
    with pytest.raises(UnreadableFile) as refused:
        listed(*rows)
    assert refused.value.refusal is refusal


def test_hidden_sheet_is_skipped_and_hidden_row_is_read() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (("organisation", "email"), ("A", "a@x.example"))
    found = read_contacts(
        Sheets(
            (
                Sheet("Gamla", rows, visible=False),
                Sheet("Nya", rows, hidden_rows=frozenset({2})),
                Sheet("Om", (("x",),)),
            )
        )
    )
    assert [(row.sheet, row.number) for row in found.rows] == [("Nya", 2)]
    assert [remark.line("sv") for remark in found.remarks] == [
        "Gamla: Bladet är dolt och lästes inte.",
        "Nya, rad 2: Raden är dold i filen men lästes.",
        "Om: Bladet har ingen rubrikrad med organisation och lästes inte.",
    ]


def test_what_a_report_quotes_is_short_plain_text() -> None:
    found = listed(HEADER, ("A", "\x1b[31m" + "x" * 500))
    quoted = reasons(found)[2]
    assert "\x1b" not in Remark("a\nb", 1, found.rejected[0].text).line("sv")
    assert "x" * (LONGEST_QUOTE + 1) not in quoted


def test_whole_way_from_a_workbook() -> None:
    data = table(
        [
            ["Lista över alla"],
            ["Organisation", "Kontakt", None],
            [None, "Namn", "E-post"],
            ["A", "Lotsen", "A@X.example"],
        ],
        after=merged("A1:C1", "A2:A3", "B2:C2"),
        hidden_rows=(4,),
    )
    found = read_contacts(read_workbook(data, "lista.xlsx"))
    assert found.rows == (OrganisationRow("Blad1", 4, "A", None, (ContactEntry("a@x.example", "Lotsen"),)),)
