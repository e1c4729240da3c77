"""Parses a page as a reader's tools do, and says what is wrong with it."""

from collections import Counter

from lxml import html

NAMED_BY_ITSELF = {"hidden", "submit"}


def problems(text: str) -> list[str]:
    """What breaks the promises that every page keeps; empty when it keeps them."""
    page = html.document_fromstring(text)
    found = [f"{len(page.findall('.//h1'))} h1"] if len(page.findall(".//h1")) != 1 else []
    found += [f"id {name} stands {n} times" for name, n in Counter(page.xpath("//@id")).items() if n > 1]
    found += [f"inline style on {one.getparent().tag}" for one in page.xpath("//@style")]
    found += [
        f"{one.tag} refers to no id {name}" for one, name in references(page) if not page.xpath("//*[@id=$id]", id=name)
    ]
    found += [
        f"{one.get('name')} has no label"
        for one in page.xpath("//input|//select|//textarea")
        if not is_labelled(page, one)
    ]
    if not (page.get("lang") and (page.findtext(".//title") or "").strip()):
        found.append("no lang or no title")
    return found


def references(page: html.HtmlElement) -> list[tuple[html.HtmlElement, str]]:
    """Every element with an id that it points at."""
    return [
        (one, name)
        for attribute in ("for", "aria-describedby", "aria-labelledby", "form")
        for one in page.xpath(f"//*[@{attribute}]")
        for name in one.get(attribute).split()
    ]


def is_labelled(page: html.HtmlElement, field: html.HtmlElement) -> bool:
    """Whether a field says what it is for."""
    if field.get("type") in NAMED_BY_ITSELF or field.get("aria-label"):
        return True
    return bool(page.xpath("//label[@for=$id][normalize-space()]", id=field.get("id", "")))
