"""Advice on how a form is written: nothing of it stops publishing. Each is one sentence, with its place."""

import re
from collections.abc import Iterator

from forms import jargon, readability
from forms.audience import Audience, OrganisationKind
from forms.findings import Finding, filled
from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Question, Questionnaire, Section

LONGEST_QUESTION = 25
LONGEST_SENTENCE = 20
ENOUGH_WORDS = 60
"""LIX says something of a whole form from so many words on, and of one question from ENOUGH_IN_ONE."""
ENOUGH_IN_ONE = 12
HARD_QUESTION = 50
"""One question is harder by LIX than a text of the same words: it takes more before we say so."""
LANGUAGES = {"sv": Localised(sv="svenska", en="Swedish"), "en": Localised(sv="engelska", en="English")}
YOUNG = frozenset({OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM})

NO_WHY = Localised(
    sv="Formuläret säger inte varför ni frågar. Skriv det i inledningen.",
    en="The form does not say why you ask. Write it in the introduction.",
)
NO_WHY_HERE = Localised(
    sv="Avsnittet säger inte varför ni frågar. Skriv det i inledningen eller i en hjälptext.",
    en="The section does not say why you ask. Write it in the introduction or in a help text.",
)
HARD_FORM = Localised(
    sv="Formuläret är svårt att läsa på {language}: LIX {lix}. Sikta på högst {most}. Korta meningarna.",
    en="The form is hard to read in {language}: LIX {lix}. Aim for {most} at most. Shorten the sentences.",
)
HARD = Localised(
    sv="Texten är svår att läsa på {language}: LIX {lix}. Skriv kortare meningar och vanligare ord.",
    en="The text is hard to read in {language}: LIX {lix}. Use shorter sentences and more common words.",
)
HARD_FOR_THE_YOUNG = Localised(
    sv="Texten är svår för unga på {language}: LIX {lix}. Sikta på högst {most}.",
    en="The text is hard for young people in {language}: LIX {lix}. Aim for {most} at most.",
)
HARD_AS_PLAIN = Localised(
    sv="Det här är ingen lättläst text på {language}: LIX {lix}. Sikta på högst {most}.",
    en="This is no plain text in {language}: LIX {lix}. Aim for {most} at most.",
)
LONG = Localised(
    sv="Frågan har {n} ord. Ställ den kortare, och lägg förklaringen i hjälptexten.",
    en="The question has {n} words. Ask it in fewer, and move what explains it to the help text.",
)
LONG_SENTENCE = Localised(sv="En mening har {n} ord. Dela den i två.", en="One sentence has {n} words. Make it two.")
DOUBLE = Localised(
    sv="Det ser ut som två frågor i en. Ställ dem var för sig, så vet ni vad svaret gäller.",
    en="This looks like two questions in one. Ask them one by one, so that you know what the answer is about.",
)
JARGON = Localised(sv="Skriv hellre ”{plain}” än ”{word}”.", en="Write “{plain}” rather than “{word}”.")
BY_SIGHT = Localised(
    sv="Frågan hänvisar till färg eller plats (”{word}”). Den som lyssnar kan inte följa det. Säg vad det heter.",
    en="The question points by colour or place (“{word}”). Those who listen can't follow. Say what it is called.",
)

_ASKS_TWICE = {
    "sv": re.compile(r"\?.*\?|\boch/eller\b|\bsamt\b|\brespektive\b", re.IGNORECASE | re.DOTALL),
    "en": re.compile(r"\?.*\?|\band/or\b|\bas well as\b|\brespectively\b", re.IGNORECASE | re.DOTALL),
}
_SIGHT = {
    "sv": re.compile(r"\b(?:till (?:höger|vänster)|(?:det|den|de) (?:röda?|gröna?|gula?|blåa?) \w+)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:(?:on|to) the (?:right|left)|the (?:red|green|yellow|blue) \w+)\b", re.IGNORECASE),
}


def advice(form: Questionnaire) -> tuple[Finding, ...]:
    """Return what would make the form easier to answer, the form first and then in its order."""
    return (
        *_of_form(form),
        *(finding for section in form.sections for finding in (*_of_section(section), *_of_questions(section))),
    )


def of_question(question: Question, audience: Audience | None = None) -> tuple[Localised, ...]:
    """Return the sentences on one question; `audience` is its section's, where that is narrower than everyone."""
    is_young = any(one.kinds and one.kinds <= YOUNG for one in (question.audience, audience) if one)
    bar = HARD_FOR_THE_YOUNG if is_young else None
    found = [*_of_label(question), *_of_texts(question.label, question.hint, low_bar=bar)]
    for wording in question.wordings:
        bar = HARD_AS_PLAIN if wording.plain else HARD_FOR_THE_YOUNG if wording.kinds <= YOUNG else None
        found += _of_texts(wording.label, wording.hint, low_bar=bar)
    return tuple(dict.fromkeys(found))


def _of_form(form: Questionnaire) -> Iterator[Finding]:
    if not form.sections:
        return
    if not form.intro:
        yield Finding(NO_WHY, of_meeting=False)
    for language, name in LANGUAGES.items():
        text = readability.as_one_text(one.get(language) for one in _texts(form))
        index = readability.lix(text)
        if index and index > readability.LIX_ADULTS and len(readability.words(text)) >= ENOUGH_WORDS:
            said = filled(HARD_FORM, language=name, lix=index, most=readability.LIX_ADULTS)
            yield Finding(said, of_meeting=False)


def _of_section(section: Section) -> Iterator[Finding]:
    explained = section.intro or any(one.hint or one.type == "note" for one in section.with_inner())
    if section.questions and not explained:
        yield Finding(NO_WHY_HERE, section.key)


def _of_questions(section: Section) -> Iterator[Finding]:
    for question in section.with_inner():
        for sentence in of_question(question, section.audience):
            yield Finding(sentence, section.key, question.key)


def _of_label(question: Question) -> Iterator[Localised]:
    kind = QUESTION_TYPES.get(question.type)
    if kind is None or not kind.is_answered:
        return
    lengths = [len(readability.words(text)) for _, text in question.label.texts]
    if lengths and max(lengths) > LONGEST_QUESTION:
        yield filled(LONG, n=max(lengths))
    if any(_ASKS_TWICE[code].search(question.label.get(code)) for code in LANGUAGES):
        yield DOUBLE


def _of_texts(*texts: Localised, low_bar: Localised | None) -> Iterator[Localised]:
    """`low_bar` is what to say of a text that is harder than its readers can take; None for grown-ups' texts."""
    for code, name in LANGUAGES.items():
        text = readability.as_one_text(one.get(code) for one in texts)
        longest = max((len(readability.words(one)) for one in readability.sentences(text)), default=0)
        if longest > LONGEST_SENTENCE:
            yield filled(LONG_SENTENCE, n=longest)
        yield from _hardness(text, name, low_bar)
        for word, plain in jargon.found(text, code):
            yield filled(JARGON, word=word, plain=plain)
        if seen := _SIGHT[code].search(text):
            yield filled(BY_SIGHT, word=seen[0])


def _hardness(text: str, language: Localised, low_bar: Localised | None) -> Iterator[Localised]:
    index = readability.lix(text) if len(readability.words(text)) >= ENOUGH_IN_ONE else None
    if index is None:
        return
    if low_bar and index > readability.LIX_YOUTH:
        yield filled(low_bar, language=language, lix=index, most=readability.LIX_YOUTH)
    elif index > HARD_QUESTION:
        yield filled(HARD, language=language, lix=index)


def _texts(form: Questionnaire) -> Iterator[Localised]:
    yield from (form.title, form.intro)
    for section in form.sections:
        yield from (section.title, section.intro)
        for question in section.with_inner():
            yield from (question.label, question.hint)
