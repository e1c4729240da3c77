"""Files that people hand in, read in a process of their own; what can't be read is refused in their language."""

from collections.abc import Callable
from typing import TypeVar

from flask import has_request_context
from flask_babel import get_locale

from app.extensions import db
from app.services.problems import Refused
from app.uploads.forms import FormFile
from app.uploads.messages import UnreadableFile
from app.uploads.reader import read_form, read_workbook
from app.uploads.sheets import Sheets

Found = TypeVar("Found")


def sheets(data: bytes, filename: str) -> Sheets:
    """Read a workbook or CSV file. Raises Refused with the reason."""
    return read_as(data, filename, lambda read: read)


def read_as(data: bytes, filename: str, understand: Callable[[Sheets], Found]) -> Found:
    """Read a file and make what it should be of it, such as a contact list. Raises Refused with the reason.

    In a request it begins a new transaction: call it there before anything is written.
    """
    return _refusing(lambda: understand(read_workbook(data, filename)))


def form_file(data: bytes, filename: str) -> FormFile:
    """Read a file that should hold a form, of any program whose forms are read. Raises and begins as `read_as` does."""
    return _refusing(lambda: read_form(data, filename))


def _refusing(read: Callable[[], Found]) -> Found:
    if has_request_context():
        db.session.rollback()  # reading takes seconds, through which nobody's turn to write may be kept waiting
    try:
        return read()
    except UnreadableFile as unreadable:
        raise Refused(unreadable.text(str(get_locale()))) from unreadable
