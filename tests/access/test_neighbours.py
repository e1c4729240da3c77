"""Neighbours at one meeting: nothing of another's is seen, changed, or told by a page's length or by what it asks.

Everybody walks every address of those who answer and collect, with ids of the others. What another has, and what
nobody has, must be the same to them: status, headers and page, and the statements that were sent to the database.
Statements stand for time: where they are the same, there is no other work that a clock could tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.access.neighbours import Neighbour
from tests.access.places import Values, address, everything_stored, rules
from tests.access.table import ENDPOINTS, HOLDER, MEMBER, PROVER
from tests.access.watching import Seen, Village

NOWHERE = 987_654_321
MISSING: Values = {
    **dict.fromkeys(("request_id", "comment_id", "wording_id", "device_id", "file_id", "earlier_id"), NOWHERE),
    **dict.fromkeys(("invitation_id", "person", "group_id", "group", "minority", "review-version"), NOWHERE),
    "reference": "ZZZZZZ",
    "view": "0" * 32,
    "citation": "0" * 32,
}
CHILDREN = {"comment_id", "wording_id", "device_id", "file_id", "earlier_id", "invitation_id", "group_id", "reference"}
GONE = {"respondent.detach": 303}  # a colleague may have taken the file away already
# Pages of the own request that take ids from a form or a query. With the own ids, in this order, each does something.
SORT, WRITE = "respondent.sort_views", "respondent.write_joint_answer"
FIELDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("respondent.member_views", {"group": "{group}"}),
    ("respondent.member_answers", {"group": "{group}"}),
    ("respondent.joint_answer", {"group": "{group}"}),
    (SORT, {"do": "mark read", "view": "{view}"}),
    (SORT, {"do": "note personal_data", "view": "{view}", "note-personal_data": "not"}),
    (SORT, {"do": "put", "view": "{view}", "group": "{own_group}"}),
    (SORT, {"do": "put", "group": "{group}"}),
    (SORT, {"do": "take-out", "group": "{group}"}),
    (SORT, {"do": "unmark needs_care", "view": "{view}"}),
    (WRITE, {"do": "minority", "pick": "{view} tycker", "text": "Några vill annat."}),
    (WRITE, {"do": "cite", "pick": "{view} tycker", "sentence": "{own_sentence}"}),
    (WRITE, {"do": "reword {minority}", "minority-{minority}": "Annat."}),
    (WRITE, {"do": "leave {minority} {view}"}),
    (WRITE, {"do": "minority", "minority": "{minority}"}),
    (WRITE, {"do": "drop {minority}"}),
    (WRITE, {"do": "attach {citation}", "to-{citation}": "{own_sentence}"}),
    (WRITE, {"do": "uncite {citation}"}),
    ("respondent.assign_question", {"person": "{person}"}),
    ("respondent.send_back", {"review-version": "{review-version}", "text": "Skriv om."}),
)


def answering(app: Flask) -> list[tuple[Rule, str]]:
    """Every route of those who answer and collect that has an id in its address, by each of its methods."""
    let_in = {HOLDER, PROVER, MEMBER}
    found = [one for one in rules(app) if ENDPOINTS.get(one.endpoint, set()) & let_in and "request_id" in one.arguments]
    return [(rule, method) for rule in found for method in sorted((rule.methods or set()) & {"GET", "POST"})]


def at(rule: Rule, *values: Values) -> str:
    return address(rule, {name: value for one in values for name, value in one.items()})


def test_another_request_looks_like_none(village: Village) -> None:
    before, wrong, compared = everything_stored(village.app), {}, 0
    for who in village.browsers:
        for rule, method in answering(village.app):
            missing = village.see(who, method, at(rule, village.neighbours["granngamma"].values, MISSING))
            for other in village.others(who):
                path = at(rule, village.neighbours["granngamma"].values, other.values)
                if village.see(who, method, path) != missing or missing.status != 404:
                    wrong[f"{who}: {method} {path}"] = missing.status
                compared += 1
    assert wrong == {}
    assert compared > 2000
    assert everything_stored(village.app) == before


def test_anothers_thing_in_the_own_request_looks_like_none(village: Village) -> None:
    before, wrong, compared = everything_stored(village.app), {}, 0
    for who, own in owners(village):
        for rule, method in answering(village.app):
            for name in CHILDREN & rule.arguments & own.values.keys():
                missing = village.see(who, method, at(rule, own.values, {name: MISSING[name]}))
                for other in village.others(who):
                    path = at(rule, own.values, {name: other.values.get(name, MISSING[name])})
                    seen = village.see(who, method, path)
                    if seen != missing or seen.status != GONE.get(rule.endpoint, 404):
                        wrong[f"{who}: {method} {path}"] = seen.status
                    compared += 1
    assert wrong == {}
    assert compared > 200
    assert everything_stored(village.app) == before


def owners(village: Village) -> Iterator[tuple[str, Neighbour]]:
    """Whoever holds a personal link."""
    for who in village.browsers:
        own = village.own(who)
        if own and not who.endswith((MEMBER, PROVER)):
            yield who, own


def test_anothers_thing_in_a_form_looks_like_none(village: Village) -> None:
    before, wrong = everything_stored(village.app), {}
    for who, own in owners(village):
        other = village.neighbours["granndelta" if own.word == "granngamma" else "granngamma"]
        for endpoint, fields in FIELDS:
            missing = pressed(village, who, endpoint, filled(fields, own, MISSING))
            seen = pressed(village, who, endpoint, filled(fields, own, other.values))
            if seen != missing:
                wrong[f"{who}: {endpoint} {fields}"] = [
                    name for name in vars(seen) if getattr(seen, name) != getattr(missing, name)
                ]
    assert wrong == {}
    assert everything_stored(village.app) == before


def test_the_same_forms_find_what_is_ones_own(village: Village) -> None:
    """Else the test above would hold of forms that do nothing."""
    who = "granngamma approver"
    own, idle = village.neighbours["granngamma"], []
    for endpoint, fields in FIELDS:
        missing, before = pressed(village, who, endpoint, filled(fields, own, MISSING)), everything_stored(village.app)
        found = pressed(village, who, endpoint, filled(fields, own, own.values))
        if found == missing and everything_stored(village.app) == before:
            idle.append((endpoint, fields))
    assert idle == []


def pressed(village: Village, who: str, endpoint: str, fields: Mapping[str, str]) -> Seen:
    rule, method = next(one for one in answering(village.app) if one[0].endpoint == endpoint)
    own = village.own(who)
    assert own
    return village.see(who, method, at(rule, MISSING, own.values, {"question_key": "vad_ser_ni"}), fields)


def filled(fields: Mapping[str, str], own: Neighbour, values: Values) -> dict[str, str]:
    ids = {**{name: str(value) for name, value in values.items()}}
    ids |= {"own_group": str(own.values.get("group", 1)), "own_sentence": str(own.values["sentence"])}
    return {name.format_map(ids): text.format_map(ids) for name, text in fields.items()}


@pytest.mark.parametrize("word", ["granngamma", "granndelta"])
def test_a_body_opens_no_view_of_another(village: Village, word: str) -> None:
    """Another body's words are as wrong as any others."""
    own, other = (village.neighbours[one].member for one in (word, *({"granngamma", "granndelta"} - {word})))
    assert own
    assert other
    before, path, who = everything_stored(village.app), f"{own.join}/return", f"{word} {MEMBER}"
    village.get(who, path)
    wrong = village.see(who, "POST", path, {"words": "fel fel fel fel"})
    seen = village.see(who, "POST", path, {"words": other.words})
    assert wrong.status == 422
    assert replace(seen, page=seen.page.replace(other.words, "fel fel fel fel")) == wrong
    assert everything_stored(village.app) == before
