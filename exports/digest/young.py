"""The young people's own block: whether they have answered, and which lines rest on what they wrote."""

from exports import words
from exports.digest.contents import Contents, names_of
from exports.records import RequestRecord
from forms.audience import OrganisationKind

YOUNG = frozenset({OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM})


def young_people(contents: Contents) -> tuple[str, ...]:
    """Return the secretariat's words on the young, or else who of them answered and the lines they stand behind."""
    record, locale = contents.record, contents.locale
    if record.young_people:
        return record.young_people
    invited = sorted((request for request in record.requests if request.kind in YOUNG), key=_position)
    if not invited:
        return (words.NO_YOUNG.text(locale),)
    answered = [request.organisation for request in invited if request.answered]
    if not answered:
        return (words.YOUNG_SILENT.text(locale),)
    return (words.YOUNG_HAVE_ANSWERED.text(locale).format(names=", ".join(answered)), *_lines(contents))


def _position(request: RequestRecord) -> int:
    return request.position


def _lines(contents: Contents) -> tuple[str, ...]:
    found = []
    for line in contents.lines:
        young = [answer for answer in contents.under(line) if answer.record.kind in YOUNG]
        if young:
            found.append(f"{line.record.wording} ({', '.join(names_of(young))})")
    return tuple(found)
