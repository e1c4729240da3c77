"""A virtual screen reader: says what a real one would say of the page, from its first word to its last."""

from functools import cache

from playwright.sync_api import Page

from tests.judges.tools import module

# The reader goes on from phrase to phrase, as with the arrow key, until the document ends.
READ = """async (source) => {
  const script = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { virtual } = await import(script);
  await virtual.start({ container: document.body });
  for (let phrase = 0; phrase < 5000; phrase += 1) {
    if ((await virtual.lastSpokenPhrase()) === "end of document") break;
    await virtual.next();
  }
  const said = await virtual.spokenPhraseLog();
  await virtual.stop();
  return said;
}"""


@cache
def _reader() -> str:
    return module("@guidepup/virtual-screen-reader/lib/esm/index.browser.js").read_text()


def read_aloud(page: Page) -> list[str]:
    """The phrases, in order. The page's context must be made with bypass_csp: the reader is loaded into the page."""
    said: list[str] = page.evaluate(READ, _reader())
    return said
