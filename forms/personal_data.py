"""Finds what looks like personal data in a free text: identity numbers, phone numbers, e-mail addresses, number plates.

It looks for forms, not for meaning: names and places it cannot know. What it finds is shown to the writer and to nobody
else, and is neither logged nor stored. Every pattern reads a text once, however long and odd it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forms.localised import Localised

# Types of question in which people write in their own words; a choice may have words beside it.
WRITTEN = frozenset({"short_text", "long_text", "repeat", "one_choice", "several_choices"})


class PersonalData(StrEnum):
    """What a match looks like."""

    IDENTITY_NUMBER = "identity_number"
    EMAIL = "email"
    PHONE = "phone"
    NUMBER_PLATE = "number_plate"


PERSONAL_DATA_NAMES = {
    PersonalData.IDENTITY_NUMBER: Localised(sv="personnummer", en="personal identity number"),
    PersonalData.EMAIL: Localised(sv="e-postadress", en="e-mail address"),
    PersonalData.PHONE: Localised(sv="telefonnummer", en="phone number"),
    PersonalData.NUMBER_PLATE: Localised(sv="registreringsnummer", en="number plate"),
}


@dataclass(frozen=True)
class Finding:
    """A place in the text, counted in characters, and what it looks like."""

    kind: PersonalData
    start: int
    end: int


_DASH = r"[-+\u2010-\u2013\u2212]"
_IDENTITY = re.compile(rf"(?<![\d+-])(\d\d)?(\d{{6}})[ \u00a0]?{_DASH}?[ \u00a0]?(\d{{4}})(?![\d-])")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_PHONE = re.compile(r"(?<![\w+./-])(?:\+|\(?0)(?:[ \u00a0/()-]{0,2}\d){6,15}(?![\w/-]|[.,]\d)")
# Capitals where letters and digits are parted: "med 200" is no car. No I, Q and V, and no O at the end.
_PLATE = re.compile(
    r"(?<!\w)(?:[A-HJ-PR-UW-Z]{3}[ \u00a0-]?|[a-hj-pr-uw-z]{3})\d\d[A-HJ-NPR-UW-Za-hj-npr-uw-z\d](?!\w)"
)
_DATE = re.compile(r"[0-3]?\d[-/ ][01]?\d[-/ ](?:\d\d)?\d\d")
# Lines that many share, as a helpline does, are nobody's own; so is the emergency number.
_SHARED = re.compile(r"(?:0|\+46|0046)(?:20|77)")


def find(text: str) -> tuple[Finding, ...]:
    """What looks like personal data, in the order of the text; no two places overlap."""
    found: list[Finding] = []
    end = 0
    for one in sorted(_all(text), key=lambda finding: (finding.start, -finding.end)):
        if one.start >= end:
            found.append(one)
            end = one.end
    return tuple(found)


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a finding; put together again they are the text."""
    cut, end = [], 0
    for one in find(text):
        cut += [(text[end : one.start], False), (text[one.start : one.end], True)]
        end = one.end
    return [piece for piece in [*cut, (text[end:], False)] if piece[0]]


def _all(text: str) -> Iterator[Finding]:
    for match in _IDENTITY.finditer(text):
        if _is_identity_number(*match.groups(default="")):
            yield Finding(PersonalData.IDENTITY_NUMBER, *match.span())
    for match in _EMAIL.finditer(text):
        yield Finding(PersonalData.EMAIL, *match.span())
    for match in _PHONE.finditer(text):
        if _is_phone(match.group()):
            yield Finding(PersonalData.PHONE, *match.span())
    for match in _PLATE.finditer(text):
        if not match.group().startswith("SOS"):
            yield Finding(PersonalData.NUMBER_PLATE, *match.span())


def _is_identity_number(century: str, born: str, last: str) -> bool:
    """A day that there was (60 days later in a co-ordination number), and the right last digit."""
    year, month, day = int((century or "20") + born[:2]), int(born[2:4]), int(born[4:])
    try:
        date(year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return 1800 < year < 2100 and _luhn(born + last)


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _is_phone(written: str) -> bool:
    digits = "".join(sign for sign in written if sign in "+0123456789")
    if _DATE.fullmatch(written) or _SHARED.match(digits):
        return False
    if digits.startswith(("+", "00")):
        return 9 <= len(digits.lstrip("+0")) + 1 <= 16
    return digits[1:2] not in {"", "0"} and 8 <= len(digits) <= 11
