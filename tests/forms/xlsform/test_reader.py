from decimal import Decimal

import pytest

from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Choice, Wording
from forms.xlsform import Severity, XlsFormError, read, write
from forms.xlsform.references import is_broken, names_in

HEADINGS = ["type", "name", "label::Svenska (sv)", "label::English (en)"]
CHOICES = [["list name", "name", "label"], ["places", "home", "Hemma"], ["places", 2.0, "Ute"]]


def form(*rows, headings=HEADINGS, **sheets):
    """What is read from a survey of these rows."""
    return read({"survey": [list(headings), *map(list, rows)], **sheets}, {"Kvinnojouren Väst": 7})


def only_question(*rows, **more):
    (found,) = form(*rows, **more).questionnaire.questions()
    return found


def told(result, row):
    """What the report says of a row: column and the Swedish sentence."""
    return [(line.column, line.message.text("sv")) for line in result.report if line.row == row]


@pytest.mark.parametrize(
    ("cell", "type_"),
    [
        ("text", "short_text"),
        ("string", "short_text"),
        ("integer", "integer"),
        ("decimal", "decimal"),
        ("date", "date"),
        ("note", "note"),
        ("range", "scale"),
        ("select_one places", "one_choice"),
        ("select one from places", "one_choice"),
        ("select1 places", "one_choice"),
        ("Select_Multiple  places", "several_choices"),
        ("select all that apply from places", "several_choices"),
        ("select_multiple places or_other", "several_choices"),
        ("select_one yes_no", "yes_no"),
        ("dateTime", "date_and_time"),
        ("time", "time"),
        ("rank places", "rank"),
        ("trigger", "acknowledge"),
        ("q picture", "file"),
        ("file", "file"),
    ],
)
def test_types_in_all_their_spellings(cell, type_):
    assert only_question([cell, "q", "Fråga"], choices=CHOICES).type == type_


def test_a_whole_row():
    headings = [*HEADINGS, "hint", "required", "theme", "audience", "appearance", "suggested_length"]
    row = [
        "text",
        "need",
        "Behov?",
        "Needs?",
        "Kort",
        "yes",
        "support",
        "kind:member org:kvinnojouren  väst",
        "multiline",
        900.0,
    ]
    found = only_question(row, headings=headings)
    assert (found.key, found.type, found.required, found.theme, found.suggested_length) == (
        "need",
        "long_text",
        True,
        "support",
        900,
    )
    assert found.label == Localised(sv="Behov?", en="Needs?")
    assert found.hint == Localised(sv="Kort")
    assert found.audience == Audience(frozenset({OrganisationKind.MEMBER}), frozenset({7}))


def test_choices_keep_their_names_and_labels():
    found = only_question(["select_one places or_other", "q", "Var?"], choices=CHOICES)
    assert found.choices == (Choice("home", Localised(sv="Hemma")), Choice("2", Localised(sv="Ute")))
    assert found.other


def test_bounds_and_ends():
    headings = [*HEADINGS, "constraint", "parameters", "low_label"]
    number = only_question(["integer", "n", "Antal", "", ". >= 0 and . <= 12"], headings=headings)
    assert (number.minimum, number.maximum) == (Decimal(0), Decimal(12))
    scale = only_question(["range", "s", "Hur?", "", "", "start=0 end=4 step=1", "Dåligt"], headings=headings)
    assert (scale.type, scale.minimum, scale.maximum, scale.low_label) == ("scale", 0, 4, Localised(sv="Dåligt"))


def test_groups_become_sections_and_loose_questions_one_of_their_own():
    result = form(
        ["text", "first", "Först"],
        ["begin group", "g", "Läget", "The state"],
        ["text", "a", "A", "A"],
        ["begin_repeat", "r", "Förslag", "Proposals"],
        ["text", "b", "B", "B"],
        ["end_repeat"],
        ["text", "c", "C", "C"],
        ["end group"],
        ["text", "last", "Sist"],
    )
    sections = result.questionnaire.sections
    kept = [["first"], ["a", "r", "c"], ["last"]]
    assert [[one.key for one in part.questions] for part in sections] == kept
    assert sections[1].key == "g"
    assert sections[1].title == Localised(sv="Läget", en="The state")


def test_an_inner_groups_audience_narrows_its_questions():
    headings = [*HEADINGS, "audience"]
    rows = [
        ["begin_group", "g", "G", "G", "kind:member kind:other"],
        ["begin_group", "h", "H", "H", "kind:other"],
        ["text", "a", "A", "A", ""],
        ["text", "b", "B", "B", "kind:youth_council kind:member"],
        ["end_group"],
        ["end_group"],
    ]
    with pytest.raises(XlsFormError):
        form(*rows, headings=headings)
    rows[1][4] = "kind:member"
    found = form(*rows, headings=headings).questionnaire
    assert {one.audience for one in found.questions()} == {Audience(frozenset({OrganisationKind.MEMBER}))}


def test_plain_headings_are_swedish_unless_the_form_says_otherwise():
    plain = [["type", "name", "label"], ["text", "q", "Hello"]]
    english = {"settings": [["form_title", "default_language"], ["A form", "English (en)"]]}
    assert read({"survey": plain}, {}).questionnaire.question("q").label.languages == ("sv",)
    found = read({"survey": plain} | english, {}).questionnaire
    assert found.question("q").label == Localised(en="Hello")
    assert found.title == Localised(en="A form")


def test_headings_of_old_and_other_spellings():
    headings = ["Type", "name", "label:English", "label::swahili", "hint", "bind:required"]
    found = only_question(["text", "q", "Name?", "Jina?", "Full", "true()"], headings=headings)
    assert found.label == Localised.of({"en": "Name?", "sw": "Jina?"})
    assert found.hint == Localised(en="Full")
    assert found.required


def test_all_that_cannot_be_carried_is_named_with_its_place():
    headings = [*HEADINGS, "relevant", "constraint", "appearance", "required", "media::image::English (en)", "remark"]
    result = form(
        ["start", "begun"],
        ["csv-external", "where", "Var?"],
        ["poem", "p", "Dikt", "Poem"],
        ["integer", "n", "Antal ${p}", "Number", "${a} = 1", ". > 3", "w2", "${a} = 2", "x.png", "kom ihåg"],
        headings=headings,
        notes=[["x"]],
    )
    columns = {column for column, _ in told(result, 5)}
    assert {"label", "required", "appearance", "relevant", "image"} <= columns
    assert [sentence for row in (2, 3, 4) for _, sentence in told(result, row)] == [
        "”start” samlar uppgifter om den som svarar. Det gör vi inte.",
        "Frågor av typen ”csv-external” kan inte ställas än. Frågan är utelämnad.",
        "Typen ”poem” är okänd. Frågan är utelämnad.",
    ]
    assert ("remark", "Kolumnen ”remark” används inte.") in told(result, 1)
    assert any(line.sheet == "notes" for line in result.report)
    assert all(line.message.languages == ("en", "sv") for line in result.report)
    assert Severity.REFUSAL not in {line.severity for line in result.report}


def test_missing_translations_are_named():
    assert told(form(["text", "q", "Bara svenska"]), 2) == [("label", "Texten saknas på: en.")]


def test_the_same_name_in_two_groups_gets_a_key_of_its_own():
    group = [["begin_group", "g", "G", "G"], ["text", "name", "N", "N"], ["end_group"]]
    other = [["begin_group", "h", "H", "H"], ["text", "name", "N", "N"], ["end_group"]]
    result = form(*group, *other)
    assert [one.key for one in result.questionnaire.questions()] == ["name", "name_2"]
    assert told(result, 6)[0][0] == "name"


def test_rows_that_are_off_or_empty_are_skipped():
    headings = ["disabled", *HEADINGS, "remark"]
    rows = [["yes", "text", "a", "A"], [], ["", "text", "b", "B"], ["", "", "", "", "", "note to self"]]
    assert only_question(*rows, headings=headings).key == "b"


GOOD = ["text", "q", "Fråga"]


@pytest.mark.parametrize(
    ("rows", "row", "word"),
    [
        ([GOOD, ["text", "", "Utan namn"]], 3, "saknar namn"),
        ([GOOD, ["text", "två ord", "X"]], 3, "kan inte vara ett namn"),
        ([GOOD, GOOD], 3, "finns redan på rad 2"),
        ([GOOD, ["", "x", "Utan typ"]], 3, "saknar typ"),
        ([GOOD, ["select_one", "x", "X"]], 3, "vilken lista"),
        ([GOOD, ["select_one nowhere", "x", "X"]], 3, "”nowhere” finns inte"),
        ([GOOD, ["select_multiple yes_no", "x", "X"]], 3, "”yes_no” finns inte"),
        ([GOOD, ["calculate", "x"]], 3, "calculation"),
        ([GOOD, ["end group"]], 3, "aldrig börjat"),
        ([["begin group", "g", "G"], GOOD], 2, "tar aldrig slut"),
        ([["begin group", "g", "G"], GOOD, ["end repeat"]], 4, "rad 2"),
        ([["poem", "x", "X"]], 0, "inga frågor"),
        ([], 0, "inga frågor"),
    ],
)
def test_what_refuses_a_workbook_names_the_row(rows, row, word):
    with pytest.raises(XlsFormError) as refused:
        form(*rows, choices=CHOICES)
    (reason,) = refused.value.reasons
    assert (reason.row, reason.severity) == (row, Severity.REFUSAL)
    assert word in reason.message.text("sv")


@pytest.mark.parametrize("cell", ["everyone", "kind:club", "org:Okänd", "member kind:other", "kind:"])
def test_an_audience_that_is_not_understood_never_widens(cell):
    with pytest.raises(XlsFormError):
        form([*GOOD, "Question", cell], headings=[*HEADINGS, "audience"])


def test_all_reasons_are_told_at_once():
    with pytest.raises(XlsFormError) as refused:
        form(["select_one a", "x", "X"], ["text", "", "Y"], GOOD)
    assert [reason.row for reason in refused.value.reasons] == [2, 3]


@pytest.mark.parametrize(
    "sheets",
    [
        {},
        {"Blad1": [["type"], ["text"]]},
        {"survey": []},
        {"survey": [["name", "label"], ["q", "Fråga"]]},
        {"survey": [["type", "name", "label", "Label"], GOOD]},
        {"survey": [["type", "name", "label"], ["select_one x", "q", "X"]], "choices": []},
        {"survey": [["type", "name", "label"], *[["text", f"q{n}", "X"] for n in range(5001)]]},
    ],
)
def test_workbooks_that_hold_no_form(sheets):
    with pytest.raises(XlsFormError):
        read(sheets, {})


def test_a_form_that_would_fill_the_machine_is_refused_in_words():
    deep = [["begin_group", f"g{n}", "G"] for n in range(3000)]
    long_list = [["list_name", "name"], *(["l", f"c{n}"] for n in range(1000))]
    selects = [["select_one l", f"q{n}", "X"] for n in range(51)]
    logic = [["text", "a", "A"], *(["text", f"q{n}", "Q", "Q", f"${{a}} = '{n}{'x' * 3000}'"] for n in range(70))]
    for rows, more, word in (
        (deep, {}, "Fler än 20 grupper"),
        (selects, {"choices": long_list}, "50 000 alternativ"),
        ([GOOD], {"choices": [["list_name", "name"], *([f"l{n}", "c"] for n in range(20_001))]}, "20 000 rader"),
        (logic, {"headings": [*HEADINGS, "relevant"]}, "200 000 tecken"),
    ):
        with pytest.raises(XlsFormError) as refused:
            form(*rows, **more)
        assert any(word in reason.message.text("sv") for reason in refused.value.reasons)


def test_a_report_has_an_end():
    rows = [["text", f"q{n}", "${a} ${b} ${c}"] for n in range(1200)]
    report = form(*rows).report
    assert len(report) == 5001
    assert "rader till" in report[-1].message.text("sv")


@pytest.mark.parametrize(
    ("text", "names"), [("${ a } ${b", ["a"]), ("${" + "\n" * 30_000, []), ("${last-saved#x}", ["x"])]
)
def test_references_in_texts(text, names):
    assert list(names_in(text)) == names
    assert is_broken(text) == (not text.endswith("}"))


def test_doubled_choices_are_refused_unless_the_form_allows_them():
    doubled = [*CHOICES, ["places", "home", "Igen"]]
    survey = ["select_one places", "q", "Var?"]
    with pytest.raises(XlsFormError):
        form(survey, choices=doubled)
    allowing = [["allow_choice_duplicates"], ["yes"]]
    result = form(survey, choices=doubled, settings=allowing)
    assert [choice.key for choice in result.questionnaire.question("q").choices] == ["home", "2", "home"]
    assert any(line.sheet == "choices" and line.row == 4 for line in result.report)


EXTERNAL = [
    ["list name", "name", "label", "county"],
    ["towns", "lund", "Lund", "sk"],
    ["towns", "gbg", "Göteborg", "vg"],
]


def test_choices_in_a_sheet_of_their_own_are_choices_like_any_others():
    result = form(
        ["text", "county", "Län", "County", ""],
        ["select_one_external towns", "town", "Ort", "Town", "county = ${county}"],
        headings=[*HEADINGS, "choice_filter"],
        external_choices=EXTERNAL,
    )
    town = result.questionnaire.question("town")
    assert town.type == "one_choice"
    assert [(choice.key, choice.columns) for choice in town.choices] == [
        ("lund", (("county", "sk"),)),
        ("gbg", (("county", "vg"),)),
    ]
    assert town.rules.choice_filter == "county = ${county}"
    assert not [line for line in result.report if line.severity is Severity.WARNING]


@pytest.mark.parametrize(
    "cell",
    [
        "select_one_external towns",
        "select_one_from_file towns.csv",
        "select multiple from file a.csv",
        "select_one ${a}",
    ],
)
def test_choices_that_stand_elsewhere_leave_a_text_and_a_warning(cell):
    result = form(["text", "a", "A", "A"], [cell, "b", "B", "B"])
    assert result.questionnaire.question("b").type == "short_text"
    (line,) = [line for line in result.report if line.row == 3]
    assert line.severity is Severity.WARNING
    assert line.message.text("en") == (
        f"The choices of “{cell}” stand in another file or in other answers. The question is asked as “short text”."
    )
    assert "ställs som ”kort text”" in line.message.text("sv")


@pytest.mark.parametrize(("cell", "title"), [("gps", "kort text"), ("photo", "fil")])
def test_a_type_that_is_asked_with_less_is_told_of_and_kept(cell, title):
    result = form([cell, "a", "A", "A"])
    (line,) = [line for line in result.report if line.row == 2]
    assert line.message.text("sv").startswith(f"Frågan av typen ”{cell}” ställs som ”{title}”. Typen står kvar")
    assert line.severity is Severity.INFO
    back = write(result.questionnaire, {})
    assert back["survey"][2][0] == {"gps": "geopoint", "photo": "image"}[cell]
    assert read(back, {}).questionnaire == result.questionnaire


@pytest.mark.parametrize(
    ("label", "labels", "specified"),
    [
        ("label", {"sv": "Annat"}, {"sv": "Ange annat."}),
        ("label::English (en)", {"en": "Other"}, {"en": "Specify other."}),
        ("label::Deutsch (de)", {"de": "Other"}, {"de": "Specify other."}),
    ],
)
def test_words_of_ours_for_other_are_in_the_languages_of_the_form(label, labels, specified):
    survey = [
        ["type", "name", label],
        ["select_one l or_other", "a", "A"],
        ["select_one l", "b", "B"],
        ["rank l or_other", "c", "C"],
    ]
    found = read({"survey": survey, "choices": [["list_name", "name", label], ["l", "x", "X"]]}, {}).questionnaire
    assert dict(found.question("b").choices[-1].label.texts) == labels
    assert dict(found.question("c_other").label.texts) == specified


def test_a_phone_number_is_asked_for_and_one_of_the_telephone_is_not():
    result = form(["phone number", "a", "Telefon", "Phone"], ["get phone number", "b", "B", "B"])
    (question,) = result.questionnaire.questions()
    assert (question.type, question.rules.constraint) == ("short_text", r"regex(., '^\d*$')")


def test_words_in_plain_language_have_columns_of_their_own():
    headings = [*HEADINGS, "label_plain::Svenska (sv)", "hint_plain::Svenska (sv)", "label_member::Svenska (sv)"]
    asked = only_question(["text", "a", "Fråga", "Question", "Lätt", "Hjälp", "Medlem"], headings=headings)
    assert asked.wordings == (
        Wording(frozenset({OrganisationKind.MEMBER}), Localised(sv="Medlem")),
        Wording(frozenset(), Localised(sv="Lätt"), Localised(sv="Hjälp"), plain=True),
    )
