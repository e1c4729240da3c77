"""Every text that people read is spelled as hunspell spells it, in Swedish and in British English.

A word that is right and that hunspell does not know stands in `words/<language>.txt`, one a line.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.suites import require_or_skip
from tests.texts import texts

DICTIONARIES = {"sv": "sv_SE", "en": "en_GB"}
WORDS = Path(__file__).parent / "words"
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")  # letters, joined by hyphens and apostrophes


def unknown(language: str, text: str) -> set[str]:
    """The words that neither hunspell nor our own list knows."""
    if shutil.which("hunspell") is None:
        require_or_skip("spelling", "hunspell is not installed; see docs/operations.md")
    own = str((WORDS / f"{language}.txt").resolve())
    command = ["hunspell", "-l", "-i", "utf-8", "-d", DICTIONARIES[language], "-p", own]
    lines = "\n".join(sorted(set(WORD.findall(text))))
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if done.returncode or "Can't open" in done.stderr:
        require_or_skip("spelling", f"hunspell has no dictionary {DICTIONARIES[language]}; see docs/operations.md")
    return set(done.stdout.split())


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_spelled_right(language: str) -> None:
    found = unknown(language, "\n".join(texts(language)))
    assert sorted(found) == [], f"misspelled, or to be added to tests/rules/words/{language}.txt"


@pytest.mark.parametrize(("language", "text"), [("sv", "Sekretariatet läsr svaren."), ("en", "The answers are redd.")])
def test_a_misspelled_word_is_found(language: str, text: str) -> None:
    assert unknown(language, text)


@pytest.mark.parametrize("language", DICTIONARIES)
def test_our_own_list_holds_only_what_is_used(language: str) -> None:
    used = " ".join(WORD.findall(" ".join(texts(language))))
    listed = (WORDS / f"{language}.txt").read_text().split()
    assert listed == sorted(listed, key=str.casefold)
    assert [word for word in listed if word not in used] == []
