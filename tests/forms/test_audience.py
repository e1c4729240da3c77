import pytest

from forms.audience import EVERYONE, KIND_NAMES, KIND_NAMES_PLURAL, Audience, OrganisationKind
from forms.documents import DocumentError

YOUTH, MEMBER = OrganisationKind.YOUTH_COUNCIL, OrganisationKind.MEMBER


def test_empty_means_everyone():
    assert EVERYONE.is_everyone
    assert EVERYONE.includes(MEMBER, 1)


def test_kinds_and_organisations_add_up():
    audience = Audience(frozenset({YOUTH}), frozenset({7}))
    assert audience.includes(YOUTH, 1)
    assert audience.includes(MEMBER, 7)
    assert not audience.includes(MEMBER, 1)


def test_every_kind_has_its_names_in_both_languages():
    for names in (KIND_NAMES, KIND_NAMES_PLURAL):
        assert {kind: names[kind].languages for kind in OrganisationKind} == dict.fromkeys(
            OrganisationKind, ("en", "sv")
        )


def test_it_comes_back_from_its_document():
    audience = Audience(frozenset({YOUTH, MEMBER}), frozenset({7, 3}))
    assert audience.to_json() == {"kinds": ["member", "youth_council"], "organisations": [3, 7]}
    assert Audience.from_json(audience.to_json()) == audience


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"kinds": ["club"]},
        {"kinds": "member"},
        {"organisations": ["Jouren"]},
        {"organisations": [True]},
        {"who": []},
    ],
)
def test_a_damaged_document_is_named(document):
    with pytest.raises(DocumentError, match="audience"):
        Audience.from_json(document)
