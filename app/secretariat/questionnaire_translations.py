"""All texts of a form side by side in its languages, what is missing marked, saved field by field."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext, ngettext
from sqlalchemy.exc import NoResultFound

from app.access import Permission, requires, signed_in_staff
from app.queries.ask import questionnaires as questionnaire_queries
from app.secretariat import blueprint
from app.secretariat.questionnaire_desk import ConflictsAt, Desk, open_desk
from app.secretariat.questionnaire_presence import editors
from app.secretariat.questionnaire_script import stands
from app.secretariat.questionnaire_side import from_script
from app.services.ask import questionnaire_translations as translations
from app.services.ask.questionnaire_translations import Typed, field_name
from app.services.input_checks import RefusedInput
from app.services.problems import Conflict
from forms import languages, texts
from forms.secretariat.questionnaire import LanguagesForm, RevisionForm
from forms.texts import KINDS, Page


@blueprint.get("/meetings/<int:meeting_id>/form/translations")
@requires(Permission.PLAN)
def questionnaire_translations(meeting_id: int) -> ResponseReturnValue:
    """Show the texts of one section in each language; `section` is empty for the form's own."""
    return _page(open_desk(meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/form/translations")
@requires(Permission.PLAN)
def translate_questionnaire(meeting_id: int) -> ResponseReturnValue:
    """Save the texts that are typed otherwise than they stand."""
    desk, seen, typed = open_desk(meeting_id), RevisionForm().seen(), _typed()
    try:
        translations.translate(desk.meeting, seen, typed, signed_in_staff(), by_itself=from_script())
    except (RefusedInput, Conflict) as refusal:
        return _refused(desk, typed, refusal)
    missing = _missing(desk)
    if from_script():
        return {**stands(desk), "missing": missing}
    told = ngettext("Sparat. %(num)s text saknas.", "Sparat. %(num)s texter saknas.", missing)
    flash(told if missing else gettext("Sparat. Alla texter finns på alla formulärets språk."), "success")
    here = url_for("secretariat.questionnaire_translations", meeting_id=meeting_id, section=_section_key())
    return redirect(here, code=303)


@blueprint.post("/meetings/<int:meeting_id>/form/languages")
@requires(Permission.PLAN)
def choose_form_languages(meeting_id: int) -> ResponseReturnValue:
    """Set what the form is to be read in beside Swedish and English."""
    desk, form = open_desk(meeting_id), LanguagesForm()
    with ConflictsAt(desk):
        translations.choose_languages(desk.meeting, form.seen(), form.chosen("more"), signed_in_staff())
        flash(gettext("Formulärets språk är sparade."), "success")
    return redirect(url_for("secretariat.questionnaire_translations", meeting_id=meeting_id), code=303)


def _refused(desk: Desk, typed: Typed, refusal: RefusedInput | Conflict) -> ResponseReturnValue:
    status = 409 if isinstance(refusal, Conflict) else 422
    errors = refusal.errors if isinstance(refusal, RefusedInput) else {}
    if from_script():
        return {"said": str(refusal), "errors": errors}, status
    return _page(open_desk(desk.meeting.id), typed, errors, "" if errors else str(refusal)), status


def _page(desk: Desk, typed: Typed | None = None, errors: dict[str, str] | None = None, clash: str = "") -> str:
    pages = texts.pages(desk.current.form)
    shown = _shown(pages)
    at = [(f"#{name}", sentence) for name, sentence in (errors or {}).items()]
    return desk.render(
        "translations",
        pages=pages,
        shown=shown,
        missing=sum(page.missing for page in pages),
        languages=[(code, languages.named(code).text(str(get_locale()))) for code in desk.current.form.languages],
        form=LanguagesForm.of(desk.current.form, desk.current.revision, str(get_locale())),
        kinds={name: kind.text(str(get_locale())) for name, kind in KINDS.items()},
        typed=typed or {},
        differing=translations.differing(desk.current.form, typed or {}),
        clash=clash,
        errors=at,
        error_of=errors or {},
        has_errors=bool(at or clash),
        field_name=field_name,
        told=editors(desk, signed_in_staff()),
        wide=True,
        builder_scripts=("builder",),
    )


def _shown(pages: tuple[Page, ...]) -> Page | None:
    """The section that is asked for; the first that lacks something where none is, and else the first."""
    key = _section_key()
    if key is None:
        return next((page for page in pages if page.missing), pages[0] if pages else None)
    found = next((page for page in pages if (page.section.key if page.section else "") == key), None)
    if found is None and pages:
        raise NoResultFound
    return found


def _section_key() -> str | None:
    return request.args.get("section")


def _typed() -> dict[tuple[str, str], str]:
    """What was sent, by address and language."""
    pairs = ((name.rpartition(":"), text) for name, text in request.form.items())
    return {(address, code): text for (address, _, code), text in pairs if address}


def _missing(desk: Desk) -> int:
    form = questionnaire_queries.of_meeting(desk.meeting).form
    return sum(page.missing for page in texts.pages(form))
