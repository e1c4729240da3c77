"""A collecting body's way: members answer on phones, and their coordinator makes one answer of it."""

import re
from dataclasses import dataclass

from flask import Flask
from lxml import html

from tests.hostile.typist import Pad, Typist

MEMBERS = 6  # five must have come before anything is read
TYPES = ("long_text", "short_text", "one_choice", "scale", "yes_no")
NOTHING = {"excerpt": "", "text": ""}
JOIN = re.compile(r"/voice/[A-Za-z0-9-]+")


@dataclass
class Collected:
    """Where the coordinator works, the path that members share, and the members."""

    base: str
    join: str
    members: list[Typist]


def collect(app: Flask, pad: Pad, coordinator: Typist, base: str) -> Collected:
    """The coordinator asks, and members answer."""
    place = f"{base}collection"
    coordinator.send(place, "/collection")
    coordinator.send(f"{place}/texts")
    for name in TYPES:
        coordinator.send(f"{place}/form/add/{name}")
    for question in coordinator.links(f"{place}/form", "/collection/form/"):
        if "/add/" not in question:
            coordinator.send(question)
    coordinator.send(place, "/open")
    shared = next(one for one in JOIN.findall(coordinator.client.get(place).text))
    return Collected(place, shared, [answer(app, pad, shared) for _ in range(MEMBERS)])


def answer(app: Flask, pad: Pad, shared: str) -> Typist:
    """One member's phone, from the shared link to what is sent."""
    member = Typist(app.test_client(), pad)
    assert member.client.post(shared).status_code == 303
    path = "/voice/question/1"
    while path.startswith("/voice/question/"):
        path = member.send(path, button="go=next")
    assert member.send("/voice/check", given={"has_looked": "y", "may_be_cited": "y"}) == "/voice/sent"
    return member


def join(coordinator: Typist, made: Collected) -> None:
    """Sort the views, write the joint answers, cite, keep a minority view, and show the drafts to members."""
    place = made.base
    views = coordinator.page(f"{place}/views")[1].xpath("//input[@name='view']/@value")
    assert len(views) == MEMBERS
    for button in ("do=note needs_care", "do=note personal_data", "do=new-group"):
        coordinator.send(f"{place}/views", "/sort", button=button, given={"view": views[:1]})
    coordinator.send(f"{place}/groups", "/groups")
    group = next(to for to in _targets(coordinator, f"{place}/groups") if re.search(r"/groups/\d+$", to))
    coordinator.send(f"{place}/groups", group, button="do=rename")
    for question in coordinator.links(f"{place}/joint", "/joint/"):
        if coordinator.page(question)[1].xpath("//textarea[starts-with(@name, 'q-')]"):
            _write(coordinator, question)
        else:
            coordinator.send(question, button="do=save", given=NOTHING)


def _write(coordinator: Typist, question: str) -> None:
    beside = _written_by_members(coordinator, question)
    nothing = {**NOTHING, "from": beside}
    coordinator.send(question, button="do=save", given=nothing)
    _, page = coordinator.page(f"{question}?from={beside}")
    pick = page.xpath("//input[@name='pick']/@value")[-1]
    sentences = page.xpath("//select[@name='sentence']/option/@value")
    if sentences:
        citing = {"pick": [pick], "sentence": sentences[-1], "is_quoted": "y", "excerpt": _excerpt(page, pick)}
        coordinator.send(question, button="do=cite", given={**nothing, **citing}, only=())
    keeping = {"excerpt": "", "from": beside, "pick": [pick], "is_quoted": "y"}
    coordinator.send(question, button="do=minority", given=keeping, only={"text"})
    _, page = coordinator.page(question)
    name = page.xpath("//textarea[starts-with(@name, 'minority-')]/@name")[0]
    coordinator.send(question, button=f"do=reword {name.removeprefix('minority-')}", given=nothing, only={name})
    if sentences:
        coordinator.send(question, button="do=publish yes", given=nothing, only=())


def _written_by_members(coordinator: Typist, question: str) -> str:
    """The key of a question that members have answered in words of their own."""
    _, page = coordinator.page(question)
    for key in page.xpath("//select[@name='from']/option/@value"):
        _, beside = coordinator.page(f"{question}?from={key}")
        if picks := beside.xpath("//input[@name='pick']/@value"):
            words = _excerpt(beside, picks[-1])
            if any(one.mark in words and one.path.startswith("/voice/") for one in coordinator.pad.typed):
                return str(key)
    raise AssertionError(question)


def _excerpt(page: html.HtmlElement, pick: str) -> str:
    """What the member wrote, of which any part may be cited."""
    box = page.xpath("//input[@name='pick'][@value=$pick]", pick=pick)[0]
    return page.xpath("string(//label[@for=$id]/*[contains(@class, 'voice')])", id=box.get("id"))


def _targets(someone: Typist, path: str) -> list[str]:
    return someone.page(path)[1].xpath("//main//form/@action")
