"""A section as its page shows it: each question as it is kept, or with its fields, and what stands beside it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_wtf import FlaskForm

from app.queries.answer.attachments import DraftedFile
from app.queries.answer.drafts import DraftedAnswer, OwnForm
from app.queries.answer.together import Mark
from app.respondent.headings import Heading, headings
from app.respondent.kept_questions import UNANSWERED, KeptQuestion, Worded, kept_questions
from app.respondent.writing import Drafted, mark_of
from forms import texts
from forms.builder import Asked, Prefill, asked, field_name, prefilled
from forms.documents import JsonObject
from forms.logic import asked_sections, out_of_sight, page_document
from forms.question_types import question_type
from forms.question_types.file import File
from forms.questionnaire import Question, Section


@dataclass(frozen=True)
class Entry:
    """One question on the page, and what is stored there now (None before its first save).

    It stands there as `kept` and filled with `filled`, or else is rendered from its fields in `asked`. `agreed` is what
    colleagues have said of it, `headings` what stands before it.
    """

    question: Question
    filled: Prefill
    stored: DraftedAnswer | None
    asked: Asked | None
    kept: KeptQuestion | None
    agreed: Mark | None
    headings: Sequence[Heading]

    @property
    def typed(self) -> str:
        """The text in the question's one input, where it is written in free words."""
        return str(question_type(self.question.type).inputs(self.question, self.filled.typed).get("", ""))

    @property
    def mark(self) -> str:
        """What the page carries to tell what was changed on it; see `content_mark`."""
        return mark_of(self.stored) if self.stored else ""


@dataclass(frozen=True)
class Wanted:
    """How somebody wants a section's page: with one more item at the repeating group `more`, and in which words.

    `plain` is for questions in plain language, `reading` for questions in a language of the form beside the page's.
    """

    more: str = ""
    plain: bool = False
    reading: str = ""


AS_IT_IS = Wanted()


@dataclass(frozen=True)
class SectionPage:
    """A section as it stands on its page; `number` of `total` counts from one. `version` is the form's.

    `plain` is whether its questions stand in plain language, `reading` the language beside the page's that they are
    in, if any, and `languages` those that they can be read in.

    `form` has the fields of entries that have some, and is None where all are kept. `unseen` is what the form's rules
    keep out of sight, `logic` what the page's script follows while somebody types.
    `attached` are the files at each question that takes them.
    """

    section: Section
    number: int
    total: int
    version: int
    plain: bool
    reading: str
    languages: tuple[str, ...]
    form: FlaskForm | None
    entries: tuple[Entry, ...]
    unseen: list[str]
    logic: JsonObject | None
    attached: Mapping[str, list[DraftedFile]]

    @property
    def unseen_json(self) -> str:
        """The same as the page sends it back."""
        return json.dumps(self.unseen)


def section_page(
    own: OwnForm, section: Section, stands: Drafted, locale: str, wanted: Wanted = AS_IT_IS, *, keeps: bool = False
) -> SectionPage:
    """The section with everything typed so far; what can't be sent yet has its sentence at the field.

    `keeps`: questions come as they are kept, where they can be; without it all have their fields.
    """
    filled = _filled(stands, wanted.more)
    outcome = stands.checked.outcome
    sections = asked_sections(own.questionnaire, outcome.unasked)
    number = sections.index(section) + 1
    languages = texts.readable(section, own.questionnaire.more_languages)
    reading = wanted.reading if wanted.reading in languages else ""
    plain = wanted.plain and not reading and section.has_plain_words(locale)
    section = section.in_plain_words() if plain else texts.read_in(section, reading)
    worded = Worded(own, section, locale, "plain" if plain else reading)
    faults = {problem.question_key: problem.message for problem in stands.invalid(section)}
    kept = kept_questions(worded, filled, outcome, faults) if keeps else {}
    form = _bound(worded, filled, faults) if len(kept) < len(section.questions) else None
    return SectionPage(
        section,
        number=number,
        total=len(sections),
        version=own.number,
        plain=plain,
        reading=reading,
        languages=languages,
        form=form,
        entries=_entries(section, stands, filled, kept, asked(form, section, filled, outcome, locale) if form else ()),
        unseen=out_of_sight(section, outcome),
        logic=page_document(section, outcome),
        attached={
            question.key: [one for one in stands.files if one.question_key == question.key]
            for question in section.questions
            if question.type == File.name
        },
    )


def _filled(stands: Drafted, more: str) -> dict[str, Prefill]:
    """What stands in the questions' inputs: what is stored, else what the form says stands there from the start."""
    return {key: Prefill(typed) for key, typed in stands.checked.outcome.defaults.items()} | {
        key: Prefill(answer.typed, answer.version, answer.quote_permission, key == more, answer.secrecy)
        for key, answer in stands.stored.items()
    }


def _bound(worded: Worded, filled: Mapping[str, Prefill], faults: Mapping[str, str]) -> FlaskForm:
    form = worded.form_class()(formdata=None, data=prefilled(worded.section, filled))
    for key, message in faults.items():
        form[field_name(key)].errors = [message]
    return form


def _entries(
    section: Section,
    stands: Drafted,
    filled: Mapping[str, Prefill],
    kept: Mapping[str, KeptQuestion],
    fields: Iterable[Asked],
) -> tuple[Entry, ...]:
    with_fields = {one.question.key: one for one in fields}
    above = headings(section, stands.checked.outcome) if section.groups else {}
    return tuple(
        Entry(
            one,
            filled.get(one.key, UNANSWERED),
            stands.stored.get(one.key),
            with_fields.get(one.key),
            kept.get(one.key),
            stands.marks.get(one.key),
            above.get(one.key, ()),
        )
        for one in section.questions
    )
