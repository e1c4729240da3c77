"""`radslag digest` and `radslag answers`: what the chair reads, and every answer behind it, as files."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from app.cli.whole_file import whole_file
from app.queries.digest import digests
from app.queries.plan import meetings
from app.services.digest import downloads
from exports.records import DigestCopy

MeetingOption = click.option("--meeting", "meeting_id", type=int, required=True, metavar="ID", help="The meeting's id.")
LanguageOption = click.option("--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
JsonOption = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
OutputOption = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True, metavar="FILE"
)


@click.command()
@MeetingOption
@OutputOption
@LanguageOption
@click.option("--edition", type=int, help="An earlier edition; by default the newest.")
@click.option("--share", is_flag=True, help="The copy to share, without the answers meant for the chair only.")
@click.option(
    "--files",
    "archive",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="ZIP",
    help="Also write the files sent with the answers to ZIP, with an index.",
)
@JsonOption
def digest(
    meeting_id: int,
    output: Path,
    language: str,
    edition: int | None,
    *,
    share: bool,
    archive: Path | None,
    as_json: bool,
) -> None:
    """Write the digest workbook to FILE; prints path, sheets, answers and SHA-256."""
    _check_ending(output, ".xlsx", "-o")
    copy = DigestCopy.TO_SHARE if share else DigestCopy.FOR_CHAIR
    packed = None
    with downloads.one_moment(), whole_file(output) as file:
        meeting = meetings.by_id(meeting_id)
        chosen = digests.edition(meeting_id, edition) if edition else digests.latest(meeting_id)
        report = downloads.digest_workbook(meeting, chosen, copy, language, file)
        if archive:
            _check_ending(archive, ".zip", "--files")
            with whole_file(archive) as beside:
                packed = downloads.files_archive(meeting, chosen, copy, language, beside)
    facts = {
        "path": str(output),
        "sheets": list(report.sheets),
        "answers": report.answers,
        "flagged": report.flagged,
        "dropped_characters": report.dropped,
        "sha256": report.sha256,
    }
    if packed:
        facts |= {"files": packed.files, "files_withheld": packed.withheld}
    click.echo(json.dumps(facts, ensure_ascii=False) if as_json else _lines(facts))


@click.command()
@MeetingOption
@OutputOption
@LanguageOption
@click.option("--flagged", is_flag=True, help="With the answers that are flagged as possibly secret.")
@JsonOption
def answers(meeting_id: int, output: Path, language: str, *, flagged: bool, as_json: bool) -> None:
    """Write every submitted answer in long form to FILE (.xlsx, .csv or .jsonl); prints counts."""
    from exports.responses import AnswersFormat

    try:
        file_format = AnswersFormat(output.suffix.removeprefix(".").lower())
    except ValueError:
        raise click.BadParameter("FILE must end in .xlsx, .csv or .jsonl", param_hint="-o") from None
    with downloads.one_moment(), whole_file(output) as file:
        report = downloads.answers_file(meetings.by_id(meeting_id), file_format, language, file, flagged=flagged)
    facts = {"answers": report.answers, "flagged_left_out": report.flagged, "dropped_characters": report.dropped}
    click.echo(json.dumps(facts) if as_json else _lines(facts))


def _check_ending(file: Path, ending: str, option: str) -> None:
    if file.suffix.lower() != ending:
        raise click.BadParameter(f"FILE must end in {ending}", param_hint=option)


def _lines(facts: Mapping[str, object]) -> str:
    shown = {name: ", ".join(value) if isinstance(value, list) else value for name, value in facts.items()}
    return "\n".join(f"{name.replace('_', ' ')}: {value}" for name, value in shown.items())


COMMANDS = (digest, answers)
