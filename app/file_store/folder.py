"""A file store in a folder of this machine, or of a disk that several machines share."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from app.file_store.store import FileStore, is_hash

ONLY_OURS = 0o700


class Folder(FileStore):
    """Each content is a file named by its hash, in a subfolder of the hash's first two digits."""

    def __init__(self, root: str) -> None:
        self._root = Path(root)

    def has(self, sha256: str) -> bool:
        """Whether the content is here."""
        return self._place(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """The content, from its beginning; FileNotFoundError where it is not here."""
        return self._place(sha256).open("rb")

    def remove(self, sha256: str) -> None:
        """Take the content away; nothing happens where it is not here."""
        self._place(sha256).unlink(missing_ok=True)

    def kept_before(self, moment: datetime) -> Iterator[str]:
        """The hashes of the contents that have lain here since before the moment; leftovers are removed."""
        for path in self._root.glob("??/*"):
            with suppress(FileNotFoundError):  # somebody else removed it meanwhile
                if path.stat().st_mtime >= moment.timestamp():
                    continue
                if is_hash(path.name):
                    yield path.name
                else:
                    path.unlink()

    def problem(self) -> str:
        """Why the folder can't be used, in one sentence; "" where it can be written."""
        try:
            self._root.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._root):
                return ""
        except OSError as error:
            return f"FILE_STORE {self._root} can't be written: {error.strerror}."

    def _write(self, sha256: str, content: bytes) -> None:
        place = self._place(sha256)
        self._root.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
        place.parent.mkdir(mode=ONLY_OURS, exist_ok=True)
        # Made readable by ourselves only, under a name that nobody looks for until every byte is on the disk.
        handle, half = tempfile.mkstemp(dir=place.parent, prefix="half-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(half).replace(place)
        except BaseException:
            Path(half).unlink(missing_ok=True)
            raise
        for folder in (place.parent, self._root):
            _sync(folder)

    def _place(self, sha256: str) -> Path:
        if not is_hash(sha256):
            raise FileNotFoundError(sha256)
        return self._root / sha256[:2] / sha256


def _sync(folder: Path) -> None:
    """Make a new name in the folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
