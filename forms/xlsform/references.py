"""Expressions and texts of a workbook that name other questions: what they ask for, and whether it is there."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from forms.expressions import ExpressionError, parse
from forms.localised import Localised
from forms.xlsform import sentences
from forms.xlsform.report import Place, Report

_REFERENCE = re.compile(r"\$\{([^}]{1,300})\}")
MOST_LOGIC = 200_000
"""Characters of expressions in a form: some two seconds of reading, and many times what the largest forms have."""
ALWAYS_THERE = frozenset({"instanceID", "instanceName"})


def names_in(text: str) -> Iterator[str]:
    """Yield the names that a text or expression quotes as ${name}."""
    yield from (found[1].strip().removeprefix("last-saved#") for found in _REFERENCE.finditer(text))


def is_broken(text: str) -> bool:
    """Whether a reference begins in the text that has no end."""
    return any("}" not in part for part in text.split("${")[1:])


@dataclass
class References:
    """What was read that may name others. It is judged when all rows are known, for a row may name a later one."""

    report: Report
    _sources: list[tuple[Place, str]] = field(default_factory=list)
    _texts: list[tuple[Place, str]] = field(default_factory=list)

    def expression(self, place: Place, source: str) -> str:
        """Remember an expression and return it."""
        if source:
            self._sources.append((place, source))
        return source

    def text(self, place: Place, text: Localised) -> None:
        """Remember a text that people read."""
        self._texts.extend((place, one) for _, one in text.texts if "${" in one)

    def judge(self, rows: Counter[str], kept: Collection[str]) -> None:
        """Tell of names that no row has, that two rows have, or whose row did not come along."""
        if sum(len(source) for source in {source for _, source in self._sources}) > MOST_LOGIC:
            self.report.refuse(self._sources[0][0], sentences.TOO_MUCH_LOGIC)
            return
        for place, source in self._sources:
            if "last-saved#" in source:
                self.report.warn(place, sentences.LAST_SAVED)
            self._judge_grammar(place, source)
            self._judge_names(place, source, rows, kept)
        for place, text in self._texts:
            self._judge_names(place, text, rows, None)
            for name in dict.fromkeys(names_in(text)):
                self.report.warn(place, sentences.REFERENCE, name=f"${{{name}}}")

    def _judge_grammar(self, place: Place, source: str) -> None:
        try:
            parse(source)
        except ExpressionError as error:
            self.report.warn_of(place, sentences.BAD_EXPRESSION, reason=error.message)

    def _judge_names(self, place: Place, text: str, rows: Counter[str], kept: Collection[str] | None) -> None:
        if is_broken(text):
            self.report.warn(place, sentences.BROKEN_REFERENCE, value=text)
        for name in dict.fromkeys(names_in(text)):
            if name in ALWAYS_THERE:
                continue
            if rows[name] == 0:
                self.report.warn(place, sentences.UNKNOWN_REFERENCE, name=name)
            elif rows[name] > 1:
                self.report.warn(place, sentences.AMBIGUOUS_REFERENCE, name=name)
            elif kept is not None and name not in kept:
                self.report.warn(place, sentences.REFERENCE_TO_LOST, name=name)
