"""The question bank: what the council has asked before, to search and to take into a form."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app.access import Permission, requires, signed_in_staff
from app.queries.ask import question_bank as bank_queries
from app.queries.ask import questionnaires as questionnaire_queries
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import ConflictsAt, open_desk, to_overview
from app.services.ask import question_bank
from app.services.problems import Refused
from forms.editing import keys_of
from forms.question_types import QUESTION_TYPES
from forms.secretariat.questionnaire import RevisionForm

MOST_LISTED = 50


@blueprint.get("/meetings/<int:meeting_id>/form/sections/<string:section_key>/bank")
@requires(Permission.PLAN)
def earlier_questions(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Show the council's earlier questions, those with the words and the theme that were asked for."""
    desk = open_desk(meeting_id)
    section = desk.current.section(section_key)
    words, theme = request.args.get("words", ""), request.args.get("theme", "")
    found = bank_queries.search(desk.meeting, words, theme, keys_of(desk.current.form))
    locale = str(get_locale())
    return desk.render(
        "bank",
        section=section,
        found=found[:MOST_LISTED],
        count=len(found),
        words=words,
        theme=theme,
        themes=questionnaire_queries.theme_names(desk.meeting, locale),
        types={name: kind.title.text(locale) for name, kind in QUESTION_TYPES.items()},
    )


@blueprint.post("/meetings/<int:meeting_id>/form/sections/<string:section_key>/bank")
@requires(Permission.PLAN)
def take_earlier_question(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Add one of them last in the section."""
    desk = open_desk(meeting_id)
    key = request.form.get("question", "")
    try:
        with ConflictsAt(desk):
            question_bank.take(desk.meeting, RevisionForm().seen(), section_key, key, signed_in_staff())
            flash(gettext("Frågan är tillagd. Den är samma fråga som förut, så svaren kan jämföras."), "success")
    except Refused as refusal:
        flash(str(refusal), "error")
    return to_overview(meeting_id, f"section-{section_key}")
