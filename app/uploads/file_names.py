"""Names of files that people attach: kept as they are as far as every system can have them."""

import re

from app.uploads.names import clean_name

LONGEST = 100
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])")


def safe_name(name: str) -> str:
    """Return the name without folders, forbidden and invisible signs; never empty, never too long."""
    last = re.split(r"[/\\]", clean_name(name))[-1]
    stem, dot, ending = _FORBIDDEN.sub("_", last).strip().rstrip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem.strip(" .") or "fil"
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    ending = f".{ending.strip().lower()}" if ending else ""
    return f"{stem[: LONGEST - len(ending)]}{ending}"


def numbered(name: str, number: int) -> str:
    """Return the name of another file of the same name: "karta (2).pdf"."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"
