"""The link that a body's members share: what it is about, and the button that begins. Looking changes nothing."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, requires
from app.extensions import limiter, member_secrets
from app.members import blueprint, doorway, limits
from app.members.frame import closed, frame, is_open
from app.queries.collect import collections as collection_queries
from app.services.collect import views as view_service


@blueprint.get("/<join_token>")
@requires(Permission.INVITED)
def join(join_token: str) -> ResponseReturnValue:
    """Show who asks, why, who reads it and when, and that nobody sees who wrote."""
    collection = collection_queries.by_token(join_token)
    if not is_open(collection):
        return closed(collection)
    total = len(collection_queries.questions(collection))
    return render_template("members/join.html", join_token=join_token, total=total, **frame(collection))


@blueprint.post("/<join_token>")
@requires(Permission.INVITED)
@limiter.limit(limits.BEGINNINGS, key_func=limits.by_link)
def begin(join_token: str) -> ResponseReturnValue:
    """Begin an empty view in this browser, and go on to an address with no token in it."""
    collection = collection_queries.by_token(join_token)
    if not is_open(collection):
        return closed(collection)
    words = view_service.begin(collection)
    first = url_for("members.together") if collection.groups_allowed else url_for("members.question", number=1)
    return doorway.let_in(member_secrets.token(words), words, first)
