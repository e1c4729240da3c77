"""`radslag form`: a form comes in, goes out equal, and is published; every refusal is one sentence."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask, g
from openpyxl import Workbook
from sqlalchemy import select

from app.cli.form import form
from app.extensions import db
from app.models import Meeting, QuestionnaireVersion
from app.queries.ask import questionnaires as queries
from app.services.ask import questionnaires
from app.services.problems import Refused
from forms.audience import Audience, OrganisationKind
from forms.questionnaire import Questionnaire
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.factories.people import OrganisationFactory
from tests.forms.limesurvey import files as limesurvey_files
from tests.forms.surveyjs.files import WHOLE

SURVEY = [
    ["type", "name", "label::Svenska (sv)", "theme", "audience", "trigger"],
    ["begin_group", "lage", "Läget", None, None, None],
    ["text", "ser", "Vad ser ni?", "skydd", "org:Polisen i Göteborg kind:youth_council", None],
    ["integer", "antal", "Hur många?", None, None, "${ser}"],
    ["end_group"],
]


@pytest.fixture
def meeting(app_context: Flask) -> Meeting:
    g.person_language = "en"
    with db.transaction():
        made = scenes.planned().meeting
        db.session.delete(db.session.scalars(select(QuestionnaireVersion)).one())
    db.session.expire_all()
    return made


def run(*words: object) -> Result:
    return CliRunner().invoke(form, [str(word) for word in words])


def workbook(folder: Path, rows: list[list[str | None]]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "survey"
    for row in rows:
        sheet.append(row)
    path = folder / "form.xlsx"
    book.save(path)
    return path


def test_import_tells_what_came_and_what_did_not(meeting: Meeting, tmp_path: Path) -> None:
    police = OrganisationFactory(council=meeting.council, name="Polisen i Göteborg")
    scenes.MembershipFactory(organisation=police)
    db.session.commit()
    done = run("import", workbook(tmp_path, SURVEY), "--meeting", meeting.id)
    assert done.exit_code == 0, done.output
    *rest, last = done.stdout.splitlines()
    assert last == f"sections 1, questions 2, not carried {len(rest)}"
    assert any(line.startswith("survey, row 4, trigger: ") for line in rest)
    question = queries.of_meeting(meeting).question("ser")
    assert question.theme == "skydd"
    assert question.audience == Audience(frozenset({OrganisationKind.YOUTH_COUNCIL}), frozenset({police.id}))


def test_import_reports_as_json(meeting: Meeting, tmp_path: Path) -> None:
    rows = [[*row[:4], None, *row[5:]] for row in SURVEY]
    done = run("import", workbook(tmp_path, rows), "--meeting", meeting.id, "--json")
    report = json.loads(done.stdout)
    assert (report["sections"], report["questions"]) == (1, 2)
    assert {"sheet": "survey", "row": 4, "column": "trigger"}.items() <= report["not_carried"][-1].items()


def test_an_unknown_organisation_refuses_the_whole_workbook(meeting: Meeting, tmp_path: Path) -> None:
    before = queries.of_meeting(meeting).form
    done = run("import", workbook(tmp_path, SURVEY), "--meeting", meeting.id)
    assert isinstance(done.exception, Refused)
    assert "survey, row 3, audience: " in str(done.exception)
    assert "Polisen i Göteborg" in str(done.exception)
    assert queries.of_meeting(meeting).form == before


def test_import_and_export_give_the_same_form(meeting: Meeting, tmp_path: Path) -> None:
    with db.transaction():
        questionnaires.replace_document(meeting, full_form())
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    done = run("export", "--meeting", meeting.id, "-o", first)
    assert done.stdout.splitlines() == [str(first)]
    with db.transaction():
        questionnaires.replace_document(meeting, Questionnaire())
    imported = run("import", first, "--meeting", meeting.id)
    assert imported.stdout.splitlines() == ["sections 2, questions 9, not carried 0"]
    assert queries.of_meeting(meeting).form == full_form()
    run("export", "--meeting", meeting.id, "-o", second)
    run("import", second, "--meeting", meeting.id)
    assert queries.of_meeting(meeting).form == full_form()


def test_forms_of_other_programs_are_imported(meeting: Meeting, tmp_path: Path) -> None:
    for name, data, key in (
        ("f.lss", limesurvey_files.xml(limesurvey_files.MODERN, ("sv", "en")), "Q2"),
        ("f.txt", limesurvey_files.tsv(*limesurvey_files.TSV_ROWS), "Q2"),
        ("f.json", json.dumps(WHOLE).encode(), "q2"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        done = run("import", path, "--meeting", meeting.id, "--json")
        assert done.exit_code == 0, done.output
        report = json.loads(done.stdout)
        assert {one["severity"] for one in report["not_carried"]} <= {"info", "warning"}
        assert queries.of_meeting(meeting).question(key).label.text("sv") == "Hur ofta?"
        assert report["questions"] == len(list(queries.of_meeting(meeting).form.questions()))


def test_a_file_of_no_program_changes_nothing(meeting: Meeting, tmp_path: Path) -> None:
    before = queries.of_meeting(meeting).form
    for name, data, reason in (
        ("f.json", b"{}", "neither an XLSForm"),
        ("f.lss", b"<a/>", "no form that can be read"),
        ("f.json", b"[" * 100_000, "may do harm"),
        ("f.pdf", b"%PDF-1.7", "no form that can be read"),
    ):
        (tmp_path / name).write_bytes(data)
        done = run("import", tmp_path / name, "--meeting", meeting.id)
        assert isinstance(done.exception, Refused)
        assert reason in str(done.exception)
    assert queries.of_meeting(meeting).form == before


def test_export_to_nowhere_is_refused(meeting: Meeting, tmp_path: Path) -> None:
    done = run("export", "--meeting", meeting.id, "-o", tmp_path / "no" / "f.xlsx")
    assert done.exit_code == 2
    assert "does not exist" in done.stderr


def test_publish_prints_the_version_last(meeting: Meeting) -> None:
    assert run("publish", "--meeting", meeting.id).stdout.splitlines() == ["1"]
    assert run("publish", "--meeting", meeting.id).stdout.splitlines() == ["1"]
    with db.transaction():
        questionnaires.replace_document(meeting, full_form())
    done = run("publish", "--meeting", meeting.id)
    assert done.stdout.splitlines() == ["2"]
    assert "advice: " in done.stderr


def test_publish_says_what_is_missing(meeting: Meeting) -> None:
    with db.transaction():
        meeting.can_influence = ""
    done = run("publish", "--meeting", meeting.id)
    assert isinstance(done.exception, Refused)
    assert "Write what the answers can influence." in str(done.exception)
    assert queries.of_meeting(meeting).versions == ()


def test_show_lists_the_questions(meeting: Meeting) -> None:
    lines = run("show", "--meeting", meeting.id).stdout.splitlines()
    assert "  vad_ser_ni  Long text (required)  Vad ser ni i er verksamhet?" in lines
    assert lines[-1] == "The draft is not published."
    run("publish", "--meeting", meeting.id)
    shown = json.loads(run("show", "--meeting", meeting.id, "--json").stdout)
    assert shown["published"] is True
    assert shown["versions"][0]["version"] == 1
    assert [section["key"] for section in shown["form"]["sections"]] == ["lage", "unga"]


def test_wrong_use_is_said_by_click(meeting: Meeting, tmp_path: Path) -> None:
    assert run("publish").exit_code == 2
    assert run("import", tmp_path / "none.xlsx", "--meeting", meeting.id).exit_code == 2
