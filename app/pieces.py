"""Pieces of pages that are the same for all who read the same language: rendered once, and kept."""

from functools import lru_cache

from flask import Flask, has_request_context, request, url_for
from flask_babel import get_locale
from markupsafe import Markup

MOST = 500


def init_app(app: Flask) -> None:
    """Give templates `piece("components/footer.html")`, instead of including what has nothing of the request in it."""

    @lru_cache(maxsize=MOST)
    def keep(name: str, language: str, _root: str) -> Markup:
        markup = app.jinja_env.get_template(name).render(locale=language)
        return Markup(markup)  # noqa: S704 - a template of ours, rendered with escaping

    @lru_cache(maxsize=MOST)
    def static(name: str, _root: str) -> str:
        return url_for("static", filename=name)

    app.add_template_global(lambda name: keep(name, str(get_locale()), _root()), "piece")
    app.add_template_global(lambda name: static(name, _root()), "static_url")


def _root() -> str:
    # Where a proxy mounts the service: addresses begin with it.
    return request.script_root if has_request_context() else ""
