"""Mail addresses as they stand in cells: with display names, several together, pasted from a mail program."""

import re
import unicodedata
from dataclasses import dataclass

from app.uploads.names import clean_name

_LOCAL_PART = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_WITH_NAME = re.compile(r"([^<>;\n]*)<([^<>\n]*)>")
# "kansli (at) stad.se", written so on purpose, against those who gather addresses.
_DISGUISED = re.compile(r"[^\s@]+\s*[(\[{]\s*(at|a|snabel-?a)\s*[)\]}]\s*[^\s@]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,\s]+|\s/\s")
_FILLERS = frozenset({"och", "eller", "samt", "and", "or", "&", "/"})
_LONGEST = 254
_LONGEST_LOCAL_PART = 64


@dataclass(frozen=True)
class NamedAddress:
    """One valid address in lower case, and the name that stood with it, if any."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Addresses:
    """What one cell held: valid addresses in order, each once, and the pieces that are none."""

    found: tuple[NamedAddress, ...] = ()
    not_addresses: tuple[str, ...] = ()


def read_addresses(text: str) -> Addresses:
    """Read all addresses of a cell. A domain with å, ä or ö becomes its ASCII form, as mail systems want it."""
    candidates = _candidates(unicodedata.normalize("NFC", text))
    found: dict[str, NamedAddress] = {}
    wrong = []
    for piece, name in candidates:
        address = valid_address(piece)
        if address is None:
            wrong.append(clean_name(piece))
        else:
            found.setdefault(address, NamedAddress(address, name))
    return Addresses(tuple(found.values()), tuple(wrong))


def is_disguised(text: str) -> bool:
    """Whether the cell holds nothing but an address with "(at)" in place of its @: to be asked for, not guessed."""
    return _DISGUISED.fullmatch(clean_name(text)) is not None


def valid_address(text: str) -> str | None:
    """Return the address in lower case and ASCII, or None when mail can't be sent to it."""
    address = clean_name(text).casefold().removeprefix("mailto:").partition("?")[0]
    address = address.lstrip(" ,;:'\"").rstrip(" .,;:'\"")
    local, at, domain = address.rpartition("@")
    labels = [_ascii_label(label) for label in domain.split(".")]
    good = (
        bool(at)
        and _LOCAL_PART.fullmatch(local)
        and len(local) <= _LONGEST_LOCAL_PART
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )
    whole = f"{local}@{'.'.join(labels)}"
    return whole if good and len(whole) <= _LONGEST else None


def _candidates(text: str) -> list[tuple[str, str]]:
    """Cut a cell into (address, name); `Name <address>` first, then what is left at separators."""
    named: list[tuple[str, str]] = []
    rest = []
    end = 0
    for match in _WITH_NAME.finditer(text):
        # A comma stands before a display name or in it: what holds an @ is an address of its own.
        others, _, name = match[1].rpartition(",") if "@" in match[1] else ("", "", match[1])
        rest += [text[end : match.start()], others]
        named.append((match[2], clean_name(name).strip(" ,\"'")))
        end = match.end()
    rest.append(text[end:])
    pieces = [piece for part in rest for piece in _BETWEEN.split(part) if piece and piece.casefold() not in _FILLERS]
    return [(piece, "") for piece in pieces] + named


def _ascii_label(label: str) -> str:
    """Encode Latin letters such as ö; a label in another script may only look like the real one and stays invalid."""
    if label.isascii() or not all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in label if letter > "\x7f"
    ):
        return label
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return label
