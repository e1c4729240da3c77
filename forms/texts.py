"""Every text of a form that somebody reads, each with an address of its own, so that it can be translated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from forms.localised import Localised
from forms.parts import TEXTS, question_part, section_part
from forms.questionnaire import Choice, Group, Question, Questionnaire, Section, Wording

LANGUAGES = ("sv", "en")
KINDS = {
    "title": Localised(sv="Rubrik", en="Title"),
    "intro": Localised(sv="Inledning", en="Introduction"),
    "label": Localised(sv="Fråga", en="Question"),
    "hint": Localised(sv="Hjälptext", en="Help text"),
    "choice": Localised(sv="Alternativ", en="Option"),
    "row": Localised(sv="Rad", en="Row"),
    "low_label": Localised(sv="Lägsta värdet", en="Lowest value"),
    "high_label": Localised(sv="Högsta värdet", en="Highest value"),
    "item_label": Localised(sv="Varje gång kallas", en="Each time is called"),
    "constraint_message": Localised(sv="Om kravet inte uppfylls", en="Where the constraint is not met"),
    "wording": Localised(sv="Egen ordalydelse", en="Own wording"),
}
NEVER_EMPTY = frozenset({"label", "choice", "row"})
"""Kinds that must have a text in some language."""


@dataclass(frozen=True)
class Text:
    """One text: where it is, what it is, and the part of the form (forms/parts.py) that it belongs to."""

    address: str
    kind: str
    words: Localised
    part: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages that it lacks."""
        return tuple(code for code in LANGUAGES if not self.words.get(code))


@dataclass(frozen=True)
class Page:
    """The texts of one section, or of the form itself, which has no section; a page holds them to be translated."""

    section: Section | None
    texts: tuple[Text, ...]

    @property
    def missing(self) -> int:
        """How many texts it lacks, counted by language."""
        return sum(len(text.missing) for text in self.texts)


Visit = Callable[[Text], Localised]


def pages(form: Questionnaire) -> tuple[Page, ...]:
    """Return every written text of the form, the form's own first and then section by section."""
    found: list[Text] = []

    def note(text: Text) -> Localised:
        found.append(text)
        return text.words

    _own(form, note)
    made = [Page(None, _written(found))]
    for section in form.sections:
        found.clear()
        _section(section, note)
        made.append(Page(section, _written(found)))
    return tuple(page for page in made if page.texts)


def with_texts(form: Questionnaire, texts: Mapping[tuple[str, str], str]) -> Questionnaire:
    """Return the form with these texts, by address and language, in place of its own."""

    def put(text: Text) -> Localised:
        new = {code: texts[text.address, code] for code in LANGUAGES if (text.address, code) in texts}
        return Localised.of({**text.words.to_json(), **new}) if new else text.words

    sections = tuple(_section(section, put) for section in form.sections)
    return replace(_own(form, put), sections=sections)


def _written(found: list[Text]) -> tuple[Text, ...]:
    return tuple(text for text in found if text.words)


def _own(form: Questionnaire, visit: Visit) -> Questionnaire:
    title = visit(Text("title", "title", form.title, TEXTS))
    return replace(form, title=title, intro=visit(Text("intro", "intro", form.intro, TEXTS)))


def _section(section: Section, visit: Visit) -> Section:
    place, part = f"section/{section.key}", section_part(section.key)
    return replace(
        section,
        title=visit(Text(f"{place}/title", "title", section.title, part)),
        intro=visit(Text(f"{place}/intro", "intro", section.intro, part)),
        groups=tuple(_group(one, f"{place}/group/{one.key}", part, visit) for one in section.groups),
        questions=tuple(_question(one, visit) for one in section.questions),
    )


def _group(group: Group, place: str, part: str, visit: Visit) -> Group:
    title = visit(Text(f"{place}/title", "title", group.title, part))
    return replace(group, title=title, hint=visit(Text(f"{place}/hint", "hint", group.hint, part)))


def _question(question: Question, visit: Visit) -> Question:
    place, part = f"question/{question.key}", question_part(question.key)

    def seen(name: str, words: Localised) -> Localised:
        return visit(Text(f"{place}/{name}", name, words, part))

    label, hint = seen("label", question.label), seen("hint", question.hint)
    rows, choices = _choices(question.rows, "row", place, visit), _choices(question.choices, "choice", place, visit)
    low_label, high_label = seen("low_label", question.low_label), seen("high_label", question.high_label)
    message = seen("constraint_message", question.rules.constraint_message)
    return replace(
        question,
        label=label,
        hint=hint,
        rows=rows,
        choices=choices,
        low_label=low_label,
        high_label=high_label,
        item_label=seen("item_label", question.item_label),
        rules=replace(question.rules, constraint_message=message),
        wordings=tuple(_wording(one, f"{place}/{at}", part, visit) for at, one in enumerate(question.wordings)),
        questions=tuple(_question(inner, visit) for inner in question.questions),
    )


def _choices(choices: tuple[Choice, ...], kind: str, place: str, visit: Visit) -> tuple[Choice, ...]:
    part = place.replace("/", ":", 1)
    return tuple(
        replace(one, label=visit(Text(f"{place}/{kind}/{at}", kind, one.label, part))) for at, one in enumerate(choices)
    )


def _wording(wording: Wording, place: str, part: str, visit: Visit) -> Wording:
    label = visit(Text(f"{place}/wording", "wording", wording.label, part))
    return replace(wording, label=label, hint=visit(Text(f"{place}/wording_hint", "hint", wording.hint, part)))
