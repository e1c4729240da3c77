"""Imports of a council's code book."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Council, Theme, now
from app.services.plan import themes_import
from app.services.plan.import_report import ImportReport
from app.services.problems import Refused
from app.uploads.remarks import Remark, sentence
from app.uploads.theme_list import ThemeList, ThemeRow


@pytest.fixture
def council(app_context: Flask) -> Council:
    with db.transaction() as session:
        council = Council(code="rad", name="Rådet")
        session.add(council)
    return council


def row(number: int, name: str, key: str = "", parent: str = "", **texts: str) -> ThemeRow:
    return ThemeRow("", number, key, name, parent=parent, **texts)


def run(council: Council, *rows: ThemeRow, rejected: tuple[Remark, ...] = ()) -> ImportReport:
    with db.transaction():
        return themes_import.run(council, ThemeList(rows, rejected))


def changes(report: ImportReport) -> list[str]:
    return [str(row.change) for row in report.rows]


def stored() -> list[tuple[str, str, str | None]]:
    db.session.expire_all()
    themes = db.session.scalars(select(Theme).order_by(Theme.position))
    return [(theme.key, theme.name, theme.parent.key if theme.parent else None) for theme in themes]


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    return [(remark.number, remark.text.text("sv")) for remark in report.rejected]


def test_tree_in_the_file_s_order_with_parents_by_key_or_name(council: Council) -> None:
    rows = (row(2, "Jour", parent="stod"), row(3, "Skydd och stöd", "stod"), row(4, "Boende", parent="Skydd och  STÖD"))
    assert changes(run(council, *rows)) == ["created"] * 3
    assert stored() == [("jour", "Jour", "stod"), ("stod", "Skydd och stöd", None), ("boende", "Boende", "stod")]
    assert changes(run(council, *rows)) == ["unchanged"] * 3


def test_update_keeps_what_the_file_is_silent_about(council: Council) -> None:
    run(council, row(2, "Stöd", "stod", description="Om stöd", keywords="jour", name_en="Support"))
    assert changes(run(council, row(2, "Skydd", "stod", keywords="boende"))) == ["updated"]
    theme = db.session.scalars(select(Theme)).one()
    assert (theme.name, theme.description, theme.keywords, theme.name_en) == ("Skydd", "Om stöd", "boende", "Support")


def test_themes_without_keys_are_known_by_their_names(council: Council) -> None:
    run(council, row(2, "Mäns våld", "vald"))
    assert changes(run(council, row(2, "MÄNS våld", description="x"), row(3, "Stöd & skydd"))) == ["updated", "created"]
    assert [key for key, *_ in stored()] == ["vald", "stod-skydd"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((row(2, "A", "a"), row(3, "B", "a")), [(3, "Nyckeln ”a” finns redan på rad 2.")]),
        (
            (row(2, "A", "a"), row(3, " a", "b")),
            [(2, "Ett annat tema heter redan ”A”."), (3, "Ett annat tema heter redan ” a”.")],
        ),
        ((row(2, "A", "a", "x"),), [(2, "Temat ”x”, som det ska ligga under, finns inte.")]),
        ((row(2, "A", "a", "a"),), [(2, "Temat skulle ligga under sig självt.")]),
        (
            (row(2, "A", "a", "b"), row(3, "B", "b", "a")),
            [(2, "Temat skulle ligga under sig självt."), (3, "Temat skulle ligga under sig självt.")],
        ),
    ],
)
def test_rejected_rows_keep_all_from_being_written(
    council: Council, rows: tuple[ThemeRow, ...], expected: list[tuple[int, str]]
) -> None:
    report = run(council, *rows, row(9, "Annat"))
    assert reasons(report) == expected
    assert not report.written
    assert len(report.rows) + len(report.rejected) == len(rows) + 1
    assert stored() == []


def test_rows_rejected_by_the_reader_count(council: Council) -> None:
    report = run(council, row(3, "A"), rejected=(Remark("", 2, sentence("no_theme_name")),))
    assert not report.written
    assert stored() == []


def test_preview_writes_nothing(council: Council) -> None:
    report = themes_import.preview(council, ThemeList((row(2, "A"),)))
    assert changes(report) == ["created"]
    assert stored() == []


def test_retired_theme_stays_retired(council: Council) -> None:
    run(council, row(2, "A", "a"))
    with db.transaction():
        db.session.scalars(select(Theme)).one().retired_at = now()
    report = run(council, row(2, "A", "a"))
    assert changes(report) == ["unchanged"]
    assert len(report.remarks) == 1
    assert db.session.scalars(select(Theme)).one().retired_at is not None


def test_file_is_read_or_refused_in_words(app_context: Flask) -> None:
    assert themes_import.read("nyckel;namn\nstod;Stöd\n".encode(), "teman.csv").rows == (row(2, "Stöd", "stod"),)
    with pytest.raises(Refused, match="kolumnrubriker"):
        themes_import.read(b"a;b\n1;2\n", "teman.csv")
