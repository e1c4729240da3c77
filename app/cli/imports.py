"""What the commands that import a file share: reading it, and telling what came of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from app.services.plan.import_report import Change, ImportReport
from app.services.problems import Refused
from app.uploads import limits
from app.uploads.remarks import Remark

LANGUAGE = "en"

FileArgument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
CouncilOption = click.option("--council", "code", required=True, metavar="CODE", help="The council's code.")
DryRunOption = click.option("--dry-run", is_flag=True, help="Tell what would happen, and write nothing.")
JsonOption = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")


def read_file(path: Path) -> bytes:
    """Return the file's bytes; of a file that is too large, just enough for it to be refused."""
    with path.open("rb") as file:
        return file.read(limits.FILE_BYTES + 1)


def tell(report: ImportReport, *, dry_run: bool, as_json: bool, hint: str) -> None:
    """Print remarks on standard error, rejected rows and at last the counts; raise Refused where nothing was written.

    The counts are those of what is written now, or in a dry run of what would be.
    """
    is_refused = not (dry_run or report.written)
    counts = {change.value: report.count(change) for change in Change}
    if is_refused:
        counts = {**dict.fromkeys(counts, 0), Change.REJECTED.value: counts[Change.REJECTED.value]}
    printer: Callable[..., None] = _print_json if as_json else _print_lines
    printer(report, counts)
    if is_refused:
        in_order = len(report.rows)
        raise Refused(
            f"Nothing was written: correct the rejected rows and run again ({in_order} rows are in order).{hint}"
        )


def _print_lines(report: ImportReport, counts: dict[str, int]) -> None:
    for remark in report.remarks:
        click.echo(remark.line(LANGUAGE), err=True)
    for remark in report.rejected:
        click.echo(f"rejected {remark.line(LANGUAGE)}")
    click.echo(", ".join(f"{name} {count}" for name, count in counts.items()))


def _print_json(report: ImportReport, counts: dict[str, int]) -> None:
    document: dict[str, Any] = {
        **counts,
        "written": report.written,
        "rows": [
            {"sheet": row.sheet, "row": row.number, "name": row.name, "change": row.change} for row in report.rows
        ],
        "rejected_rows": [_remark(remark) for remark in report.rejected],
        "remarks": [_remark(remark) for remark in report.remarks],
    }
    click.echo(json.dumps(document, ensure_ascii=False))


def _remark(remark: Remark) -> dict[str, str | int]:
    return {"sheet": remark.sheet, "row": remark.number, "reason": remark.text.text(LANGUAGE)}
