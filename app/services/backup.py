"""Takes the whole database out into one file, and puts it back: the same file for SQLite and PostgreSQL.

The file is a zip of `manifest.json`, one `tables/<name>.jsonl` a table, rows in the order of their keys, and one
`files/<sha256>` for each content that is attached somewhere.
"""

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Integer, Table, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from app.extensions import db, files
from app.models import AnswerFile, Base, DraftFile, now
from app.services.problems import Refused
from migrations import chain

FORMAT = 1
BATCH = 500
FILES = "files/"
# What reading a damaged file runs into: its zip, the compressed stream, a table that is missing, a line that is no row.
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError)


def write(target: BinaryIO) -> dict[str, int]:
    """Write every row of one moment to the file, while others go on working; returns rows per table."""
    with db.engine.connect() as opened:
        connection = _one_moment(opened)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            counts = {table.name: _write_table(archive, connection, table) for table in Base.metadata.sorted_tables}
            _write_files(archive, connection)
            manifest = {
                "format": FORMAT,
                "made_at": now().isoformat(),
                "revision": chain.current_revision(connection),
                "rows": counts,
            }
            archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    return counts


def read_back(path: Path, *, replace: bool = False) -> dict[str, int]:
    """Put the file's rows into the database, in the caller's transaction; returns rows per table.

    A database without tables gets them first. Raises Refused where the file is no backup, is damaged, belongs to
    other migrations, or would mix with rows already there.
    """
    try:
        return _read_back(path, db.session.connection(), replace=replace)
    except (*DAMAGES, IntegrityError) as error:
        raise Refused(f"{path.name} is damaged: it cannot be read to its end. Use another backup.") from error


def _read_back(path: Path, connection: Connection, *, replace: bool) -> dict[str, int]:
    with _open(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        if not chain.current_revision(connection) and manifest.get("revision") == chain.head_revision():
            chain.upgrade(connection)
        _check(manifest, connection)
        if replace:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
        elif any(connection.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables):
            raise Refused("The database has rows already; give --replace to remove them first.")
        _read_files(archive)
        counts = {table.name: _read_table(archive, connection, table) for table in Base.metadata.sorted_tables}
    if counts != manifest["rows"]:
        raise Refused("The backup file is not whole: its row counts do not add up.")
    _reset_sequences(connection)
    return counts


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _one_moment(connection: Connection) -> Connection:
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection.execution_options(postgresql_readonly=True)


def _open(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile):
        raise Refused(f"{path.name} is missing or is no backup of Rådslag.") from None
    if "manifest.json" not in archive.namelist():
        raise Refused(f"{path.name} is no backup of Rådslag.")
    return archive


def _check(manifest: dict[str, Any], connection: Connection) -> None:
    if manifest.get("format") != FORMAT:
        raise Refused("The backup file has a format that this version does not read.")
    here = chain.current_revision(connection)
    if manifest["revision"] != here:
        raise Refused(
            f"The backup was made at migration {manifest['revision']}, the database is at {here or 'none'}:"
            " restore with the version that made it, then upgrade."
        )


def _write_table(archive: zipfile.ZipFile, connection: Connection, table: Table) -> int:
    count = 0
    query = select(table).order_by(*table.primary_key.columns)
    rows = connection.execution_options(yield_per=BATCH).execute(query).mappings()
    with archive.open(f"tables/{table.name}.jsonl", "w") as file:
        for row in rows:
            line = json.dumps({name: _encode(value) for name, value in row.items()}, ensure_ascii=False)
            file.write(line.encode() + b"\n")
            count += 1
    return count


def _write_files(archive: zipfile.ZipFile, connection: Connection) -> None:
    """Each content that something tells of; they are packed already, most of them."""
    attached = [select(table.sha256) for table in (DraftFile, AnswerFile)]
    for sha256 in connection.scalars(attached[0].union(attached[1])).all():
        try:
            with files.store.open(sha256) as content:
                archive.writestr(zipfile.ZipInfo(f"{FILES}{sha256}"), content.read())
        except FileNotFoundError:
            raise Refused(f"FILE_STORE lacks {sha256}, which is attached: put it back, then back up again.") from None


def _read_files(archive: zipfile.ZipFile) -> None:
    """Put the contents back before any row tells of them; one that is not what its name says damages the whole."""
    for name in archive.namelist():
        if name.startswith(FILES) and files.store.put(archive.read(name)) != name.removeprefix(FILES):
            raise ValueError(name)


def _read_table(archive: zipfile.ZipFile, connection: Connection, table: Table) -> int:
    count = 0
    for batch in _batches(archive, table):
        connection.execute(insert(table), batch)
        count += len(batch)
    return count


def _batches(archive: zipfile.ZipFile, table: Table) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    with archive.open(f"tables/{table.name}.jsonl") as file:
        for line in file:
            batch.append({name: _decode(value) for name, value in json.loads(line).items()})
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _encode(value: Any) -> Any:
    # Times and bytes have no form in JSON; a JSON column's own value is wrapped, so that it can't be taken for one.
    if isinstance(value, datetime):
        return {"time": value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict | list):
        return {"json": value}
    return value


def _decode(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    (kind, content), *_ = value.items()
    match kind:
        case "time":
            return datetime.fromisoformat(content)
        case "bytes":
            return base64.b64decode(content)
        case _:
            return content


def _reset_sequences(connection: Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if "id" in table.c and isinstance(table.c.id.type, Integer):  # a random key counts nothing
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            connection.execute(
                text(f"SELECT setval({sequence}, (SELECT COALESCE(MAX(id), 0) + 1 FROM {table.name}), false)")  # noqa: S608 - names of our own tables
            )
