"""What the meeting asks: the form's parts in a list, its title, and publishing it."""

from collections.abc import Mapping
from functools import partial

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext

from app.access import Permission, requires, signed_in_staff
from app.queries.ask import corrections as correction_queries
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.ask import steps
from app.queries.ask.corrections import Correction
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import ConflictsAt, Desk, in_words, open_desk, refused_status, to_overview
from app.secretariat.questionnaire_presence import editors
from app.secretariat.questionnaire_script import by_script
from app.secretariat.questionnaire_side import from_script
from app.secretariat.refusals import RefusalsAt
from app.services.ask import questionnaire_edits as edits
from app.services.ask import questionnaires
from app.services.ask.questionnaire_parts import TextsInput
from app.services.ask.questionnaires import NotReady
from forms import texts
from forms.changes import CHANGE_NAMES
from forms.findings import Finding
from forms.question_types import QUESTION_TYPES
from forms.rule_words import question_words, section_words
from forms.secretariat.questionnaire import RevisionForm, TextsForm, by_language


@blueprint.get("/meetings/<int:meeting_id>/form")
@requires(Permission.PLAN)
def questionnaire(meeting_id: int) -> ResponseReturnValue:
    """The sections and questions, what is missing, and the versions."""
    return _overview(open_desk(meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/form/publish")
@requires(Permission.PLAN)
def publish_questionnaire(meeting_id: int) -> ResponseReturnValue:
    """Freeze the next version, or say what is missing."""
    desk = open_desk(meeting_id)
    try:
        with ConflictsAt(desk):
            reached = correction_queries.of_draft(meeting_id, desk.current)
            version = questionnaires.publish(desk.meeting, signed_in_staff(), RevisionForm().seen())
            flash(_published(version.number, reached), "success")
    except NotReady as refusal:
        return _overview(desk, refusal.findings), 422
    return to_overview(meeting_id)


@blueprint.get("/meetings/<int:meeting_id>/form/texts")
@requires(Permission.PLAN)
def questionnaire_texts(meeting_id: int) -> ResponseReturnValue:
    """Show the form's title and introduction."""
    desk = open_desk(meeting_id)
    form = desk.current.form
    data = by_language({"title": form.title.to_json(), "intro": form.intro.to_json()})
    return _texts(desk, TextsForm(formdata=None, data={**data, "revision": desk.current.revision}))


@blueprint.post("/meetings/<int:meeting_id>/form/texts")
@requires(Permission.PLAN)
def set_questionnaire_texts(meeting_id: int) -> ResponseReturnValue:
    """Set the form's title and introduction."""
    desk = open_desk(meeting_id)
    form = TextsForm()
    typed = TextsInput(form.localised("title"), form.localised("intro"))
    save = partial(edits.set_texts, desk.meeting, form.seen(), typed, signed_in_staff())
    if from_script():
        return by_script(desk, partial(save, by_itself=True))
    with RefusalsAt(form), ConflictsAt(desk, form):
        save()
        flash(gettext("Rubriken och inledningen är sparade."), "success")
        return to_overview(meeting_id)
    return _texts(desk, form), refused_status(form)


def _texts(desk: Desk, form: TextsForm) -> str:
    stored = desk.as_stored_now() if form.form_errors else None
    told = editors(desk, signed_in_staff())
    return desk.render("texts", form=form, stored=stored, told=told, builder_scripts=("builder",))


def _overview(desk: Desk, stopping: tuple[Finding, ...] = ()) -> str:
    """The list; `stopping` is what an attempt to publish was refused for."""
    names = questionnaire_queries.organisation_names(desk.meeting)
    found = questionnaires.findings(desk.meeting, desk.current.form)
    return desk.render(
        "overview",
        problems=[_told(desk, finding) for finding in found.problems],
        warnings=[_told(desk, finding) for finding in found.warnings],
        advice=[_told(desk, finding) for finding in found.advice],
        errors=[_told(desk, finding) for finding in stopping],
        has_errors=bool(stopping),
        who=lambda audience: in_words(audience, names),
        themes=questionnaire_queries.theme_names(desk.meeting, str(get_locale())),
        types=_type_names(),
        rules_of=lambda question: question_words(question, desk.current.form, str(get_locale())),
        rules_of_section=lambda section: section_words(section, desk.current.form, str(get_locale())),
        correction=correction_queries.of_draft(desk.meeting.id, desk.current),
        change_names=CHANGE_NAMES,
        undoable=steps.undoable(desk.current, str(get_locale())),
        redoable=steps.redoable(desk.current, str(get_locale())),
        told=editors(desk, signed_in_staff()),
        missing=sum(page.missing for page in texts.pages(desk.current.form)),
        wide=True,
        builder_scripts=("builder",),
    )


def _published(number: int, reached: Correction | None) -> str:
    told = [gettext("Version %(n)s är publicerad.", n=number)]
    if reached:
        told.append(
            ngettext(
                "Den gäller nu för %(num)s organisation som har formuläret.",
                "Den gäller nu för %(num)s organisationer som har formuläret.",
                reached.not_sent + reached.sent,
            )
        )
    return " ".join(told)


def _told(desk: Desk, finding: Finding) -> tuple[str, str]:
    """Where to mend it, and the sentence."""
    meeting_id = desk.meeting.id
    sentence = questionnaires.described(finding, desk.current.form, str(get_locale()))
    if finding.question_key is not None:
        return url_for("secretariat.question", meeting_id=meeting_id, question_key=finding.question_key), sentence
    if finding.section_key is not None:
        return url_for("secretariat.section", meeting_id=meeting_id, section_key=finding.section_key), sentence
    about = "meeting" if finding.of_meeting else "questionnaire_texts"
    return url_for(f"secretariat.{about}", meeting_id=meeting_id), sentence


def _type_names() -> Mapping[str, str]:
    return {name: kind.title.text(str(get_locale())) for name, kind in QUESTION_TYPES.items()}
