"""IBM's accessibility engine, put into the page as axe is."""

from collections.abc import Iterator
from functools import cache

from playwright.sync_api import Page

from tests.judges.tools import are_here, module

# What it says where we know better: rule -> why.
WAIVED = {
    "aria_form_label_unique": "a form without a name is no landmark, and needs none (HTML-AAM)",
    "aria_landmark_name_unique": "of unnamed forms, as above; axe's landmark-unique judges the others",
    "element_tabbable_role_valid": "who has only a keyboard must reach what scrolls; axe asks for it",
    "input_autocomplete_valid": "of an address that is the user's name here, as HTML has it",
    "table_headers_related": "a row of one cell names the rows under it; axe judges tables",
    "input_label_before": "where choices are ranked the place comes first, as in a numbered list",
    "input_checkboxes_grouped": "a box that picks an answer stands at its answer, and is named after it",
    "table_caption_empty": "of a caption that stands for screen readers only",
}

# What the engine is sure of. "Potential" and "manual" ask a person to look, on every page again.
# What is folded away is unfolded first: the engine takes a hidden label for none.
ASK = r"""async (waived) => {
  const folded = [...document.querySelectorAll("details:not([open])")];
  for (const one of folded) one.open = true;
  const report = await new ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"]);
  for (const one of folded) one.open = false;
  // In a repeating group each item asks the same; the item's own group tells which.
  const inItem = (one) => one.ruleId === "fieldset_label_valid" && /\bid="q-[^"]*-\d+-/.test(one.snippet);
  return report.results
    .filter((one) => one.value[0] === "VIOLATION" && one.value[1] === "FAIL" && !waived.includes(one.ruleId) && !inItem(one))
    .map((one) => `${one.ruleId}: ${one.message} (${one.snippet.slice(0, 160)})`);
}"""


@cache
def _engine() -> str:
    return module("accessibility-checker-engine/ace.js").read_text()


def faults(page: Page) -> Iterator[str]:
    """The violations on the page as it stands, as lines; none on a machine that lacks the engine and may."""
    if not are_here():
        return iter(())
    if not page.evaluate("typeof ace !== 'undefined'"):
        page.evaluate(_engine())
    return (f"ibm: {one}" for one in page.evaluate(ASK, list(WAIVED)))
