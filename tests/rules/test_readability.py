"""Every text that people read is plain, in Swedish and in English: short sentences, few long words.

The sentences of a page, a mail or a module are weighed together, for LIX says nothing of one short phrase. Labels,
headings and buttons are no sentences; they would only make the others look easier. What has too few sentences to be
weighed alone is weighed with such others of its folder.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath

import pytest

from forms.readability import LIX_ADULTS, LIX_YOUTH, as_one_text, lix, sentences, words
from tests.texts import Texts, by_source, prose

LANGUAGES = ("sv", "en")
MOST_WORDS = 20
# From so many words on LIX is about the whole; under that, one long word decides.
ENOUGH_WORDS = 25
FOR_YOUTH = (
    "app/templates/members/*",
    "app/templates/layouts/member.html",
    "app/templates/public/privacy_youth.html",
    "app/templates/respondent/collection/poster.html",
    "app/members/*",
    "app/services/collect/views.py",
)
# Where something is filled in: a word at least.
VALUE = re.compile(r"%\(\w+\)s|\{\{.*?\}\}|\$?\{\w+\}")
ENDED = re.compile(r"[.!?:…][”\"’')\]]*$")
HARD = {
    "sv": [
        "Organisationens inkomna synpunkter sammanställs fortlöpande av ansvarig handläggare.",
        "Därefter genomförs kvalitetssäkring, varefter föredragningsunderlaget överlämnas till rådets ordförande.",
        "Återkoppling tillhandahålls samtliga medverkande organisationer efter sammanträdets genomförande.",
    ],
    "en": [
        "Organisational representations received are continuously consolidated by responsible administrators.",
        "Subsequently comprehensive documentation undergoes quality assurance procedures preceding transmission.",
        "Organisations thereafter receive individual notification concerning subsequent developments.",
    ],
}
LONG = {
    "sv": "När ni har fyllt i det som ni vet kan ni skicka det till oss som sedan läser det och lägger det till det andra.",
    "en": "When you have filled in what you know you can send it to us who then read it and put it with the other texts.",
}


def said(text: str) -> str:
    """The text as it is read, each value that is filled in as one short word."""
    return prose(VALUE.sub("x", text))


def running(texts: list[str]) -> str:
    """The sentences of some texts, without their labels and headings, as one text."""
    lines = (line.strip() for text in texts for line in said(text).splitlines())
    return as_one_text(dict.fromkeys(line for line in lines if ENDED.search(line)))


def limit(source: str) -> int:
    is_for_youth = any(PurePath(source).match(pattern) for pattern in FOR_YOUTH)
    return LIX_YOUTH if is_for_youth else LIX_ADULTS


def weighed(texts: Texts) -> Iterator[tuple[str, int, str]]:
    """What is weighed as one: its name, the LIX it may have, and its running text."""
    short: dict[tuple[str, int], list[str]] = {}
    for source, said_there in texts.items():
        whole, most = running(said_there), limit(source)
        if len(words(whole)) >= ENOUGH_WORDS:
            yield source, most, whole
        else:
            short.setdefault((f"the rest of {PurePath(source).parent}", most), []).append(whole)
    for (name, most), wholes in short.items():
        if len(words(rest := as_one_text(wholes))) >= ENOUGH_WORDS:
            yield name, most, rest


def too_hard(texts: Texts) -> list[tuple[str, int]]:
    """What is harder than its readers may be asked to read, with its LIX."""
    return [(name, index) for name, most, whole in weighed(texts) if (index := lix(whole) or 0) > most]


def too_long(texts: Texts) -> list[tuple[str, str]]:
    """The sentences that have more words than anybody should have to hold in mind."""
    every = ((source, one) for source, those in texts.items() for text in those for one in sentences(said(text)))
    return [(source, sentence) for source, sentence in every if len(words(sentence)) > MOST_WORDS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_mail_and_module_is_plain(language: str) -> None:
    assert too_hard(by_source(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_too_long(language: str) -> None:
    assert too_long(by_source(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_young_people_read_has_a_limit_of_its_own(language: str) -> None:
    young = {name for name, most, _ in weighed(by_source(language)) if most == LIX_YOUTH}
    assert {"app/templates/members/join.html", "app/templates/public/privacy_youth.html"} <= young


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hard_text_is_found_on_a_page_in_a_mail_and_strewn_over_a_folder(language: str) -> None:
    texts, hard = by_source(language), HARD[language]
    for source in (
        "app/templates/public/our_mail.html",
        "app/templates/mail/receipt",
        "app/templates/members/join.html",
    ):
        assert [name for name, _ in too_hard(texts | {source: hard})] == [source]
    strewn = {f"app/templates/errors/{number}.html": [sentence] for number, sentence in enumerate(hard)}
    assert [name for name, _ in too_hard(strewn)] == ["the rest of app/templates/errors"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_sentence_is_found(language: str) -> None:
    texts = by_source(language) | {"app/templates/mail/receipt": ["Kort.", LONG[language]]}
    assert [source for source, _ in too_long(texts)] == ["app/templates/mail/receipt"]
