"""Questions of a section as markup with gaps: rendered once for a form and a language, then only filled in.

Nothing that anybody wrote is kept: a text stands in a gap, and of other questions only those are kept that are
unanswered or answered by choosing among what is offered. Whatever else is to be shown (an error, what may be secret, a
question out of sight) is rendered anew.
"""

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import cast

from flask import current_app, request
from flask_wtf import FlaskForm
from markupsafe import Markup, escape

from app.queries.answer.drafts import OwnForm
from forms.answers import NOT_SECRET, encode
from forms.builder import Prefill, asked, cached_section_form, prefilled
from forms.logic import Outcome
from forms.question_types import question_type
from forms.questionnaire import Question, Section

WRITTEN = frozenset({"short_text", "long_text"})
CHOSEN = frozenset({"one_choice", "several_choices", "scale", "yes_no", "acknowledge"})
NEVER = frozenset({"repeat", "file", "calculated"})
UNANSWERED = Prefill()
MOST = 4_000  # of some three kilobytes
BORDER = secrets.token_hex(8)
GAPS = re.compile(f"{BORDER}-([a-z]+)-{BORDER}")

_kept: "dict[tuple[str, ...], KeptQuestion]" = {}


@dataclass(frozen=True)
class KeptQuestion:
    """Markup with a gap after each of `pieces`, named in `gaps`, and `last` after all of them."""

    pieces: tuple[str, ...]
    gaps: tuple[str, ...]
    last: str

    def filled(self, **values: object) -> Markup:
        """The markup with these values in its gaps, each escaped unless it is markup itself."""
        parts: list[str] = []
        for piece, name in zip(self.pieces, self.gaps, strict=True):
            parts += (piece, escape(values[name]))
        return Markup("".join([*parts, self.last]))  # noqa: S704 - rendered with escaping, and filled with what is escaped


@dataclass(frozen=True)
class Worded:
    """One section in the words that an organisation reads on a page in `locale`; `section` has those words already.

    `words` tells them apart: "plain", the code of another language than the page's, or nothing.
    """

    own: OwnForm
    section: Section
    locale: str
    words: str

    def form_class(self) -> type[FlaskForm]:
        """The section's form, its labels in those words."""
        return cached_section_form(f"{self.own.version_sha256}:{self.words}", self.section, self.locale)


def kept_questions(
    worded: Worded, filled: Mapping[str, Prefill], outcome: Outcome, faults: Collection[str]
) -> dict[str, KeptQuestion]:
    """The section's questions by key, without those that have to be rendered anew."""
    anew = {*faults, *outcome.unasked, *outcome.away}
    asked = ((one, filled.get(one.key, UNANSWERED)) for one in worded.section.questions if one.key not in anew)
    return {
        question.key: _kept_question(worded, question, answer)
        for question, answer in asked
        if _can_be_kept(question, answer)
    }


def _kept_question(worded: Worded, question: Question, answer: Prefill) -> KeptQuestion:
    is_gap = question.type in WRITTEN or answer.typed is None
    chosen = "" if is_gap else encode(question_type(question.type).inputs(question, answer.typed)[""])
    form = (worded.own.own_sha256, worded.section.key, worded.words, worded.locale, request.script_root)
    place = (*form, question.key, answer.quote.value, chosen)
    if place not in _kept:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[place] = _rendered(worded, question, answer)
    return _kept[place]


def _rendered(worded: Worded, question: Question, answer: Prefill) -> KeptQuestion:
    typed = gap("typed") if question.type in WRITTEN else answer.typed
    filled = {question.key: Prefill(typed, quote=answer.quote)}
    bound = worded.form_class()(formdata=None, data=prefilled(worded.section, filled))
    one = next(one for one in asked(bound, worded.section, filled) if one.question.key == question.key)
    template = current_app.jinja_env.get_template("respondent/kept_question.html")
    render = template.make_module({"locale": worded.locale}).__dict__["kept_question"]
    markup = str(render(replace(one, version=cast("int", gap("version"))), gap))
    *pairs, last = GAPS.split(markup)
    return KeptQuestion(tuple(pairs[::2]), tuple(pairs[1::2]), last)


def _can_be_kept(question: Question, answer: Prefill) -> bool:
    if question.type in NEVER or answer.secrecy != NOT_SECRET:
        return False
    return question.type in WRITTEN or answer.typed is None or (question.type in CHOSEN and not question.other)


def gap(name: str) -> str:
    """A mark that nobody can type: the place of a value that is filled in later."""
    return f"{BORDER}-{name}-{BORDER}"
