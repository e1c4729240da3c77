"""Seeing a form as an organisation will, and who gets what."""

from collections.abc import Sequence

from flask import current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale
from sqlalchemy.exc import NoResultFound

from app.access import Permission, requires
from app.models import Organisation
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.plan import organisations as organisation_queries
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import Desk, open_desk
from forms import languages, texts
from forms.audience import KIND_NAMES, KIND_NAMES_PLURAL, OrganisationKind
from forms.builder import Asked, asked, section_form
from forms.question_types import question_type
from forms.questionnaire import Question, Questionnaire, Section


@blueprint.get("/meetings/<int:meeting_id>/form/preview")
@requires(Permission.PLAN)
def preview_questionnaire(meeting_id: int) -> ResponseReturnValue:
    """One organisation's form, in a language of its own or the page's; `version` is a published one, not the draft."""
    desk = open_desk(meeting_id)
    number = request.args.get("version", type=int)
    whole = _form(desk, number)
    members = organisation_queries.members(desk.meeting.council_id)
    chosen = _chosen(members, request.args.get("organisation", type=int))
    # Not the `language` of the switch: whoever looks at the English form goes on working in Swedish.
    language = request.args.get("language", request.args.get("shown_in", ""))
    interface = current_app.config["LANGUAGES"]
    reading = language if language in whole.more_languages and language not in interface else ""
    with force_locale(language if language in interface else str(get_locale())):
        form = whole.for_organisation(chosen.membership.kind, chosen.id) if chosen else whole
        form = texts.form_read_in(form, reading)
        return desk.render(
            "preview",
            members=members,
            chosen=chosen,
            kinds={kind: name.text(str(get_locale())) for kind, name in KIND_NAMES.items()},
            number=number,
            shown_in=reading or str(get_locale()),
            readable=interface | {code: languages.name(code) for code in whole.more_languages},
            shown=form,
            sections=[(section, _asked(section)) for section in form.sections],
        )


@blueprint.get("/meetings/<int:meeting_id>/form/matrix")
@requires(Permission.PLAN)
def questionnaire_matrix(meeting_id: int) -> ResponseReturnValue:
    """Which kinds get which questions, and how many each organisation gets."""
    desk = open_desk(meeting_id)
    locale = str(get_locale())
    members = organisation_queries.members(desk.meeting.council_id)
    by_kind = {kind: [one for one in members if one.membership.kind is kind] for kind in OrganisationKind}
    present = {kind: theirs for kind, theirs in by_kind.items() if theirs}
    return desk.render(
        "matrix",
        wide=True,
        kinds=[(KIND_NAMES_PLURAL[kind].text(locale), len(theirs)) for kind, theirs in present.items()],
        reach=lambda section, question: [_reached(section, question, theirs) for theirs in present.values()],
        organisations=[
            (one, KIND_NAMES[one.membership.kind].text(locale), _questions_of(desk.current.form, one))
            for one in members
        ],
    )


def _form(desk: Desk, number: int | None) -> Questionnaire:
    if number is None:
        return desk.current.form
    return questionnaire_queries.frozen_form(questionnaire_queries.version(desk.meeting, number))


def _chosen(members: Sequence[Organisation], organisation_id: int | None) -> Organisation | None:
    """The organisation asked for; the first where none was, and None where the council has none."""
    if organisation_id is None:
        return members[0] if members else None
    found = next((one for one in members if one.id == organisation_id), None)
    if found is None:
        raise NoResultFound
    return found


def _asked(section: Section) -> tuple[Asked, ...]:
    """The section's questions with empty inputs, for the page to show."""
    return asked(section_form(section, str(get_locale()))(formdata=None), section, {})


def _reached(section: Section, question: Question, organisations: Sequence[Organisation]) -> int:
    """How many of these organisations get the question."""
    audiences = (section.audience, question.audience)
    return sum(all(who.includes(one.membership.kind, one.id) for who in audiences) for one in organisations)


def _questions_of(form: Questionnaire, organisation: Organisation) -> int:
    theirs = form.for_organisation(organisation.membership.kind, organisation.id)
    return sum(question_type(question.type).is_answered for question in theirs.questions())
