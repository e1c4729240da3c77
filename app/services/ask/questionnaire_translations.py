"""Translates a form's texts where they stand, one by one or many at once."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from flask_babel import gettext

from app.models import Meeting, Staff
from app.services.ask import questionnaires
from app.services.ask.questionnaire_parts import LONGEST_TEXT
from app.services.input_checks import RefusedInput
from forms import languages, parts, texts
from forms.questionnaire import Questionnaire
from forms.text import storable
from forms.texts import NEVER_EMPTY, Text

Typed = Mapping[tuple[str, str], str]
"""What was typed, by a text's address and its language."""


def field_name(address: str, language: str) -> str:
    """The name of the input of one text in one language."""
    return f"{address}:{language}"


def translate(
    meeting: Meeting, seen: int, typed: Typed, staff: Staff | None = None, *, by_itself: bool = False
) -> None:
    """Set what differs from what is stored; addresses that are not there are passed over.

    Raises Conflict where a colleague has changed one of the same parts since the revision `seen`, and RefusedInput by
    `field_name` where a text can't be stored.
    """

    def edit(form: Questionnaire) -> Questionnaire:
        changed = differing(form, typed)
        _check(form, changed)
        return texts.with_texts(form, changed)

    def touches(form: Questionnaire) -> Collection[str]:
        changed = {address for address, _ in differing(form, typed)}
        return {text.part for text in _all(form) if text.address in changed}

    part = "translations" if by_itself else ""
    questionnaires.change(meeting, seen, edit, staff, "translated", touches, part)


def choose_languages(meeting: Meeting, seen: int, chosen: Collection[str], staff: Staff | None = None) -> None:
    """Set what the form is to be read in beside Swedish and English; texts in a language that goes stay stored.

    One that is offered nowhere stays where the form has it. Raises Conflict where a colleague has changed them since.
    """

    def edit(form: Questionnaire) -> Questionnaire:
        offered = {*languages.MORE, *form.more_languages}
        return replace(form, more_languages=languages.beyond_usual(offered & set(chosen)))

    questionnaires.change(meeting, seen, edit, staff, "translated", lambda _: [parts.LANGUAGES])


def differing(form: Questionnaire, typed: Typed) -> dict[tuple[str, str], str]:
    """What is typed otherwise than it is stored."""
    stored = {(text.address, code): text.words.get(code) for text in _all(form) for code in form.languages}
    cleaned = {place: storable(text).strip() for place, text in typed.items() if place in stored}
    return {place: text for place, text in cleaned.items() if text != stored[place].strip()}


def _check(form: Questionnaire, changed: Typed) -> None:
    by_address = {text.address: text for text in _all(form)}
    errors: dict[str, str] = {}
    for (address, language), text in changed.items():
        words = by_address[address].words
        left = any(changed.get((address, code), words.get(code)) for code in {*form.languages, *words.languages})
        if len(text) > LONGEST_TEXT:
            sentence = gettext("Texten får ha högst %(n)s tecken. Korta den.", n=LONGEST_TEXT)
            errors[field_name(address, language)] = sentence
        elif not left and by_address[address].kind in NEVER_EMPTY:
            errors[field_name(address, language)] = gettext("Skriv texten på svenska eller engelska.")
    if errors:
        raise RefusedInput(errors)


def _all(form: Questionnaire) -> list[Text]:
    return [text for page in texts.pages(form) for text in page.texts]
