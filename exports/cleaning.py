"""Text made fit for a file, and told apart from commands: what every cell passes before it is written."""

import re
import unicodedata

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# In a workbook "_x0041_" reads as "A"; its underscore must be written in that same notation to stay what it is.
_READ_AS_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_COMMAND_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# A program may skip what can't be seen, or break a cell at a quotation mark or separator, and read what follows.
_SKIPPED = '\\s";,\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff'
_COMMAND = re.compile(f"[\t\r\n\0]|[{_SKIPPED}]*[{_COMMAND_SIGNS}]")


def clean(text: str) -> tuple[str, int]:
    """Return the text as a cell may hold it, and how many characters had to be dropped.

    Line ends become LF and letters are composed (NFC). Characters that XML forbids, lone surrogates among them,
    are dropped; nothing else is touched.
    """
    if text.isprintable():  # then it is on one line, and XML allows all of it
        return unicodedata.normalize("NFC", text), 0
    kept, dropped = _NOT_XML.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", kept), dropped


def escaped(text: str) -> str:
    """Return cleaned text as it stands inside an XML element of a workbook."""
    if "_x" in text:
        text = _READ_AS_ESCAPE.sub("_x005F_", text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escaped_attribute(text: str) -> str:
    """Return cleaned text as it stands inside a quoted XML attribute."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def csv_text(text: str) -> tuple[str, int]:
    """Return the text as a CSV cell that a spreadsheet opens as text, and how many characters were dropped.

    A text that a spreadsheet could take for a formula gets an apostrophe in front, as its first signs tell.
    """
    cleaned, dropped = clean(text)
    suspicious = _COMMAND.match(text) or _COMMAND.match(cleaned)
    return ("'" + cleaned if suspicious else cleaned), dropped


def one_line(text: str) -> str:
    """Return cleaned text on one line, for headers, titles and names."""
    return " ".join(clean(text)[0].split())
