"""Where the bytes of attached files lie, by their SHA-256: a folder, or whatever fsspec can reach, such as S3."""

from app.file_store.folder import Folder
from app.file_store.remote import Remote
from app.file_store.store import FileStore

__all__ = ["FileStore", "Folder", "Remote", "open_store"]


def open_store(where: str) -> FileStore:
    """The store at a setting's word: a path, or an address such as s3://bucket/prefix. Nothing is reached yet."""
    return Remote(where) if "://" in where else Folder(where)
