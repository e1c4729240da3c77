"""Who is asked: everyone, some kinds of organisations, or some organisations by name."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from forms.documents import DocumentError, JsonObject, as_list, as_object, as_text, as_whole_number
from forms.localised import Localised


class OrganisationKind(StrEnum):
    """The kinds of organisations around a council, spelled as in files."""

    MEMBER = "member"
    RIGHTS_COUNCIL = "rights_council"
    STUDENT_FORUM = "student_forum"
    YOUTH_COUNCIL = "youth_council"
    OTHER = "other"


KIND_NAMES = {
    OrganisationKind.MEMBER: Localised(sv="Medlem", en="Member"),
    OrganisationKind.RIGHTS_COUNCIL: Localised(sv="Rättighetsbaserat råd", en="Rights-based council"),
    OrganisationKind.STUDENT_FORUM: Localised(sv="Studentforum", en="Student forum"),
    OrganisationKind.YOUTH_COUNCIL: Localised(sv="Ungdomsfullmäktige", en="Youth council"),
    OrganisationKind.OTHER: Localised(sv="Annan organisation", en="Other organisation"),
}

KIND_NAMES_PLURAL = {
    OrganisationKind.MEMBER: Localised(sv="Medlemmar", en="Members"),
    OrganisationKind.RIGHTS_COUNCIL: Localised(sv="Rättighetsbaserade råd", en="Rights-based councils"),
    OrganisationKind.STUDENT_FORUM: Localised(sv="Studentforum", en="Student forums"),
    OrganisationKind.YOUTH_COUNCIL: Localised(sv="Ungdomsfullmäktige", en="Youth councils"),
    OrganisationKind.OTHER: Localised(sv="Andra organisationer", en="Other organisations"),
}


@dataclass(frozen=True)
class Audience:
    """The organisations that something is meant for; empty means everyone. Organisations are database ids."""

    kinds: frozenset[OrganisationKind] = frozenset()
    organisations: frozenset[int] = frozenset()

    @property
    def is_everyone(self) -> bool:
        """Whether nobody is left out."""
        return not self.kinds and not self.organisations

    def includes(self, kind: OrganisationKind, organisation_id: int) -> bool:
        """Whether an organisation of this kind and id is asked."""
        return self.is_everyone or kind in self.kinds or organisation_id in self.organisations

    def can_meet(self, other: "Audience") -> bool:
        """Whether some organisation could be in both; an organisation by name may be of any kind."""
        return (
            self.is_everyone
            or other.is_everyone
            or bool(self.kinds & other.kinds)
            or bool(self.organisations & other.organisations)
            or bool(self.kinds and other.organisations)
            or bool(self.organisations and other.kinds)
        )

    def to_json(self) -> JsonObject:
        """Return the stored form: sorted kinds and ids."""
        return {"kinds": sorted(self.kinds), "organisations": sorted(self.organisations)}

    @classmethod
    def from_json(cls, document: object, where: str = "audience") -> Self:
        """Read the stored form; raise DocumentError for an unknown kind or a name in place of an id."""
        fields = as_object(document, where, ("kinds", "organisations"))
        return cls(
            frozenset(as_list(fields.get("kinds", []), f"{where}.kinds", _kind)),
            frozenset(as_list(fields.get("organisations", []), f"{where}.organisations", as_whole_number)),
        )


EVERYONE = Audience()


def _kind(value: object, where: str) -> OrganisationKind:
    spelled = as_text(value, where)
    if spelled not in OrganisationKind.__members__.values():
        raise DocumentError(f"{where}: unknown kind {spelled!r}")
    return OrganisationKind(spelled)
