"""Between a section's page and the draft: what the page shows, what it sent, and where two texts met."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from werkzeug.datastructures import MultiDict

from app.models import InputRequest, now
from app.queries.answer import attachments as attachment_queries
from app.queries.answer import drafts as draft_queries
from app.queries.answer import together
from app.queries.answer.attachments import DraftedFile
from app.queries.answer.drafts import DraftedAnswer, OwnForm
from app.queries.answer.together import Mark
from app.services.answer.drafts import Clash, TypedAnswer, content_mark
from forms.answers import QUOTE_PERMISSION_NAMES, AnswerProblem, Check, QuotePermission, Secrecy, check
from forms.builder import Sent, field_name, sent
from forms.changes import asked_key
from forms.documents import Json
from forms.localised import Localised
from forms.logic import asked_sections, clock, out_of_sight
from forms.question_types import question_type
from forms.question_types.file import File
from forms.questionnaire import Question, Questionnaire, Section
from forms.text import storable

FREE_TEXT = frozenset({"short_text", "long_text"})
JUST_NOW = timedelta(minutes=5)
MAY_BE_SECRET = Localised(sv="Kan innehålla sekretess.", en="May be confidential.")
NOT_MARKED = Localised(sv="Inte markerat som sekretess.", en="Not marked as confidential.")
NO_ANSWER = Localised(sv="(inget svar)", en="(no answer)")


@dataclass(frozen=True)
class Drafted:
    """The stored answers of a section, or of the whole form where it has rules, and the outcome of checking them.

    `marks` is what colleagues have said and agreed on, by question key, where it was read.
    `files` are all that are attached to the draft, where the form asks for files at all.
    """

    stored: Mapping[str, DraftedAnswer]
    checked: Check
    marks: Mapping[str, Mark]
    files: Sequence[DraftedFile] = ()

    def invalid(self, section: Section) -> list[AnswerProblem]:
        """What is typed in the section but can't be sent as it is. What is missing is no fault while writing."""
        return [
            problem
            for problem in self.checked.problems
            if (question := section.question(problem.question_key))
            and not question_type(question.type).is_empty(question, self._typed(question.key))
        ]

    def _typed(self, key: str) -> Json:
        return self.stored[key].typed if key in self.stored else self.checked.outcome.defaults.get(key)


@dataclass(frozen=True)
class MergeItem:
    """Two texts for one question, shown side by side. `hidden` sends back what was typed here."""

    key: str
    label: str
    mine: str
    saved: DraftedAnswer
    saved_text: str
    mark: str
    is_free_text: bool
    hidden: tuple[tuple[str, str], ...]


def mark_of(stored: DraftedAnswer) -> str:
    """The stored answer's mark, for a page that shows it."""
    return content_mark(stored.version, stored.typed, stored.quote_permission, stored.secrecy)


def drafted(request: InputRequest, own: OwnForm, section: Section, locale: str, *, with_marks: bool = False) -> Drafted:
    """What stands typed in the section and what becomes of it. Where the form has rules, all of the draft is read."""
    form = own.questionnaire if own.has_rules else Questionnaire(sections=(section,))
    keys = None if own.has_rules else [question.key for question in section.questions]
    found, marks = together.stored(request.id, keys) if with_marks else (draft_queries.stored(request.id, keys), {})
    stored = found.answers
    asks_files = any(question.type == File.name for question in form.questions())
    files = attachment_queries.of_draft(request.id) if asks_files else []
    whole = attachment_queries.with_attached(own, stored, files)
    checked = check(form, {key: one.typed for key, one in whole.items()}, locale, clock(now()))
    return Drafted(stored, checked, marks, files)


def also_here(section: Section, stands: Drafted, contact_id: int) -> list[str]:
    """The names of others who saved something in the section just now: who is here, without a script to tell."""
    since = now() - JUST_NOW
    recent = (stands.stored[one.key] for one in section.questions if one.key in stands.stored)
    return sorted(
        {one.changed_by for one in recent if one.changed_at > since and one.changed_by_id not in {None, contact_id}}
    )


def has_come_into_sight(unseen: str, section: Section, stands: Drafted) -> bool:
    """Whether a save has uncovered something; `unseen` is what the page said it did not show, as JSON."""
    try:
        marks = json.loads(unseen or "[]")
    except ValueError:
        return False
    before = {mark for mark in marks if isinstance(mark, str)} if isinstance(marks, list) else set()
    return bool(before - set(out_of_sight(section, stands.checked.outcome)))


def typed_answers(section: Section, posted: MultiDict[str, str]) -> list[TypedAnswer]:
    """What the page sent, question by question; from the merge page, what the person chose of two texts."""
    answers = []
    for key, one in sent(section, posted).items():
        question = section.question(key)
        chosen = posted.get(f"merge-{_name(key)}")
        if question is None or chosen == "saved":
            continue
        typed = storable(posted.get(f"merge-{_name(key)}-text", "")) if chosen == "both" else one.typed
        answers.append(_answer(question, typed, one, posted.get(f"{field_name(key)}-seen-version", "")))
    return answers


def merge_items(clashes: Iterable[Clash], locale: str) -> list[MergeItem]:
    """The clashes as the merge page shows them."""
    return [_merge_item(clash, locale) for clash in clashes]


def following(questionnaire: Questionnaire, section: Section, unasked: Collection[str]) -> Section | None:
    """The section after this one in which something is asked, or None after the last."""
    rest = questionnaire.sections[questionnaire.sections.index(section) + 1 :]
    return next(iter(asked_sections(replace(questionnaire, sections=rest), unasked)), None)


def _answer(question: Question, typed: Json, one: Sent, mark: str) -> TypedAnswer:
    permission = one.quote or QuotePermission.NAMED
    return TypedAnswer(question, typed, permission, one.seen_version or 0, mark, one.secrecy)


def _merge_item(clash: Clash, locale: str) -> MergeItem:
    question, saved = clash.mine.question, clash.saved
    mine = _shown(question, clash.mine.typed, locale)
    theirs = _shown(question, saved.typed, locale)
    if clash.mine.quote_permission is not saved.quote_permission:
        mine = f"{mine}\n\n{QUOTE_PERMISSION_NAMES[clash.mine.quote_permission].text(locale)}"
        theirs = f"{theirs}\n\n{QUOTE_PERMISSION_NAMES[saved.quote_permission].text(locale)}"
    if (told := clash.mine.secrecy or saved.secrecy) != saved.secrecy:
        mine, theirs = (
            f"{mine}\n\n{secrecy_words(told, locale)}",
            f"{theirs}\n\n{secrecy_words(saved.secrecy, locale)}",
        )
    return MergeItem(
        key=_name(question.key),
        label=question.label.text(locale),
        mine=mine,
        saved=saved,
        saved_text=theirs,
        mark=mark_of(saved),
        is_free_text=question.type in FREE_TEXT,
        hidden=tuple(_hidden(question, clash)),
    )


def secrecy_words(secrecy: Secrecy, locale: str) -> str:
    """What the sender says of an answer's secrecy, in words."""
    words = MAY_BE_SECRET if secrecy.marked else NOT_MARKED
    return f"{words.text(locale)} {secrecy.reason}".strip()


def _hidden(question: Question, clash: Clash) -> Iterable[tuple[str, str]]:
    mine, saved = clash.mine, clash.saved.secrecy
    for suffix, value in question_type(question.type).inputs(question, mine.typed).items():
        for one in [value] if isinstance(value, str) else value:
            yield field_name(asked_key(question.key), suffix), one
    yield field_name(asked_key(question.key), "quote"), mine.quote_permission.value
    # A text that was put together may hold what either thought secret: merging never takes a mark away.
    told = mine.secrecy or saved
    if told.marked or saved.marked:
        yield field_name(asked_key(question.key), "secret"), "y"
    yield field_name(asked_key(question.key), "secret-reason"), told.reason or saved.reason


def _shown(question: Question, typed: Json, locale: str) -> str:
    return question_type(question.type).show_typed(question, typed, locale) or NO_ANSWER.text(locale)


def _name(key: str) -> str:
    return field_name(asked_key(key)).removeprefix("q-")
