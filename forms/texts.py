"""Every text of a form that somebody reads, each with an address of its own, so that it can be translated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.languages import beyond_usual
from forms.localised import Localised
from forms.parts import TEXTS, question_part, section_part
from forms.questionnaire import Choice, Group, Question, Questionnaire, Section, Wording

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


@dataclass(frozen=True)
class Page:
    """The texts of one section, or of the form itself, which has no section; a page holds them to be translated."""

    section: Section | None
    texts: tuple[Text, ...]
    languages: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many texts it lacks, counted by language."""
        return sum(not text.words.get(code) for text in self.texts for code in self.languages)


Visit = Callable[[Text], Localised]


def pages(form: Questionnaire) -> tuple[Page, ...]:
    """Return every written text of the form, the form's own first and then section by section."""
    found: list[Text] = []

    def note(text: Text) -> Localised:
        found.append(text)
        return text.words

    _own(form, note)
    made = [Page(None, _written(found), form.languages)]
    for section in form.sections:
        found.clear()
        _section(section, note)
        made.append(Page(section, _written(found), form.languages))
    return tuple(page for page in made if page.texts)


def with_texts(form: Questionnaire, texts: Mapping[tuple[str, str], str]) -> Questionnaire:
    """Return the form with these texts, by address and language, in place of its own."""

    def put(text: Text) -> Localised:
        new = {code: texts[text.address, code] for code in form.languages if (text.address, code) in texts}
        return Localised.of({**text.words.to_json(), **new}) if new else text.words

    sections = tuple(_section(section, put) for section in form.sections)
    return replace(_own(form, put), sections=sections)


def read_in(section: Section, language: str) -> Section:
    """Return the section for whoever reads this language: a text that has it speaks nothing else, the others stay.

    So the words of the page around it can be in the reader's other language, and each text says which one it is in.
    No language is the section as it is.
    """
    return _section(section, _speaking(language)) if language else section


def form_read_in(form: Questionnaire, language: str) -> Questionnaire:
    """Return the whole form so."""
    sections = tuple(read_in(section, language) for section in form.sections)
    return replace(_own(form, _speaking(language)), sections=sections) if language else form


def _speaking(language: str) -> Visit:
    return lambda text: Localised.of({language: text.words.get(language)}) or text.words


def readable(section: Section, languages: Sequence[str]) -> tuple[str, ...]:
    """Return those of the languages that some text of the section has."""
    found: set[str] = set()

    def note(text: Text) -> Localised:
        found.update(text.words.languages)
        return text.words

    if languages:
        _section(section, note)
    return tuple(code for code in languages if code in found)


def with_languages(form: Questionnaire, also: Iterable[str] = ()) -> Questionnaire:
    """Return the form as one that is read in every language that a text of it has, and in these."""
    found = {code for page in pages(form) for text in page.texts for code in text.words.languages}
    return replace(form, more_languages=beyond_usual({*found, *also}))


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
