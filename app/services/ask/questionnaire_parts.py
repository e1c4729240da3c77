"""Sections and questions as the secretariat types them: read, checked field by field, and put into the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from flask_babel import get_locale, gettext

from app.services.ask.questionnaire_choices import LONGEST_CHOICE, choices, with_exclusive
from app.services.ask.questionnaire_rules import as_rule, as_rules
from app.services.input_checks import Checks, RefusedInput
from forms import questionnaire as language
from forms.audience import Audience, OrganisationKind
from forms.localised import Localised
from forms.numbers import parse_decimal
from forms.question_types import question_type
from forms.question_types.base import Setting
from forms.questionnaire import Question, Section

LONGEST_LABEL = 1_000
LONGEST_TEXT = 5_000
LONGEST_ITEM_LABEL = 60
LONGEST_SUGGESTION = 100_000
LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class TextsInput:
    """The form's title and introduction as typed: language to text."""

    title: Mapping[str, str]
    intro: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SectionInput:
    """A section as typed. `kinds` and `organisations` are ticked values; none ticked means everyone."""

    title: Mapping[str, str]
    intro: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class QuestionInput:
    """A question as typed. `choices` and `rows` have one a line, as `questionnaire_choices` reads them.

    `exclusive` has those of the choices that stand alone, one a line, by their Swedish text.
    """

    label: Mapping[str, str]
    hint: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    theme: str = ""
    kinds: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    choices: str = ""
    other: bool = False
    exclusive: str = ""
    rows: str = ""
    minimum: str = ""
    maximum: str = ""
    step: str = ""
    low_label: Mapping[str, str] = field(default_factory=dict)
    high_label: Mapping[str, str] = field(default_factory=dict)
    suggested_length: str = ""
    item_label: Mapping[str, str] = field(default_factory=dict)
    proposals: bool = False
    rules: Mapping[str, str] = field(default_factory=dict)
    constraint_message: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Offered:
    """What can be chosen in the meeting's council: organisations by id, and themes by key."""

    organisations: frozenset[int]
    themes: frozenset[str]


def with_texts(form: language.Questionnaire, typed: TextsInput) -> language.Questionnaire:
    """The form with these texts. Raises RefusedInput."""
    checks = Checks()
    title = _texts(checks, "title", form.title, typed.title, LONGEST_LABEL)
    intro = _texts(checks, "intro", form.intro, typed.intro, LONGEST_TEXT)
    checks.done()
    return replace(form, title=title, intro=intro)


def as_section(before: Section, typed: SectionInput, offered: Offered) -> Section:
    """The section with what was typed; its key and questions stay. Raises RefusedInput."""
    checks = Checks()
    title = _texts(checks, "title", before.title, typed.title, LONGEST_LABEL)
    if not title:
        checks.refuse("title_sv", gettext("Skriv avsnittets rubrik."))
    intro = _texts(checks, "intro", before.intro, typed.intro, LONGEST_TEXT)
    audience = _audience(checks, typed, offered)
    relevant = as_rule(checks, "relevant", typed.rules.get("relevant", before.relevant))
    checks.done()
    return replace(before, title=title, intro=intro, audience=audience, relevant=relevant)


def as_question(before: Question, typed: QuestionInput, offered: Offered) -> Question:
    """The question with what was typed; its key and type stay, and what its type has no use for is left out.

    Raises RefusedInput.
    """
    question, errors = as_typed(before, typed, offered)
    if errors:
        raise RefusedInput(errors)
    return question


def as_typed(before: Question, typed: QuestionInput, offered: Offered) -> tuple[Question, dict[str, str]]:
    """The question as far as what was typed can be understood, and what can't, by field; for a preview."""
    checks = Checks()
    label = _texts(checks, "label", before.label, typed.label, LONGEST_LABEL)
    kind = question_type(before.type)
    if not label and not kind.is_computed:
        checks.refuse("label_sv", gettext("Skriv frågans text."))
    question = replace(
        _unshown(before),
        label=label,
        hint=_texts(checks, "hint", before.hint, typed.hint, LONGEST_TEXT),
        audience=_audience(checks, typed, offered),
        required=typed.required and kind.is_answered,
        theme=_theme(checks, before, typed, offered) if kind.is_answered else None,
        rules=as_rules(checks, before.rules, typed.rules, typed.constraint_message),
    )
    question = _with_settings(checks, before, question, typed)
    _refuse_problems(checks, question)
    return question, checks.errors


def _unshown(before: Question) -> Question:
    """The question with only what the page has no fields for, which stays: logic, group, words, source."""
    kept = Question(before.key, before.type, language.NOTHING, group=before.group, rules=before.rules)
    return replace(kept, wordings=before.wordings, source_type=before.source_type, source_name=before.source_name)


def _with_settings(checks: Checks, before: Question, question: Question, typed: QuestionInput) -> Question:
    settings = question_type(question.type).settings
    question = _with_lists(checks, before, question, typed)
    if Setting.BOUNDS in settings:
        low, high = (_number(checks, name, getattr(typed, name)) for name in ("minimum", "maximum"))
        question = replace(question, minimum=low, maximum=high)
    if Setting.STEP in settings:
        question = replace(question, step=_number(checks, "step", typed.step))
    if Setting.END_LABELS in settings:
        low_label = _texts(checks, "low_label", before.low_label, typed.low_label, LONGEST_CHOICE)
        high_label = _texts(checks, "high_label", before.high_label, typed.high_label, LONGEST_CHOICE)
        question = replace(question, low_label=low_label, high_label=high_label)
    if Setting.ITEMS in settings:
        item_label = _texts(checks, "item_label", before.item_label, typed.item_label, LONGEST_ITEM_LABEL)
        question = replace(question, item_label=item_label, proposals=typed.proposals, questions=before.questions)
    if Setting.SUGGESTED_LENGTH in settings:
        question = replace(question, suggested_length=_length(checks, typed.suggested_length))
    return question


def _with_lists(checks: Checks, before: Question, question: Question, typed: QuestionInput) -> Question:
    settings = question_type(question.type).settings
    if Setting.CHOICES in settings:
        question = replace(question, choices=choices(checks, "choices", before.choices, typed.choices))
    if Setting.EXCLUSIVE in settings:
        question = replace(question, choices=with_exclusive(checks, question.choices, typed.exclusive))
    if Setting.ROWS in settings:
        question = replace(question, rows=choices(checks, "rows", before.rows, typed.rows))
    return question if Setting.OTHER not in settings else replace(question, other=typed.other)


def _refuse_problems(checks: Checks, question: Question) -> None:
    """Put what is wrong with a type's settings at the field that they begin with."""
    kind = question_type(question.type)
    place = "choices" if Setting.CHOICES in kind.settings else "minimum"
    if Setting.ROWS in kind.settings and not question.rows:
        place = "rows"
    if not checks.errors.keys() & {place, "rows", "maximum", "step"}:
        for problem in kind.problems(question):
            checks.refuse(place, problem.text(str(get_locale())))


def _texts(checks: Checks, name: str, before: Localised, typed: Mapping[str, str], longest: int) -> Localised:
    """The typed languages over the former text; languages that no page shows stay."""
    texts = {code: checks.text(f"{name}_{code}", typed.get(code, ""), longest) for code in LANGUAGES}
    return Localised.of({**before.to_json(), **texts})


def texts(checks: Checks, name: str, typed: Mapping[str, str], longest: int) -> Localised:
    """A new text in the languages that a page shows."""
    return _texts(checks, name, language.NOTHING, typed, longest)


def _audience(checks: Checks, typed: SectionInput | QuestionInput, offered: Offered) -> Audience:
    kinds = frozenset(kind for kind in OrganisationKind if kind.value in typed.kinds)
    organisations = frozenset(number for number in offered.organisations if str(number) in typed.organisations)
    if len(kinds) < len(set(typed.kinds)):
        checks.refuse("kinds", gettext("Välj bland de typer av organisationer som finns."))
    if len(organisations) < len(set(typed.organisations)):
        checks.refuse("organisations", gettext("En organisation du valde finns inte längre i rådet. Välj på nytt."))
    return Audience(kinds, organisations)


def _theme(checks: Checks, before: Question, typed: QuestionInput, offered: Offered) -> str | None:
    # A theme out of use may stay where it stands; the check before publishing tells of it.
    if typed.theme and typed.theme not in offered.themes and typed.theme != before.theme:
        checks.refuse("theme", gettext("Temat finns inte i kodboken. Välj ett annat."))
    return typed.theme or None


def _number(checks: Checks, name: str, typed: str) -> Decimal | None:
    if not typed.strip():
        return None
    number = parse_decimal(typed)
    if number is None:
        checks.refuse(name, gettext("Skriv ett tal med siffror, till exempel 12 eller 3,5."))
    return number


def _length(checks: Checks, typed: str) -> int | None:
    if not typed.strip():
        return None
    number = parse_decimal(typed)
    if number is None or number != number.to_integral_value() or not 1 <= number <= LONGEST_SUGGESTION:
        sentence = gettext("Skriv ett heltal från 1 till %(n)s, eller lämna tomt.", n=LONGEST_SUGGESTION)
        checks.refuse("suggested_length", sentence)
        return None
    return int(number)
