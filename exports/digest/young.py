"""The young people's own block: whether they have answered, which lines rest on what they wrote, and their voices."""

from collections.abc import Iterable, Iterator

from exports import words
from exports.digest.contents import Contents, Shown, names_of
from exports.records import RequestRecord
from forms.audience import OrganisationKind
from forms.joint_answer import told

MOST_MINORITIES = 6
MOST_QUOTES = 3
LONGEST_QUOTE = 200
YOUNG = frozenset({OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM})


def young_people(contents: Contents) -> tuple[str, ...]:
    """Return the secretariat's words on the young, or else who of them answered and the lines they stand behind.

    Under them stand the young's own: how many members an answer rests on, each minority view, and quotes that members
    allow. What there is no room for on one page stands beside the answers.
    """
    return (*_told(contents), *_voices(contents))


def _told(contents: Contents) -> tuple[str, ...]:
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


def _voices(contents: Contents) -> Iterator[str]:
    locale, young = contents.locale, [one for one in contents.answers if one.record.kind in YOUNG]
    for request in sorted(contents.record.requests, key=_position):
        if request.kind in YOUNG and request.collected and request.answered:
            members = told(request.members, locale)
            yield words.RESTS_ON_MEMBERS.text(locale).format(name=request.organisation, members=members)
    minorities = [(one.name, each) for one in young if one.record.joint for each in one.record.joint.minorities]
    for name, minority in minorities[:MOST_MINORITIES]:
        members = told(minority.members, locale)
        yield words.MINORITY_SAYS.text(locale).format(name=name, members=members, text=minority.text)
    quotes = [(name, text) for name, each in minorities for text in _short(each.excerpts)]
    quotes += [(one.name, text) for one in young for text in _quotes(one)]
    for name, text in quotes[:MOST_QUOTES]:
        yield words.MEMBER_SAYS.text(locale).format(name=name, text=f"”{text}”")
    more = len(minorities[MOST_MINORITIES:]) + len(quotes[MOST_QUOTES:])
    if more:
        yield words.MORE_VOICES.text(locale).format(n=more)


def _quotes(answer: Shown) -> Iterator[str]:
    for one in answer.record.joint.citations if answer.record.joint else ():
        yield from _short(one.excerpts)


def _short(excerpts: Iterable[str]) -> list[str]:
    """Leave out what is too long for the page."""
    return [text for text in excerpts if len(text) <= LONGEST_QUOTE]
