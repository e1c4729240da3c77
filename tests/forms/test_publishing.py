from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from forms.publishing import MeetingFacts, holiday_name, problems, warnings
from forms.questionnaire import Choice, Section
from tests.forms.makers import question, questionnaire, section

MEMBER, YOUTH = OrganisationKind.MEMBER, OrganisationKind.YOUTH_COUNCIL
STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOW = datetime(2027, 3, 1, 9, tzinfo=STOCKHOLM)
OTHER = Localised(sv="Vad behövs mer?", en="What more is needed?")
ENDS = {"low_label": Localised(sv="Lite", en="Little"), "high_label": Localised(sv="Mycket", en="Much")}
GOOD = questionnaire(section(question()))


def facts(**changes):
    """A meeting that can be published: a working day, seven weeks away."""
    known = {
        "purpose": "Vi vill veta vad som saknas.",
        "can_influence": "Handlingsplanen.",
        "deadline": datetime(2027, 4, 20, 23, 59, tzinfo=STOCKHOLM),
        "now": NOW,
        "theme_keys": {"support"},
        "organisations": [(MEMBER, 1), (YOUTH, 2)],
    }
    return MeetingFacts(**(known | changes))


def sentences(findings):
    return [finding.message.text("sv") for finding in findings]


def test_a_good_form_has_neither_problems_nor_warnings():
    assert problems(GOOD, facts()) == ()
    assert warnings(GOOD, facts()) == ()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"purpose": " "}, "varför"),
        ({"can_influence": ""}, "påverka"),
        ({"deadline": None}, "Ange sista dag"),
        ({"deadline": NOW}, "har redan gått"),
        ({"theme_keys": set()}, "support"),
    ],
)
def test_what_the_meeting_lacks_stops_publishing(changes, word):
    (found,) = problems(GOOD, facts(**changes))
    assert word in found.message.text("sv")
    assert found.message.languages == ("en", "sv")


@pytest.mark.parametrize(
    ("form", "word"),
    [
        (questionnaire(), "inga frågor"),
        (questionnaire(section(question("note"))), "inga frågor"),
        (questionnaire(section(question(label=Localised()))), "saknar text"),
        (questionnaire(section(question("one_choice", choices=()))), "saknar alternativ"),
        (questionnaire(section(question("scale", minimum=None, **ENDS))), "saknar ändar"),
        (questionnaire(section(question("poem"), question(key="q2", label=OTHER))), "okänd typ"),
        (questionnaire(section(question(), question(label=OTHER))), "samma nyckel"),
        (questionnaire(Section("s1", Localised(), questions=(question(),))), "saknar rubrik"),
        (
            questionnaire(
                section(
                    question(audience=Audience(frozenset({YOUTH}))),
                    question(key="q2", label=OTHER),
                    audience=Audience(frozenset({MEMBER})),
                )
            ),
            "Ingen kan få",
        ),
    ],
)
def test_what_the_form_lacks_stops_publishing_and_says_where(form, word):
    (found,) = problems(form, facts())
    assert word in found.message.text("sv")
    if "inga frågor" not in word:
        assert found.section_key or found.question_key


@pytest.mark.parametrize(
    ("deadline", "organisations", "words"),
    [
        (datetime(2027, 3, 22, 23, 59, tzinfo=STOCKHOLM), [(MEMBER, 1)], []),
        (datetime(2027, 3, 19, 12, tzinfo=STOCKHOLM), [(MEMBER, 1)], ["18 dagar"]),
        (datetime(2027, 4, 1, 12, tzinfo=STOCKHOLM), [(MEMBER, 1), (YOUTH, 2)], ["42 dagar"]),
        (datetime(2027, 4, 17, 12, tzinfo=STOCKHOLM), [(MEMBER, 1)], ["lördag eller söndag"]),
        (datetime(2027, 3, 26, 12, tzinfo=STOCKHOLM), [(MEMBER, 1)], ["Långfredagen"]),
        # Late on Thursday in UTC is Good Friday in Stockholm.
        (datetime(2027, 3, 25, 23, 30, tzinfo=timezone(timedelta(0))), [(MEMBER, 1)], ["Långfredagen"]),
    ],
)
def test_a_deadline_is_warned_of_in_the_councils_own_time(deadline, organisations, words):
    found = sentences(warnings(GOOD, facts(deadline=deadline, organisations=organisations)))
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_bodies_that_are_not_asked_need_no_longer_time():
    form = questionnaire(section(question(audience=Audience(frozenset({MEMBER})))))
    soon = facts(deadline=datetime(2027, 4, 1, 12, tzinfo=STOCKHOLM))
    assert not warnings(form, soon)


def test_more_than_six_questions_are_counted_for_each_kind():
    young = Audience(frozenset({YOUTH}))
    six = [question(key=f"q{number}") for number in range(6)]
    assert not warnings(questionnaire(section(*six, question("note", "n"))), facts())
    (found,) = warnings(questionnaire(section(*six, question(key="q7", audience=young))), facts())
    assert found.message.text("sv") == "Fler än sex frågor ger sämre svar: Ungdomsfullmäktige 7."
    assert found.message.text("en").endswith("Youth councils 7.")


def test_advice_on_single_questions():
    form = questionnaire(
        section(
            question(key="a", label=Localised(sv="Bara svenska")),
            question(key="b", theme=None),
            question(key="c", audience=Audience(organisations=frozenset({99}))),
        ),
        section(key="empty"),
    )
    found = {(one.section_key, one.question_key): one.message.text("sv") for one in warnings(form, facts())}
    assert found == {
        ("s1", "a"): "Text saknas på engelska.",
        ("s1", "b"): "Frågan har inget tema. Välj ett, så hamnar svaren rätt.",
        ("s1", "c"): "Ingen av rådets organisationer får den här frågan.",
        ("empty", None): "Avsnittet är tomt och visas inte.",
    }


def test_every_language_of_the_form_that_a_text_lacks_is_named():
    asked = question(key="a", choices=(Choice("x", Localised(sv="Ja", en="Yes")),))
    whole = question(key="b", label=Localised.of({"sv": "Var?", "en": "Where?", "ar": "أين؟"}))
    found = warnings(questionnaire(section(asked, whole), more_languages=("ar",)), facts())
    told = [(one.section_key, one.question_key, one.message) for one in found]
    lacking = Localised(sv="Text saknas på arabiska.", en="There are texts missing in Arabic.")
    assert told == [(None, None, lacking), ("s1", None, lacking), ("s1", "a", lacking)]
    assert not found[0].of_meeting


def test_holidays_and_their_eves_have_names_in_both_languages():
    assert holiday_name(date(2027, 6, 25)) == Localised(sv="Midsommarafton", en="Midsummer Eve")
    assert not holiday_name(date(2027, 4, 20))
