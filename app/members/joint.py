"""Drafts of the joint answer that the coordinator lets members read and like. A like is a number, and no more."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.access import Permission, requires
from app.extensions import limiter
from app.members import blueprint, doorway, limits
from app.members.frame import frame
from app.models import Collection
from app.queries.answer import drafts as draft_queries
from app.queries.collect import collections as collection_queries
from app.queries.collect import joint as joint_queries
from app.services.collect import joint as joint_service


@blueprint.get("/<join_token>/draft")
@requires(Permission.INVITED)
def joint_drafts(join_token: str) -> ResponseReturnValue:
    """Show the published drafts; those that this browser has liked say so."""
    collection = _published(join_token)
    asked = {one.key: one for one in draft_queries.own_form(collection.request).questionnaire.questions()}
    drafts = [(asked[key], one) for key, one in joint_queries.publications(collection).items() if key in asked]
    return render_template(
        "members/joint.html",
        join_token=join_token,
        drafts=drafts,
        liked=doorway.liked(),
        draft_name=doorway.draft_name,
        **frame(collection),
    )


@blueprint.post("/<join_token>/draft")
@requires(Permission.INVITED)
@limiter.limit(limits.BEGINNINGS, key_func=limits.by_link)
def like_joint_draft(join_token: str) -> ResponseReturnValue:
    """Count one like, once a browser."""
    collection, key = _published(join_token), request.form.get("question", "")
    published = joint_queries.publications(collection).get(key)
    if published is None:
        raise NoResultFound
    response = redirect(url_for("members.joint_drafts", join_token=join_token), code=303)
    name = doorway.draft_name(published.id, published.text)
    if name in doorway.liked():
        return response
    joint_service.like(collection, key)
    return doorway.remember_like(response, name)


def _published(join_token: str) -> Collection:
    collection = collection_queries.by_token(join_token)
    if not collection.likes_open:
        raise NoResultFound
    return collection
