"""A body's collection, for its coordinator: begin, see how many have answered, open, close, share link and poster."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.access import Permission, Respondent, current_respondent, requires
from app.extensions import links
from app.models import Collection
from app.queries.collect import collections as collection_queries
from app.respondent import blueprint
from app.respondent.frame import frame
from app.respondent.qr import qr_svg
from app.services.collect import collections as collection_service
from app.services.problems import Refused


@blueprint.get("/answer/<int:request_id>/collection")
@requires(Permission.COORDINATOR)
def collection(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show how far the collection has come, and what to do next."""
    respondent = current_respondent()
    found = collection_queries.of_request(respondent.request)
    if found is None:
        return render_template("respondent/collection/begin.html", **frame(respondent))
    return _page(respondent, found, "overview")


@blueprint.post("/answer/<int:request_id>/collection")
@requires(Permission.COORDINATOR)
def begin_collection(request_id: int) -> ResponseReturnValue:
    """Make the collection, with the organisation's own simple questions to begin with."""
    collection_service.begin(current_respondent())
    return _back(request_id)


@blueprint.post("/answer/<int:request_id>/collection/open")
@requires(Permission.COORDINATOR)
def open_collection(request_id: int) -> ResponseReturnValue:
    """Begin to collect, or say what is missing."""
    try:
        collection_service.open_(current_respondent())
    except Refused as refused:
        flash(str(refused), "warning")
        return _back(request_id)
    flash(gettext("Insamlingen är öppen. Dela länken eller affischen med medlemmarna."), "success")
    return _back(request_id)


@blueprint.post("/answer/<int:request_id>/collection/close")
@requires(Permission.COORDINATOR)
def close_collection(request_id: int) -> ResponseReturnValue:
    """Stop collecting."""
    collection_service.close(current_respondent())
    flash(gettext("Insamlingen är stängd. Du kan öppna den igen så länge ert formulär är öppet."), "success")
    return _back(request_id)


@blueprint.post("/answer/<int:request_id>/collection/link")
@requires(Permission.COORDINATOR)
def renew_collection_link(request_id: int) -> ResponseReturnValue:
    """Replace the link that all members share."""
    collection_service.renew_link(current_respondent())
    flash(gettext("Länken är ny. Den gamla fungerar inte längre, och gamla affischer gör det inte heller."), "success")
    return _back(request_id)


@blueprint.get("/answer/<int:request_id>/collection/poster")
@requires(Permission.COORDINATOR)
def collection_poster(request_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the door has looked it up
    """Show a page to print on A4 and hang on a wall."""
    respondent = current_respondent()
    return _page(respondent, collection_queries.begun(respondent.request), "poster")


def _page(respondent: Respondent, found: Collection, view: str) -> str:
    address = links.collection_url(found.nonce)
    return render_template(
        f"respondent/collection/{view}.html",
        collection=found,
        questions=collection_queries.questions(found),
        counts=collection_queries.counts(found),
        is_collecting=collection_queries.is_open(found),
        missing=collection_service.missing(found),
        address=address,
        qr=qr_svg(address),
        **frame(respondent),
    )


def _back(request_id: int) -> ResponseReturnValue:
    return redirect(url_for("respondent.collection", request_id=request_id), code=303)
