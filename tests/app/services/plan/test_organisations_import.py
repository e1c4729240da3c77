"""Imports of contact lists into a council."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, Contact, Council, Organisation, now
from app.services.plan import organisations_import
from app.services.plan.import_report import Change, ImportReport
from app.services.problems import Refused
from app.uploads.contact_list import ContactEntry, ContactList, OrganisationRow
from app.uploads.remarks import Remark, sentence
from forms.audience import OrganisationKind

MEMBER, OTHER = OrganisationKind.MEMBER, OrganisationKind.OTHER
REJECTED = Remark("", 9, sentence("no_organisation"))


@pytest.fixture
def council(app_context: Flask) -> Council:
    with db.transaction() as session:
        council = Council(code="rad", name="Rådet")
        session.add(council)
    return council


def row(
    number: int, name: str, *contacts: ContactEntry, kind: OrganisationKind | None = None, sheet: str = ""
) -> OrganisationRow:
    return OrganisationRow(sheet, number, name, kind, contacts)


def contacts(*rows: OrganisationRow, rejected: tuple[Remark, ...] = ()) -> ContactList:
    return ContactList(rows, rejected, ())


def run(
    council: Council, *rows: OrganisationRow, skip_rejected: bool = False, rejected: tuple[Remark, ...] = ()
) -> ImportReport:
    with db.transaction():
        return organisations_import.run(council, contacts(*rows, rejected=rejected), skip_rejected=skip_rejected)


def changes(report: ImportReport) -> list[str]:
    return [str(row.change) for row in report.rows]


def stored() -> list[tuple[str, OrganisationKind, int, list[tuple[str, str, str, str]]]]:
    db.session.expire_all()
    organisations = db.session.scalars(select(Organisation).order_by(Organisation.id))
    return [
        (
            each.name,
            each.membership.kind,
            each.membership.position,
            [(contact.email, contact.name, contact.role, contact.language) for contact in each.contacts],
        )
        for each in organisations
    ]


ANNA = ContactEntry("a@x.example", "Lotsen", "lots", "en")
KANSLI = ContactEntry("k@x.example")


def test_new_organisations_come_last_in_their_order(council: Council) -> None:
    run(council, row(2, "Först"))
    report = run(council, row(2, "B", ANNA, KANSLI, kind=OTHER), row(3, "A"))
    assert changes(report) == ["created", "created"]
    assert report.written
    assert stored() == [
        ("Först", MEMBER, 0, []),
        ("B", OTHER, 1, [("a@x.example", "Lotsen", "lots", "en"), ("k@x.example", "", "", "sv")]),
        ("A", MEMBER, 2, []),
    ]


def test_second_import_changes_nothing(council: Council) -> None:
    rows = (row(2, "Norra nämnden", ANNA), row(3, "Norra  NÄMNDEN", KANSLI), row(4, "Södra", kind=OTHER))
    assert changes(run(council, *rows)) == ["created", "created", "created"]
    before = stored()
    assert len(before) == 2
    again = run(council, *rows)
    assert changes(again) == ["unchanged"] * 3
    assert stored() == before


def test_names_match_whatever_their_composition(council: Council) -> None:
    run(council, row(2, "Åmåls kommun"))
    assert changes(run(council, row(2, "A\u030ama\u030als kommun"))) == ["unchanged"]


def test_same_row_twice_is_one_contact(council: Council) -> None:
    assert changes(run(council, row(2, "A", ANNA), row(3, "A", ANNA))) == ["created", "unchanged"]


def test_what_the_list_says_wins_and_what_it_is_silent_about_stays(council: Council) -> None:
    run(council, row(2, "A", ANNA, kind=OTHER))
    report = run(council, row(2, "A", ContactEntry("a@x.example", "Chefen")), row(3, "A", KANSLI, kind=MEMBER))
    assert changes(report) == ["updated", "updated"]
    assert stored() == [
        ("A", MEMBER, 0, [("a@x.example", "Chefen", "lots", "en"), ("k@x.example", "", "", "sv")]),
    ]


def test_nobody_is_removed(council: Council) -> None:
    run(council, row(2, "A", ANNA), row(3, "B"))
    run(council, row(2, "A", KANSLI))
    assert [(name, len(found)) for name, _, _, found in stored()] == [("A", 2), ("B", 0)]


def test_who_has_left_does_not_come_back(council: Council) -> None:
    run(council, row(2, "A", ANNA))
    with db.transaction():
        organisation = db.session.scalars(select(Organisation)).one()
        organisation.membership.left_at = organisation.contacts[0].left_at = now()
    report = run(council, row(2, "A", ContactEntry("a@x.example", "Ny")))
    assert changes(report) == ["unchanged"]
    assert db.session.scalars(select(Contact)).one().left_at is not None
    assert [remark.text.text("sv").split(" ")[0] for remark in report.remarks] == ["a@x.example", "Organisationen"]


def test_other_council_is_not_touched(council: Council) -> None:
    with db.transaction() as session:
        other = Council(code="annat", name="Annat")
        session.add(other)
    run(other, row(2, "A", ANNA))
    assert changes(run(council, row(2, "A", ANNA))) == ["created"]
    assert len(stored()) == 2


def test_preview_counts_the_same_and_writes_nothing(council: Council) -> None:
    run(council, row(2, "A"))
    listed = contacts(row(2, "A"), row(3, "A", ANNA), row(4, "B"), rejected=(REJECTED,))
    report = organisations_import.preview(council, listed)
    counts = {change.value: report.count(change) for change in Change}
    assert counts == {"created": 1, "updated": 1, "unchanged": 1, "rejected": 1}
    assert report.total == 4
    assert not report.written
    assert not db.session.new
    assert not db.session.dirty
    assert [name for name, *_ in stored()] == ["A"]


def test_one_rejected_row_keeps_all_from_being_written(council: Council) -> None:
    report = run(council, row(2, "A"), rejected=(REJECTED,))
    assert not report.written
    assert report.rejected == (REJECTED,)
    assert stored() == []


def test_other_rows_are_written_when_that_is_asked_for(council: Council) -> None:
    report = run(council, row(2, "A"), rejected=(REJECTED,), skip_rejected=True)
    assert report.written
    assert [name for name, *_ in stored()] == ["A"]


def test_missing_kinds_are_told_of_for_new_organisations_only(council: Council) -> None:
    report = run(council, row(2, "A"), row(3, "B", kind=OTHER), row(4, "C"))
    assert [remark.text.text("sv") for remark in report.remarks] == [
        "Nya organisationer utan angiven typ blev medlemmar: 2."
    ]
    assert run(council, row(2, "A")).remarks == ()


def test_audit_event_has_counts_only(council: Council) -> None:
    run(council, row(2, "A", ANNA))
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "organisations_imported")).one()
    assert event.details == {"created": 1, "updated": 0}
    assert event.subject_id == council.id


def test_file_is_read_or_refused_in_words(app_context: Flask) -> None:
    found = organisations_import.read("Organisation;E-post\nÅmåls kommun;a@x.example\n".encode("cp1252"), "lista.csv")
    assert found.rows == (row(2, "Åmåls kommun", ContactEntry("a@x.example")),)
    for data, name in ((b"", "lista.csv"), (b"Organisation\n", "lista.xlsx"), (b"a;b\n1;2\n", "lista.csv")):
        with pytest.raises(Refused, match=r"\.$"):
            organisations_import.read(data, name)
