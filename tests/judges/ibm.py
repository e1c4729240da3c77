"""IBM's accessibility engine, put into the page as axe is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import Page

from tests.judges.tools import are_here, module


@dataclass(frozen=True)
class Waiver:
    """A finding that we know better: only of this rule, only at what this selector matches, and why."""

    rule: str
    selector: str
    why: str


UNNAMED_FORM = "form:not([aria-label], [aria-labelledby], [title])"
WAIVED = (
    Waiver("aria_form_label_unique", UNNAMED_FORM, "a form without a name is no landmark, and needs none (HTML-AAM)"),
    Waiver("aria_landmark_name_unique", UNNAMED_FORM, "the same, found once more"),
    Waiver(
        "element_tabbable_role_valid",
        '.table-region[role="region"][aria-labelledby][tabindex="0"]',
        "a table that may have to scroll: whoever has only a keyboard must reach it, and axe asks for it",
    ),
    Waiver(
        "input_autocomplete_valid",
        '[type="email"][autocomplete="username"]',
        "an address is the user's name here; HTML allows it, and password managers look for it",
    ),
    Waiver(
        "input_checkboxes_grouped",
        'section[aria-labelledby^="theme-"] fieldset [name="answers"]',
        "boxes of one name in several forms, each grouped there; to HTML a name is its form's own",
    ),
    Waiver(
        "fieldset_label_valid",
        "[data-item] fieldset",
        "each item of a repeating group asks the same; the item's own group tells which",
    ),
)

# What the engine is sure of. "Potential" and "manual" ask a person to look, on every page again.
# What is folded away is unfolded first: the engine takes a hidden label for none.
ASK = r"""async (waivers) => {
  const folded = [...document.querySelectorAll("details:not([open])")];
  for (const one of folded) one.open = true;
  const report = await new ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"]);
  for (const one of folded) one.open = false;
  const waived = (one) => waivers.some((waiver) => waiver.rule === one.ruleId && one.node.matches(waiver.selector));
  return report.results
    .filter((one) => one.value[0] === "VIOLATION" && one.value[1] === "FAIL" && !waived(one))
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
    waivers = [{"rule": one.rule, "selector": one.selector} for one in WAIVED]
    return (f"ibm: {one}" for one in page.evaluate(ASK, waivers))
