"""A coordinator with more views than one page holds turns the pages; what is chosen and narrowed down stays."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from forms.builder import field_name
from tests.app.public.pages import problems
from tests.factories import scenes
from tests.factories.collecting import YOUTH, begin, many

COUNT, A_PAGE = 230, 50
VIEW = re.compile(r'name="view" value="([0-9a-f]+)"')
PICK = re.compile(r'name="pick" value="([0-9a-f]+) tycker"')
NEXT = re.compile(r'rel="next" href="([^"]+)"')
KEY = "vad_ser_ni"


@pytest.fixture
def base(app: Flask, client: FlaskClient) -> str:
    """The path of a collection with 230 views, at which the client is the coordinator."""
    collecting = begin(app)
    with app.app_context():
        with db.transaction():
            many(collecting.collection_id, (f"Laga lampa {number}." for number in range(1, COUNT + 1)))
        link = scenes.link_of(collecting.scene.invitations[YOUTH])
    assert client.post(link).status_code == 303
    return f"/answer/{collecting.scene.requests[YOUTH].id}/collection"


def pages(client: FlaskClient, address: str) -> list[str]:
    """The page and all that come after it, by the links on them."""
    found = [client.get(address).text]
    while after := NEXT.search(found[-1]):
        assert len(found) < COUNT
        found.append(client.get(html.unescape(after[1])).text)
    return found


def sort(client: FlaskClient, page: str, do: str, views: list[str], **fields: str) -> str:
    """Press a button of the page for these views, and return the page that comes."""
    action = re.search(r'<form method="post" novalidate action="([^"]+)"', page)
    assert action
    data = {"do": do, "view": views, **fields}
    return client.post(html.unescape(action[1]), data=data, follow_redirects=True).text


@pytest.mark.parametrize("path", ["/views", "/views/tycker"])
def test_each_view_stands_on_one_of_the_pages(client: FlaskClient, base: str, path: str) -> None:
    found = pages(client, base + path)
    assert [len(VIEW.findall(page)) for page in found] == [50, 50, 50, 50, 30]
    assert len({view for page in found for view in VIEW.findall(page)}) == COUNT
    numbers = [int(number) for page in found for number in re.findall(r">Röst (\d+)</label>", page)]
    assert numbers == list(range(1, COUNT + 1))
    assert [problems(page) for page in found] == [[]] * 5


def test_pages_keep_what_is_narrowed_down_and_a_deed_comes_back_to_its_page(client: FlaskClient, base: str) -> None:
    whole = pages(client, f"{base}/views")
    chosen = [VIEW.findall(page) for page in whole]
    sort(client, whole[0], "new-group", chosen[0], name="Ljus")
    group = re.search(r'<option value="(\d+)">Ljus', client.get(f"{base}/views").text)
    assert group
    for views in chosen[1:3]:
        sort(client, whole[0], "put", views, group=group[1])
    inside = pages(client, f"{base}/views/tycker?group={group[1]}&mark=unread")
    assert [len(VIEW.findall(page)) for page in inside] == [50, 50, 50]
    after = sort(client, inside[1], "mark read", VIEW.findall(inside[1])[:20], group=group[1])
    assert "20 röster är ändrade" in after
    assert "Sida 2 av 3" in after
    last = sort(client, inside[2], "mark read", VIEW.findall(inside[2]), group=group[1])
    assert "Sida 2 av 2" in last, "the third page is no more"
    assert len(VIEW.findall(last)) == 30
    assert "selected>Ljus" in last


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999999999999999", "%00", "٣"])
def test_a_page_that_makes_no_sense_is_the_first(client: FlaskClient, base: str, asked: str) -> None:
    assert "Sida 1 av 5" in client.get(f"{base}/views?page={asked}").text


def test_a_refused_deed_keeps_page_and_choice(client: FlaskClient, base: str) -> None:
    second = pages(client, f"{base}/views")[1]
    views = VIEW.findall(second)[:3]
    refused = sort(client, second, "new-group", views, name="")
    assert "Sida 2 av 5" in refused
    assert re.findall(r'value="([0-9a-f]+)" checked', refused) == views


def test_the_views_beside_an_answer_are_turned_and_the_text_stays(client: FlaskClient, base: str) -> None:
    address, name = f"{base}/joint/{KEY}?from=tycker", field_name(KEY)
    page, seen = client.get(address).text, set()
    for number in range(1, 6):
        assert f"Sida {number} av 5" in page
        assert problems(page) == []
        seen |= set(PICK.findall(page))
        mark = re.findall(rf'name="{name}-seen-version"\s+value="([^"]*)"', page)[0]
        data = {name: "Laga lamporna.", f"{name}-seen-version": mark, f"{name}-version": mark.partition("-")[0]}
        data |= {"from": "tycker", "page": str(number), f"{name}-quote": "named"}
        turn = re.findall(r'value="(show \d+)"', page)[-1]
        kept = client.post(address, data={**data, "do": "save"}, follow_redirects=True).text
        assert f"Sida {number} av 5" in kept, "saving stays on the page"
        mark = re.findall(rf'name="{name}-seen-version"\s+value="([^"]*)"', kept)[0]
        data |= {f"{name}-seen-version": mark, f"{name}-version": mark.partition("-")[0]}
        page = client.post(address, data={**data, "do": turn}, follow_redirects=True).text
        assert "Laga lamporna." in page
    assert len(seen) == COUNT
    assert "Sida 1 av 5" in client.post(address, data={**data, "do": "show"}, follow_redirects=True).text
