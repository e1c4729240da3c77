import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

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
    assert "uppgift saknas" in client.get("/accessibility").text
    monkeypatch.setitem(app.config, "RESPONSIBLE_ORGANISATION", "Staden")
    monkeypatch.setitem(app.config, "ACCESSIBILITY_CONTACT", "tillganglighet@stad.example")
    page = client.get("/accessibility").text
    assert "Staden ansvarar" in page
    assert "tillganglighet@stad.example" in page
    assert "uppgift saknas" not in page


def test_components_are_not_shown_in_production(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RADSLAG_ENV", "production")
    assert client.get("/dev/components").status_code == 404


def test_every_component_is_shown() -> None:
    templates = Path("app/templates")
    shown, left = set(), ["dev/components.html"]
    while left:
        page = left.pop()
        shown.add(page)
        used = re.findall(r'{%-? (?:from|include|extends) "([^"]+)"', (templates / page).read_text())
        left += [one for one in used if one not in shown]
    parts = {path.relative_to(templates).as_posix() for path in templates.glob("components/**/*.html")}
    assert parts - shown == set()


def test_every_class_in_the_stylesheet_is_used_somewhere() -> None:
    sources = [*Path("app/templates").rglob("*.html"), *Path("app/static/js").glob("*.js")]
    text = "\n".join(path.read_text() for path in sources)
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", CSS.read_text(), flags=re.DOTALL)
    unused = [name for name in sorted(set(re.findall(r"\.([a-z][\w-]+)", rules))) if not is_used(name, text)]
    assert unused == []


def is_used(name: str, text: str) -> bool:
    block, _, variant = name.partition("--")
    if name in text:
        return True
    return bool(variant) and f"{block}--{{{{" in text and re.search(rf"[\"']{variant}[\"']", text) is not None
