"""The browser's evaluator against the table that Python's agrees with."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from forms.expressions import parse, to_json
from tests.forms.expressions.vectors import VECTORS, same
from tests.journeys.conftest import LiveServer

pytestmark = pytest.mark.browser

RUN = """async ([url, rows]) => {
  const { evaluate } = await import(url);
  return rows.map(([tree, scope]) => {
    const value = evaluate(tree, scope);
    return typeof value === "number" ? ["number", String(value)] : [typeof value, value];
  });
}"""


def test_the_browser_agrees_with_the_table(live: LiveServer, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(live.url)
    rows = [[to_json(parse(vector.source)), vector.scope] for vector in VECTORS]
    found = page.evaluate(RUN, [f"{live.url}/static/js/expressions.js", rows])
    context.close()
    pairs = zip(VECTORS, map(_value, found), strict=True)
    assert {vector.source: value for vector, value in pairs if not same(value, vector.value)} == {}


def _value(told: list[Any]) -> Any:
    kind, value = told
    return float(value.replace("Infinity", "inf")) if kind == "number" else value
