"""The audience column: "kind:member kind:student_forum org:NAME", empty for everyone."""

import re
from collections.abc import Mapping

from forms.audience import EVERYONE, Audience, OrganisationKind
from forms.xlsform import sentences
from forms.xlsform.report import Place, Report

_PART = re.compile(r"\b(kind|org):", re.IGNORECASE)


def read_audience(cell: str, organisation_ids: Mapping[str, int], place: Place, report: Report) -> Audience:
    """Return who is asked. What is not understood is refused: it must never widen to everyone."""
    before, *parts = _PART.split(cell)
    if before.strip(" ,;") or (cell and not parts):
        report.refuse(place, sentences.BAD_AUDIENCE, value=cell)
        return EVERYONE
    ids = {_plain(name): number for name, number in organisation_ids.items()}
    kinds: set[OrganisationKind] = set()
    organisations: set[int] = set()
    for prefix, text in zip(parts[::2], parts[1::2], strict=True):
        value = text.strip(" ,;")
        if prefix.casefold() == "org" and _plain(value) in ids:
            organisations.add(ids[_plain(value)])
        elif prefix.casefold() == "org":
            report.refuse(place, sentences.UNKNOWN_ORGANISATION, value=value)
        elif value in OrganisationKind.__members__.values():
            kinds.add(OrganisationKind(value))
        else:
            report.refuse(place, sentences.UNKNOWN_KIND, value=value, kinds=", ".join(OrganisationKind))
    return Audience(frozenset(kinds), frozenset(organisations))


def write_audience(audience: Audience, organisation_names: Mapping[int, str]) -> str:
    """Return the cell for an audience; KeyError when an organisation has no name given."""
    kinds = [f"kind:{kind}" for kind in OrganisationKind if kind in audience.kinds]
    return " ".join([*kinds, *(f"org:{organisation_names[number]}" for number in sorted(audience.organisations))])


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
