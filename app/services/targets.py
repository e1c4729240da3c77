"""Where a redirect may lead: only ever to a page of this service."""

from urllib.parse import urlsplit


def safe_target(wanted: str | None, otherwise: str) -> str:
    """The wanted path where it is a plain path on this host, else the other one."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return otherwise
    if any(ord(character) < 32 or character == "\\" for character in wanted):
        return otherwise
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else otherwise
