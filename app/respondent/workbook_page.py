"""What the page shows of a workbook that came back, and what the person chose on it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.queries.answer.drafts import DraftedAnswer
from app.respondent.writing import NO_ANSWER, secrecy_words
from app.services.answer.workbook.reading import Kept
from app.services.answer.workbook.review import Decision, Item, Outcome, Review, Unclear
from forms.answers import NOT_SECRET, Secrecy
from forms.builder import field_name
from forms.documents import Json
from forms.localised import Localised
from forms.question_types import question_type
from forms.questionnaire import Question

_PREFIX, _SUFFIX = field_name(""), "-version"
_VERSION = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Shown:
    """One question on the page: both answers as text. `key` is as in the names of inputs."""

    key: str
    question_key: str
    section_key: str
    label: Localised
    mine: str
    saved: str
    stored: DraftedAnswer | None
    version: int
    unclear: tuple[Unclear, ...]
    advice: str


@dataclass(frozen=True)
class ReviewPage:
    """The questions by what the workbook says of them, and what belongs to none."""

    new: list[Shown]
    choose: list[Shown]
    unclear: list[Shown]
    unchanged: list[Shown]
    missing: list[Shown]
    remarks: tuple[str, ...]
    kept: tuple[Kept, ...]
    notes: tuple[Kept, ...]


def shown(review: Review, locale: str) -> ReviewPage:
    """The review as its page shows it."""

    def of(outcome: Outcome) -> list[Shown]:
        return [_shown(item, locale) for item in review.of(outcome)]

    return ReviewPage(
        of(Outcome.NEW),
        of(Outcome.CHOOSE),
        of(Outcome.NOT_UNDERSTOOD),
        of(Outcome.UNCHANGED),
        of(Outcome.MISSING),
        review.remarks,
        review.kept,
        review.notes,
    )


def decisions(posted: MultiDict[str, str]) -> dict[str, Decision]:
    """What was chosen, by question key; a version that is no number is one that was never shown."""
    found = {}
    for name in _names(posted):
        version = posted.get(f"{_PREFIX}{name}{_SUFFIX}", "")
        seen = int(version) if _VERSION.fullmatch(version) else -1
        found[name.replace("--", "-")] = Decision(seen, posted.get(f"merge-{name}") == "mine")
    return found


def _names(posted: Iterable[str]) -> list[str]:
    named = (name for name in posted if name.startswith(_PREFIX) and name.endswith(_SUFFIX))
    return [name.removeprefix(_PREFIX).removesuffix(_SUFFIX) for name in named]


def _shown(item: Item, locale: str) -> Shown:
    question, stored = item.question, item.stored
    before = stored.secrecy if stored else NOT_SECRET
    is_told = item.secrecy not in {None, before}
    return Shown(
        key=field_name(question.key).removeprefix(_PREFIX),
        question_key=question.key,
        section_key=item.section_key,
        label=question.label,
        mine=_text(question, item.typed, item.secrecy if is_told else None, locale),
        saved=_text(question, stored.typed if stored else None, before if is_told else None, locale),
        stored=stored,
        version=item.version,
        unclear=item.unclear,
        advice=item.advice,
    )


def _text(question: Question, typed: Json, secrecy: Secrecy | None, locale: str) -> str:
    text = question_type(question.type).show_typed(question, typed, locale) or NO_ANSWER.text(locale)
    return f"{text}\n\n{secrecy_words(secrecy, locale)}" if secrecy else text
