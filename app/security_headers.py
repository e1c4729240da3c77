"""Headers on every answer: what the browser may load, frame, keep and tell others."""

import secrets

from flask import Flask, Response, g, request

# What strangers handed in is saved, never shown by us; a browser that shows it all the same may do nothing with it.
DOWNLOAD_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
PUBLIC_ENDPOINTS = frozenset({"static"})


def init_app(app: Flask) -> None:
    """Add the headers, and `csp_nonce()` to templates."""
    app.after_request(_add)
    app.context_processor(lambda: {"csp_nonce": csp_nonce})


def csp_nonce() -> str:
    """The nonce that this page's scripts and styles carry; made once a request."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _add(response: Response) -> Response:
    headers = response.headers
    is_download = headers.get("Content-Disposition", "").startswith("attachment")
    headers["Content-Security-Policy"] = DOWNLOAD_POLICY if is_download else _policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.endpoint not in PUBLIC_ENDPOINTS:
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response


def _policy() -> str:
    nonce = f"'nonce-{csp_nonce()}'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {nonce}",
            f"style-src 'self' {nonce}",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )
