"""What becomes of a draft under the form's rules: who is asked what, what is calculated, and what is left to mend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forms.documents import Json
from forms.expressions import Expression, Scope, evaluate, is_true
from forms.expressions.values import to_text
from forms.localised import Localised
from forms.logic.bindings import Bound, as_text, bindings, has_inner_rules
from forms.logic.items import broken, relaxed, worked_out
from forms.logic.plan import Plan, Ruled, plan, read
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Question, Questionnaire

MISSING = Localised(
    sv="Svara på frågan. Den behövs för att ni ska kunna skicka.",
    en="Answer this question. It is needed before you can send.",
)
BROKEN = Localised(
    sv="Svaret stämmer inte med vad frågan kräver. Ändra det.",
    en="The answer does not fit what the question asks for. Change it.",
)
IN_ITEM = Localised(sv="Nummer {number}, {label}: {message}", en="Number {number}, {label}: {message}")


@dataclass(frozen=True)
class Outcome:
    """A whole draft worked out.

    `values` are what is sent, by question; `computed` those of them that nobody typed; `unasked` the questions that
    the rules leave out; `messages` what has to be put right; `defaults` what stands typed from the start where nobody
    has typed anything; `away` the choices that a filter takes away. `scope` is what expressions see in the end, `plan`
    the rules, None where there are none.
    """

    values: Mapping[str, Json] = field(default_factory=dict)
    computed: frozenset[str] = frozenset()
    unasked: frozenset[str] = frozenset()
    messages: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Json] = field(default_factory=dict)
    away: Mapping[str, frozenset[str]] = field(default_factory=dict)
    scope: Scope = field(default_factory=lambda: Scope({}))
    plan: Plan | None = None


def work_out(questionnaire: Questionnaire, typed: Mapping[str, Json], locale: str, now: str) -> Outcome:
    """Work out a draft with rules. `now` is local ISO time; messages and labels are in the given language."""
    return _Worker(plan(questionnaire), typed, locale, now).outcome()


def labels_of(questions: Iterator[Question], locale: str) -> dict[str, Mapping[str, str]]:
    """Return the choices' labels by question and key, as jr:choice-name reads them."""
    return {
        question.key: {choice.key: choice.label.text(locale) for choice in question.choices}
        for question in questions
        if question.choices
    }


def is_offered(rule: Expression, columns: Sequence[tuple[str, str]], key: str, scope: Scope) -> bool:
    """Whether a choice with these columns stands under the filter."""
    return is_true(rule, replace(scope, columns={"name": key, **dict(columns)}))


class _Worker:
    def __init__(self, made: Plan, typed: Mapping[str, Json], locale: str, now: str) -> None:
        self.plan, self.typed, self.locale = made, typed, locale
        self.bound: dict[str, Bound] = {}
        questions = (one.question for one in made.ruled.values())
        self.scope = Scope(self.bound, now=now, labels=labels_of(questions, locale))
        self.values: dict[str, Json] = {}
        self.unasked: set[str] = set()
        self.messages: dict[str, str] = {}
        self.computed: set[str] = set()
        self.defaults: dict[str, Json] = {}
        self.away: dict[str, frozenset[str]] = {}

    def outcome(self) -> Outcome:
        for key in self.plan.order:
            self._answer(self.plan.ruled[key])
        for key, one in self.plan.ruled.items():
            if key not in self.unasked and key not in self.messages:
                self._judge(one)
        in_order = {key: self.values[key] for key in self.plan.ruled if key in self.values and key not in self.messages}
        messages = {key: self.messages[key] for key in self.plan.ruled if key in self.messages}
        return Outcome(
            values=in_order,
            computed=frozenset(self.computed & in_order.keys()),
            unasked=frozenset(self.unasked),
            messages=messages,
            defaults=self.defaults,
            away=self.away,
            scope=self.scope,
            plan=self.plan,
        )

    def _answer(self, one: Ruled) -> None:
        question = one.question
        if not all(is_true(rule, self.scope) for rule in one.conditions):
            self.unasked.add(question.key)
        value = self._value(one)
        if question.key in self.unasked:
            value = None
            self.messages.pop(question.key, None)
        if value is not None:
            self.values[question.key] = value
        self.bound.update(bindings(question, value))

    def _value(self, one: Ruled) -> Json:
        question = one.question
        kind = question_type(question.type)
        if kind.is_computed:
            self.computed.add(question.key)
            rule = one.calculation
            text = question.rules.default if rule is None else to_text(evaluate(rule, self.scope))
            return text or None
        typed = self._offered(one, self._typed(question))
        if not kind.is_answered or kind.is_empty(question, typed):
            return None
        try:
            value = kind.clean(relaxed(question), typed, self.locale)
        except InvalidAnswer as invalid:
            self.messages[question.key] = str(invalid)
            return None
        return worked_out(self.scope, question, value) if has_inner_rules(question) else value

    def _typed(self, question: Question) -> Json:
        if question.key in self.typed or not question.rules.default:
            return self.typed.get(question.key)
        default = self._default(question)
        self.defaults[question.key] = default
        self.computed.add(question.key)
        return default

    def _default(self, question: Question) -> Json:
        source = question.rules.default
        rule = read(source) if "${" in source or "(" in source else None
        text = source if rule is None else to_text(evaluate(rule, self.scope))
        return text.split() if question.choices and question.type != "one_choice" else text

    def _offered(self, one: Ruled, typed: Json) -> Json:
        rule, question = one.choice_filter, one.question
        if rule is None:
            return typed
        away = frozenset(
            choice.key for choice in question.choices if not is_offered(rule, choice.columns, choice.key, self.scope)
        )
        self.away[question.key] = away
        return _without(typed, away)

    def _judge(self, one: Ruled) -> None:
        question = one.question
        kind = question_type(question.type)
        value = self.values.get(question.key)
        if not kind.is_answered:
            return
        is_needed = question.required or (one.required_if is not None and is_true(one.required_if, self.scope))
        lacking = MISSING.text(self.locale) if value is None else kind.lacks(question, value, self.locale)
        if value is None or (is_needed and lacking):
            if is_needed:
                self.messages[question.key] = lacking
        elif one.constraint is not None and not is_true(one.constraint, replace(self.scope, this=as_text(value))):
            self.messages[question.key] = self._said(question)
        elif has_inner_rules(question) and (found := next(broken(self.scope, question, value), None)):
            self.messages[question.key] = self._of_item(*found, value)

    def _said(self, question: Question) -> str:
        return question.rules.constraint_message.text(self.locale) or BROKEN.text(self.locale)

    def _of_item(self, number: int, inner: Question, items: Json) -> str:
        item = items[number - 1] if isinstance(items, Sequence) else {}
        is_missing = not as_text(item.get(inner.key) if isinstance(item, Mapping) else None)
        message = MISSING.text(self.locale) if is_missing else self._said(inner)
        words = {"number": number, "label": inner.label.text(self.locale), "message": message}
        return IN_ITEM.text(self.locale).format(**words)


def _without(typed: Json, away: frozenset[str]) -> Json:
    """What was chosen, without the choices that do not stand; words of one's own stay."""
    if isinstance(typed, str):
        return "" if typed in away else typed
    if isinstance(typed, Mapping):
        return {name: _without(one, away) if name == "chosen" else one for name, one in typed.items()}
    if isinstance(typed, Sequence):
        return [one for one in typed if not (isinstance(one, str) and one in away)]
    return typed
