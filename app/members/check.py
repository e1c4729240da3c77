"""Check what you wrote, send it, and what you hold afterwards: four words and a private link."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Member, Permission, current_member, requires
from app.extensions import config_value, limiter
from app.members import blueprint, limits
from app.members.frame import closed, frame, is_open, locale, questions
from app.queries.collect import views as view_queries
from app.services.collect import views as view_service
from app.services.collect.views import LooksPersonal, NothingAnswered
from forms.member import AGE_NAMES, SendForm
from forms.personal_data import PERSONAL_DATA_NAMES
from forms.question_types import question_type


@blueprint.get("/check")
@requires(Permission.MEMBER)
def check() -> ResponseReturnValue:
    """Show everything that will be read."""
    member = current_member()
    if not is_open(member.collection):
        return closed(member.collection)
    return _page(member, SendForm(formdata=None, data={"may_be_cited": member.view.may_be_cited}))


@blueprint.post("/check")
@requires(Permission.MEMBER)
@limiter.limit(limits.WRITES, key_func=limits.by_member)
def send() -> ResponseReturnValue:
    """Let the view count."""
    member, form = current_member(), SendForm()
    try:
        yes, looked = bool(form.may_be_cited.data), bool(form.has_looked.data)
        view_service.send(member, may_be_cited=yes, has_looked=looked, locale=locale())
    except LooksPersonal as looks:
        form.has_looked.errors = [str(looks)]
        return _page(member, form), 422
    except NothingAnswered as nothing:
        form.form_errors.append(str(nothing))
        return _page(member, form), 422
    return redirect(url_for("members.sent"), code=303)


@blueprint.get("/sent")
@requires(Permission.MEMBER)
def sent() -> ResponseReturnValue:
    """Say thanks, and show how to come back."""
    member = current_member()
    if not is_open(member.collection):
        return closed(member.collection)
    if not member.view.is_sent:
        return redirect(url_for("members.check"))
    private = f"{config_value('BASE_URL').rstrip('/')}{url_for('members.private_link', secret=member.secret)}"
    return render_template("members/sent.html", words=member.words, private=private, **frame(member.collection))


def _page(member: Member, form: SendForm) -> str:
    answers = view_queries.answers(member.view.id)
    lines = [
        (number, one, question_type(one.type).show_typed(one, answers[one.key], locale()) if one.key in answers else "")
        for number, one in enumerate(questions(member), start=1)
    ]
    found = view_queries.personal_data(questions(member), answers, locale())
    ages = AGE_NAMES[member.view.age_span].text(locale()) if member.view.age_span else ""
    return render_template(
        "members/check.html",
        form=form,
        lines=lines,
        view=member.view,
        ages=ages,
        found={key: [PERSONAL_DATA_NAMES[kind].text(locale()) for kind in kinds] for key, kinds in found.items()},
        is_empty=not any(text for _, _, text in lines),
        **frame(member.collection),
    )
