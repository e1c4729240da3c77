"""The application: `create_app` is a table of contents of what it is made of."""

import gc

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import config


def create_app(settings: config.Settings | None = None) -> Flask:
    """Make the application from the given settings, or from the environment.

    Raises config.SettingsError where the settings are unsafe or unusable.
    """
    # Imported here, so that importing app.models starts nothing.
    from app import (
        access,
        api,
        chair,
        errors,
        extensions,
        i18n,
        logs,
        members,
        pieces,
        public,
        respondent,
        secretariat,
        security_headers,
        sign_in,
    )

    settings = settings or config.load()
    settings.check()
    app = extensions.TransactionalFlask(__name__)
    app.config.from_mapping(settings.for_flask())
    if hops := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # WSGI wraps it so
    # The door stands before CSRF: a stranger gets 404, whatever they post.
    for first in (extensions.db, extensions.files, access):
        first.init_app(app)
    ours = (extensions.csrf, extensions.limiter, extensions.links, extensions.member_secrets)
    for extension in (logs, *ours, i18n, pieces, security_headers, errors):
        extension.init_app(app)
    for audience in (public, sign_in, respondent, members, secretariat, chair, api):
        app.register_blueprint(audience.blueprint)
    return app


def create_web_app() -> Flask:
    """Make the application for a process that serves pages, and nothing else, until it ends."""
    app = create_app()
    # What is there now stays to the end; were it not set aside, the collector would walk through it time and again.
    gc.collect()
    gc.freeze()
    return app
