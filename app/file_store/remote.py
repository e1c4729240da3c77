"""A file store that fsspec reaches by an address such as s3://bucket/prefix; it is installed only where one is used."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, BinaryIO, cast

from app.file_store.store import FileStore, is_hash

PROBE = "radslag-doctor"


@contextmanager
def _reaching() -> Iterator[None]:
    """Every store's client has errors of its own; who uses a store knows OSError."""
    try:
        yield
    except (OSError, ImportError):
        raise
    except Exception as error:
        raise OSError(type(error).__name__) from error


class Remote(FileStore):
    """Each content is an object named by its hash. Such stores show an object whole and durable, or not at all.

    Keys and endpoint come from the client's own settings (for S3: AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and so on).
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    def has(self, sha256: str) -> bool:
        """Whether the content is here."""
        with _reaching():
            return bool(self._files.exists(self._place(sha256)))

    def open(self, sha256: str) -> BinaryIO:
        """The content, from its beginning; FileNotFoundError where it is not here."""
        with _reaching():
            return cast("BinaryIO", self._files.open(self._place(sha256), "rb"))

    def remove(self, sha256: str) -> None:
        """Take the content away; nothing happens where it is not here."""
        with _reaching():
            if not self.has(sha256):
                return
            self._files.rm_file(self._place(sha256))

    def kept_before(self, moment: datetime) -> Iterator[str]:
        """The hashes of the contents that have lain here since before the moment."""
        with _reaching():
            found = self._files.find(self._root, detail=True)
        for path, about in found.items():
            name = path.rpartition("/")[2]
            if is_hash(name) and _made_at(about) < moment:
                yield name

    def problem(self) -> str:
        """Why the store can't be used, in one sentence; "" where an object can be written and removed."""
        try:
            self._files.pipe_file(f"{self._root}/{PROBE}", b"")
            self._files.rm_file(f"{self._root}/{PROBE}")
        except ImportError:
            return f"FILE_STORE {self._address} needs a package that is not installed; for s3:// it is s3fs."
        except Exception as error:  # noqa: BLE001 - every store has errors of its own
            return f"FILE_STORE {self._address} can't be written: {type(error).__name__}."
        return ""

    def _write(self, sha256: str, content: bytes) -> None:
        with _reaching():
            self._files.pipe_file(self._place(sha256), content)

    def _place(self, sha256: str) -> str:
        if not is_hash(sha256):
            raise FileNotFoundError(sha256)
        return f"{self._root}/{sha256[:2]}/{sha256}"

    @cached_property
    def _files(self) -> Any:
        # Reached at first use: a service whose store is away still starts, and says so where a file is wanted.
        import fsspec

        # Several machines write here: what one of them saw a moment ago is not to be believed.
        return fsspec.url_to_fs(self._address, use_listings_cache=False)[0]

    @cached_property
    def _root(self) -> str:
        return str(self._files._strip_protocol(self._address))  # noqa: SLF001 - how fsspec names a place of its own


def _made_at(about: dict[str, Any]) -> datetime:
    made = about.get("LastModified") or about.get("created") or about.get("mtime")
    moment = made if isinstance(made, datetime) else datetime.fromtimestamp(float(made or 0), UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
