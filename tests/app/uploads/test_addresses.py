"""Mail addresses as they stand in cells."""

import pytest

from app.uploads.addresses import NamedAddress, read_addresses, valid_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("kansli@stad.example", "kansli@stad.example"),
        ("KANSLI@STAD.EXAMPLE", "kansli@stad.example"),
        (" kansli@stad.example\u00a0", "kansli@stad.example"),
        ("mailto:kansli@stad.example?subject=Hej", "kansli@stad.example"),
        ("kansli@stad.example.", "kansli@stad.example"),
        ("\u200bkansli@stad.example", "kansli@stad.example"),
        ("kansli@sjö.example", "kansli@xn--sj-gka.example"),
        ("o'hara+x@stad.example", "o'hara+x@stad.example"),
    ],
)
def test_valid(typed: str, address: str) -> None:
    assert valid_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "kansli", "kansli@", "@stad.example", "kansli@stad", "a@a..example", ".a@a.example", "a.@a.example",
        "kansli (at) stad.example", "a b@stad.example", "a@b@stad.example", "åsa@stad.example", "a@-stad.example",
        "a@192.0.2.1", "a@st\u0430d.example", "a\uff20stad.example", f"{'a' * 65}@stad.example", "a@stad.example\r\nBcc: x@y.example",
        f"a@{'b' * 64}.example",
    ],
)  # fmt: skip
def test_invalid(typed: str) -> None:
    assert valid_address(typed) is None


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example,b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example / b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example\nb@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example och b@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example a@X.example", ["a@x.example"]),
        ("", []),
    ],
)
def test_several_in_a_cell(cell: str, addresses: list[str]) -> None:
    found = read_addresses(cell)
    assert [each.address for each in found.found] == addresses
    assert found.not_addresses == ()


def test_display_names() -> None:
    assert read_addresses('"Kansliet, Södra" <kansli@x.example>').found == (
        NamedAddress("kansli@x.example", "Kansliet, Södra"),
    )
    assert read_addresses("a@x.example, Kansliet <b@x.example>; Arkivet <c@x.example>").found == (
        NamedAddress("a@x.example"),
        NamedAddress("b@x.example", "Kansliet"),
        NamedAddress("c@x.example", "Arkivet"),
    )


@pytest.mark.parametrize(
    "cell", ["kansli (at) x.example", "a@x.example\r\nBcc: b@x.example", "finns ej", "Kansliet <>"]
)
def test_what_is_no_address_is_told(cell: str) -> None:
    assert read_addresses(cell).not_addresses
