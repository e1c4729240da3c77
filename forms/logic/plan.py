"""The rules of a form, read and put in the order in which they can be worked out."""

import weakref
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.expressions import Expression, ExpressionError, parse, references
from forms.logic.bindings import has_inner_rules, names
from forms.questionnaire import NO_RULES, Question, Questionnaire, Section


@dataclass(frozen=True)
class Ruled:
    """A question with its rules read; `conditions` are those of its section, its groups and itself.

    `inner` are the rules of a repeating group's questions, which decide what its items hold.
    """

    question: Question
    section: Section
    conditions: tuple[Expression, ...] = ()
    required_if: Expression | None = None
    constraint: Expression | None = None
    choice_filter: Expression | None = None
    calculation: Expression | None = None
    inner: tuple[Expression, ...] = ()

    @property
    def inputs(self) -> Iterator[str]:
        """The names that must have a value before this question can be worked out."""
        own = set(names(self.question))
        for one in (*self.conditions, self.choice_filter, self.calculation):
            if one is not None:
                yield from references(one)
        for one in self.inner:
            # Items see each other: what a rule in one reads of its own group is no dependency between questions.
            yield from references(one) - own


@dataclass(frozen=True)
class Plan:
    """All questions by key; `order` puts each after what its rules read, as far as they don't turn back on themselves.

    `looped` are the questions whose rules read themselves in the end. `owners` tells which question gives a name.
    """

    ruled: Mapping[str, Ruled]
    order: tuple[str, ...]
    looped: frozenset[str]
    owners: Mapping[str, str]


def has_rules(questionnaire: Questionnaire) -> bool:
    """Whether anything in the form depends on an expression, a calculation or a default."""
    return any(
        section.relevant
        or any(group.relevant for group in section.groups)
        or any(question.rules != NO_RULES or has_inner_rules(question) for question in section.questions)
        for section in questionnaire.sections
    )


_plans: dict[int, tuple[weakref.ref[Questionnaire], Plan]] = {}


def plan(questionnaire: Questionnaire) -> Plan:
    """Read all rules, once a form; one that can't be read counts as none, for publishing has refused it."""
    place = id(questionnaire)  # to compare whole forms would cost more than to read their rules
    held = _plans.get(place)
    if held is None or held[0]() is not questionnaire:
        held = (weakref.ref(questionnaire, lambda _: _plans.pop(place, None)), _made(questionnaire))
        _plans[place] = held
    return held[1]


def _made(questionnaire: Questionnaire) -> Plan:
    ruled = {
        question.key: _ruled(section, question) for section in questionnaire.sections for question in section.questions
    }
    owners = {name: one.key for one in questionnaire.questions() for name in names(one)}
    order, looped = _ordered(ruled, owners)
    return Plan(ruled, order, looped, owners)


def read(source: str) -> Expression | None:
    """Return the expression; None where there is none or it can't be read."""
    try:
        return parse(source) if source.strip() else None
    except ExpressionError:
        return None


def conditions(section: Section, question: Question) -> Iterator[str]:
    """Return the sources that decide whether the question is asked, the outermost first."""
    groups = section.groups_of(question) if question.group is not None else ()
    for source in (section.relevant, *(group.relevant for group in groups), question.rules.relevant):
        if source.strip():
            yield source


def _ruled(section: Section, question: Question) -> Ruled:
    rules = question.rules
    inner = tuple(_inner_rules(question))
    if rules == NO_RULES and not section.relevant and question.group is None:
        return Ruled(question, section, inner=inner)
    found = (read(source) for source in conditions(section, question))
    return Ruled(
        question,
        section,
        tuple(one for one in found if one is not None),
        required_if=read(rules.required_if),
        constraint=read(rules.constraint),
        choice_filter=read(rules.choice_filter),
        calculation=read(rules.calculation),
        inner=inner,
    )


def _inner_rules(group: Question) -> Iterator[Expression]:
    """The rules that decide what the items of a group hold."""
    for one in group.questions:
        if one.rules != NO_RULES:
            found = (read(one.rules.relevant), read(one.rules.calculation))
            yield from (rule for rule in found if rule is not None)


def _ordered(ruled: Mapping[str, Ruled], owners: Mapping[str, str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Each after what it reads, else in the form's order; without recursion, for a chain may be long."""
    waits = {key: {owners[name] for name in one.inputs if name in owners} for key, one in ruled.items()}
    order: list[str] = []
    done: set[str] = set()
    looped: set[str] = set()
    for start in ruled:
        path = [start]
        open_now: set[str] = set()
        while path:
            key = path[-1]
            if key in done:
                path.pop()
                continue
            open_now.add(key)
            before = waits[key] - done
            looped |= before & open_now
            onward = _first(before - open_now)
            if onward is not None:
                path.append(onward)
            else:
                path.pop()
                open_now.discard(key)
                done.add(key)
                order.append(key)
    return tuple(order), frozenset(looped)


def _first(keys: Iterable[str]) -> str | None:
    return min(keys, default=None)
