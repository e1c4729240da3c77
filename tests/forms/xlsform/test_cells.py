from datetime import datetime

import pytest

from forms.xlsform.languages import language_code, language_heading
from forms.xlsform.sheets import cell_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (3.5, "3.5"),
        (True, "TRUE"),
        (7, "7"),
        ("  två   ord\r\n", "två ord"),
        (float("nan"), "nan"),
        (datetime(2027, 5, 20), "2027-05-20T00:00:00"),  # noqa: DTZ001 - cells have no time zone
    ],
)
def test_cells_are_read_as_people_see_them(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Svenska (sv)", "sv"),
        ("english", "en"),
        ("Deutsch (de)", "de"),
        ("fr", "fr"),
        ("Klingon", "klingon"),
        ("x (zh-Hans)", "zh-Hans"),
    ],
)
def test_languages_as_headings_name_them(heading, code):
    assert language_code(heading) == code


@pytest.mark.parametrize("code", ["sv", "en", "zh-Hans", "klingon", "rmy"])
def test_a_written_heading_reads_back(code):
    assert language_code(language_heading(code)) == code
