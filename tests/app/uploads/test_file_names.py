"""Names of attached files, as every system can have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.uploads.file_names import LONGEST, numbered, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Karta över Östra.PDF", "Karta över Östra.pdf"),
        ("C:\\mapp\\karta.pdf", "karta.pdf"),
        ("../../etc/passwd", "passwd"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("fak\u202efdp.exe", "fakfdp.exe"),
        (".pdf", "fil.pdf"),
        ("", "fil"),
        ("nul.txt", "_nul.txt"),
        ("a" * 300 + ".pdf", "a" * (LONGEST - 4) + ".pdf"),
        ("rad\r\nbrytning.pdf", "rad brytning.pdf"),
    ],
)
def test_names_become_safe_and_stay_readable(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_at_all_becomes_one(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= LONGEST
    assert not set(safe) & set('/\\<>:"|?*\0\n')
    assert safe_name(safe) == safe


def test_a_second_of_a_name_gets_a_number() -> None:
    assert (numbered("karta.pdf", 2), numbered("karta", 3)) == ("karta (2).pdf", "karta (3)")
