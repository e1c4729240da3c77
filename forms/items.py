"""What a repeating group is answered with: items, each a mapping from the key of an inner question to what it holds.

An item's inputs are named after the item's number, from 0: `q-<group>-<number>-<question>`, then the suffix that the
inner question's type gives. A hyphen inside a key is doubled, as in all names of inputs.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, cast

from wtforms import Field
from wtforms.form import BaseForm

from forms.documents import Json
from forms.questionnaire import Question

Item: TypeAlias = Mapping[str, Json]

DEFAULT_MOST = 50
"""Items where the question itself sets no bound."""

_NAME = re.compile(r"(?P<number>\d{1,4})-(?P<rest>.+)", re.ASCII | re.DOTALL)


class ItemsField(Field):
    """The main field of a repeating group: it has no input of its own, but makes the fields of each item.

    `inner` are the unbound fields of one item by `input_name`; `locale` is the language of its sentences.
    """

    def __init__(self, label: str = "", *, inner: Mapping[str, Field], locale: str, **settings: Any) -> None:
        super().__init__(label, **settings)
        self.inner = inner
        self.locale = locale

    def item(self, number: int, data: Mapping[str, object]) -> BaseForm:
        """Return the fields of the item with this number, filled with `data` by `input_name`."""
        # Unbound until a form takes them, which the type of a class of fields does not tell.
        fields = BaseForm(cast("Any", self.inner), prefix=f"{self.name}-{number}-")
        fields.process(data=data)
        return fields


def input_name(question_key: str, suffix: str = "") -> str:
    """Return the last part of the name of an inner question's input."""
    name = question_key.replace("-", "--")
    return f"{name}-{suffix}" if suffix else name


def by_item(posted: Mapping[str, Sequence[str]]) -> list[Mapping[str, Sequence[str]]]:
    """Return what was sent for each item, in the order of their numbers: the last part of an input's name to values."""
    found: dict[int, dict[str, Sequence[str]]] = {}
    for suffix, values in posted.items():
        if name := _NAME.fullmatch(suffix):
            found.setdefault(int(name["number"]), {})[name["rest"]] = values
    return [found[number] for number in sorted(found)]


def items_of(question: Question, typed: Json) -> list[Item]:
    """Read a typed answer or a value of any shape as items; words that have no place stand at the first question."""
    if typed is None or typed == "":
        return []
    parts = typed if isinstance(typed, Sequence) and not isinstance(typed, str) else [typed]
    first = question.questions[0].key if question.questions else ""
    return [part if isinstance(part, Mapping) else {first: part} for part in parts]


def most(question: Question) -> int:
    """Return how many items can be sent."""
    return DEFAULT_MOST if question.maximum is None else int(question.maximum)
