"""Texts as other programs keep them, with HTML, made plain.

Strangers wrote them, and they are read where pages are served: every step goes through a text once. The standard
library's parser does not; some kilobytes of open tags keep it busy for half a minute.
"""

import html
import re

_LINE_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr"})
_DROPPED = frozenset({"script", "style", "template", "head", "title"})
_MEDIA = frozenset({"img", "iframe", "video", "audio", "object", "embed", "svg", "canvas", "map"})
_TAG_OR_ENTITY = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")
_PIECE = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]{0,40})(?P<rest>[^<>]*)>|<![^<>]*>|(?P<text>[^<]+|<)")
_ADDRESS = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"&#(?:[xX][0-9a-fA-F]{8,}|[0-9]{8,});?")


def plain(text: str) -> tuple[str, frozenset[str]]:
    """Return the text without tags and with its entities decoded, and the names of pictures and the like left out.

    Paragraphs and items become lines; a link becomes its words, with the address after them.
    """
    if not _TAG_OR_ENTITY.search(text):
        return _tidy(text), frozenset()
    reader = _Reader()
    for piece in _PIECE.finditer(_without_comments(text)):
        reader.read(piece)
    reader.end_link()
    return _tidy("".join(reader.pieces)), frozenset(reader.media)


def _without_comments(text: str) -> str:
    kept, start = [], 0
    while (begin := text.find("<!--", start)) >= 0:
        end = text.find("-->", begin + 4)
        kept.append(text[start:begin])
        if end < 0:
            return "".join(kept)
        start = end + 3
    return "".join((*kept, text[start:]))


class _Reader:
    """Gathers the text between tags."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.media: set[str] = set()
        self._dropping = ""
        self._link: tuple[str, int] | None = None

    def read(self, piece: re.Match[str]) -> None:
        """Read a tag or the text up to the next one."""
        tag = (piece["tag"] or "").lower()
        if self._dropping:
            self._dropping = "" if piece["end"] and tag == self._dropping else self._dropping
        elif piece["text"]:
            self._text(piece["text"])
        elif piece["end"]:
            self._end(tag)
        elif tag:
            self._begin(tag, piece["rest"])

    def end_link(self) -> None:
        """Put a link's address after its words, where they do not say it."""
        if self._link is None:
            return
        (address, start), self._link = self._link, None
        words = "".join(self.pieces[start:]).strip()
        shown = address.removeprefix("mailto:").strip()
        if shown not in words and address.startswith(("http://", "https://", "mailto:")):
            self.pieces.append(f" ({shown})" if words else shown)

    def _text(self, text: str) -> None:
        self.pieces.append(re.sub(r"[ \t\r\n]+", " ", _decoded(text)))

    def _begin(self, tag: str, rest: str) -> None:
        if tag in _DROPPED:
            self._dropping = tag
        if tag in _MEDIA:
            self.media.add(tag)
        if tag in _LINE_BREAKS:
            self.pieces.append("\n- " if tag == "li" else "\n")
        if tag == "a":
            self.end_link()  # links do not stand in links
            found = _ADDRESS.search(rest)
            self._link = (_decoded(found[1] or found[2] or found[3] or "") if found else "", len(self.pieces))

    def _end(self, tag: str) -> None:
        if tag in _LINE_BREAKS and tag not in {"br", "li"}:
            self.pieces.append("\n")
        if tag == "a":
            self.end_link()


def _decoded(text: str) -> str:
    # A number of thousands of digits is no letter, and makes the standard library give up.
    return html.unescape(_LONG_NUMBER.sub("", text))


def _tidy(text: str) -> str:
    """Return the text without idle spaces, with at most one empty line between paragraphs."""
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
