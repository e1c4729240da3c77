"""Backup and restore: every row of one moment, out and back, also from one kind of database to the other."""

import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.cli.whole_file import whole_file
from app.extensions import db, files, make_engine
from app.models import Base, Council, Draft, DraftAnswer, DraftFile, Invitation, now
from app.services import backup, stored_files
from app.services.problems import Refused
from forms.answers import QuotePermission
from migrations import chain
from tests.factories import scenes
from tests.factories.people import CouncilFactory


def fill() -> None:
    with db.transaction():
        scene = scenes.issued()
        request = next(iter(scene.requests.values()))
        draft = Draft(request=request)
        draft.answers = [
            DraftAnswer(
                question_key="vad_ser_ni",
                typed={"time": "inte en tid", "å": ["ä\n", None, 3]},
                quote_permission=QuotePermission.NAMED,
                changed_at=now(),
            )
        ]
        db.session.add(draft)


def written(path: Path) -> dict[str, int]:
    with whole_file(path) as file:
        return backup.write(file)


def everything() -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key.columns))]
        for table in Base.metadata.sorted_tables
    }


def test_what_goes_out_comes_back(app_context, tmp_path: Path) -> None:
    fill()
    before = everything()
    counts = written(tmp_path / "b.zip")
    assert counts["input_request"] == 5
    with db.transaction():
        assert backup.read_back(tmp_path / "b.zip", replace=True) == counts
    assert everything() == before
    with db.transaction():
        CouncilFactory(code="ny")  # the sequences go on after the restored ids
    assert db.session.scalar(select(func.count()).select_from(Council)) == 2


def test_a_backup_moves_to_another_database(app_context, tmp_path: Path) -> None:
    fill()
    counts = written(tmp_path / "b.zip")
    other = make_engine(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    with other.begin() as connection:
        chain.upgrade(connection)
    own = app_context.extensions["radslag_engine"]
    db.session.close()
    app_context.extensions["radslag_engine"] = other
    try:
        from flask import g

        g.pop("db_session", None)
        with db.transaction():
            assert backup.read_back(tmp_path / "b.zip") == counts
        assert db.session.scalars(select(Invitation)).first().token_hash
        g.pop("db_session").close()
    finally:
        app_context.extensions["radslag_engine"] = own
        other.dispose()


def test_only_the_owner_can_read_a_backup(app_context, tmp_path: Path) -> None:
    (tmp_path / "b.zip.part").write_text("rest of a broken run")
    (tmp_path / "b.zip.part").chmod(0o644)
    written(tmp_path / "b.zip")
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0


def test_rows_are_never_mixed(app_context, tmp_path: Path) -> None:
    fill()
    written(tmp_path / "b.zip")
    before = everything()
    with pytest.raises(Refused), db.transaction():
        backup.read_back(tmp_path / "b.zip")
    assert everything() == before


def damaged(source: Path, target: Path, change) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def test_a_file_that_lost_rows_is_refused_whole(app_context, tmp_path: Path) -> None:
    fill()
    written(tmp_path / "b.zip")
    before = everything()

    def drop_contact(name: str, data: bytes) -> bytes:
        return b"" if name == "tables/draft_answer.jsonl" else data

    short = damaged(tmp_path / "b.zip", tmp_path / "short.zip", drop_contact)
    with pytest.raises(Refused), db.transaction():
        backup.read_back(short, replace=True)
    assert everything() == before


def test_a_database_without_tables_gets_them(app_context, tmp_path: Path) -> None:
    fill()
    counts = written(tmp_path / "b.zip")
    with db.engine.begin() as connection:
        chain.downgrade(connection)
    with db.transaction():
        assert backup.read_back(tmp_path / "b.zip") == counts
    assert db.session.scalars(select(Invitation)).first().token_hash
    assert chain.current_revision(db.session.connection()) == chain.head_revision()


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: b"{" if name == "manifest.json" else data,
        lambda name, data: data[:-9] if name == "tables/contact.jsonl" else data,
        lambda name, data: data + data if name == "tables/contact.jsonl" else data,
        lambda name, data: b"[1]\n" if name == "tables/contact.jsonl" else data,
    ],
)
def test_a_damaged_file_is_refused_in_words(app_context, tmp_path: Path, change) -> None:
    fill()
    written(tmp_path / "b.zip")
    before = everything()
    with pytest.raises(Refused, match="damaged"), db.transaction():
        backup.read_back(damaged(tmp_path / "b.zip", tmp_path / "hurt.zip", change), replace=True)
    assert everything() == before


def test_other_migrations_and_other_files_are_refused(app_context, tmp_path: Path) -> None:
    written(tmp_path / "b.zip")

    def age(name: str, data: bytes) -> bytes:
        return json.dumps({**json.loads(data), "revision": "0001"}).encode() if name == "manifest.json" else data

    with pytest.raises(Refused, match="0001"):
        backup.read_back(damaged(tmp_path / "b.zip", tmp_path / "old.zip", age))
    (tmp_path / "text.zip").write_text("ingen zip")
    with pytest.raises(Refused):
        backup.read_back(tmp_path / "text.zip")


def attached() -> str:
    """A draft with a file beside it."""
    fill()
    with db.transaction():
        sha256 = stored_files.keep(b"en karta", now())
        draft = db.session.scalars(select(Draft)).one()
        db.session.add(
            DraftFile(draft_id=draft.id, question_key="karta", name="karta.txt", sha256=sha256, attached_at=now())
        )
    return sha256


def test_files_go_along_and_come_back(app_context, tmp_path: Path) -> None:
    sha256 = attached()
    written(tmp_path / "b.zip")
    files.store.remove(sha256)
    with db.transaction():
        backup.read_back(tmp_path / "b.zip", replace=True)
    with stored_files.opened(sha256) as content:
        assert content.read() == b"en karta"


def test_a_file_that_was_changed_in_the_backup_damages_it(app_context, tmp_path: Path) -> None:
    attached()
    written(tmp_path / "b.zip")
    before = everything()

    def forge(name: str, data: bytes) -> bytes:
        return b"en annan karta" if name.startswith("files/") else data

    with pytest.raises(Refused, match="damaged"), db.transaction():
        backup.read_back(damaged(tmp_path / "b.zip", tmp_path / "forged.zip", forge), replace=True)
    assert everything() == before


def test_a_backup_without_a_file_that_is_attached_is_none(app_context, tmp_path: Path) -> None:
    files.store.remove(attached())
    with pytest.raises(Refused, match="lacks"):
        written(tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
