"""Names of rows: which are refused, and which key each question gets."""

import re
from collections import Counter
from dataclasses import dataclass, field

from forms.editing import key_from
from forms.questionnaire import KEY_PATTERN
from forms.xlsform import sentences
from forms.xlsform.report import Report
from forms.xlsform.tree import Node, Survey

_NAME_ELSEWHERE = re.compile(r"[^\W\d][\w.\-:\u00b7]*")
"""What other programs take as a name; ours are shorter and have no colon."""
_ODD = re.compile(r"[\u00c0-\u00d6]")
"""Letters that other programs refuse in a name."""
RESERVED = "meta"
KEY = "question_key"
"""A column of ours: the question's key, where its name is that of another."""


@dataclass
class Scope:
    """The keys given in one place where they must differ: the form outside of repeats, or one repeat."""

    used: set[str] = field(default_factory=set)


class Names:
    """Checks names and gives keys. A name that is used in two groups is kept by the first question that has it."""

    def __init__(self, survey: Survey, report: Report) -> None:
        self._report = report
        self._repeats: set[str] = set()
        nodes = list(survey.walk())
        self.counts = Counter(node.name for node in nodes)
        self.counts.update(f"{node.name}_other" for node in nodes if node.kind.or_other)
        self._given = {key for node in nodes if (key := node.row.source(KEY))}

    def check_level(self, nodes: list[Node]) -> None:
        """Refuse what is no name, and what stands twice side by side, here and in every group inside."""
        first_rows: dict[str, int] = {}
        for node in nodes:
            if node.name or node.kind.word not in {"note", "audit"}:
                self._check(node, first_rows)
            self.check_level(node.children)

    def key(self, node: Node, scope: Scope, fallback: str = "question") -> str:
        """Return the row's key: the one that it gives or its name, unless that is taken in this scope or is none."""
        given = node.row.source(KEY)
        for wanted in (given, node.name):
            if KEY_PATTERN.fullmatch(wanted) and wanted not in scope.used:
                scope.used.add(wanted)
                return wanted
        text = node.name or node.row.localised("label").text("sv")
        key = key_from(text, scope.used | set(self.counts) | self._given, fallback)
        if node.name:
            self._report.warn(node.row.place.at("name"), sentences.RENAMED, name=node.name, key=key)
        scope.used.add(key)
        return key

    def repeat_key(self, node: Node, scope: Scope) -> str:
        """Return the key of a repeating group: no two of them have the same, wherever they stand."""
        key = self.key(node, Scope(scope.used | self._repeats), "repeat")
        self._repeats.add(key)
        scope.used.add(key)
        return key

    def new_key(self, text: str, scope: Scope, fallback: str) -> str:
        """Return a key for something that has no row of its own."""
        key = key_from(text, scope.used | set(self.counts), fallback)
        scope.used.add(key)
        return key

    def _check(self, node: Node, first_rows: dict[str, int]) -> None:
        name, place = node.name, node.row.place.at("name")
        if not name:
            self._report.refuse(place, sentences.NO_NAME)
            return
        if not _NAME_ELSEWHERE.fullmatch(name):
            self._report.refuse(place, sentences.BAD_NAME, name=name)
        elif name == RESERVED:
            self._report.refuse(place, sentences.RESERVED_NAME, name=name)
        elif _ODD.search(name):
            self._report.info(place, sentences.ODD_NAME, name=name)
        first = first_rows.setdefault(name, node.row.place.row)
        if first != node.row.place.row:
            self._report.refuse(place, sentences.SAME_NAME, name=name, first=str(first))
