from dataclasses import replace

from forms.audience import OrganisationKind
from forms.localised import Localised
from forms.parts import question_part
from forms.questionnaire import Choice, Group, Rules, Section, Wording
from forms.texts import KINDS, pages, read_in, readable, with_languages, with_texts
from tests.factories.forms import full_form
from tests.forms.makers import question, questionnaire, section

HALF = Localised(sv="Bara svenska")


def test_every_text_has_an_address_of_its_own_a_kind_with_a_name_and_a_part():
    texts = [text for page in pages(full_form()) for text in page.texts]
    assert len({text.address for text in texts}) == len(texts)
    assert {text.kind for text in texts} <= set(KINDS)
    assert {"label", "hint", "choice", "low_label", "high_label"} <= {text.kind for text in texts}


def test_what_is_missing_is_counted_by_language():
    asked = question(label=HALF, hint=Localised(en="Only English"))
    form = questionnaire(Section("s", HALF, questions=(asked,)))
    whole = [page for page in pages(form) if page.section]
    assert [page.missing for page in whole] == [3]
    in_somali_too = pages(replace(form, more_languages=("so",)))
    assert [page.missing for page in in_somali_too if page.section] == [6]


def test_a_reader_of_a_language_gets_its_texts_and_the_page_speaks_its_own():
    label = Localised.of({"sv": "Var?", "en": "Where?", "ar": "أين؟"})
    asked = question("one_choice", label=label, choices=(Choice("a", HALF), Choice("b", label)))
    read = read_in(section(asked), "ar").questions[0]
    assert (read.label.text("en"), read.label.language("en")) == ("أين؟", "ar")
    assert [(one.label.text("en"), one.label.language("en")) for one in read.choices] == [
        ("Bara svenska", "sv"), ("أين؟", "ar"),
    ]  # fmt: skip
    assert readable(section(asked), ("ar", "so")) == ("ar",)
    assert read_in(section(asked), "") == section(asked)


def test_a_form_is_read_in_every_language_that_a_text_has():
    form = questionnaire(section(question(label=Localised.of({"sv": "Var?", "fi": "Missä?"}))))
    assert with_languages(form, ("so", "en")).languages == ("sv", "en", "fi", "so")


def test_a_text_is_put_at_its_address_and_nothing_else_changes():
    form = full_form()
    for page in pages(form):
        for text in page.texts:
            changed = with_texts(form, {(text.address, "en"): "New!"})
            differing = [
                one.address for two in pages(changed) for one in two.texts
                if one.words != {t.address: t.words for p in pages(form) for t in p.texts}[one.address]
            ]  # fmt: skip
            assert differing == [text.address]
            back = with_texts(changed, {(text.address, "en"): text.words.get("en")})
            assert back == form


def test_languages_that_no_page_shows_stay():
    label = Localised.of({"sv": "Var?", "fi": "Missä?"})
    form = with_texts(questionnaire(section(question(key="q", label=label))), {("question/q/label", "en"): "Where?"})
    assert form.sections[0].questions[0].label.get("fi") == "Missä?"


def test_rows_rules_and_wordings_have_texts_too():
    wording = Wording(frozenset({OrganisationKind.YOUTH_COUNCIL}), HALF, HALF)
    asked = question("matrix", rules=Rules(constraint=". > 1", constraint_message=HALF), wordings=(wording,))
    form = questionnaire(Section("s", HALF, groups=(Group("g", HALF, HALF),), questions=(asked,)))
    kinds = [text.kind for page in pages(form) for text in page.texts if page.section]
    assert kinds == [
        "title", "title", "hint", "label", "row", "row", "choice", "choice", "constraint_message", "wording", "hint",
    ]  # fmt: skip


def test_a_choice_belongs_to_its_question():
    found = [text for page in pages(full_form()) for text in page.texts if text.kind == "choice"]
    assert found[0].part == question_part(found[0].address.split("/")[1])
