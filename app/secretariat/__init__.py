"""Pages of the secretariat."""

from flask import Blueprint

blueprint = Blueprint("secretariat", __name__, url_prefix="/secretariat")

from app.secretariat import (  # noqa: E402, F401 - the routes hang themselves on the blueprint
    accessibility_reports,
    answer_files,
    answers,
    answers_single,
    contacts,
    councils,
    digest,
    digest_files,
    digest_lines,
    flagged,
    home,
    imports,
    issue,
    key_in,
    ledger,
    meetings,
    organisations,
    question_bank,
    questionnaire,
    questionnaire_files,
    questionnaire_history,
    questionnaire_order,
    questionnaire_presence,
    questionnaire_preview,
    questionnaire_questions,
    questionnaire_sections,
    questionnaire_templates,
    questionnaire_translations,
    questionnaire_wordings,
    requests,
    staff,
    themes,
)
