"""Text as it can be stored everywhere: nothing a database or a UTF-8 file would refuse."""

import re

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return the text exactly as typed, but with line feeds only and without what cannot be stored.

    Browsers send CRLF and some files have CR alone; a page would give back LF for either, so line ends become LF.
    PostgreSQL refuses NUL, and a lone surrogate is not text at all: both are dropped.
    """
    return _NOT_STORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_storable(text: str) -> bool:
    """Whether a database and a UTF-8 file take the text as it is."""
    return _NOT_STORABLE.search(text) is None
