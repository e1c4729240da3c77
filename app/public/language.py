"""The switch between languages: a link with `?language=`, which any page answers and this browser remembers."""

from flask import current_app, request, session

from app.public import blueprint


@blueprint.before_app_request
def remember_language() -> None:
    """Take over the language that a link asks for. Only the browser's own cookie changes; an unknown one is ignored."""
    chosen = request.args.get("language", "")
    if request.method == "GET" and chosen in current_app.config["LANGUAGES"]:
        session["locale"] = chosen
