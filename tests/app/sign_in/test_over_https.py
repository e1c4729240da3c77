"""Signing in as in production: over HTTPS behind a proxy, with the CSRF guard on, from a browser that sends no Referer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import config
from app import create_app
from tests.conftest import PASSWORD
from tests.databases import TestDatabase
from tests.test_config import SAFE

HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "radslag.stad.example", "X-Forwarded-For": "192.0.2.7"}
FORM = {"email": "secretariat@stad.example", "password": PASSWORD}
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


@pytest.fixture
def production(app: Flask, secretariat: object, database: TestDatabase, tmp_path: Path) -> Iterator[Flask]:
    """The application as a city runs it, over the database of the tests."""
    made = create_app(config.load({**SAFE, "DATABASE_URL": database.url, "MAIL_DIRECTORY": str(tmp_path)}))
    yield made
    made.extensions["radslag_engine"].dispose()


def test_a_form_is_taken_without_a_referer(production: Flask) -> None:
    browser = production.test_client()
    page = browser.get("/sign-in", headers=HTTPS, base_url="https://radslag.stad.example")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    token = TOKEN.search(page.text)
    assert token is not None
    signed_in = browser.post(
        "/sign-in",
        data={**FORM, "csrf_token": token[1]},
        headers=HTTPS,
        base_url="https://radslag.stad.example",
    )
    assert signed_in.status_code == 302, signed_in.text
    cookie = signed_in.headers["Set-Cookie"]
    assert cookie.startswith("__Host-radslag=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_a_form_without_its_token_is_refused(production: Flask) -> None:
    refused = production.test_client().post(
        "/sign-in", data=FORM, headers=HTTPS, base_url="https://radslag.stad.example"
    )
    assert refused.status_code == 400
    # The page of an error gives back what was typed, but for the password.
    assert FORM["email"] in refused.text
    assert PASSWORD not in refused.text
