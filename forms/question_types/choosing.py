"""What the two choice types share: choosing among given alternatives, with an "other" in one's own words.

Typed: {"chosen": [keys], "other": text}. A chosen "other" stands among the keys as OTHER_KEY. In values each chosen
alternative is its key, and an own alternative is {"other": text}.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.documents import Json
from forms.localised import Localised
from forms.question_types.base import InvalidAnswer, Posted, checked_length, main_text, raw_text
from forms.questionnaire import Question
from forms.text import storable

OTHER_KEY = "other"
OTHER_LABEL = Localised(sv="Annat", en="Other")
OTHER_TEXT_LABEL = Localised(sv="Skriv vad", en="Say what")

GONE = Localised(
    sv="Ett alternativ som ni valde finns inte längre. Välj bland dem som finns nu.",
    en="An option that you chose is no longer there. Choose among those that are.",
)
SAY_WHAT = Localised(
    sv="Skriv vad ni menar med Annat, eller välj ett annat alternativ.",
    en="Say what you mean by Other, or choose another option.",
)
STANDS_ALONE = Localised(
    sv="”{label}” kan inte väljas tillsammans med något annat. Ta bort det ena.",
    en="“{label}” cannot be chosen together with anything else. Remove one of them.",
)

NO_CHOICES = Localised(
    sv="Frågan saknar alternativ. Lägg till minst ett.", en="The question has no options. Add at least one."
)
NO_CHOICE_LABEL = Localised(sv="Ett alternativ saknar text. Skriv den.", en="An option has no text. Write it.")
SAME_CHOICES = Localised(
    sv="Två alternativ har samma nyckel. Ta bort eller byt det ena.",
    en="Two options have the same key. Remove or change one.",
)


@dataclass(frozen=True)
class Chosen:
    """What was picked: keys in the order sent, and the text beside "other"."""

    keys: tuple[str, ...]
    other: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was picked and nothing written."""
        return not self.keys and not self.other.strip()


def offered(question: Question, locale: str) -> list[tuple[str, str]]:
    """Return keys and labels of the alternatives as inputs show them, "other" last where it may be chosen."""
    own = [(OTHER_KEY, OTHER_LABEL.text(locale))] if question.other else []
    return [(choice.key, choice.label.text(locale)) for choice in question.choices] + own


def typed_choices(posted: Posted) -> Json:
    """Return the typed answer of what a browser sent."""
    keys = [storable(key) for key in posted.get("", ()) if key.strip()]
    return {"chosen": list(dict.fromkeys(keys)), "other": main_text(posted, "other")}


def chosen_of(typed: Json) -> Chosen:
    """Read a typed answer or a value of any shape as choices."""
    if isinstance(typed, Mapping):
        return Chosen(_texts(typed.get("chosen")), raw_text(typed.get("other")))
    parts = _as_list(typed)
    own_words = [part.get("other") for part in parts if isinstance(part, Mapping)]
    return Chosen(_texts([part for part in parts if not isinstance(part, Mapping)]), raw_text(own_words))


def checked(question: Question, typed: Json, locale: str) -> Chosen:
    """Return the choices in the question's own order; raise InvalidAnswer for one that it does not offer."""
    chosen = chosen_of(typed)
    own_words = bool(chosen.other.strip())
    picked = {key for key in chosen.keys if not (question.other and key == OTHER_KEY)}
    if picked - {choice.key for choice in question.choices} or (own_words and not question.other):
        raise InvalidAnswer(GONE.text(locale))
    if len(picked) < len(set(chosen.keys)) and not own_words:
        raise InvalidAnswer(SAY_WHAT.text(locale))
    ordered = tuple(choice.key for choice in question.choices if choice.key in picked)
    alone = next((choice for choice in question.choices if choice.exclusive and choice.key in picked), None)
    if alone and (len(ordered) > 1 or own_words):
        raise InvalidAnswer(STANDS_ALONE.text(locale).format(label=alone.label.text(locale)))
    return Chosen(ordered, checked_length(chosen.other, locale))


def as_values(chosen: Chosen) -> list[Json]:
    """Return the stored alternatives, an own one last."""
    own: list[Json] = [{"other": chosen.other}] if chosen.other.strip() else []
    return [*chosen.keys, *own]


def shown(question: Question, value: Json, locale: str) -> list[str]:
    """Return each alternative of a value as a reader sees it."""
    chosen = chosen_of(value)
    labels = {choice.key: choice.label.text(locale) for choice in question.choices}
    own = [f"{OTHER_LABEL.text(locale)}: {chosen.other}"] if chosen.other.strip() else []
    return [labels.get(key) or key for key in chosen.keys] + own


def choice_problems(question: Question) -> tuple[Localised, ...]:
    """Return what is wrong with the question's alternatives."""
    # A filter may choose among several of one key, as a town of the same name in two counties.
    keys = [(choice.key, choice.columns) for choice in question.choices] + [(OTHER_KEY, ())] * question.other
    problems = []
    if not question.choices:
        problems.append(NO_CHOICES)
    if not all(choice.label for choice in question.choices):
        problems.append(NO_CHOICE_LABEL)
    if len(set(keys)) < len(keys):
        problems.append(SAME_CHOICES)
    return tuple(problems)


def _as_list(value: Json) -> Sequence[Json]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    return [value]


def _texts(keys: Json) -> tuple[str, ...]:
    texts = (raw_text(key) for key in _as_list(keys))
    return tuple(text for text in texts if text.strip())
