"""What a SurveyJS question demands of an answer, as rules of ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from forms.imports import sentences
from forms.imports.conditions import Resolve, bare_pattern
from forms.imports.context import Workshop
from forms.imports.rules import Conditions, all_of
from forms.imports.terms import Answer, NotCarriedError, Variable, constant, quoted
from forms.questionnaire import NOTHING, Question, Rules
from forms.surveyjs.element import Element, as_text
from forms.xlsform import sentences as xlsform_sentences

_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d", re.ASCII)
_TEXTS = frozenset({"short_text", "long_text"})
_NUMBERS = frozenset({"integer", "decimal", "range", "scale"})
_LISTS = frozenset({"several_choices"})


@dataclass(frozen=True)
class Asked:
    """A question that was made, the object it was made of, and what names mean beside it in a repeating group."""

    source: Element
    variable: Variable
    beside: Mapping[str, Variable] = field(default_factory=dict)


class Ruler:
    """Gives questions their rules, once every name in the file is known."""

    def __init__(self, names: Mapping[str, Variable], workshop: Workshop) -> None:
        self._names = names
        self._workshop = workshop
        self._conditions = Conditions(self._resolve({}), workshop.report, bare_words_are_names=False)

    def relevant(self, source: Element) -> str:
        """Return when a page or panel is shown."""
        return self._conditions.read(source.text("visibleIf"), source.at("visibleIf"))

    def ruled(self, question: Question, asked: Asked) -> Question:
        """Return the question with its rules."""
        source, resolve = asked.source, self._resolve(asked.beside)
        relevant = self._conditions.read(source.text("visibleIf"), source.at("visibleIf"), resolve)
        required_if = self._conditions.read(source.text("requiredIf"), source.at("requiredIf"), resolve)
        if question.type in {"calculated", "hidden"}:
            source_text = source.text("expression")
            calculation = self._conditions.value(source_text, source.at("expression"), resolve) if source_text else ""
            return replace(question, rules=Rules(relevant=relevant, calculation=calculation))
        constraints, messages = self._constraints(question, asked)
        rules = Rules(
            relevant=relevant,
            required_if=required_if,
            constraint=all_of(constraints),
            constraint_message=self._workshop.texts.read(messages, source.at("validators")) if constraints else NOTHING,
            default=self._default(asked),
        )
        return replace(question, rules=rules)

    def _resolve(self, beside: Mapping[str, Variable]) -> Resolve:
        def resolve(name: str) -> Variable | None:
            scope, _, inner = name.partition(".")
            if beside and scope in {"panel", "row"}:
                return beside.get(inner)
            return self._names.get(name)

        return resolve

    def _constraints(self, question: Question, asked: Asked) -> tuple[list[str], dict[str, str]]:
        source = asked.source
        made = [*self._lengths(source, question, "minLength", "maxLength")]
        made += self._counts(source, question, "minSelectedChoices", "maxSelectedChoices")
        made += self._dates(source, question)
        messages: dict[str, str] = {}
        for validator in source.elements("validators"):
            found = self._validated(validator, question, asked)
            if found and not messages:
                messages = validator.texts("text")
            made += found
        return made, messages

    def _validated(self, validator: Element, question: Question, asked: Asked) -> list[str]:
        kind = validator.kind.removesuffix("validator")
        found: list[str] = []
        if kind == "text":
            found = self._lengths(validator, question, "minLength", "maxLength")
        elif kind == "answercount":
            found = self._counts(validator, question, "minCount", "maxCount")
        elif kind == "numeric" and question.type in _NUMBERS:
            found = _bounds(validator)
        elif kind == "regex":
            found = self._pattern(validator)
        elif kind == "expression":
            own = replace(asked.variable, key="")
            scope = self._resolve(asked.beside)
            condition = self._conditions.read(
                validator.text("expression"),
                asked.source.at("validators"),
                lambda name: own if name in {asked.source.name, f"panel.{asked.source.name}"} else scope(name),
            )
            return [condition] if condition else []
        if not found:
            self._workshop.report.warn(asked.source.at("validators"), sentences.SETTING, value=validator.kind)
        return found

    def _lengths(self, source: Element, question: Question, low: str, high: str) -> list[str]:
        is_text = question.type in _TEXTS
        return self._limits(source, "string-length(.)", low, high, fits=is_text)

    def _counts(self, source: Element, question: Question, low: str, high: str) -> list[str]:
        return self._limits(source, "count-selected(.)", low, high, fits=question.type in _LISTS)

    def _limits(self, source: Element, measure: str, low: str, high: str, *, fits: bool) -> list[str]:
        made = []
        for name, sign in ((low, ">="), (high, "<=")):
            value = source.text(name)
            if not value.isdecimal() or int(value[:9]) == 0:
                continue
            if fits:
                made.append(f"{measure} {sign} {int(value[:9])}")
            else:
                self._workshop.report.info(source.at(name), xlsform_sentences.NOT_CARRIED, column=name, value=value)
        return made

    def _dates(self, source: Element, question: Question) -> list[str]:
        made = []
        for name, sign in (("min", ">="), ("max", "<=")):
            value = source.text(name)
            if question.type in _NUMBERS or not value:
                continue
            if question.type == "date" and _DAY.fullmatch(value):
                made.append(f". {sign} date('{value}')")
            else:
                self._workshop.report.warn(source.at(name), xlsform_sentences.NOT_CARRIED, column=name, value=value)
        return made

    def _pattern(self, validator: Element) -> list[str]:
        try:
            return [f"regex(., {quoted(bare_pattern(validator.text('regex')))})"]
        except NotCarriedError:
            return []

    def _default(self, asked: Asked) -> str:
        value, variable = asked.source.properties.get("defaultValue"), asked.variable
        if value in (None, "", [], {}):
            return ""
        known = variable.values.get(as_text(value), as_text(value))
        try:
            if known and variable.answer is not Answer.SEVERAL:
                return constant(known).text if variable.answer is Answer.NUMBER else quoted(known)
        except NotCarriedError:
            pass
        self._workshop.report.warn(
            asked.source.at("defaultValue"), xlsform_sentences.NOT_CARRIED, column="defaultValue", value=str(value)
        )
        return ""


def _bounds(validator: Element) -> list[str]:
    ends = (("minValue", ">="), ("maxValue", "<="))
    return [f". {sign} {validator.number(name)}" for name, sign in ends if validator.number(name) is not None]
