"""`radslag demo`: the case the product is built around, run through the real services."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app

from app.cli.demo import addresses, answering, asking, collecting, grouping
from app.extensions import db
from app.models import Meeting
from app.queries.digest import digests
from app.queries.plan import councils, meetings
from app.services.digest import downloads
from exports.records import DigestCopy


@click.group()
def demo() -> None:
    """The demo: a safety council, its meeting, and what came of it."""


@demo.command()
def load() -> None:
    """Load the demo once, send its mail, export its digest; then print the addresses a newcomer wants."""
    if councils.by_code(asking.code()) is None:
        for line in run():
            click.echo(line)
    meeting = _meeting()
    path, _ = export(meeting)
    click.echo(addresses.for_newcomers(meeting, path))


@demo.command()
def job() -> None:
    """Do the main job once: plan, issue, answer, group, export; exit 1 when anything is missing."""
    if councils.by_code(asking.code()) is not None:
        sys.exit("The demo council is here already; give an empty database.")
    for line in run():
        click.echo(line)
    path, line = export(_meeting())
    click.echo(line)
    click.echo(path)
    if problem := grouping.missing(_meeting()):
        sys.exit(problem)


def run() -> Iterator[str]:
    """Each step in a transaction of its own, as it would be in life; yields what each one counted."""
    with db.transaction():
        planned = asking.plan()
        yield f"plan: {planned.organisations} organisations, {planned.themes} themes, {planned.questions} questions"
    meeting = planned.meeting
    with db.transaction():
        yield f"issue: {asking.issue(meeting)}"
    yield f"mail: {asking.send_mail()}"
    yield f"collect: {collecting.collect(meeting)}"
    yield f"answer: {answering.answer_all(meeting)}"
    yield f"mail: {asking.send_mail()}"
    with db.transaction():
        yield f"group: {grouping.group(meeting)}"


def export(meeting: Meeting) -> tuple[Path, str]:
    """Write the digest into the folder for data; returns its path and what it holds."""
    folder = Path(current_app.instance_path)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sammanstallning-demo.xlsx"
    with path.open("wb") as file:
        report = downloads.digest_workbook(meeting, digests.latest(meeting.id), DigestCopy.FOR_CHAIR, "sv", file)
    return (
        path,
        f"export: {len(report.sheets)} sheets, {report.answers} answers, {report.flagged} held back, {report.sha256}",
    )


def _meeting() -> Meeting:
    council = councils.by_code(asking.code())
    assert council is not None
    return meetings.of_council(council.id)[0]


COMMANDS = (demo,)
