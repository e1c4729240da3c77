"""What the reference reader finds in a form, it finds in the workbook that we write of it: nothing is lost on the way."""

import pytest

from forms.xlsform import read, write
from tests.forms.xlsform.reference import attributes, converted
from tests.forms.xlsform.test_reference import TAKEN, YES_NO, group

PLAIN = ["type", "name", "label"]

SHAPES = {
    "one name in two groups": {
        "survey": [
            [*PLAIN, "relevant"],
            ["integer", "age", "Hur gammal är du?"],
            *group("child", ["integer", "age", "Hur gammalt är barnet?"], ["text", "name", "Vad heter det?"]),
            *group("parent", ["text", "name", "Vad heter föräldern?"]),
        ]
    },
    "one name outside and inside of a repeat": {
        "survey": [
            PLAIN,
            ["text", "name", "Vad heter du?"],
            ["begin_repeat", "children", "Barn"],
            ["text", "name", "Vad heter barnet?"],
            ["end_repeat"],
        ]
    },
    "a list that one question offers with other": {
        "survey": [
            [*PLAIN, "choice_filter"],
            ["select_one yn or_other", "a", "A"],
            ["select_one yn", "b", "B", "name != ''"],
            ["select_multiple yn", "c", "C"],
        ],
        "choices": YES_NO,
    },
    "choices in other files and in answers": {
        "survey": [
            [*PLAIN, "choice_filter"],
            ["select_one_from_file towns.csv", "town", "Ort"],
            ["select_multiple_from_file Towns.xml", "towns", "Orter", "county = ${town}"],
            ["begin_repeat", "children", "Barn"],
            ["text", "child", "Namn"],
            ["end_repeat"],
            ["select_one ${child}", "eldest", "Vem är äldst?"],
        ]
    },
    "choices in a sheet for long lists": {
        "survey": [
            [*PLAIN, "choice_filter"],
            ["text", "county", "Län"],
            ["select_one_external towns", "town", "Ort", "county = ${county}"],
        ],
        "external_choices": [
            ["list_name", "name", "label", "county"],
            ["towns", "gbg", "Göteborg", "vg"],
            ["towns", "lund", "Lund", "sk"],
        ],
    },
    "what a device gathers, and others ask for": {
        "survey": [
            [*PLAIN, "constraint"],
            ["start", "started"],
            ["deviceid", "device"],
            ["today", "today"],
            ["date", "day", "Vilken dag?", ". <= ${today}"],
            ["note", "told", "Ni började ${started}."],
        ]
    },
    "a group that is always answered as often": {
        "survey": [
            [*PLAIN, "repeat_count"],
            ["begin_repeat", "r", "R", 3],
            ["text", "a", "A"],
            ["end_repeat"],
        ]
    },
    "a matrix under a header row": {
        "survey": [
            [*PLAIN, "appearance", "required"],
            ["begin_group", "g", "Grupp", "field-list"],
            ["select_one yn", "head", "Hur är det?", "label"],
            ["select_one yn", "r1", "Rad 1", "list-nolabel", "yes"],
            ["select_one yn", "r2", "Rad 2", "list-nolabel", "yes"],
            ["text", "after", "Efter"],
            ["end_group"],
        ],
        "choices": YES_NO,
    },
    "types that bring a rule of their own": {
        "survey": [
            PLAIN,
            ["phone number", "phone", "Telefon"],
            ["percentage", "share", "Andel"],
            ["number of days in last month", "days", "Dagar"],
            ["osm", "building", "Byggnad"],
        ]
    },
    "languages with codes in capitals": {
        "survey": [["type", "name", "label::English (EN)", "label::Svenska"], ["select_one yn", "a", "A", "Å"]],
        "choices": [["list_name", "name", "label::English", "label::svenska (SV)"], ["yn", "y", "Yes", "Ja"]],
    },
    "spaces that are meant": {
        "survey": [PLAIN, ["select_one yn", "a", "Två  mellanslag"]],
        "choices": [*YES_NO, ["yn", "kanske", "Två  mellanslag"]],
    },
    "a filter with other of ours": {
        "survey": [[*PLAIN, "choice_filter", "other"], ["select_one yn", "a", "A", "name != ''", "yes"], ["select_one yn", "b", "B"]],
        "choices": YES_NO,
    },
}  # fmt: skip


@pytest.mark.parametrize("sheets", [*SHAPES.values(), *TAKEN.values()], ids=[*SHAPES, *TAKEN])
def test_the_reference_finds_as_much_in_what_we_write(sheets):
    converted(sheets)
    form = read(sheets, {}).questionnaire
    written = write(form, {})
    converted(written)
    assert attributes(written) == attributes(sheets)
    assert read(written, {}).questionnaire == form
