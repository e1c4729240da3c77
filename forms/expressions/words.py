"""A rule in words, for whoever builds a form: "”Har ni skyddat boende?” är ”Ja”"."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.expressions import tree
from forms.expressions.source import to_source
from forms.expressions.tree import Expression
from forms.expressions.values import number_text
from forms.localised import Localised
from forms.numbers import with_decimal_sign
from forms.question_types.yes_no import CHOICES as YES_NO
from forms.questionnaire import Choice, Question, Questionnaire

_OR = Localised(sv=" eller ", en=" or ")
_AND = Localised(sv=" och ", en=" and ")
_NOT = Localised(sv="inte ({0})", en="not ({0})")
_ANSWERED = Localised(sv="{0} är besvarad", en="{0} is answered")
_UNANSWERED = Localised(sv="{0} är obesvarad", en="{0} is not answered")
_COMPARED = {
    "=": Localised(sv="{0} är {1}", en="{0} is {1}"),
    "!=": Localised(sv="{0} är inte {1}", en="{0} is not {1}"),
    "<": Localised(sv="{0} är mindre än {1}", en="{0} is less than {1}"),
    "<=": Localised(sv="{0} är högst {1}", en="{0} is at most {1}"),
    ">": Localised(sv="{0} är större än {1}", en="{0} is more than {1}"),
    ">=": Localised(sv="{0} är minst {1}", en="{0} is at least {1}"),
}
_DATED = {
    "<": Localised(sv="{0} är före {1}", en="{0} is before {1}"),
    "<=": Localised(sv="{0} är senast {1}", en="{0} is {1} at the latest"),
    ">": Localised(sv="{0} är efter {1}", en="{0} is after {1}"),
    ">=": Localised(sv="{0} är tidigast {1}", en="{0} is {1} at the earliest"),
}
"""How days, times and moments are compared."""
_MOMENTS = frozenset({"date", "time", "date_and_time"})
_OPPOSITES = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_CHOSEN = Localised(sv="{1} är valt i {0}", en="{1} is chosen in {0}")
_NOT_CHOSEN = Localised(sv="{1} är inte valt i {0}", en="{1} is not chosen in {0}")
_PATTERN = Localised(sv="{0} följer mönstret {1}", en="{0} follows the pattern {1}")
_THIS = Localised(sv="svaret", en="the answer")
_QUOTED = Localised(sv="”{0}”", en="“{0}”")
_POSITION = Localised(sv="numret i listan", en="the number in the list")
_CALLS = {
    "true": Localised(sv="alltid", en="always"),
    "false": Localised(sv="aldrig", en="never"),
    "today": Localised(sv="dagens datum", en="today's date"),
    "now": Localised(sv="tiden nu", en="the time now"),
    "contains": Localised(sv="{0} innehåller {1}", en="{0} contains {1}"),
    "starts-with": Localised(sv="{0} börjar med {1}", en="{0} begins with {1}"),
    "ends-with": Localised(sv="{0} slutar med {1}", en="{0} ends with {1}"),
    "count-selected": Localised(sv="antalet val i {0}", en="the number of choices in {0}"),
    "string-length": Localised(sv="antalet tecken i {0}", en="the number of characters in {0}"),
    "count": Localised(sv="antalet i {0}", en="the number of {0}"),
    "count-non-empty": Localised(sv="antalet besvarade i {0}", en="the number answered of {0}"),
    "int": Localised(sv="heltalet av {0}", en="the whole part of {0}"),
    "floor": Localised(sv="{0} avrundat nedåt", en="{0} rounded down"),
    "ceiling": Localised(sv="{0} avrundat uppåt", en="{0} rounded up"),
    "abs": Localised(sv="{0} utan minustecken", en="{0} without a minus sign"),
    "number": Localised(sv="{0}", en="{0}"),
    "string": Localised(sv="{0}", en="{0}"),
    "boolean": Localised(sv="{0} är besvarad", en="{0} is answered"),
    "if": Localised(sv="{1} om {0}, annars {2}", en="{1} if {0}, or else {2}"),
    "once": Localised(sv="{0}", en="{0}"),
    "date": Localised(sv="datumet {0}", en="the date {0}"),
    "decimal-date-time": Localised(sv="{0} som antal dagar", en="{0} as a number of days"),
    "format-date": Localised(sv="{0} skrivet som {1}", en="{0} written as {1}"),
    "format-date-time": Localised(sv="{0} skrivet som {1}", en="{0} written as {1}"),
    "selected-at": Localised(sv="val {1} i {0}, räknat från 0", en="choice {1} in {0}, counted from 0"),
    "jr:choice-name": Localised(sv="texten för valet i {0}", en="the text of the choice in {0}"),
    "indexed-repeat": Localised(sv="{0} i nummer {2} av {1}", en="{0} in number {2} of {1}"),
    "regex": _PATTERN,
}
_BY_NUMBER = {
    ("round", 1): Localised(sv="{0} avrundat", en="{0} rounded"),
    ("round", 2): Localised(sv="{0} avrundat (decimaler: {1})", en="{0} rounded (decimals: {1})"),
    ("substr", 2): Localised(sv="tecknen i {0} från {1}", en="the characters of {0} from {1}"),
    ("substr", 3): Localised(sv="tecknen i {0} från {1} till {2}", en="the characters of {0} from {1} to {2}"),
}
"""Functions whose words depend on how many parts they have."""
_LISTED = {
    "coalesce": (Localised(sv="{0}", en="{0}"), Localised(sv=", annars ", en=", or else ")),
    "concat": (Localised(sv="{0}", en="{0}"), Localised(sv=" följt av ", en=" followed by ")),
    "sum": (Localised(sv="summan av {0}", en="the sum of {0}"), _AND),
    "min": (Localised(sv="det minsta av {0}", en="the least of {0}"), _AND),
    "max": (Localised(sv="det största av {0}", en="the greatest of {0}"), _AND),
}
"""Functions of any number of parts: the words around them, and what stands between."""
_JOINED = Localised(sv="{1} med {0} emellan", en="{1} with {0} between")
_SIGNS = {"+": "+", "-": "−", "*": "×", "div": "/", "mod": "mod"}


def explain(expression: Expression, questionnaire: Questionnaire, locale: str) -> str:
    """Return the expression in words, with questions and choices by their texts; its source where no words fit."""
    known = {one.key: one for one in questionnaire.questions()}
    inner = {one.key: one for question in questionnaire.questions() for one in question.questions}
    return _Teller({**inner, **known}, locale).claim(expression)


@dataclass(frozen=True)
class _Teller:
    questions: Mapping[str, Question]
    locale: str

    def claim(self, expression: Expression) -> str:  # noqa: PLR0911 - one case a kind of part
        """A part that is true or false, as a clause."""
        match expression:
            case tree.AnyOf(operands):
                return _OR.text(self.locale).join(map(self.claim, operands))
            case tree.AllOf(operands):
                return _AND.text(self.locale).join(map(self._in_brackets, operands))
            case tree.Binary(operator, left, right) if operator in _COMPARED:
                return self._comparison(operator, left, right)
            case tree.Call("not", (operand,)):
                return self._opposite(operand)
            case tree.Call("selected", (asked, chosen)):
                return self._say(_CHOSEN, self.thing(asked), self._value(chosen, asked))
            case tree.Name() | tree.This():
                return self._say(_ANSWERED, self.thing(expression))
            case _:
                return self.thing(expression)

    def thing(self, expression: Expression) -> str:  # noqa: PLR0911 - one case a kind of part
        """A part that has a value, as a noun."""
        match expression:
            case tree.Name(name):
                return self._quoted(self._label(name))
            case tree.This():
                return _THIS.text(self.locale)
            case tree.Text(value):
                return self._quoted(value)
            case tree.Number(value):
                return with_decimal_sign(number_text(value), self.locale)
            case tree.Binary(operator, left, right) if operator in _SIGNS:
                return f"{self._operand(left)} {_SIGNS[operator]} {self._operand(right)}"
            case tree.Call(function, arguments):
                return self._call(function, arguments, expression)
            case _:
                return to_source(expression)

    def _call(self, function: str, arguments: tuple[Expression, ...], whole: Expression) -> str:
        if function == "position":
            return _POSITION.text(self.locale)
        if function in {"not", "selected"}:
            return self.claim(whole)
        first = self.claim(arguments[0]) if function == "if" else ""
        told = [first or self.thing(arguments[0]), *map(self.thing, arguments[1:])] if arguments else []
        if function == "join":
            return self._say(_JOINED, told[0], _AND.text(self.locale).join(told[1:]))
        if function in _LISTED:
            words, between = _LISTED[function]
            return self._say(words, between.text(self.locale).join(told))
        return self._say(_CALLS.get(function) or _BY_NUMBER[function, len(arguments)], *told)

    def _comparison(self, operator: str, left: Expression, right: Expression) -> str:
        if isinstance(left, tree.Text | tree.Number) and not isinstance(right, tree.Text | tree.Number):
            left, right = right, left
            operator = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(operator, operator)
        if right == tree.Text("") and operator in {"=", "!="}:
            return self._say(_UNANSWERED if operator == "=" else _ANSWERED, self.thing(left))
        dated = operator in _DATED and (self._is_moment(left) or self._is_moment(right))
        words = _DATED if dated else _COMPARED
        return self._say(words[operator], self.thing(left), self._value(right, left))

    def _is_moment(self, expression: Expression) -> bool:
        match expression:
            case tree.Call("today" | "now" | "date"):
                return True
            case tree.Name(name) if name in self.questions:
                return self.questions[name].type in _MOMENTS
            case _:
                return False

    def _opposite(self, operand: Expression) -> str:
        match operand:
            case tree.Binary(operator, left, right) if operator in _OPPOSITES:
                return self._comparison(_OPPOSITES[operator], left, right)
            case tree.Call("selected", (asked, chosen)):
                return self._say(_NOT_CHOSEN, self.thing(asked), self._value(chosen, asked))
            case tree.Name() | tree.This():
                return self._say(_UNANSWERED, self.thing(operand))
            case _:
                return self._say(_NOT, self.claim(operand))

    def _value(self, value: Expression, asked: Expression) -> str:
        """What an answer is compared with: a choice by its label."""
        question = self.questions.get(asked.name) if isinstance(asked, tree.Name) else None
        if isinstance(value, tree.Text) and question is not None:
            label = next((one.label.text(self.locale) for one in _choices(question) if one.key == value.value), "")
            return self._quoted(label or value.value)
        return self.thing(value)

    def _operand(self, expression: Expression) -> str:
        told = self.thing(expression)
        return f"({told})" if isinstance(expression, tree.Binary) else told

    def _in_brackets(self, expression: Expression) -> str:
        told = self.claim(expression)
        return f"({told})" if isinstance(expression, tree.AnyOf) else told

    def _label(self, name: str) -> str:
        question = self.questions.get(name)
        return (question.label.text(self.locale) if question else "") or name

    def _quoted(self, text: str) -> str:
        return self._say(_QUOTED, text)

    def _say(self, words: Localised, *told: str) -> str:
        return words.text(self.locale).format(*told)


def _choices(question: Question) -> tuple[Choice, ...]:
    return YES_NO if question.type == "yes_no" else question.choices
