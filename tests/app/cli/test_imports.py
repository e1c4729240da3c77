"""The commands that import files: what they print, and that they write all or nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from app.cli.organisations import organisations
from app.cli.themes import themes
from app.extensions import db
from app.models import Council, Organisation, Theme
from app.services.problems import Refused

LIST = (
    "Organisation;Typ;E-post\r\nÅmåls kommun;medlem;kansli@amal.example\r\nUngdomsfullmäktige;ungdomsfullmäktige;\r\n"
)
BAD_ROW = "Nämnden;medlem;kansli.x.example\r\n"


@pytest.fixture
def folder(app_context: Flask, tmp_path: Path) -> Path:
    with db.transaction() as session:
        session.add(Council(code="rad", name="Rådet"))
    return tmp_path


def run(folder: Path, text: str, *options: str, name: str = "lista.csv") -> Result:
    path = folder / name
    path.write_bytes(text.encode("cp1252"))
    return CliRunner().invoke(organisations, ["import", str(path), "--council", "rad", *options])


def count() -> int:
    return db.session.scalars(select(func.count(Organisation.id))).one()


def test_prints_counts_last_and_writes(folder: Path) -> None:
    done = run(folder, LIST)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["created 2, updated 0, unchanged 0, rejected 0"]
    assert "row 3: No email address: the organisation cannot get an invitation." in done.stderr
    assert count() == 2
    again = run(folder, LIST.replace("medlem", "annan"))
    assert again.stdout.splitlines() == ["created 0, updated 1, unchanged 1, rejected 0"]


def test_dry_run_counts_and_writes_nothing(folder: Path) -> None:
    done = run(folder, LIST + BAD_ROW, "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "rejected row 4: “kansli.x.example” is not a complete email address.",
        "created 2, updated 0, unchanged 0, rejected 1",
    ]
    assert count() == 0


def test_rejected_row_keeps_all_from_being_written(folder: Path) -> None:
    done = run(folder, LIST + BAD_ROW)
    assert isinstance(done.exception, Refused)
    assert done.stdout.splitlines()[-1] == "created 0, updated 0, unchanged 0, rejected 1"
    assert count() == 0
    assert run(folder, LIST + BAD_ROW, "--skip-rejected").exit_code == 0
    assert count() == 2


def test_report_as_json(folder: Path) -> None:
    report = json.loads(run(folder, LIST + BAD_ROW, "--json").stdout)
    assert (report["created"], report["rejected"], report["written"]) == (0, 1, False)
    assert report["rejected_rows"] == [
        {"sheet": "", "row": 4, "reason": "“kansli.x.example” is not a complete email address."}
    ]


def test_unreadable_file_is_refused(folder: Path) -> None:
    done = run(folder, LIST, name="lista.xlsx")
    assert isinstance(done.exception, Refused)
    assert done.stdout == ""


def test_nothing_of_the_file_steers_the_terminal(folder: Path) -> None:
    done = run(folder, "Organisation;Typ\r\nA;\x1b]0\r\n\x1b[31mB;klubb\x1b[0m\r\n")
    assert "klubb" in done.stdout
    assert "\x1b" not in done.output


def test_code_book(folder: Path) -> None:
    path = folder / "teman.csv"
    path.write_text("key;name;parent\nvald;Mäns våld;\nstod;Stöd;vald\n", encoding="utf-8-sig")
    command = ["import", str(path), "--council", "rad"]
    assert (
        CliRunner().invoke(themes, [*command, "--dry-run"]).stdout == "created 2, updated 0, unchanged 0, rejected 0\n"
    )
    assert CliRunner().invoke(themes, command).stdout == "created 2, updated 0, unchanged 0, rejected 0\n"
    assert CliRunner().invoke(themes, command).stdout == "created 0, updated 0, unchanged 2, rejected 0\n"
    assert db.session.scalars(select(Theme.key).order_by(Theme.position)).all() == ["vald", "stod"]
