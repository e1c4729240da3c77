import pytest

from forms.advice import advice, of_question
from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Questionnaire, Section, Wording
from tests.forms.makers import question, questionnaire, section

YOUTH = frozenset({OrganisationKind.YOUTH_COUNCIL})
WHY = Localised(sv="Vi frågar för att veta mer.", en="We ask to learn more.")
HARD = "Organisationens övergripande samhällsplanering förutsätter kontinuerliga verksamhetsuppföljningar inom kommunens samtliga förvaltningsområden varje kvartal"


def told(type_: str = "long_text", **changes) -> list[str]:
    return [sentence.text("sv") for sentence in of_question(question(type_, **changes))]


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("Ser ni mer våld samt mer hot?", "två frågor i en"),
        ("Ser ni hot och/eller våld?", "två frågor i en"),
        ("Vad ser ni? Vad gör ni?", "två frågor i en"),
        ("Vad vet ni avseende läget?", "”om” än ”avseende”"),
        ("Vad tycker ni om den röda knappen?", "färg eller plats"),
        (HARD, "svår att läsa"),
        (" ".join(["ord"] * 26), "26 ord"),
        (" ".join(["ord"] * 21), "En mening har 21 ord"),
    ],
)
def test_what_makes_a_question_hard_is_told(label, word):
    assert any(word in sentence for sentence in told(label=Localised(sv=label)))


def test_a_plain_question_is_left_alone():
    assert told(label=Localised(sv="Vad ser ni av hot och våld?", en="What do you see of threats and violence?")) == []


def test_english_is_read_as_english():
    assert "two questions in one" in of_question(question(label=Localised(en="Who and/or what?")))[0].text("en")
    # "samt" is no English word, and a language that is missing says nothing.
    assert of_question(question(label=Localised(en="Is it samt?"))) == ()


def test_what_is_only_read_asks_nothing_twice():
    assert told("note", label=Localised(sv="Läs detta samt fyll i.")) == []


def test_young_readers_get_a_lower_bar_by_audience_and_by_wording():
    text = Localised(sv="Vad tycker ni att politikerna borde göra för att fler unga känner sig trygga ute?")
    hard = Localised(
        sv="Vilka förändringar skulle kommunens politiker behöva genomföra för att fler unga skulle trivas?"
    )
    assert told(label=text) == []
    (sentence,) = told(label=hard, audience=Audience(YOUTH))
    assert "svår för unga" in sentence
    (sentence,) = told(label=text, wordings=(Wording(YOUTH, hard),))
    assert "svår för unga" in sentence
    (sentence,) = told(label=text, wordings=(Wording(frozenset(), hard, plain=True),))
    assert "ingen lättläst text" in sentence
    assert [one.text("sv") for one in of_question(question(label=hard), Audience(YOUTH))] == told(
        label=hard, audience=Audience(YOUTH)
    )


def test_a_form_and_a_section_without_their_why_are_told_so():
    bare = Questionnaire(sections=(Section("s", Localised(sv="Läget"), questions=(question(),)),))
    form, inside = advice(bare)
    assert (form.section_key, form.question_key, form.of_meeting) == (None, None, False)
    assert "varför ni frågar" in form.message.text("sv")
    assert inside.section_key == "s"
    explained = Questionnaire(intro=WHY, sections=(Section("s", Localised(sv="Läget"), WHY, questions=(question(),)),))
    assert advice(explained) == ()
    assert advice(Questionnaire()) == ()


def test_a_hint_or_a_note_explains_a_section_too():
    for one in (question(hint=WHY), question("note")):
        form = Questionnaire(intro=WHY, sections=(Section("s", Localised(sv="Läget"), questions=(one,)),))
        assert advice(form) == ()


def test_a_whole_form_is_measured_once_it_has_words_enough():
    hard = Localised(sv=". ".join([HARD] * 6))
    found = [one.message.text("sv") for one in advice(Questionnaire(intro=hard, sections=(section(),)))]
    assert any("Formuläret är svårt att läsa på svenska" in sentence for sentence in found)


def test_inner_questions_are_read_and_found_where_they_stand():
    inner = question(key="inner", label=Localised(sv="Vad samt hur?"))
    group = question("repeat", key="group", questions=(inner,))
    found = [one.question_key for one in advice(questionnaire(section(group))) if one.question_key]
    assert found == ["inner"]
