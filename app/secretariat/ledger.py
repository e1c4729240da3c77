"""The ledger of a meeting: who was asked, and what came of it; on the page, and as a file."""

import io
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.models import Meeting, now
from app.queries import job_runs as job_run_queries
from app.queries import paging
from app.queries.issue import ledger as ledger_queries
from app.queries.issue.ledger import LedgerRow
from app.queries.issue.standing import Standing, standings
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint, ledger_words
from app.secretariat.frame import meeting_frame
from app.secretariat.ledger_view import LedgerView, kind_choices, show_choices
from app.services.issue import requests as request_service
from app.services.problems import Refused
from exports.records import RequestState
from forms.audience import KIND_NAMES

MIME_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@blueprint.get("/meetings/<int:meeting_id>/ledger")
@requires(Permission.ISSUE)
def ledger(meeting_id: int) -> ResponseReturnValue:
    """Every organisation with its state; the row that needs action stands first."""
    meeting = meeting_queries.by_id(meeting_id)
    every, view = standings(meeting), LedgerView.of(request.args)
    rows = view.rows(every)
    here = paging.cut(len(rows), view.page)
    return render_template(
        "secretariat/ledger.html",
        rows=ledger_queries.rows_of(meeting, here.of(rows)),
        total=len(rows),
        here=here,
        view=view,
        counts=Counts.of(every),
        columns=view.columns(meeting_id),
        show_choices=show_choices(),
        kind_choices=kind_choices(str(get_locale())),
        kind_names=KIND_NAMES,
        words=ledger_words,
        mailer=job_run_queries.latest().get("outbox_mailer"),
        **meeting_frame(meeting, "issue"),
    )


@blueprint.post("/meetings/<int:meeting_id>/remind-all")
@requires(Permission.ISSUE)
def remind_all(meeting_id: int) -> ResponseReturnValue:
    """Remind everyone who is not done; once a day, however often it is pressed."""
    meeting = meeting_queries.by_id(meeting_id)
    try:
        flash(ledger_words.reminded(request_service.remind_all(meeting, signed_in_staff())), "success")
    except Refused as refusal:
        flash(str(refusal), "error")
    return redirect(url_for("secretariat.ledger", meeting_id=meeting_id))


@blueprint.get("/meetings/<int:meeting_id>/ledger.<any(xlsx, csv):extension>")
@requires(Permission.ISSUE)
def ledger_file(meeting_id: int, extension: str) -> ResponseReturnValue:
    """The rows as shown on the page, all its pages, as a workbook or as CSV for Excel."""
    meeting = meeting_queries.by_id(meeting_id)
    rows = LedgerView.of(request.args).rows(ledger_queries.rows(meeting))
    name = f"svarsstatus-{meeting.id}-{now():%Y-%m-%d}.{extension}"
    return Response(
        _file(meeting, rows, extension),
        mimetype=MIME_TYPES[extension],
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


@dataclass(frozen=True)
class Counts:
    """The meeting in numbers, for the lines above the table."""

    asked: int
    issued: int
    submitted: int
    abstained: int
    unopened: int
    silent: int
    to_remind: int
    to_issue: int
    waiting_mails: int

    @classmethod
    def of(cls, rows: list[Standing]) -> "Counts":
        """Count the rows."""
        states = [row.state for row in rows]
        return cls(
            asked=sum(row.asked for row in rows),
            issued=sum(row.request_id is not None for row in rows),
            submitted=states.count(RequestState.SUBMITTED),
            abstained=states.count(RequestState.ABSTAINED),
            unopened=states.count(RequestState.ISSUED),
            silent=states.count(RequestState.SILENT),
            to_remind=sum(bool(row.request_id and not row.is_done and not row.closed_at) for row in rows),
            to_issue=sum(row.asked and row.request_id is None for row in rows),
            waiting_mails=sum(row.waiting for row in rows),
        )


def _file(meeting: Meeting, rows: list[LedgerRow], extension: str) -> bytes:
    # openpyxl takes its time to load; most requests never need it.
    from exports import ledger as ledger_export
    from exports.page_setup import BookInfo

    target, locale = io.BytesIO(), str(get_locale())
    records = [row.record() for row in rows]
    if extension == "csv":
        ledger_export.write_csv(records, target, locale)
    else:
        title = gettext("Svarsstatus: %(meeting)s", meeting=meeting.title)
        ledger_export.write_xlsx(records, target, BookInfo(title, meeting.council.name, now(), locale))
    return target.getvalue()
