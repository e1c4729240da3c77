"""Issuing a meeting's form: first what will be sent to whom, then the press, then the counts."""

from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app.access import Permission, requires, signed_in_staff
from app.mail import messages
from app.models import Contact, Meeting, Organisation, now
from app.queries.issue import issuing as issuing_queries
from app.queries.issue.issuing import IssuePlan
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.secretariat.frame import meeting_frame
from app.services.issue import issuing
from app.services.issue.issuing import IssueCounts
from app.services.problems import Refused
from forms.audience import KIND_NAMES

MOST_LISTED = 100


@blueprint.get("/meetings/<int:meeting_id>/issue")
@requires(Permission.ISSUE)
def issue(meeting_id: int) -> ResponseReturnValue:
    """Show who would get a mail, who can't be written to, and how the mail reads."""
    meeting = meeting_queries.by_id(meeting_id)
    plan = issuing_queries.plan(meeting)
    return render_template(
        "secretariat/issue.html",
        plan=plan,
        listed=plan.asked[:MOST_LISTED],
        kind_names=KIND_NAMES,
        is_late=meeting.deadline_at < now(),
        sample=_sample(meeting, plan),
        **meeting_frame(meeting, "issue"),
    )


@blueprint.post("/meetings/<int:meeting_id>/issue")
@requires(Permission.ISSUE)
def issue_now(meeting_id: int) -> ResponseReturnValue:
    """Issue what is new, and tell how much that was."""
    meeting = meeting_queries.by_id(meeting_id)
    try:
        flash(_told(issuing.issue(meeting, signed_in_staff())), "success")
    except Refused as refusal:
        flash(str(refusal), "error")
        return redirect(url_for("secretariat.issue", meeting_id=meeting_id))
    return redirect(url_for("secretariat.ledger", meeting_id=meeting_id))


def _told(counts: IssueCounts) -> str:
    if not counts.requests and not counts.invitations:
        return str(gettext("Alla har redan fått sitt formulär. Inget nytt skickades."))
    told = [
        ngettext(
            "%(num)s organisation har fått ett formulär.",
            "%(num)s organisationer har fått ett formulär.",
            counts.requests,
        ),
        ngettext("%(num)s mejl skickas nu.", "%(num)s mejl skickas nu.", counts.mails),
    ]
    if counts.without_contact:
        told.append(ngettext("%(num)s saknar kontakt.", "%(num)s saknar kontakt.", counts.without_contact))
    return " ".join(told)


def _sample(meeting: Meeting, plan: IssuePlan) -> dict[str, messages.Wording]:
    """The invitation as the first receiver would read it, in both languages, without a link that works."""
    if not plan.asked:
        return {}
    contact = Contact(organisation=Organisation(name=plan.asked[0].name, council=meeting.council))
    occasion = messages.about(meeting, contact, meeting.deadline_at, "")
    shown = replace(occasion, link=gettext("(här står den personliga länken)"))
    return {language: messages.write("invitation", language, shown) for language in ("sv", "en")}
