"""Forms of many shapes, read by us and by the reference reader."""

import pytest
from pyxform.errors import PyXFormError

from forms.xlsform import XlsFormError, read
from tests.forms.xlsform.reference import converted, differences, ours, questions

PLAIN = ["type", "name", "label"]
YES_NO = [["list_name", "name", "label"], ["yn", "ja", "Ja"], ["yn", "nej", "Nej"]]


def group(name: str, *rows: list[object]) -> list[list[object]]:
    return [["begin_group", name, name.title()], *rows, ["end_group"]]


TAKEN = {
    "languages, some missing": {
        "survey": [
            [*PLAIN[:2], "label::Svenska (sv)", "label::English (en)", "hint::Svenska (sv)", "required"],
            ["text", "a", "Vad?", "What?", "Kort", "yes"],
            ["integer", "b", "Antal", None, None, "${a} != ''"],
            ["select_one yn", "c", "Val", "Choice", None, "no"],
        ],
        "choices": [["list_name", "name", "label::Svenska (sv)"], ["yn", "ja", "Ja"], ["yn", "nej", "Nej"]],
    },
    "groups in groups, some without a label": {
        "survey": [
            [*PLAIN, "relevant"],
            ["text", "first", "Först"],
            ["begin_group", "outer", None, "${first} = 'x'"],
            ["begin group", "inner", "Inre", "${first} != 'y'"],
            ["text", "deep", "Djupt", "string-length(${first}) > 2"],
            ["end group"],
            ["text", "after", "Efter"],
            ["end_group"],
        ]
    },
    "repeats in a group, and one in a repeat": {
        "survey": [
            PLAIN,
            ["begin_group", "g", "Grupp"],
            ["begin_repeat", "children", "Barn"],
            ["text", "child", "Namn"],
            ["begin_repeat", "toys", "Leksaker"],
            ["decimal", "price", "Pris"],
            ["end_repeat"],
            ["end_repeat"],
            ["end_group"],
        ]
    },
    "old spellings": {
        "survey": [
            ["command", "tag", "caption", "bind::relevant", "bind::required", "bind::constraint", "media::image"],
            ["string", "a", "A", None, "true()", ". != 'x'", "a.png"],
            ["select1 yn", "b", "B", "${a} = 'y'"],
            ["select all that apply from yn", "c", "C"],
            ["int", "d", "D", None, None, ". >= 1 and . <= 9"],
        ],
        "choices": [["list name", "value", "caption"], ["yn", 1, "Ett"], ["yn", 2.0, "Två "]],
    },
    "choices that follow choices": {
        "survey": [
            [*PLAIN, "choice_filter"],
            ["select_one county", "county", "Län"],
            ["select_one town", "town", "Ort", "county = ${county}"],
            ["rank town", "order", "Ordning"],
            ["select_multiple yn or_other", "more", "Fler"],
        ],
        "choices": [
            ["list_name", "name", "label", "county"],
            ["county", "vg", "Västra Götaland"],
            ["county", "sk", "Skåne"],
            ["town", "gbg", "Göteborg", "vg"],
            ["town", "lund", "Lund", "sk"],
            *YES_NO[1:],
        ],
    },
    "tables": {
        "survey": [
            [*PLAIN, "appearance", "required"],
            ["begin_group", "one", "Tabell", "table-list"],
            ["select_one yn", "r1", "Rad 1", None, "yes"],
            ["select_one yn", "r2", "Rad 2", None, "yes"],
            ["end_group"],
            ["begin_group", "several", "Flera", "table-list"],
            ["select_multiple yn", "m1", "Rad 1"],
            ["select_multiple yn", "m2", "Rad 2"],
            ["end_group"],
        ],
        "choices": YES_NO,
    },
    "every flat type": {
        "survey": [
            [*PLAIN, "parameters", "appearance"],
            ["time", "a", "A"],
            ["dateTime", "b", "B"],
            ["date", "c", "C"],
            ["acknowledge", "d", "D"],
            ["image", "e", "E"],
            ["file", "f", "F"],
            ["range", "g", "G", "start=1 end=5 step=1"],
            ["range", "h", "H", "start=0 end=1 step=0.25"],
            ["text", "i", "I", None, "multiline"],
            ["trigger", "j", "J"],
            ["geopoint", "k", "K"],
            ["barcode", "l", "L"],
            ["audio", "m", "M"],
        ]
    },
    "marks, signs and spaces": {
        "survey": [
            [*PLAIN],
            ["text", "a ", " **Fet** <b>text</b> & 'citat' 😀"],
            [],
            [None, None, None],
            ["note", "b", "Rad ett\nRad två"],
            ["select_one yn ", "c", "Två  mellanslag"],
        ],
        "choices": YES_NO,
    },
    "rows that are off": {
        "survey": [["disabled", *PLAIN], ["yes", "text", "a", "A"], ["no", "text", "b", "B"], [None, "text", "c", "C"]]
    },
    "doubled choices that are meant": {
        "survey": [[*PLAIN, "choice_filter"], ["text", "a", "A"], ["select_one l", "b", "B", "area = ${a}"]],
        "choices": [["list_name", "name", "label", "area"], ["l", "x", "X", "1"], ["l", "x", "X", "2"]],
        "settings": [["allow_choice_duplicates"], ["yes"]],
    },
    "five hundred questions": {
        "survey": [PLAIN, *(row for n in range(25) for row in group(f"g{n}", *[["text", f"q{n}_{m}", f"Fråga {m}"] for m in range(21)]))]
    },
}  # fmt: skip


NAMELESS = {"survey": [PLAIN, ["text", "a", "A"], ["note", None, "Utan namn"]]}


def is_beside_other(name, found):
    """Whether this is the box that the reference makes a question of its own."""
    question = found.get(name.removesuffix("_other"))
    return name.endswith("_other") and question is not None and question[0].other


@pytest.mark.parametrize("sheets", [*TAKEN.values(), NAMELESS], ids=[*TAKEN, "a note without a name"])
def test_what_the_reference_finds_we_find(sheets):
    found = ours(read(sheets, {}).questionnaire)
    said = {
        one["name"]: differences(one, *found[one["name"]]) if one["name"] in found else ["is missing"]
        for one in questions(sheets)
        if not is_beside_other(one["name"], found)
    }
    assert {name: wrong for name, wrong in said.items() if wrong} == {}


REFUSED = {
    "no survey": {"Blad1": [["a"]], "Blad2": [["b"]]},
    "no column type": {"survey": [["name", "label"], ["a", "A"]]},
    "a heading twice": {"survey": [[*PLAIN, "label"], ["text", "a", "A"]]},
    "one column in two spellings": {"survey": [[*PLAIN, "relevant", "bind::relevant"], ["text", "a", "A"]]},
    "no type": {"survey": [PLAIN, [None, "a", "A"]]},
    "no name": {"survey": [PLAIN, ["text", None, "A"]]},
    "a number as name": {"survey": [PLAIN, ["text", 1, "A"]]},
    "a name that is taken": {"survey": [PLAIN, ["text", "meta", "A"]]},
    "a name twice": {"survey": [PLAIN, ["text", "a", "A"], ["text", "a", "B"]]},
    "a repeat's name twice": {
        "survey": [
            PLAIN,
            *group("g", ["begin_repeat", "r", "R"], ["text", "a", "A"], ["end_repeat"]),
            *group("h", ["begin_repeat", "r", "R"], ["text", "b", "B"], ["end_repeat"]),
        ]
    },
    "a group without end": {"survey": [PLAIN, ["begin_group", "g", "G"], ["text", "a", "A"]]},
    "an end without group": {"survey": [PLAIN, ["text", "a", "A"], ["end_group"]]},
    "another end": {"survey": [PLAIN, ["begin_group", "g", "G"], ["text", "a", "A"], ["end_repeat"]]},
    "no sheet of choices": {"survey": [PLAIN, ["select_one yn", "a", "A"]]},
    "no such list": {"survey": [PLAIN, ["select_one other", "a", "A"]], "choices": YES_NO},
    "a choice without name": {"survey": [PLAIN, ["select_one yn", "a", "A"]], "choices": [*YES_NO, ["yn", None, "X"]]},
    "a choice twice": {"survey": [PLAIN, ["select_one yn", "a", "A"]], "choices": [*YES_NO, ["yn", "ja", "X"]]},
    "choices with spaces": {"survey": [PLAIN, ["select_multiple yn", "a", "A"]], "choices": [*YES_NO, ["yn", "a b", "X"]]},
    "an unknown type": {"survey": [PLAIN, ["text", "a", "A"], ["poem", "b", "B"]]},
    "a type in capitals": {"survey": [PLAIN, ["Text", "a", "A"]]},
    "nothing to calculate": {"survey": [PLAIN, ["text", "a", "A"], ["calculate", "b", None]]},
    "an unknown reference": {"survey": [[*PLAIN, "relevant"], ["text", "a", "A", "${b} = 1"]]},
    "an unknown reference in a text": {"survey": [PLAIN, ["text", "a", "Hej ${b}"]]},
    "an unfinished reference": {"survey": [[*PLAIN, "relevant"], ["text", "a", "A"], ["text", "b", "B", "${a = 1"]]},
    "a reference to one of two": {
        "survey": [[*PLAIN, "relevant"], *group("g", ["text", "a", "A"]), *group("h", ["text", "a", "A"]), ["text", "b", "B", "${a} = 1"]]
    },
    "a range that is none": {"survey": [[*PLAIN, "parameters"], ["range", "a", "A", "start=x end=5"], ["text", "b", "B"]]},
    "a filter with other": {"survey": [[*PLAIN, "choice_filter"], ["select_one yn or_other", "a", "A", "x = 1"]], "choices": YES_NO},
    "a table of two lists": {
        "survey": [[*PLAIN, "appearance"], ["begin_group", "g", "G", "table-list"], ["select_one yn", "a", "A"], ["select_one z", "b", "B"], ["end_group"]],
        "choices": [*YES_NO, ["z", "x", "X"]],
    },
    "no text": {"survey": [PLAIN[:2], ["text", "a"]]},
}  # fmt: skip


@pytest.mark.parametrize("sheets", REFUSED.values(), ids=REFUSED)
def test_what_the_reference_refuses_we_refuse_or_tell_of(sheets):
    with pytest.raises(PyXFormError):
        converted(sheets)
    try:
        told = read(sheets, {}).report
    except XlsFormError as refused:
        told = refused.reasons
    assert told
