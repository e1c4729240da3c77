"""Those who answer together: who is here, inviting one more, and taking a link back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import limiter
from app.models import InvitationRole
from app.queries.answer import colleagues as colleague_queries
from app.queries.answer import invitations as invitation_queries
from app.queries.collect import collections as collection_queries
from app.respondent import blueprint
from app.respondent.frame import frame, locale
from app.respondent.people import name_of, put_at_fields, role_choices, role_names
from app.services.answer import colleagues as colleague_service
from app.services.answer.colleagues import ColleagueInput
from app.services.input_checks import RefusedInput
from forms.respondent import ColleagueForm

COLLEAGUES = "/answer/<int:request_id>/colleagues"


@blueprint.get(COLLEAGUES)
@requires(Permission.RESPONDENT)
def colleagues(request_id: int) -> ResponseReturnValue:
    """Show everybody who has a link to this request, and what can be done about it."""
    respondent = current_respondent()
    if not invitation_queries.is_open(respondent.request):
        return redirect(url_for("respondent.tasks", request_id=request_id))
    blank = {"role": InvitationRole.CONTRIBUTOR.value, "language": locale()}
    return _page(respondent, ColleagueForm(formdata=None, data=blank))


@blueprint.post(COLLEAGUES)
@requires(Permission.RESPONDENT)
@limiter.limit("60 per hour")
def invite_colleague(request_id: int) -> ResponseReturnValue:
    """Mail a colleague a link of their own."""
    respondent = current_respondent()
    form = ColleagueForm()
    try:
        invitation = colleague_service.invite(respondent, ColleagueInput(**form.typed()))
    except RefusedInput as refusal:
        put_at_fields(form, refusal)
        return _page(respondent, form), 422
    flash(gettext("%(who)s får ett mejl med en egen länk.", who=name_of(invitation.contact)), "success")
    return _back(request_id)


@blueprint.post(f"{COLLEAGUES}/<int:invitation_id>/revoke")
@requires(Permission.RESPONDENT)
def revoke_colleague(request_id: int, invitation_id: int) -> ResponseReturnValue:
    """Take a colleague's link back."""
    invitation = colleague_queries.member(request_id, invitation_id)
    colleague_service.revoke(current_respondent(), invitation)
    words = gettext("Länken till %(who)s är borttagen. Det som är skrivet finns kvar.", who=name_of(invitation.contact))
    flash(words, "success")
    return _back(request_id)


@blueprint.post(f"{COLLEAGUES}/<int:invitation_id>/role")
@requires(Permission.RESPONDENT)
def change_colleague_role(request_id: int, invitation_id: int) -> ResponseReturnValue:
    """Let somebody do more or less."""
    invitation = colleague_queries.member(request_id, invitation_id)
    role = colleague_service.change_role(current_respondent(), invitation, request.form.get("role", ""))
    flash(f"{name_of(invitation.contact)}: {role_names()[role]}.", "success")
    return _back(request_id)


def _page(respondent: Respondent, form: ColleagueForm) -> str:
    own = respondent.invitation
    form.role.choices = role_choices(own.role)
    team = colleague_queries.team(respondent.request.id)
    return render_template(
        "respondent/colleagues.html",
        form=form,
        team=team,
        own=own,
        may_manage=own.role is not InvitationRole.CONTRIBUTOR,
        may_collect=collection_queries.may_collect(respondent.request),
        revocable={one.id for one in team if colleague_service.may_revoke(respondent, own.role, one)},
        roles=role_choices(own.role),
        role_names=role_names(),
        name_of=name_of,
        **frame(respondent),
    )


def _back(request_id: int) -> ResponseReturnValue:
    return redirect(url_for("respondent.colleagues", request_id=request_id), code=303)
