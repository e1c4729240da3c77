"""What leaves a body that collects, beside its answers: how many members, allowed citations, and minority views.

The document is frozen with the submission and covered by its SHA-256. It holds no key to any view, and no number under
five: a public record must not tell of a handful. See docs/decisions on frozen citations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.documents import JsonObject
from forms.localised import Localised

FEWEST = 5
"""Groups under this are told as "fewer than five", and never broken down."""

_FEWER = Localised(sv="färre än fem medlemmar", en="fewer than five members")
_MEMBERS = Localised(sv="{n} medlemmar", en="{n} members")


@dataclass(frozen=True)
class Citation:
    """A sentence of the joint answer, how many members it rests on, and the words that members let others read.

    `members` is None where they are fewer than five.
    """

    sentence: str
    members: int | None
    excerpts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Minority:
    """A view that the joint answer does not carry, in the coordinator's words, with how many stand behind it."""

    text: str
    members: int | None
    excerpts: tuple[str, ...] = ()


@dataclass(frozen=True)
class JointPart:
    """What one question's answer rests on."""

    question: str
    citations: tuple[Citation, ...] = ()
    minorities: tuple[Minority, ...] = ()


@dataclass(frozen=True)
class JointAnswer:
    """All that leaves the body. `members` is how many the views speak for, None where fewer than five."""

    members: int | None
    parts: tuple[JointPart, ...] = ()

    def part(self, question_key: str) -> JointPart | None:
        """What the answer to this question rests on; None where nothing is cited or kept."""
        return next((part for part in self.parts if part.question == question_key), None)


def honest(people: int) -> int | None:
    """A number that may be told: None where it is under five."""
    return people if people >= FEWEST else None


def told(people: int | None, locale: str) -> str:
    """The number in words: "12 medlemmar", or "färre än fem medlemmar"."""
    return _FEWER.text(locale) if people is None else _MEMBERS.text(locale).format(n=people)


def to_json(joint: JointAnswer) -> JsonObject:
    """The document that is frozen and hashed."""
    return {
        "schema": 1,
        "members": joint.members,
        "questions": [
            {
                "question": part.question,
                "citations": [
                    {"sentence": one.sentence, "members": one.members, "excerpts": list(one.excerpts)}
                    for one in part.citations
                ],
                "minorities": [
                    {"text": one.text, "members": one.members, "excerpts": list(one.excerpts)}
                    for one in part.minorities
                ],
            }
            for part in joint.parts
        ],
    }


def from_json(document: Mapping[str, Any]) -> JointAnswer:
    """Read what `to_json` wrote."""
    parts = tuple(_part(one) for one in document["questions"])
    return JointAnswer(document["members"], parts)


def _part(document: Mapping[str, Any]) -> JointPart:
    return JointPart(
        document["question"],
        tuple(Citation(one["sentence"], one["members"], _texts(one["excerpts"])) for one in document["citations"]),
        tuple(Minority(one["text"], one["members"], _texts(one["excerpts"])) for one in document["minorities"]),
    )


def _texts(listed: Iterable[str]) -> tuple[str, ...]:
    return tuple(listed)
