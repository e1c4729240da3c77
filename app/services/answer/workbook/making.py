"""Makes one organisation's own workbook of its form, with what its draft holds."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from app.access import Respondent
from app.models import InputRequest, now
from app.queries.answer import drafts as draft_queries
from app.queries.answer.drafts import DraftedAnswer, OwnForm
from app.services.answer.workbook import stamp
from app.services.answer.workbook.marks import is_held, mark_of, secrecy_cell, with_secrecy
from app.services.answer.workbook.stamp import Base
from exports.answer_workbook.rows import FormRow, FormRows, is_too_long
from forms.answers import NOT_SECRET
from forms.dates import show_date
from forms.moments import local, show_moment
from forms.question_types import question_type


def make(respondent: Respondent, locale: str) -> BytesIO:
    """Return the workbook in this language, as a file."""
    # openpyxl takes its time to load, and most pages do without.
    from exports.answer_workbook.sheets import AnswerWorkbook, write_answer_workbook
    from exports.page_setup import BookInfo

    request, meeting = respondent.request, respondent.request.meeting
    form = draft_queries.own_form(request)
    answers = draft_queries.stored(request.id).answers
    typed = {key: answer.typed for key, answer in answers.items()}
    too_much = (one.key for one in form.questionnaire.questions() if not is_held(one, typed.get(one.key), locale))
    secrecies = {key: secrecy_cell(answer.secrecy) for key, answer in answers.items()}
    too_long = (key for key, told in secrecies.items() if is_too_long(told))
    rows = list(FormRows(request.id, form.questionnaire, typed, locale, frozenset([*too_much, *too_long]), secrecies))
    moment, organisation = now(), respondent.organisation.name
    title = form.questionnaire.title.text(locale) or meeting.title
    workbook = AnswerWorkbook(
        info=BookInfo(title, meeting.council.name, moment, locale, title, organisation),
        organisation=organisation,
        meeting=meeting.title,
        deadline=show_date(local(request.deadline_at).date(), locale),
        made=show_moment(moment, locale),
        phone=meeting.phone or meeting.council.phone,
        rows=rows,
        stamp=_stamp(request, form, answers, rows, locale),
    )
    target = BytesIO()
    write_answer_workbook(workbook, target)
    target.seek(0)
    return target


def _stamp(
    request: InputRequest, form: OwnForm, answers: Mapping[str, DraftedAnswer], rows: Sequence[FormRow], locale: str
) -> list[tuple[str, ...]]:
    codes = {row.code: row.key for row in rows if row.code}
    bases: dict[str, Base] = {}
    for key in dict.fromkeys(codes.values()):
        question, answer = form.questionnaire.question(key), answers.get(key)
        if question is not None:
            cells = question_type(question.type).to_workbook(question, answer.typed if answer else None, locale)
            label = question.label.text(locale)
            mark = with_secrecy(mark_of(question, cells, locale), answer.secrecy if answer else NOT_SECRET)
            bases[key] = Base(answer.version if answer else 0, mark, label)
    return stamp.write(request.id, form.version_sha256, bases, codes)
