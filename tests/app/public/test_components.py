"""The page of components, and that nothing of the look stands there unused."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

CSS = Path("app/static/css/radslag.css")


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
        used = re.findall(r'(?:{%-? (?:from|include|extends) |piece\()"([^"]+)"', (templates / page).read_text())
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
