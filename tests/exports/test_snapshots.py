"""An established edition comes back as it was kept."""

import json
from dataclasses import replace

from exports import snapshots
from tests.exports.factories import answer, digest


def test_a_record_survives_as_json() -> None:
    before = digest()
    assert snapshots.from_json(json.loads(json.dumps(snapshots.to_json(before)))) == before


def test_values_of_every_shape_are_kept() -> None:
    for value in (None, 3, 2.5, True, "text", ["a", "b"], {"chosen": ["a"], "other": "b"}):
        before = digest(answers=(answer(0, value=value),))
        assert snapshots.from_json(json.loads(json.dumps(snapshots.to_json(before)))) == before


def test_fields_newer_than_the_document_get_their_defaults() -> None:
    document = snapshots.to_json(digest())
    del document["changes"]
    assert snapshots.from_json(document) == replace(digest(), changes=())


def test_what_is_flagged_since_is_flagged_in_it() -> None:
    before = digest()
    first = before.answers[0].reference
    after = snapshots.without(before, frozenset({first}))
    assert {one.reference for one in after.answers if one.flagged} == {
        first,
        *(one.reference for one in before.answers if one.flagged),
    }
