"""A finding: one thing that a check has to say about a form, and where."""

from dataclasses import dataclass

from forms.localised import Localised


@dataclass(frozen=True)
class Finding:
    """One thing about a form, as a sentence, and where it is.

    Both keys None: it is about the meeting, or where `of_meeting` is False about the form's title and introduction.
    """

    message: Localised
    section_key: str | None = None
    question_key: str | None = None
    of_meeting: bool = True


def filled(sentence: Localised, **words: Localised | str | int) -> Localised:
    """Return the sentence with its words put in, each in the sentence's language."""
    return Localised.of(
        {
            language: text.format(
                **{name: word.text(language) if isinstance(word, Localised) else word for name, word in words.items()}
            )
            for language, text in sentence.texts
        }
    )
