"""Coming back to one's own view: by four words, or by the private link."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, requires
from app.extensions import limiter
from app.members import blueprint, doorway, limits
from app.members.frame import closed, frame, is_open
from app.queries.collect import collections as collection_queries
from app.queries.collect import views as view_queries
from forms.member import WordsForm
from forms.member_words import as_typed


@blueprint.get("/<join_token>/return")
@requires(Permission.INVITED)
def come_back(join_token: str) -> ResponseReturnValue:
    """Ask for the four words."""
    collection = collection_queries.by_token(join_token)
    if not is_open(collection):
        return closed(collection)
    return render_template(
        "members/come_back.html", join_token=join_token, form=WordsForm(formdata=None), **frame(collection)
    )


@blueprint.post("/<join_token>/return")
@requires(Permission.INVITED)
@limiter.limit(limits.WRONG_WORDS, key_func=limits.by_link, deduct_when=limits.was_refused)
def open_by_words(join_token: str) -> ResponseReturnValue:
    """Open the view that has these words. Whatever is wrong with them, the answer is the same."""
    collection = collection_queries.by_token(join_token)
    if not is_open(collection):
        return closed(collection)
    form = WordsForm()
    words = as_typed(form.words.data or "")
    secret = view_queries.secret_of(collection, words)
    if secret is None:
        form.words.errors = [gettext("Orden stämmer inte. Kolla att alla fyra är rätt skrivna.")]
        return render_template("members/come_back.html", join_token=join_token, form=form, **frame(collection)), 422
    return doorway.let_in(secret, words, url_for("members.check"))


@blueprint.get("/mine/<secret>")
@requires(Permission.INVITED)
def private_link(secret: str) -> ResponseReturnValue:
    """Show the one button; a preview that fetches the link opens nothing."""
    collection = view_queries.collection_of_secret(secret)
    if not is_open(collection):
        return closed(collection)
    return render_template("members/private_link.html", secret=secret, **frame(collection))


@blueprint.post("/mine/<secret>")
@requires(Permission.INVITED)
def open_private_link(secret: str) -> ResponseReturnValue:
    """Open the view in this browser."""
    collection = view_queries.collection_of_secret(secret)
    if not is_open(collection):
        return closed(collection)
    return doorway.let_in(secret, "", url_for("members.check"))
