"""The demo's organisations answer: each opens its link, saves its draft, and sends it."""

from datetime import timedelta
from typing import Any

from flask_babel import force_locale

from app.access import Respondent
from app.cli.demo import content, joining
from app.extensions import db
from app.models import InputRequest, Meeting, now
from app.queries.answer import drafts, submissions
from app.queries.issue import requests as request_queries
from app.queries.plan import progress
from app.services.answer import drafts as draft_service
from app.services.answer import invitations as invitation_service
from app.services.answer import submissions as submission_service
from forms.questionnaire import Question


def answer_all(meeting: Meeting) -> str:
    """Let everybody who has a file answer, one transaction each; returns the counts."""
    names = content.organisation_names()
    requests = {one.organisation.name: one.request for one in progress.asked(meeting) if one.request}
    sent = abstained = 0
    for answers in content.answer_files():
        with db.transaction():
            respondent = open_invitation(requests[names[answers["organisation"]]])
            if answers.get("late"):
                # Its own deadline has passed, as it would have in life; the services refuse to set one that has.
                respondent.request.own_deadline_at = now() - timedelta(days=1)
            abstained += _send(respondent, answers)
            sent += 1
    return f"{sent - abstained} answers, {abstained} abstentions, {len(requests) - sent} silent"


def open_invitation(request: InputRequest) -> Respondent:
    """Open the link of the request's first contact, as that contact would."""
    invitation = request_queries.live_invitations(request.id)[0]
    invitation_service.open_link(invitation)
    return Respondent(invitation, request, request.organisation, invitation.contact)


def _send(respondent: Respondent, answers: dict[str, Any]) -> bool:
    language, key = answers["language"], f"demo-{answers['organisation']}"
    with force_locale(language):
        if answers.get("abstention"):
            submission_service.abstain(respondent, key, content.text(answers["reason"]), language)
            return True
        form = drafts.own_form(respondent.request).questionnaire
        written = answers["answers"]
        draft_service.save(respondent, [_typed(one, answers) for one in form.questions() if one.key in written])
        joining.rest_on_members(respondent, answers["organisation"])
        ready = submissions.ready(respondent.request, language)
        # One gives the number of a help line, which looks like personal data until somebody has read it.
        submission_service.send(respondent, key, ready.sha256, language, has_looked=True)
    return False


def _typed(question: Question, answers: dict[str, Any]) -> draft_service.TypedAnswer:
    other = answers.get("other", {}).get(question.key, "")
    value = content.typed(question, answers["answers"][question.key], other)
    return draft_service.TypedAnswer(question, value, content.permission(answers, question.key), 0, "")
