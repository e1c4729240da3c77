"""`radslag digest` and `radslag answers`: whole files or none, and what is printed."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from app.cli.files import answers, digest
from app.extensions import db
from tests.factories.answers import SEEN, answered


@pytest.fixture
def meeting_id(app: Flask) -> int:
    with app.app_context(), db.transaction():
        return answered().meeting.id


def run(app: Flask, command, *arguments: str):
    with app.app_context():
        return CliRunner().invoke(command, list(arguments))


def test_the_digest_is_written_and_told(app: Flask, meeting_id: int, tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    done = run(app, digest, "--meeting", str(meeting_id), "-o", str(path), "--json")
    assert done.exit_code == 0, done.output
    facts = json.loads(done.output)
    assert (facts["path"], facts["answers"], len(facts["sha256"])) == (str(path), 5, 64)
    assert "Alla svar" in facts["sheets"]
    assert path.read_bytes()[:2] == b"PK"
    assert list(tmp_path.iterdir()) == [path]
    again = run(app, digest, "--meeting", str(meeting_id), "-o", str(path), "--json")
    assert again.output == done.output


def test_answers_in_each_format(app: Flask, meeting_id: int, tmp_path: Path) -> None:
    for ending in ("xlsx", "csv", "jsonl"):
        path = tmp_path / f"a.{ending}"
        done = run(app, answers, "--meeting", str(meeting_id), "-o", str(path))
        assert done.exit_code == 0, done.output
        assert "answers: 5" in done.output
    assert SEEN in (tmp_path / "a.csv").read_text("utf-8-sig")
    kept = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    assert (len(kept), kept[0]["text"]) == (5, SEEN)


def test_wrong_use_leaves_no_file(app: Flask, meeting_id: int, tmp_path: Path) -> None:
    wrong = run(app, answers, "--meeting", str(meeting_id), "-o", str(tmp_path / "a.pdf"))
    assert wrong.exit_code == 2
    assert "Traceback" not in wrong.output
    away = run(app, digest, "--meeting", str(meeting_id), "-o", str(tmp_path / "finns-inte" / "d.xlsx"))
    assert away.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_files_beside_the_workbook(app: Flask, meeting_id: int, tmp_path: Path) -> None:
    path, beside = tmp_path / "d.xlsx", tmp_path / "bilagor.zip"
    done = run(app, digest, "--meeting", str(meeting_id), "-o", str(path), "--files", str(beside), "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["files"] == 0
    with zipfile.ZipFile(beside) as archive:
        assert archive.namelist() == ["forteckning.csv"]
    wrong = run(app, digest, "--meeting", str(meeting_id), "-o", str(path), "--files", str(tmp_path / "a.rar"))
    assert wrong.exit_code == 2
