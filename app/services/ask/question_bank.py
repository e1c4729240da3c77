"""Takes questions of the council's earlier meetings into a form, their keys kept: they are the same questions."""

from dataclasses import replace

from flask_babel import gettext

from app.models import Meeting, Staff
from app.queries.ask import question_bank
from app.services.ask import questionnaires
from app.services.problems import Refused
from forms import editing
from forms.questionnaire import Questionnaire


def take(meeting: Meeting, seen: int, section_key: str, key: str, staff: Staff | None = None) -> None:
    """Add a question of the bank last in the section, as it was last asked.

    Raises Refused where the bank has no such question or the form has it already, Conflict where somebody else came
    between, and `editing.NoSuchPartError` where the section is not there.
    """
    found = question_bank.question(meeting, key)
    if found is None:
        raise Refused(gettext("Frågan finns inte längre bland tidigare frågor."))
    # Groups are of the section that it stood in.
    question = replace(found, group=None)

    def edit(form: Questionnaire) -> Questionnaire:
        if key in editing.keys_of(form):
            raise Refused(gettext("Frågan finns redan i formuläret."))
        return editing.add_question(form, section_key, question)

    questionnaires.change(meeting, seen, edit, staff, touches=lambda _: ())
