"""Floods are held back without asking anybody who they are, and one body's flood is no other's."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.extensions import limiter
from app.members import limits
from app.services.collect import views
from tests.factories.collecting import Collecting, begin


@pytest.fixture
def limited(app: Flask) -> Iterator[Flask]:
    limiter.reset()
    limiter.enabled = True
    yield app
    limiter.enabled = False
    limiter.reset()


def test_a_flood_of_wrong_words_is_held_back_and_right_ones_are_free(limited: Flask, collecting: Collecting) -> None:
    _, words, _ = collecting.sent("Något.")
    most = int(limits.WRONG_WORDS.split()[0])
    for _ in range(most + 10):
        assert limited.test_client().post(f"{collecting.path}/return", data={"words": words}).status_code == 303
    answers = [
        limited.test_client().post(f"{collecting.path}/return", data={"words": f"fel fel fel {n}"}).status_code
        for n in range(most + 1)
    ]
    assert answers == [422] * most + [429]
    upper = collecting.path.upper().replace("/VOICE", "/voice")
    assert limited.test_client().post(f"{upper}/return", data={"words": "fel"}).status_code == 429


def test_the_limit_is_the_collections_and_not_an_address(limited: Flask, collecting: Collecting) -> None:
    most = int(limits.WRONG_WORDS.split()[0])
    answers = []
    for n in range(most + 1):
        client = limited.test_client()
        client.environ_base["REMOTE_ADDR"] = f"10.0.0.{n}"
        answers.append(client.post(f"{collecting.path}/return", data={"words": "fel"}).status_code)
    assert answers[-1] == 429, "a new address is no way around it"
    other = begin(limited)
    assert limited.test_client().post(f"{other.path}/return", data={"words": "fel"}).status_code == 422


def test_beginnings_have_a_limit_that_a_whole_body_stays_under(
    limited: Flask, collecting: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert int(limits.BEGINNINGS.split()[0]) >= 400, "two hundred members in the same minute, twice over"
    for _ in range(200):
        assert limited.test_client().post(collecting.path).status_code == 303
    monkeypatch.setattr(views, "MOST_VIEWS", 200)
    refused = limited.test_client().post(collecting.path)
    assert (refused.status_code, "Just nu kan ingen fler börja" in refused.text) == (400, True)


def test_no_limit_keeps_an_address_or_a_link(limited: Flask, collecting: Collecting) -> None:
    seen: list[str] = []
    storage = limiter.storage
    incr = storage.incr

    def noting(key: str, *args: object, **kwargs: object) -> int:
        seen.append(key)
        return incr(key, *args, **kwargs)

    storage.incr = noting  # the real one, listened to
    try:
        collecting.sent("Något.")
        collecting.app.test_client().post(f"{collecting.path}/return", data={"words": "fel"})
    finally:
        storage.incr = incr
    assert seen
    code = collecting.path.rpartition("/")[2]
    assert not [key for key in seen if "127.0.0.1" in key or code in key]
    assert all("collection:" in key for key in seen)
