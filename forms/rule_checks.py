"""What is wrong with a form's rules: what can't be read, names nothing, reckons with words, or never holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.expressions import Expression, ExpressionError, columns, parse, references
from forms.expressions.tree import Binary, Call, Name, Negative, Text, This, children, walk
from forms.expressions.values import to_number
from forms.localised import Localised
from forms.logic import plan
from forms.logic.plan import read
from forms.question_types import QUESTION_TYPES
from forms.question_types.yes_no import CHOICES as YES_NO
from forms.questionnaire import Question, Questionnaire, Section
from forms.reachable import can_never_hold, unreachable

RULE_NAMES = {
    "relevant": Localised(sv="Visas om", en="Shown if"),
    "required_if": Localised(sv="Måste besvaras om", en="Needed if"),
    "constraint": Localised(sv="Krav på svaret", en="What the answer must fulfil"),
    "choice_filter": Localised(sv="Vilka alternativ som visas", en="Which options are shown"),
    "calculation": Localised(sv="Beräkning", en="Calculation"),
    "default": Localised(sv="Svar från början", en="Answer from the start"),
}
UNREADABLE = Localised(sv="{rule}: {message}", en="{rule}: {message}")
UNKNOWN_NAME = Localised(
    sv="{rule}: det finns ingen fråga ”{name}”. Rätta namnet.",
    en="{rule}: there is no question “{name}”. Correct the name.",
)
BARE_NAME = Localised(
    sv="{rule}: skriv ${{{name}}} för att nämna en fråga.", en="{rule}: write ${{{name}}} to name a question."
)
NO_COLUMN = Localised(
    sv="{rule}: inget alternativ har kolumnen ”{name}”. Rätta namnet.",
    en="{rule}: no option has the column “{name}”. Correct the name.",
)
NOT_A_NUMBER = Localised(
    sv="{rule}: det går inte att räkna med ”{name}”, som inte är ett tal.",
    en="{rule}: “{name}” is no number, so it can't be reckoned with.",
)
NO_CHOICE = Localised(
    sv="{rule}: ”{name}” har inget alternativ ”{choice}”. Rätta det.",
    en="{rule}: “{name}” has no option “{choice}”. Correct it.",
)
LOOP = Localised(
    sv="Reglerna för frågan beror på frågan själv. Ändra någon av dem.",
    en="The rules of this question depend on the question itself. Change one of them.",
)
NEVER = Localised(
    sv="Frågan kan aldrig visas: villkoret är aldrig sant. Ändra villkoret.",
    en="The question can never be shown: its rule is never true. Change the rule.",
)
NEVER_ANSWERED = Localised(
    sv="Frågan kan aldrig visas: de som får den får inte frågan som villkoret läser. Ändra villkoret eller mottagarna.",
    en="The question can never be shown: who gets it does not get what its rule reads. Change either of them.",
)
NO_CALCULATION = Localised(
    sv="Värdet saknar beräkning. Skriv hur det räknas ut.", en="The value has no calculation. Write how it is made."
)

_RECKONED = frozenset({"+", "-", "*", "div", "mod"})
_WORDS = frozenset({"short_text", "long_text", "yes_no", "acknowledge", "file", "matrix", "rank", "repeat"})
"""Types whose answer is no number unless a function makes one of it."""


@dataclass(frozen=True)
class _Known:
    """What a rule may name: questions by key, all names, and what `.` is."""

    questions: Mapping[str, Question]
    names: frozenset[str]


def rule_problems(questionnaire: Questionnaire) -> Iterator[tuple[Localised, str, str | None]]:
    """Yield a sentence, the section's key and the question's, None for the section, for each fault in a rule."""
    made = plan(questionnaire)
    questions = {inner.key: inner for one in questionnaire.questions() for inner in (one, *one.questions)}
    known = _Known(questions, frozenset(made.owners))
    hidden = unreachable(made)
    for section in questionnaire.sections:
        shown = dict.fromkeys(_of_section(section, known))
        yield from ((message, section.key, None) for message in shown)
        for question in section.questions:
            found = list(_of_question(question, known))
            found += [LOOP] if question.key in made.looped else []
            if question.key in hidden:
                found.append(NEVER if hidden[question.key] else NEVER_ANSWERED)
            found += _of_items(question, known)
            yield from ((message, section.key, question.key) for message in dict.fromkeys(found))


def refused(source: str) -> Localised | None:
    """Return what is wrong with an expression as it is written; None for nothing, and for none."""
    try:
        if source.strip():
            parse(source)
    except ExpressionError as unreadable:
        return unreadable.message
    return None


def is_expression(default: str) -> bool:
    """Whether a default is worked out, not taken as it stands: it names a question or calls a function."""
    return "${" in default or ("(" in default and refused(default) is None)


def _of_section(section: Section, known: _Known) -> Iterator[Localised]:
    for source in (section.relevant, *(group.relevant for group in section.groups)):
        yield from _of_rule("relevant", source, None, known)


def _of_question(question: Question, known: _Known) -> Iterator[Localised]:
    rules = question.rules
    for name in ("relevant", "required_if", "constraint", "choice_filter", "calculation"):
        yield from _of_rule(name, getattr(rules, name), question, known)
    if is_expression(rules.default):
        yield from _of_rule("default", rules.default, question, known)
    kind = QUESTION_TYPES.get(question.type)
    if kind is not None and kind.is_computed and not rules.calculation and not rules.default:
        yield NO_CALCULATION
    for inner in question.questions:
        yield from _of_question(inner, known)


def _of_items(group: Question, known: _Known) -> Iterator[Localised]:
    """Faults that the questions of a repeating group make between them: turning in a circle, and never being shown."""
    relevant = {inner.key: read(inner.rules.relevant) for inner in group.questions}
    types = {key: one.type for key, one in known.questions.items() if one.type != "repeat"}
    if any(rule is not None and can_never_hold([rule], types) for rule in relevant.values()):
        yield NEVER
    reads = {
        inner.key: {
            name
            for rule in (relevant[inner.key], read(inner.rules.calculation))
            if rule is not None
            for name in _read_in_item(rule)
        }
        for inner in group.questions
    }
    if any(key in _reached(key, reads) for key in reads):
        yield LOOP


def _read_in_item(expression: Expression) -> Iterator[str]:
    """The names read in the same item: `indexed-repeat` reads that of another, so that a sum may run on."""
    if isinstance(expression, Call) and expression.function == "indexed-repeat":
        return
    if isinstance(expression, Name):
        yield expression.name
    for part in children(expression):
        yield from _read_in_item(part)


def _reached(start: str, reads: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [*reads[start]]
    while waiting:
        name = waiting.pop()
        if name in reads and name not in found:
            found.add(name)
            waiting.extend(reads[name])
    return found


def _of_rule(rule: str, source: str, question: Question | None, known: _Known) -> Iterator[Localised]:
    if not source.strip():
        return
    try:
        expression = parse(source)
    except ExpressionError as unreadable:
        yield _told(UNREADABLE, rule, message=unreadable.message)
        return
    for name in sorted(references(expression) - known.names):
        yield _told(UNKNOWN_NAME, rule, name=name)
    yield from _of_columns(rule, expression, question)
    yield from _of_kinds(rule, expression, question, known)


def _of_columns(rule: str, expression: Expression, question: Question | None) -> Iterator[Localised]:
    if rule != "choice_filter" or question is None:
        yield from (_told(BARE_NAME, rule, name=name) for name in sorted(columns(expression)))
        return
    there = {"name", *(name for choice in question.choices for name, _ in choice.columns)}
    yield from (_told(NO_COLUMN, rule, name=name) for name in sorted(columns(expression) - there))


def _of_kinds(rule: str, expression: Expression, this: Question | None, known: _Known) -> Iterator[Localised]:
    for part in walk(expression):
        match part:
            case Binary(operator, left, right) if operator in _RECKONED:
                yield from (_told(NOT_A_NUMBER, rule, name=name) for name in _words_in((left, right), this, known))
            case Negative(operand):
                yield from (_told(NOT_A_NUMBER, rule, name=name) for name in _words_in((operand,), this, known))
            case Binary("=" | "!=", left, Text(value)) | Binary("=" | "!=", Text(value), left):
                yield from _of_choice(rule, _asked(left, this, known), value)
            case Call("selected", (left, Text(value))):
                yield from _of_choice(rule, _asked(left, this, known), value)
            case _:
                pass


def _words_in(operands: tuple[Expression, ...], this: Question | None, known: _Known) -> Iterator[Localised]:
    for operand in operands:
        if isinstance(operand, Text) and to_number(operand.value) != to_number(operand.value):
            yield Localised(sv=operand.value)
        question = _asked(operand, this, known)
        if question is not None and question.type in _WORDS:
            yield question.label or Localised(sv=question.key)


def _asked(operand: Expression, this: Question | None, known: _Known) -> Question | None:
    if isinstance(operand, This):
        return this
    return known.questions.get(operand.name) if isinstance(operand, Name) else None


def _of_choice(rule: str, question: Question | None, key: str) -> Iterator[Localised]:
    """An answer that nobody can give: a misspelt choice makes a rule that never holds."""
    if question is None or not key or question.type not in {"yes_no", "one_choice", "several_choices"}:
        return
    offered = {choice.key for choice in (YES_NO if question.type == "yes_no" else question.choices)}
    if key not in offered and not (question.other and key == "other"):
        yield _told(NO_CHOICE, rule, name=question.label or Localised(sv=question.key), choice=key)


def _told(sentence: Localised, rule: str, **words: Localised | str) -> Localised:
    filled = {"rule": RULE_NAMES[rule], **words}
    return Localised.of(
        {
            code: text.format(**{name: one if isinstance(one, str) else one.text(code) for name, one in filled.items()})
            for code, text in sentence.texts
        }
    )
