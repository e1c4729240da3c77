"""What the readers of one file share while they make questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.imports import sentences
from forms.imports.keys import Keys
from forms.imports.terms import Variable
from forms.imports.texts import Texts
from forms.questionnaire import Group, Question
from forms.xlsform.report import Place, Report

MOST_PARTS = 30_000
"""Questions and choices that one file may become: a table of a few rows and columns makes many of them."""


@dataclass
class Workshop:
    """The tools: the report, the keys in use, and the texts. `parts` counts what was made with them."""

    report: Report
    keys: Keys
    texts: Texts
    parts: int = 0

    def spend(self, parts: int) -> None:
        """Take note that so many questions or choices are made; raise XlsFormError when a file makes far too many."""
        self.parts += parts
        if self.parts > MOST_PARTS:
            self.report.refuse(Place(""), sentences.TOO_MANY)
            self.report.lines()


@dataclass
class Made:
    """What one foreign question became: questions, the groups around them, and what its names mean in conditions."""

    questions: list[Question] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    names: dict[str, Variable] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def add(self, question: Question, place: Place, names: Mapping[str, Variable] | None = None) -> None:
        """Add a question, where it came from, and the names that its answer goes by."""
        self.questions.append(question)
        self.places[question.key] = place
        self.names.update(names or {})
