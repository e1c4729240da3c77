import pytest

from forms.question_types.base import InvalidAnswer
from forms.question_types.date import Date
from tests.forms.makers import question

DATE, ASKED = Date(), question("date")


def test_a_date_is_stored_as_iso_and_shown_in_words():
    assert DATE.clean(ASKED, "20/5 2027", "sv") == "2027-05-20"
    assert DATE.show(ASKED, "2026-12-10", "sv") == "10 december 2026"
    assert DATE.show(ASKED, "2026-12-10", "en") == "10 December 2026"


def test_what_is_no_date_is_refused_with_an_example_and_shown_as_typed():
    with pytest.raises(InvalidAnswer, match="till exempel 20 maj 2027"):
        DATE.clean(ASKED, "31 juni 2027", "sv")
    assert DATE.show_typed(ASKED, "31 juni 2027", "sv") == "31 juni 2027"
