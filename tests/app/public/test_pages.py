import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.public import pages
from app.services import cleaning
from tests.app.public.pages import problems

PAGES = (
    "/",
    "/accessibility",
    "/accessibility/report",
    "/accessibility/report/sent",
    "/privacy",
    "/our-mail",
    "/dev/components",
)
CSS = Path("app/static/css/radslag.css")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_page_keeps_what_every_page_promises(client: FlaskClient, address: str, language: str) -> None:
    answer = client.get(f"{address}?language={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert problems(answer.text) == []


def test_checker_finds_faults() -> None:
    faulty = "<html><body><h1>A</h1><h1>B</h1><p id=x style='a'></p><p id=x></p><input name=q aria-describedby=y>"
    assert len(problems(faulty)) == 6


def test_scripts_and_styles_carry_the_nonce_of_the_policy(client: FlaskClient) -> None:
    answer = client.get("/dev/components")
    policy = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
    assert policy
    carrying = re.findall(r'<(?:script|style|link rel="stylesheet")[^>]*nonce="([^"]+)"', answer.text)
    assert carrying
    assert set(carrying) == {policy[1]}
    assert len(re.findall(r"<(?:script|style)\b|rel=\"stylesheet\"", answer.text)) == len(carrying)


def test_brand_colours_come_from_the_settings(client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "BRAND_ACCENT", "#7a1f5c")
    assert "--brand-accent: #7a1f5c" in client.get("/").text


def test_statement_names_who_is_responsible(client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/accessibility").text.count("uppgift saknas") == 3
    monkeypatch.setitem(app.config, "RESPONSIBLE_ORGANISATION", "Staden")
    monkeypatch.setitem(app.config, "ACCESSIBILITY_CONTACT", "tillganglighet@stad.example")
    monkeypatch.setitem(app.config, "STATEMENT_PUBLISHED_ON", date(2027, 1, 31))
    page = client.get("/accessibility").text
    assert "Staden ansvarar" in page
    assert "tillganglighet@stad.example" in page
    assert "publicerades: 31 januari 2027" in page
    assert "uppgift saknas" not in page


def test_statement_has_what_the_law_asks_for(client: FlaskClient) -> None:
    """What Digg lists: the service, how far it complies, what doesn't and why, how and when that was found, whom to tell."""
    page = client.get("/accessibility").text
    for words in (
        "tjänsten Rådslag", "delvis förenlig", "Det följer inte lagens krav", "omfattas inte av lagen",
        "Oskäligt betungande", "självskattning", "Bedömningen gjordes", "uppdaterades senast",
        'href="/accessibility/report"', 'href="https://www.digg.se/tdosanmalan"', "lagen (2018:1937)",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("reviewed", "said"), [(date(2027, 3, 1), "1 mars 2027"), (date(2020, 1, 1), "28 november 2026")]
)
def test_statement_was_updated_when_text_or_review_was_last(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch, reviewed: date, said: str
) -> None:
    monkeypatch.setattr(pages, "UPDATED_ON", date(2026, 11, 28))
    monkeypatch.setitem(app.config, "STATEMENT_REVIEWED_ON", reviewed)
    assert f"uppdaterades senast: {said}" in client.get("/accessibility").text


def test_statement_names_the_judges_that_run(client: FlaskClient) -> None:
    """Whoever takes a judge away, or adds one, has to change what is said of them."""
    said = client.get("/accessibility").text
    packages = Path("pyproject.toml").read_text() + Path("tests/judges/package.json").read_text()
    judges = {
        "axe": "axe-playwright-python",
        "IBM Equal Access": "accessibility-checker-engine",
        "html-validate": "html-validate",
        "Nu Html Checker": "vnu-jar",
    }
    assert [name for name, package in judges.items() if package not in packages] == []
    assert f"fyra verktyg: {', '.join(judges)}." in said


def test_privacy_says_how_long_things_are_kept_as_the_jobs_have_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "tas bort 30 dagar efter mötet" in client.get("/privacy").text
    monkeypatch.setattr(cleaning, "WORKING_NOTES_KEPT", timedelta(days=77))
    assert "tas bort 77 dagar efter mötet" in client.get("/privacy").text
