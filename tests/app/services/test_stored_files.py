"""What lies in the store and what rows tell of it: nothing wanted is lost, nothing unwanted stays."""

import os
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.extensions import db, files
from app.jobs import file_cleaning
from app.models import DraftFile, StoredFile, now
from app.services import stored_files
from app.services.answer import drafts
from tests.factories import scenes
from tests.factories.respondents import MEMBER

OLD = now() - timedelta(days=3)


def attached(content: bytes) -> str:
    with db.transaction():
        scene = scenes.issued()
        sha256 = stored_files.keep(content, OLD)
        draft_id = drafts.begun(scene.requests[MEMBER].id, OLD)
        db.session.add(DraftFile(draft_id=draft_id, question_key="a", name="a.txt", sha256=sha256, attached_at=OLD))
    return sha256


def age(app: Flask) -> None:
    for path in Path(app.config["FILE_STORE"]).glob("??/*"):
        os.utime(path, (1, 1))


def test_only_what_nothing_tells_of_is_removed_and_only_after_a_day(app_context: Flask) -> None:
    wanted = attached(b"kvar")
    with db.transaction():
        forgotten, fresh = stored_files.keep(b"borttagen", OLD), stored_files.keep(b"ny", now())
    assert file_cleaning.run(now()) == {"removed": 1, "strays": 0}
    assert [files.store.has(one) for one in (wanted, forgotten, fresh)] == [True, False, True]
    assert set(db.session.scalars(select(StoredFile.sha256))) == {wanted, fresh}


def test_what_a_broken_upload_left_is_removed_in_the_end(app_context: Flask) -> None:
    sha256 = files.store.put(b"utan rad")
    age(app_context)
    assert file_cleaning.run(now())["strays"] == 1
    assert file_cleaning.run(now()) == {"removed": 0, "strays": 0}
    assert file_cleaning.run(now() + timedelta(days=2))["removed"] == 1
    assert not files.store.has(sha256)


def test_what_is_handed_in_again_meanwhile_is_kept(app_context: Flask) -> None:
    with db.transaction():
        sha256 = stored_files.keep(b"kommer igen", OLD)
    before = now() - timedelta(days=1)
    assert sha256 in stored_files.orphans(before)
    with db.transaction():
        stored_files.keep(b"kommer igen", now())
    with db.transaction():
        assert not stored_files.remove_orphan(sha256, before)
    assert files.store.has(sha256)
    with db.transaction():
        assert not stored_files.remove_orphan(sha256, before)
    with stored_files.opened(sha256) as content:
        assert content.read() == b"kommer igen"


def test_a_content_that_is_gone_while_its_row_is_left_can_be_kept_anew(app_context: Flask) -> None:
    with db.transaction():
        sha256 = stored_files.keep(b"halva vagen", OLD)
    files.store.remove(sha256)
    with db.transaction():
        stored_files.keep(b"halva vagen", now())
    assert files.store.has(sha256)
