"""What stands at the top level, and what no tracked file may say."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOP_LEVEL = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "app", "bench", "config.py", "docs",
    "exports", "forms", "migrations", "pyproject.toml", "requirements-dev.lock", "requirements.lock", "tests",
}  # fmt: skip


def tracked() -> list[str]:
    found = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("not a git checkout")
    return found.stdout.splitlines()


def test_nothing_new_at_the_top_level() -> None:
    assert {name.split("/")[0] for name in tracked()} == TOP_LEVEL


def test_lock_files_carry_hashes_and_no_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert len(re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)) <= text.count("--hash=sha256:")


def test_pages_need_nothing_from_other_hosts() -> None:
    for path in (ROOT / "app/static").rglob("*.*"):
        if path.suffix in {".css", ".js"}:
            assert not re.search(r"(?:https?:)?//[a-z]", path.read_text().replace("http://www.w3.org", "")), path
    for path in (ROOT / "app/templates").rglob("*.html"):
        assert not re.search(r"(?:<link[^>]*href|src|action)=\"(?:https?:)?//", path.read_text()), path


def test_templates_have_no_inline_style_or_script() -> None:
    for path in (ROOT / "app/templates").rglob("*.html"):
        if "mail" in path.relative_to(ROOT / "app/templates").parts:
            continue
        text = path.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=\"", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
