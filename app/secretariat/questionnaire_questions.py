"""The questions of a meeting's form: choosing a type, writing and changing one."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from sqlalchemy.exc import NoResultFound

from app.access import Permission, requires, signed_in_staff
from app.queries.ask import questionnaires as questionnaire_queries
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import ConflictsAt, Desk, in_words, open_desk, refused_status, to_overview
from app.secretariat.questionnaire_presence import editors
from app.secretariat.questionnaire_script import as_typed_side, saved_by_script, side_html, typed_question
from app.secretariat.questionnaire_side import beside, from_script, wants_preview
from app.secretariat.refusals import RefusalsAt
from app.services.ask import questionnaire_edits as edits
from app.services.ask.questionnaire_choices import choices_as_typed, lists_as_typed
from app.services.ask.questionnaire_edits import Place
from forms.beginnings import beginning
from forms.question_types import QUESTION_TYPES
from forms.question_types.base import QuestionType
from forms.questionnaire import Question, Section
from forms.rule_words import question_words
from forms.secretariat.questionnaire import QuestionForm, question_data


@blueprint.get("/meetings/<int:meeting_id>/form/sections/<string:section_key>/questions/add")
@requires(Permission.PLAN)
def choose_question_type(meeting_id: int, section_key: str) -> ResponseReturnValue:
    """Show the types that a question can have."""
    desk = open_desk(meeting_id)
    locale, group = str(get_locale()), _group(desk)
    # A group within a group could not be answered on a page.
    offered = {name: kind for name, kind in QUESTION_TYPES.items() if not (group and kind.is_repeated)}
    types = [(name, kind.title.text(locale)) for name, kind in offered.items()]
    return desk.render("types", section=desk.current.section(section_key), types=types, group=group)


@blueprint.get("/meetings/<int:meeting_id>/form/sections/<string:section_key>/questions/add/<string:type_name>")
@requires(Permission.PLAN)
def new_question(meeting_id: int, section_key: str, type_name: str) -> ResponseReturnValue:
    """Show the form for a new question of this type."""
    desk, kind = open_desk(meeting_id), _type(type_name)
    section = desk.current.section(section_key)
    data = question_data(beginning(type_name), {}, str(get_locale()))
    form = _form(desk, kind, {**data, "revision": desk.current.revision}, is_inner=_group(desk) is not None)
    return _page(desk, section, form, kind, group=_group(desk))


@blueprint.post("/meetings/<int:meeting_id>/form/sections/<string:section_key>/questions/add/<string:type_name>")
@requires(Permission.PLAN)
def add_question(meeting_id: int, section_key: str, type_name: str) -> ResponseReturnValue:
    """Add the question last in its section, or in a repeating group there."""
    desk, kind = open_desk(meeting_id), _type(type_name)
    section, group = desk.current.section(section_key), _group(desk)
    form = _form(desk, kind, is_inner=group is not None)
    if from_script():
        return {"side": side_html(as_typed_side(desk, section, beginning(type_name), typed_question(form)))}
    if wants_preview():
        return _page(desk, section, form, kind, group=group)
    with RefusalsAt(form), ConflictsAt(desk, form):
        place = Place(section_key, group.key if group else None)
        key = edits.add_question(desk.meeting, form.seen(), place, type_name, typed_question(form), signed_in_staff())
        flash(gettext("Frågan är tillagd."), "success")
        return to_overview(meeting_id, f"question-{key}")
    return _page(desk, section, form, kind, group=group), refused_status(form)


@blueprint.get("/meetings/<int:meeting_id>/form/questions/<string:question_key>")
@requires(Permission.PLAN)
def question(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Show the question's form, filled in."""
    desk = open_desk(meeting_id)
    found = desk.current.question(question_key)
    data = question_data(found, lists_as_typed(found), str(get_locale()))
    group = desk.current.group_of(question_key)
    form = _form(desk, _type(found.type), {**data, "revision": desk.current.revision}, found, is_inner=bool(group))
    return _page(desk, desk.current.section_of(question_key), form, _type(found.type), found, group)


@blueprint.post("/meetings/<int:meeting_id>/form/questions/<string:question_key>")
@requires(Permission.PLAN)
def change_question(meeting_id: int, question_key: str) -> ResponseReturnValue:
    """Change everything about the question but its key and type."""
    desk = open_desk(meeting_id)
    found = desk.current.question(question_key)
    group = desk.current.group_of(question_key)
    form = _form(desk, _type(found.type), question=found, is_inner=bool(group))
    section = desk.current.section_of(question_key)
    if from_script():
        return saved_by_script(desk, section, found, form)
    if wants_preview():
        return _page(desk, section, form, _type(found.type), found, group)
    with RefusalsAt(form), ConflictsAt(desk, form):
        edits.change_question(desk.meeting, form.seen(), question_key, typed_question(form), signed_in_staff())
        flash(gettext("Frågan är sparad."), "success")
        return to_overview(meeting_id, f"question-{question_key}")
    return _page(desk, section, form, _type(found.type), found, group), refused_status(form)


def _type(name: str) -> QuestionType:
    if name not in QUESTION_TYPES:
        raise NoResultFound
    return QUESTION_TYPES[name]


def _group(desk: Desk) -> Question | None:
    """The repeating group that a new question goes into, where the address names one."""
    key = request.args.get("group")
    group = desk.current.question(key) if key else None
    if group and not _type(group.type).is_repeated:
        raise NoResultFound
    return group


def _form(
    desk: Desk,
    kind: QuestionType,
    data: dict[str, object] | None = None,
    question: Question | None = None,
    *,
    is_inner: bool = False,
) -> QuestionForm:
    """The form as posted, or filled with `data`, with the fields that the type uses."""
    form = QuestionForm() if data is None else QuestionForm(formdata=None, data=data)
    locale = str(get_locale())
    form.offer_audience(questionnaire_queries.organisation_names(desk.meeting).items(), locale)
    themes = questionnaire_queries.theme_names(desk.meeting, locale)
    kept = {question.theme: question.theme} if question and question.theme and question.theme not in themes else {}
    form.theme.choices = [("", gettext("Inget tema")), *themes.items(), *kept.items()]
    return form.for_type(kind, is_inner=is_inner)


def _page(
    desk: Desk,
    section: Section,
    form: QuestionForm,
    kind: QuestionType,
    question: Question | None = None,
    group: Question | None = None,
) -> str:
    names = questionnaire_queries.organisation_names(desk.meeting)
    before = question or beginning(kind.name)
    shown = typed_question(form) if form.is_submitted() else None
    stored = desk.as_stored_now().question(question.key) if question and form.form_errors else None
    return desk.render(
        "question",
        form=form,
        kind=kind,
        section=section,
        section_audience=in_words(section.audience, names),
        question=question,
        group=group,
        side=as_typed_side(desk, section, before, shown) if shown else beside(before, section),
        told=editors(desk, signed_in_staff()),
        wide=True,
        builder_scripts=("builder",),
        stored=stored,
        rule_words=question_words(question, desk.current.form, str(get_locale())) if question else [],
        names=desk.names(),
        stored_choices=[(None, choices_as_typed(stored.choices))] if stored and stored.choices else [],
        others=[(one.key, one.title.text("sv") or one.key) for one in desk.current.form.sections if one is not section],
    )
