"""A LimeSurvey form as its files tell of it, before anything of it is ours. Texts are by language, and hold HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from forms.xlsform.report import Place

Texts: TypeAlias = Mapping[str, str]
"""Language to text as it stands in the file."""


@dataclass
class Item:
    """A subquestion or an answer of a question; `scale` is 1 for columns of a table and for a second scale."""

    place: Place
    code: str
    scale: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    relevance: str = ""


@dataclass
class Asked:
    """A question. `letter` is its type; `address` is the older way to name it in conditions, such as "123X4X5"."""

    place: Place
    code: str
    letter: str
    texts: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    address: str = ""
    mandatory: str = ""
    other: bool = False
    relevance: str = ""
    pattern: str = ""
    default: str = ""
    subquestions: list[Item] = field(default_factory=list)
    answers: list[Item] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    local_attributes: dict[str, dict[str, str]] = field(default_factory=dict)

    def rows(self, scale: int = 0) -> list[Item]:
        """Return the subquestions of a scale, in order."""
        return [one for one in self.subquestions if one.scale == scale]


@dataclass
class AskedGroup:
    """A group of questions: a page."""

    place: Place
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    relevance: str = ""
    questions: list[Asked] = field(default_factory=list)


@dataclass
class Survey:
    """A whole file: its groups in order, and what of it is not about questions, by name and how many."""

    languages: Sequence[str]
    titles: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    welcomes: dict[str, str] = field(default_factory=dict)
    groups: list[AskedGroup] = field(default_factory=list)
    uncarried: dict[str, int] = field(default_factory=dict)
