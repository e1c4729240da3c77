"""A file as a page posts it, and as the page after carries it back in a hidden field until it is saved."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest

from app.services.problems import Refused

# As base64 it must find room in what a form may hold (MAX_FORM_BYTES), with some to spare.
LARGEST_FILE = 2_500_000


@dataclass(frozen=True)
class PostedFile:
    """A file as somebody handed it in."""

    name: str
    data: bytes

    @property
    def carried(self) -> str:
        """The file's content, to stand in a hidden field until it is saved."""
        return base64.b64encode(self.data).decode()


def posted_file(upload: FileStorage | None, missing: str) -> PostedFile:
    """The uploaded file. Raises Refused: with the sentence `missing` where none came, or because it is too large."""
    if upload is None or not upload.filename:
        raise Refused(missing)
    data = upload.stream.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise Refused(gettext("Filen är större än 2,5 MB. Ta bort bilder och överflödiga blad och försök igen."))
    return PostedFile(upload.filename, data)


def carried_back(form: Mapping[str, str]) -> PostedFile:
    """The file that a page carried in `name` and `content`. Raises BadRequest, as only an altered page can cause."""
    try:
        return PostedFile(form["name"], base64.b64decode(form["content"], validate=True))
    except ValueError as altered:
        raise BadRequest from altered
