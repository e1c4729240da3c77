"""`radslag form`: what a meeting asks, as a workbook in and out, and published."""

import json
from pathlib import Path

import click

from app.cli.imports import LANGUAGE, FileArgument, JsonOption, read_file
from app.cli.whole_file import whole_file
from app.extensions import db
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.plan import meetings as meeting_queries
from app.services.ask import questionnaire_files as files
from app.services.ask import questionnaires
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Question
from forms.questionnaire_document import to_json

MeetingOption = click.option("--meeting", "meeting_id", type=int, required=True, metavar="ID", help="The meeting's id.")


@click.group()
def form() -> None:
    """The form of a meeting."""


@form.command("import")
@FileArgument
@MeetingOption
@JsonOption
def import_form(file: Path, meeting_id: int, as_json: bool) -> None:
    """Make the form in FILE the meeting's draft, in place of the one there; versions stay.

    FILE is an XLSForm (.xlsx, .xls, .csv), LimeSurvey's (.lss, .lsg, .lsq, .txt) or SurveyJS's (.json). Tells what
    could not be carried, by sheet and row or by question, and prints the counts last.
    """
    with db.transaction():
        meeting = meeting_queries.by_id(meeting_id)
        try:
            done = files.import_into(meeting, files.read(meeting, read_file(file), file.name), may_replace=True)
        except files.ImportRefused as refusal:
            for line in refusal.lines[1:]:
                click.echo(files.located(line, LANGUAGE), err=True)
            raise
    if as_json:
        click.echo(json.dumps(_imported(done), ensure_ascii=False))
        return
    for line in done.lines:
        click.echo(files.located(line, LANGUAGE))
    click.echo(f"sections {done.sections}, questions {done.questions}, not carried {len(done.lines)}")


@form.command()
@MeetingOption
@click.option("-o", "--output", "path", required=True, type=click.Path(dir_okay=False, path_type=Path))
def export(meeting_id: int, path: Path) -> None:
    """Write the meeting's draft as an XLSForm workbook; prints its path."""
    meeting = meeting_queries.by_id(meeting_id)
    with whole_file(path) as target:
        files.export(meeting, target)
    click.echo(path)


@form.command()
@MeetingOption
def publish(meeting_id: int) -> None:
    """Freeze the draft as the next version, or say what is missing; prints the version's number."""
    with db.transaction():
        meeting = meeting_queries.by_id(meeting_id)
        version = questionnaires.publish(meeting)
        current = questionnaire_queries.of_meeting(meeting)
        for finding in questionnaires.findings(meeting, current.form).warnings:
            click.echo(f"advice: {questionnaires.described(finding, current.form, LANGUAGE)}", err=True)
    click.echo(version.number)


@form.command()
@MeetingOption
@JsonOption
def show(meeting_id: int, as_json: bool) -> None:
    """Show what the meeting asks, and which versions are published."""
    current = questionnaire_queries.of_meeting(meeting_queries.by_id(meeting_id))
    if as_json:
        click.echo(json.dumps(_shown(current), ensure_ascii=False))
        return
    for section in current.form.sections:
        click.echo(section.title.text("sv") or section.key)
        for question in section.questions:
            click.echo(f"  {_line(question)}")
    for version in current.versions:
        click.echo(f"version {version.number}  {version.published_at:%Y-%m-%d %H:%M}Z  {version.sha256}")
    if not current.is_published:
        click.echo("The draft is not published." if current.form.sections else "Nothing is asked yet.")


def _line(question: Question) -> str:
    required = " (required)" if question.required else ""
    return (
        f"{question.key}  {QUESTION_TYPES[question.type].title.text(LANGUAGE)}{required}  {question.label.text('sv')}"
    )


def _shown(current: questionnaire_queries.Current) -> dict[str, object]:
    versions = [
        {"version": one.number, "published_at": one.published_at.isoformat(), "sha256": one.sha256}
        for one in current.versions
    ]
    return {
        "revision": current.revision,
        "published": current.is_published,
        "versions": versions,
        "form": to_json(current.form),
    }


def _imported(done: files.Imported) -> dict[str, object]:
    return {
        "sections": done.sections,
        "questions": done.questions,
        "not_carried": [
            {
                "sheet": line.sheet,
                "row": line.row,
                "column": line.column,
                "severity": line.severity.value,
                "reason": line.message.text(LANGUAGE),
            }
            for line in done.lines
        ],
    }


COMMANDS = (form,)
