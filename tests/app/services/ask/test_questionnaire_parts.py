"""What the builder's pages do to a draft, with what was typed checked field by field."""

from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from app.extensions import db
from app.models import Meeting, now
from app.queries.ask import questionnaires as queries
from app.services.ask import questionnaire_edits as edits
from app.services.ask import questionnaires
from app.services.ask.questionnaire_choices import choices_as_typed, lists_as_typed
from app.services.ask.questionnaire_edits import Place
from app.services.ask.questionnaire_parts import (
    Offered,
    QuestionInput,
    SectionInput,
    TextsInput,
    as_question,
)
from app.services.input_checks import RefusedInput
from app.services.problems import Conflict
from forms.audience import Audience, OrganisationKind
from forms.editing import NoSuchPartError
from forms.localised import Localised
from forms.questionnaire import Choice, Question
from tests.factories import scenes
from tests.factories.scenes import Scene


@pytest.fixture
def scene(app_context: Flask) -> Scene:
    return scenes.planned()


@pytest.fixture
def meeting(scene: Scene) -> Meeting:
    return scene.meeting


def added(meeting: Meeting, type_name: str, **typed: object) -> Question:
    """The question that these inputs make, last in the first section."""
    label = {"label": {"sv": "Frågan", "en": "The question"}}
    key = edits.add_question(
        meeting, queries.of_meeting(meeting).revision, Place("lage"), type_name, QuestionInput(**{**label, **typed})
    )
    return queries.of_meeting(meeting).question(key)


def refused(meeting: Meeting, type_name: str, **typed: object) -> dict[str, str]:
    with pytest.raises(RefusedInput) as error:
        added(meeting, type_name, **typed)
    assert queries.of_meeting(meeting).form == scenes.small_form()
    return error.value.errors


def test_title_and_introduction_keep_languages_that_no_page_shows(meeting: Meeting) -> None:
    form = queries.of_meeting(meeting).form
    finnish = Localised.of({**form.title.to_json(), "fi": "Otsikko"})
    questionnaires.change(meeting, 1, lambda before: type(before)(finnish, before.intro, before.sections))
    edits.set_texts(meeting, 2, TextsInput({"sv": " Rubrik ", "en": ""}, {"sv": "Rad 1\r\nRad 2"}))
    form = queries.of_meeting(meeting).form
    assert form.title.to_json() == {"sv": "Rubrik", "fi": "Otsikko"}
    assert form.intro.text("sv") == "Rad 1\nRad 2"


def test_a_section_is_added_last_with_its_audience(scene: Scene) -> None:
    member = scene.organisations[OrganisationKind.MEMBER]
    typed = SectionInput({"sv": "Läget"}, kinds=("youth_council",), organisations=(str(member.id),))
    key = edits.add_section(scene.meeting, 1, typed)
    section = queries.of_meeting(scene.meeting).form.sections[-1]
    assert (section.key, key) == ("laget", "laget")
    assert section.audience == Audience(frozenset({OrganisationKind.YOUTH_COUNCIL}), frozenset({member.id}))


def test_a_changed_section_keeps_its_key_and_questions(meeting: Meeting) -> None:
    before = queries.of_meeting(meeting).section("lage")
    edits.change_section(meeting, 1, "lage", SectionInput({"sv": "Nytt namn"}))
    after = queries.of_meeting(meeting).section("lage")
    assert after.title.to_json() == {"sv": "Nytt namn"}
    assert after.questions == before.questions


def test_a_section_needs_a_title_and_known_organisations(scene: Scene) -> None:
    other = scenes.planned().organisations[OrganisationKind.MEMBER]
    with pytest.raises(RefusedInput) as error:
        edits.add_section(scene.meeting, 1, SectionInput({"sv": " "}, kinds=("x",), organisations=(str(other.id),)))
    assert set(error.value.errors) == {"title_sv", "kinds", "organisations"}


def test_choices_are_typed_a_line_each_or_pasted_in_two_columns(meeting: Meeting) -> None:
    question = added(meeting, "one_choice", choices="Ja | Yes\n\nKanske\tMaybe\nNej\nA | B | C", other=True)
    assert [(one.key, one.label.to_json()) for one in question.choices] == [
        ("ja", {"sv": "Ja", "en": "Yes"}),
        ("kanske", {"sv": "Kanske", "en": "Maybe"}),
        ("nej", {"sv": "Nej"}),
        ("a_b", {"sv": "A | B", "en": "C"}),
    ]
    assert question.other
    assert choices_as_typed(question.choices) == "Ja | Yes\nKanske | Maybe\nNej\nA | B | C"


def test_a_reworded_choice_keeps_its_key(meeting: Meeting) -> None:
    key = added(meeting, "one_choice", choices="Sällan\nOfta").key
    typed = QuestionInput({"sv": "Frågan"}, choices="Nästan aldrig | Hardly ever\nOfta")
    edits.change_question(meeting, 2, key, typed)
    assert [one.key for one in queries.of_meeting(meeting).question(key).choices] == ["sallan", "ofta"]


def test_choices_survive_being_shown_and_sent_back(meeting: Meeting) -> None:
    odd = (Choice("a", Localised(sv="Ett | två")), Choice("b", Localised.of({"sv": "B", "fi": "C"})))
    key = added(meeting, "several_choices", choices="x").key
    questionnaires.change(meeting, 2, lambda form: _with_choices(form, key, odd))
    edits.change_question(meeting, 3, key, QuestionInput({"sv": "F"}, choices=choices_as_typed(odd)))
    assert queries.of_meeting(meeting).question(key).choices == odd


def _with_choices(form, key, choices):
    from forms import editing

    return editing.replace_question(form, replace(form.question(key), choices=choices))


def test_a_choice_stands_alone_where_it_is_named_and_keeps_its_further_columns(meeting: Meeting) -> None:
    question = added(meeting, "several_choices", choices="Ja | Yes\nInget | None", exclusive="Inget")
    assert [one.exclusive for one in question.choices] == [False, True]
    assert lists_as_typed(question)["exclusive"] == "Inget"
    told = tuple(replace(one, columns=(("omrade", "norr"),)) for one in question.choices)
    questionnaires.change(meeting, 2, lambda form: _with_choices(form, question.key, told))
    edits.change_question(meeting, 3, question.key, QuestionInput({"sv": "F"}, choices="Ja | Yes\nInget | None"))
    changed = queries.of_meeting(meeting).question(question.key).choices
    assert changed == tuple(replace(one, exclusive=False) for one in told)
    with pytest.raises(RefusedInput) as error:
        added(meeting, "several_choices", choices="Ja", exclusive="Nej")
    assert error.value.errors == {"exclusive": "”Nej” står inte bland alternativen."}


def test_a_table_has_rows_and_choices(meeting: Meeting) -> None:
    question = added(meeting, "matrix", rows="Hemma | At home\nUte | Outside", choices="Sällan\nOfta")
    assert [row.key for row in question.rows] == ["hemma", "ute"]
    assert lists_as_typed(question)["rows"] == "Hemma | At home\nUte | Outside"
    with pytest.raises(RefusedInput) as error:
        added(meeting, "matrix", choices="Sällan\nOfta")
    assert error.value.errors.keys() == {"rows"}


def test_a_range_has_a_step(meeting: Meeting) -> None:
    assert added(meeting, "range", minimum="0", maximum="10", step="2,5").step == Decimal("2.5")
    for step in ("0", "elva", "11"):
        with pytest.raises(RefusedInput):
            added(meeting, "range", minimum="0", maximum="10", step=step)


def test_what_a_type_has_no_use_for_is_left_out(meeting: Meeting) -> None:
    note = added(meeting, "note", required=True, theme="skydd", choices="a", minimum="1", suggested_length="9")
    assert note == Question(note.key, "note", Localised(sv="Frågan", en="The question"))


def test_numbers_are_read_as_swedes_write_them(meeting: Meeting) -> None:
    number = added(meeting, "decimal", minimum="0,5", maximum="1 200", theme="skydd", required=True)
    assert (number.minimum, number.maximum) == (Decimal("0.5"), Decimal(1200))
    assert (number.theme, number.required) == ("skydd", True)
    scale = added(meeting, "scale", minimum="1", maximum="5", low_label={"sv": "Illa"}, high_label={"en": "Well"})
    assert (scale.low_label.to_json(), scale.high_label.to_json()) == ({"sv": "Illa"}, {"en": "Well"})
    assert added(meeting, "long_text", suggested_length="1 500").suggested_length == 1500


@pytest.mark.parametrize(
    ("type_name", "typed", "field"),
    [
        ("long_text", {"label": {"sv": "  "}}, "label_sv"),
        ("long_text", {"label": {"sv": "x" * 1001}}, "label_sv"),
        ("long_text", {"theme": "finns-inte"}, "theme"),
        ("long_text", {"suggested_length": "två"}, "suggested_length"),
        ("short_text", {"suggested_length": "1,5"}, "suggested_length"),
        ("one_choice", {"choices": ""}, "choices"),
        ("one_choice", {"choices": "Ja\nja | \nJa"}, "choices"),
        ("one_choice", {"choices": " | "}, "choices"),
        ("one_choice", {"choices": "x" * 301}, "choices"),
        ("one_choice", {"choices": "\n".join(map(str, range(201)))}, "choices"),
        ("decimal", {"minimum": "många"}, "minimum"),
        ("decimal", {"minimum": "5", "maximum": "1"}, "minimum"),
        ("scale", {}, "minimum"),
        ("scale", {"minimum": "1", "maximum": "fem"}, "maximum"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(meeting: Meeting, type_name, typed, field) -> None:
    errors = refused(meeting, type_name, **typed)
    assert list(errors) == [field]
    assert errors[field].endswith(".")


def test_a_retired_theme_may_stay_where_it_stands(scene: Scene) -> None:
    scene.themes[0].retired_at = now()
    db.session.flush()
    typed = QuestionInput({"sv": "Vad ser ni nu?"}, theme="skydd")
    edits.change_question(scene.meeting, 1, "vad_ser_ni", typed)
    assert queries.of_meeting(scene.meeting).question("vad_ser_ni").theme == "skydd"
    assert set(refused_theme(scene.meeting)) == {"theme"}


def refused_theme(meeting: Meeting) -> dict[str, str]:
    with pytest.raises(RefusedInput) as error:
        added(meeting, "date", theme="skydd")
    return error.value.errors


def test_a_new_question_never_takes_a_published_key(meeting: Meeting) -> None:
    edits.remove(meeting, 1, "question", "antal")
    assert added(meeting, "integer", label={"sv": "Antal"}).key == "antal_2"


def test_moving_copying_and_removing(meeting: Meeting) -> None:
    edits.move(meeting, 1, "question", "antal", "up")
    edits.move(meeting, 2, "section", "unga", "up")
    edits.move_to_section(meeting, 3, "hur_vanligt", "unga")
    edits.duplicate(meeting, 4, "question", "vad_ser_ni")
    edits.duplicate(meeting, 5, "section", "unga")
    edits.remove(meeting, 6, "section", "unga")
    form = queries.of_meeting(meeting).form
    assert [section.key for section in form.sections] == ["for_er_som_ar_unga", "lage"]
    assert [one.key for one in form.sections[0].questions] == ["vad_vill_ni_andra", "hur_vanligt_ar_det"]
    assert [one.key for one in form.sections[1].questions] == ["vad_ser_ni", "vad_ser_ni_i_er_verksamhet", "antal"]


def test_a_part_that_is_gone_and_a_revision_that_is_old(meeting: Meeting) -> None:
    with pytest.raises(NoSuchPartError):
        edits.change_question(meeting, 1, "borta", QuestionInput({"sv": "x"}))
    with pytest.raises(NoSuchPartError):
        edits.change_section(meeting, 1, "borta", SectionInput({"sv": "x"}))
    with pytest.raises(Conflict):
        edits.move(meeting, 7, "question", "antal", "up")


def test_a_repeating_group_begins_with_three_questions_that_are_edited_where_they_stand(meeting: Meeting) -> None:
    group = added(meeting, "repeat", item_label={"sv": "Förslag"}, proposals=True, minimum="1", maximum="5")
    assert (group.item_label.text("sv"), group.proposals, group.minimum, group.maximum) == ("Förslag", True, 1, 5)
    first, *rest = group.questions
    assert len(rest) == 2
    typed = QuestionInput({"sv": "Ert förslag", "en": "Your proposal"}, required=True)
    edits.change_question(meeting, queries.of_meeting(meeting).revision, first.key, typed)
    place = Place("lage", group.key)
    new = edits.add_question(
        meeting, queries.of_meeting(meeting).revision, place, "decimal", QuestionInput({"sv": "Pris"})
    )
    edits.change_question(
        meeting, queries.of_meeting(meeting).revision, group.key, QuestionInput({"sv": "Förslagen"}, maximum="9")
    )
    current = queries.of_meeting(meeting)
    group = current.question(group.key)
    assert [one.label.text("sv") for one in group.questions] == [
        "Ert förslag", "Vem gäller det?", "Vad önskar ni av rådet?", "Pris"
    ]  # fmt: skip
    assert (current.group_of(new), current.section_of(new).key) == (group, "lage")


def test_the_bounds_of_a_group_are_whole_numbers_in_order(meeting: Meeting) -> None:
    assert "heltal" in refused(meeting, "repeat", minimum="5", maximum="2")["minimum"]


def test_a_type_that_a_workbook_gave_stays_with_the_question(meeting: Meeting) -> None:
    asked = added(meeting, "file")
    photo = replace(asked, source_type="image")
    assert (
        as_question(photo, QuestionInput(label={"sv": "Ny text"}), Offered(frozenset(), frozenset())).source_type
        == "image"
    )
