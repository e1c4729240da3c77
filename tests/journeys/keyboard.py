"""Somebody without a mouse: who only presses keys, and knows only what has the focus."""

from playwright.sync_api import Page

# What has the focus: what it is called, the group it stands in, and whether anything shows that the focus is there.
FOCUSED = """() => {
  const one = document.activeElement;
  const words = (node) => (node?.innerText ?? "").replace(/\\s+/g, " ").trim();
  const style = getComputedStyle(one);
  return {
    name: one.matches("body, main") ? ""
      : one.getAttribute("aria-label") ?? ([...(one.labels ?? [])].map(words).join(" ") || words(one)),
    group: words(one.closest("fieldset")?.querySelector("legend")),
    kind: one.type || one.localName,
    shows: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""
MOST = 300
# The page as a whole, and the inner parts of a calendar.
SHOWN_BY_THE_BROWSER = {"body", "main", "date", "time"}


class Keyboard:
    """A page as the keyboard reaches it. Nothing here touches an element that the Tab key has not come to."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, group: str = "") -> None:
        """Press Tab until what begins with this name has the focus; a page ends after MOST stops."""
        passed = set()
        for _ in range(MOST):
            self.page.keyboard.press("Tab")
            if self._is_at(name, group):
                return
            passed.add(self.page.evaluate(FOCUSED)["name"])
        told = ", ".join(sorted(passed))
        raise AssertionError(f"{group} {name} was not reached by keyboard on {self.page.url}, but {told}")

    def press(self, name: str) -> None:
        """Go to a button or a link and press Enter, which leads to another page."""
        self.to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Go to a field and write over what stands there; a line break is one."""
        self.to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, name: str, group: str = "") -> None:
        """Go to a box and tick it."""
        self.to(name, group)
        self.page.keyboard.press("Space")

    def choose(self, name: str, group: str) -> None:
        """Go to a group of which one can be chosen, and to the choice with the arrows."""
        self.to("", group)
        for _ in range(MOST):
            if self._is_at(name, group):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} was not reached by the arrows on {self.page.url}")

    def _is_at(self, name: str, group: str) -> bool:
        focused = self.page.evaluate(FOCUSED)
        assert focused["shows"] or focused["kind"] in SHOWN_BY_THE_BROWSER, f"nothing shows the focus: {focused}"
        return bool(focused["name"].startswith(name) and focused["group"].startswith(group))
