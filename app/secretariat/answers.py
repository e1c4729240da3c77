"""Reading the answers, giving them themes, and placing them in the digest: one page, one form."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.access import Permission, requires, signed_in_staff
from app.models import Meeting
from app.queries.plan import meetings as meeting_queries
from app.secretariat import blueprint
from app.secretariat.answers_deeds import carry_out
from app.secretariat.answers_desk import AnswersDesk, open_desk
from app.secretariat.answers_view import Selection, View, listing
from app.secretariat.frame import meeting_frame
from app.services.problems import Refused
from app.services.targets import safe_target
from forms.secretariat.answers import PickedForm


@blueprint.get("/meetings/<int:meeting_id>/answers")
@requires(Permission.READ_ANSWERS)
def answers(meeting_id: int) -> ResponseReturnValue:
    """The answers by organisation or by question, one part at a time."""
    return _page(meeting_queries.by_id(meeting_id), Selection.of(request.args), "answers")


@blueprint.get("/meetings/<int:meeting_id>/themes")
@requires(Permission.READ_ANSWERS)
def grouping(meeting_id: int) -> ResponseReturnValue:
    """The same answers by theme: the step of the spine where they are given others."""
    return _page(meeting_queries.by_id(meeting_id), Selection.of(request.args, View.THEME), "themes")


@blueprint.post("/meetings/<int:meeting_id>/answers/picked")
@requires(Permission.WRITE_DIGEST)
def act_on_answers(meeting_id: int) -> ResponseReturnValue:
    """Do with the picked answers what the pressed button says, and return to the same place."""
    meeting = meeting_queries.by_id(meeting_id)
    selection, form = Selection.of(request.args), PickedForm()
    try:
        flash(carry_out(meeting, form, signed_in_staff()), "success")
    except Refused as refusal:
        if "to" in request.args:
            flash(str(refusal), "warning")
        else:
            return _page(meeting, selection, "themes", form, str(refusal)), 422
    return _back(meeting_id, selection, form)


def _back(meeting_id: int, selection: Selection, form: PickedForm) -> Response:
    """To where the answers were picked: at the first of them, which a filter may have taken out of sight since."""
    if wanted := request.args.get("to"):
        return redirect(safe_target(wanted, url_for("secretariat.digest", meeting_id=meeting_id)))
    picked = form.picked()
    anchor = f"answer-{picked[0]}" if picked else None
    return redirect(url_for(endpoint_of(selection), meeting_id=meeting_id, **selection.with_(), _anchor=anchor))


def endpoint_of(selection: Selection) -> str:
    """The page on which answers are parted this way."""
    return "secretariat.grouping" if selection.view is View.THEME else "secretariat.answers"


def _page(meeting: Meeting, asked: Selection, step: str, form: PickedForm | None = None, refusal: str = "") -> str:
    desk: AnswersDesk = open_desk(meeting)
    page = listing(meeting.id, desk.entries, asked, desk.theme_names)
    return render_template(
        "secretariat/answers/page.html",
        desk=desk,
        page=page,
        form=desk.offering(form or PickedForm(formdata=None)),
        refusal=refusal,
        endpoint_of=endpoint_of,
        **meeting_frame(meeting, "themes" if asked.view is View.THEME else step),
    )
