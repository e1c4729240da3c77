"""What every file store promises, whichever it is."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.file_store import FileStore, open_store

CONTENT = b"\x00\xff Karta \xc3\xb6ver otrygga platser\r\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
MISSING = "0" * 64


def later(**time: int) -> datetime:
    return datetime.now(UTC) + timedelta(**time)


def test_what_is_put_in_comes_out_unchanged(store: FileStore) -> None:
    assert not store.has(SHA256)
    assert store.put(CONTENT) == SHA256
    assert store.has(SHA256)
    with store.open(SHA256) as file:
        assert file.read() == CONTENT


def test_the_same_content_is_kept_once(store: FileStore) -> None:
    assert store.put(CONTENT) == store.put(CONTENT)
    store.put(b"annat")
    assert sorted(store.kept_before(later(minutes=1))) == sorted([SHA256, hashlib.sha256(b"annat").hexdigest()])


def test_an_empty_content_is_one_too(store: FileStore) -> None:
    with store.open(store.put(b"")) as file:
        assert file.read() == b""


def test_what_is_removed_is_gone_and_may_be_removed_again(store: FileStore) -> None:
    store.put(CONTENT)
    store.remove(SHA256)
    store.remove(SHA256)
    assert not store.has(SHA256)
    with pytest.raises(FileNotFoundError):
        store.open(SHA256)


@pytest.mark.parametrize("name", [MISSING, "../../../etc/passwd", "", SHA256.upper()])
def test_what_is_not_there_is_not_found(store: FileStore, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        store.open(name).read()


def test_what_is_younger_than_the_moment_is_not_told_of(store: FileStore) -> None:
    store.put(CONTENT)
    assert list(store.kept_before(later(minutes=-5))) == []


def test_a_store_that_can_be_used_has_no_problem_and_keeps_no_trace_of_the_question(store: FileStore) -> None:
    assert store.problem() == ""
    assert list(store.kept_before(later(minutes=1))) == []


def test_a_folder_is_ours_alone_and_a_half_written_file_is_nobodys(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "filer"))
    store.put(CONTENT)
    file = tmp_path / "filer" / SHA256[:2] / SHA256
    assert (file.stat().st_mode & 0o077, (tmp_path / "filer").stat().st_mode & 0o077) == (0, 0)
    half = file.with_name("half-written")
    half.write_bytes(b"Kar")
    os.utime(half, (1, 1))
    assert list(store.kept_before(later(minutes=1))) == [SHA256]
    assert not half.exists()


def test_a_store_that_fails_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(str(tmp_path / "filer"))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(CONTENT)
    assert not store.has(SHA256)
    assert [path for path in (tmp_path / "filer").rglob("*") if path.is_file()] == []


def test_a_store_that_cannot_be_used_says_why(tmp_path: Path, s3_address: str) -> None:
    (tmp_path / "fil").write_text("ingen mapp")
    assert "can't be written" in open_store(str(tmp_path / "fil" / "filer")).problem()
    assert "can't be written" in open_store("s3://no-such-bucket-here/filer").problem()
    assert "can't be written" in open_store("nothing://here").problem()
