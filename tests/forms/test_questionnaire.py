import json
from dataclasses import replace

import pytest
from hypothesis import given

from forms.audience import Audience, OrganisationKind
from forms.documents import DocumentError
from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire, Section, Wording
from forms.questionnaire_document import canonical, from_json, to_json
from tests.forms.makers import question, questionnaire, questionnaires, section

YOUTH, MEMBER = OrganisationKind.YOUTH_COUNCIL, OrganisationKind.MEMBER
ONLY_YOUTH = Audience(frozenset({YOUTH}))


@given(questionnaires())
def test_any_questionnaire_comes_back_from_its_document(any_form):
    document = json.loads(json.dumps(to_json(any_form)))
    assert from_json(document) == any_form
    assert canonical(from_json(document)) == canonical(any_form)


def test_settings_at_their_default_are_not_written():
    document = to_json(questionnaire(section(question(theme=None))))
    assert set(document["sections"][0]["questions"][0]) == {"key", "type", "label"}


def test_each_organisation_gets_its_own_form():
    form = questionnaire(
        section(question(key="all"), question(key="young", audience=ONLY_YOUTH)),
        section(question(key="later"), key="s2", audience=ONLY_YOUTH),
        section(question(key="named", audience=Audience(organisations=frozenset({9}))), key="s3"),
    )
    assert [one.key for one in form.for_organisation(MEMBER, 1).questions()] == ["all"]
    assert [one.key for one in form.for_organisation(YOUTH, 1).sections] == ["s1", "s2"]
    assert [one.key for one in form.for_organisation(MEMBER, 9).questions()] == ["all", "named"]
    assert form.for_organisation(MEMBER, 1) is form.for_organisation(MEMBER, 2)  # made once for all who are asked alike


def test_parts_are_found_by_key():
    form = questionnaire(section(question(key="a")), section(question(key="b"), key="s2"))
    assert form.question("b").key == "b"
    assert form.section_of("b").key == "s2"
    assert form.section("s2").question("a") is None
    assert form.question("c") is None


def damaged(**changes):
    """The document of a small form whose one question is changed."""
    document = json.loads(json.dumps(to_json(questionnaire(section(question())))))
    document["sections"][0]["questions"][0] |= changes
    return document


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "with space"},
        {"key": ""},
        {"type": 3},
        {"required": "yes"},
        {"choices": [{"key": " ", "label": {}}]},
        {"choices": {}},
        {"minimum": "1e9"},
        {"minimum": 1},
        {"suggested_length": True},
        {"theme": 1},
        {"colour": "red"},
        {"audience": {"kinds": ["all"]}},
    ],
)
def test_a_damaged_question_is_named_with_its_place(changes):
    with pytest.raises(DocumentError, match=r"sections\[0\]\.questions\[0\]"):
        from_json(damaged(**changes))


@pytest.mark.parametrize(
    "document", [None, [], {}, {"schema": 2}, {"schema": 1, "sections": {}}, {"schema": 1, "x": 1}]
)
def test_a_document_of_another_kind_is_refused(document):
    with pytest.raises(DocumentError):
        from_json(document)


def test_keys_that_stand_twice_are_refused():
    twice = questionnaire(section(question()), section(question(), key="s2"))
    with pytest.raises(DocumentError, match="q1"):
        from_json(to_json(twice))
    with pytest.raises(DocumentError, match="s1"):
        from_json(to_json(replace(twice, sections=(section(), section()))))


def test_a_kind_reads_its_own_wording_and_falls_back_language_by_language() -> None:
    young = Wording(frozenset({OrganisationKind.YOUTH_COUNCIL}), Localised(sv="Vad ser du?"))
    question = Question("q", "long_text", Localised(sv="Vad ser ni?", en="What do you see?"), wordings=(young,))
    group = Question("g", "repeat", Localised(sv="Förslag"), questions=(question,))
    form = Questionnaire(sections=(Section("s", Localised(sv="S"), questions=(question, group)),))
    theirs = form.for_organisation(OrganisationKind.YOUTH_COUNCIL, 1)
    others = form.for_organisation(OrganisationKind.MEMBER, 1)
    assert theirs.question("q").label == Localised(sv="Vad ser du?", en="What do you see?")
    assert theirs.question("g").questions[0].label.text("sv") == "Vad ser du?"
    assert others.question("q").label == question.label
    assert not any(one.wordings for shown in (theirs, others) for one in shown.with_inner())


def test_a_document_without_wordings_is_as_it_was() -> None:
    young = Wording(frozenset({OrganisationKind.YOUTH_COUNCIL}), Localised(sv="Vad ser du?"))
    plain = Question("q", "long_text", Localised(sv="Vad ser ni?"))
    form = Questionnaire(sections=(Section("s", Localised(sv="S"), questions=(plain,)),))
    assert "wordings" not in str(to_json(form))
    worded = replace(form, sections=(replace(form.sections[0], questions=(replace(plain, wordings=(young,)),)),))
    assert to_json(worded)["sections"][0]["questions"][0]["wordings"] == [
        {"kinds": ["youth_council"], "label": {"sv": "Vad ser du?"}}
    ]
    assert from_json(to_json(worded)) == worded
