"""What a change did to a form, as one sentence: it stands beside the button that takes the change back."""

from collections.abc import Iterator
from itertools import chain

from forms.localised import Localised
from forms.parts import ORDER, TEXTS, parts
from forms.questionnaire import Questionnaire

TEXTS_CHANGED = Localised(sv="Rubriken eller inledningen ändrades.", en="The title or introduction was changed.")
MOVED = Localised(sv="Ordningen ändrades.", en="The order was changed.")
MUCH = Localised(sv="Flera saker ändrades på en gång.", en="Several things were changed at once.")
_SENTENCES = {
    ("section", "added"): Localised(sv="Avsnittet ”{name}” lades till.", en="The section “{name}” was added."),
    ("section", "removed"): Localised(sv="Avsnittet ”{name}” togs bort.", en="The section “{name}” was removed."),
    ("section", "changed"): Localised(sv="Avsnittet ”{name}” ändrades.", en="The section “{name}” was changed."),
    ("question", "added"): Localised(sv="Frågan ”{name}” lades till.", en="The question “{name}” was added."),
    ("question", "removed"): Localised(sv="Frågan ”{name}” togs bort.", en="The question “{name}” was removed."),
    ("question", "changed"): Localised(sv="Frågan ”{name}” ändrades.", en="The question “{name}” was changed."),
}
LONGEST_NAME = 48


def told(before: Questionnaire, after: Questionnaire, locale: str) -> str:
    """Return what was done, in the reader's language: "Frågan ”Var sker det?” togs bort."."""
    found = list(_differences(before, after))
    sections = [one for one in found if one[0].startswith("section:") and one[1] != "changed"]
    if sections:
        found = sections  # its questions came or went with it
    elif any(how in {"added", "removed"} for _, how in found):
        found = [one for one in found if one[1] != "changed"]
    if len(found) > 1:
        return _of_a_group(found, before, after, locale) or MUCH.text(locale)
    if not found:
        return MOVED.text(locale)
    name, how = found[0]
    if name == TEXTS:
        return TEXTS_CHANGED.text(locale)
    return _sentence(name, how, before if how == "removed" else after, locale)


def _differences(before: Questionnaire, after: Questionnaire) -> Iterator[tuple[str, str]]:
    old, new = parts(before), parts(after)
    for name in dict.fromkeys(chain(new, old)):
        if name == ORDER or old.get(name) == new.get(name):
            continue
        yield name, "added" if name not in old else "removed" if name not in new else "changed"


def _of_a_group(found: list[tuple[str, str]], before: Questionnaire, after: Questionnaire, locale: str) -> str:
    """The sentence where one repeating group came or went with its questions; "" otherwise."""
    (name, how), *others = found
    form = before if how == "removed" else after
    group = next((one for one in form.with_inner() if f"question:{one.key}" == name), None)
    inner = {(f"question:{one.key}", how) for one in group.questions} if group else set()
    return _sentence(name, how, form, locale) if inner and set(others) <= inner else ""


def _sentence(name: str, how: str, form: Questionnaire, locale: str) -> str:
    kind, _, key = name.partition(":")
    section = form.section(key) if kind == "section" else None
    question = next((one for one in form.with_inner() if one.key == key), None) if kind == "question" else None
    text = section.title if section else question.label if question else Localised()
    shown = " ".join(text.text(locale).split()) or key
    short = shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME].rstrip()}…"
    return _SENTENCES[kind, how].text(locale).format(name=short)
