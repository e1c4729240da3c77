"""From a questionnaire to the sheets of an XLSForm workbook; read again they give an equal questionnaire."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from forms.localised import Localised
from forms.question_types import question_type
from forms.question_types.base import XlsRow
from forms.question_types.choosing import OTHER_KEY, OTHER_LABEL
from forms.questionnaire import Choice, Group, Question, Questionnaire, Section
from forms.xlsform.audiences import write_audience
from forms.xlsform.languages import language_heading
from forms.xlsform.matrices import HEADER, ROW, TABLE, has_header
from forms.xlsform.names import KEY
from forms.xlsform.questions import CHOOSING
from forms.xlsform.rules import join_bounds
from forms.xlsform.types import ELSEWHERE, EXTERNAL, METADATA, WORKED_OUT, RowType, row_type
from forms.xlsform.wordings import WORDING_COLUMNS, write_wordings
from forms.xlsform.workbook import in_languages
from forms.xlsform.written_lists import YES, Cells, ChoiceLists, texts
from forms.xlsform.written_names import with_usable_names

_LOCALISED = ("label", "hint", "constraint_message", "item_label", "low_label", "high_label", *WORDING_COLUMNS)
_HEADINGS = (
    "type", "name", "label", "hint", *WORDING_COLUMNS, "required", "relevant", "constraint", "constraint_message",
    "choice_filter", "calculation", "default", "appearance", "parameters", "repeat_count", "item_label",
    "low_label", "high_label", "other", "suggested_length", "theme", "audience", KEY,
)  # fmt: skip
"""The survey's columns in their order. Localised ones stand once for each language; empty ones are left out."""


def write(questionnaire: Questionnaire, organisation_names: Mapping[int, str]) -> dict[str, list[list[object]]]:
    """Return the sheets survey, choices and settings, headings first; every row is as long as its headings.

    `organisation_names` gives the names of all organisations that an audience holds; KeyError when one is missing.
    """
    questionnaire = with_usable_names(questionnaire)
    languages = _languages(questionnaire)
    lists, external = _lists(questionnaire), ChoiceLists()
    rows = list(_SurveyWriter(lists, external, organisation_names).rows(questionnaire))
    headings = chain.from_iterable(
        [f"{name}::{language_heading(code)}" for code in languages] if name in _LOCALISED else [name]
        for name in _HEADINGS
    )
    return {
        "survey": _table(list(headings), rows, to_fill=questionnaire.more_languages),
        "choices": _table(*lists.table(languages)),
        **({"external_choices": _table(*external.table(languages))} if external.names else {}),
        "settings": _settings(questionnaire, languages, lists.has_doubles),
    }


@dataclass(frozen=True)
class _SurveyWriter:
    """Writes sections, groups and questions as rows."""

    lists: ChoiceLists
    external: ChoiceLists
    organisation_names: Mapping[int, str]

    def rows(self, questionnaire: Questionnaire) -> Iterator[Cells]:
        """Yield the survey's rows."""
        for section in questionnaire.sections:
            yield {
                "type": "begin_group",
                "name": section.key,
                **texts("label", section.title),
                **texts("hint", section.intro),
                "relevant": section.relevant,
                "audience": write_audience(section.audience, self.organisation_names),
            }
            yield from self._inside(section, section.questions, ())
            yield {"type": "end_group"}

    def _inside(self, section: Section, questions: Iterable[Question], around: Sequence[Group]) -> Iterator[Cells]:
        """Yield questions in their groups. `around` are the groups that are open already, and stay so."""
        opened: list[Group] = []
        written: set[str] = set()
        for question in questions:
            path = [group for group in section.groups_of(question) if group not in around]
            common = _common_length(opened, path)
            yield from _ends(len(opened) - common)
            for group in path[common:]:
                yield _begin(group, written)
            opened = path
            yield from self._question(section, question)
        yield from _ends(len(opened))

    def _question(self, section: Section, question: Question) -> Iterator[Cells]:
        if question.type == "repeat":
            yield {**self._about(question), **self._of_the_type(question)}
            yield from self._inside(section, question.questions, section.groups_of(question))
            yield {"type": "end_repeat"}
        elif question.type == "matrix":
            yield from self._matrix(question)
        else:
            yield {**self._about(question), **self._of_the_type(question)}

    def _matrix(self, question: Question) -> Iterator[Cells]:
        """Yield a group of rows; under a header row where they came under one and it can say all that they need."""
        list_type = f"select_one {self.lists.name_of(question.choices, question.key)}"
        rows = [
            {"type": list_type, "name": row.key, **texts("label", row.label), "required": _required(question)}
            for row in question.rows
        ]
        about = {**self._about(question), "required": ""}
        if has_header(question):
            yield {**about, "type": list_type, "appearance": HEADER}
            yield from ({**row, "appearance": ROW} for row in rows)
            return
        yield {**about, "type": "begin_group", "appearance": TABLE}
        yield from rows
        yield {"type": "end_group"}

    def _about(self, question: Question) -> Cells:
        """Return the cells that all questions have alike."""
        rules = question.rules
        return {
            "name": question.source_name or question.key,
            KEY: question.key if question.source_name else "",
            **texts("label", question.label),
            **texts("hint", question.hint),
            **write_wordings(question),
            "required": _required(question),
            "relevant": rules.relevant,
            "constraint": rules.constraint,
            **texts("constraint_message", rules.constraint_message),
            "choice_filter": rules.choice_filter,
            "default": rules.default,
            "theme": question.theme,
            "audience": write_audience(question.audience, self.organisation_names),
        }

    def _of_the_type(self, question: Question) -> Cells:
        row = question_type(question.type).to_xlsform(question)
        source = row_type(question.source_type)
        if source.word in METADATA and question.rules.calculation != WORKED_OUT.get(source.word, ""):
            source = row_type("")  # it was given a value here, and that has to go along
        constraint = join_bounds(row.constraint, question.rules.constraint)
        labels = [texts(name, text) for name, text in row.labels.items()]
        return {
            "type": self._type(question, row, source),
            **{heading: cell for cells in labels for heading, cell in cells.items()},
            "appearance": row.appearance,
            "constraint": "" if constraint == source.built_in_constraint else constraint,
            "calculation": "" if source.word in METADATA else question.rules.calculation,
            **_how_often(row),
            "other": YES if row.or_other and not _says_other(question) else "",
            "suggested_length": row.suggested_length,
        }

    def _type(self, question: Question, row: XlsRow, source: RowType) -> str:
        if row.type not in CHOOSING:
            return source.source if source.word in {row.type, *ELSEWHERE, *METADATA} and source.source else row.type
        if question.source_type == EXTERNAL and question.rules.choice_filter and not row.or_other:
            return f"{EXTERNAL} {self.external.name_of(row.choices, question.key)}"
        name = self.lists.name_of(row.choices, question.key, fixed=row.list_name, with_other=_says_other(question))
        return f"{row.type} {name} or_other" if _says_other(question) else f"{row.type} {name}"


def _says_other(question: Question) -> bool:
    """Whether the type cell offers "other": elsewhere not together with a filter, so a column of ours says it then."""
    return question.other and not question.rules.choice_filter


def _lists(questionnaire: Questionnaire) -> ChoiceLists:
    """Return the lists, still empty, that know which choices are offered together with "other"."""
    asked = list(questionnaire.with_inner())
    own = {choice.label for one in asked for choice in one.choices if choice.key == OTHER_KEY}
    languages = {code for text in _asked_texts(questionnaire) if text not in own for code in text.languages}
    other = Choice(OTHER_KEY, in_languages(OTHER_LABEL, languages))
    return ChoiceLists(frozenset(one.choices for one in asked if _says_other(one)), other)


def _ends(count: int) -> Iterator[Cells]:
    for _ in range(count):
        yield {"type": "end_group"}


def _begin(group: Group, written: set[str]) -> Cells:
    """Return the row that opens the group; one whose questions stand apart is opened again under another name."""
    name = group.key
    while name in written:
        name += "_again"
    written.add(name)
    return {
        "type": "begin_group",
        "name": name,
        **texts("label", group.title),
        **texts("hint", group.hint),
        "relevant": group.relevant,
    }


def _common_length(one: Sequence[Group], other: Sequence[Group]) -> int:
    length = 0
    for first, second in zip(one, other, strict=False):
        if first.key != second.key:
            break
        length += 1
    return length


def _required(question: Question) -> str:
    return YES if question.required else question.rules.required_if


def _how_often(row: XlsRow) -> Cells:
    """Return the cells of the row's parameters; a group that is always answered as often has a column of its own."""
    given = dict(row.parameters)
    count = ""
    if row.type == "begin_repeat" and "min" in given and given["min"] == given.get("max"):
        count = given.pop("min")
        del given["max"]
    return {"repeat_count": count, "parameters": " ".join(f"{name}={value}" for name, value in given.items())}


def _languages(questionnaire: Questionnaire) -> list[str]:
    """Return the languages of the form: Swedish first, English next, then the others."""
    found = {code for text in _all_texts(questionnaire) for code in text.languages} | {*questionnaire.more_languages}
    return sorted(found, key=lambda code: (code != "sv", code != "en", code)) or ["sv"]


def _all_texts(questionnaire: Questionnaire) -> Iterator[Localised]:
    yield from (questionnaire.title, questionnaire.intro)
    yield from _asked_texts(questionnaire)


def _asked_texts(questionnaire: Questionnaire) -> Iterator[Localised]:
    for section in questionnaire.sections:
        yield from (section.title, section.intro)
        yield from chain.from_iterable((group.title, group.hint) for group in section.groups)
        yield from _texts_of(section.questions)


def _texts_of(questions: Iterable[Question]) -> Iterator[Localised]:
    for one in questions:
        yield from (one.label, one.hint, one.low_label, one.high_label, one.item_label, one.rules.constraint_message)
        yield from chain.from_iterable((wording.label, wording.hint) for wording in one.wordings)
        yield from (choice.label for choice in (*one.choices, *one.rows))
        yield from _texts_of(one.questions)


def _settings(questionnaire: Questionnaire, languages: Sequence[str], has_doubles: bool) -> list[list[object]]:
    """Return the settings sheet; the plain title is in the default language, for programs that know one only."""
    default = next((code for code in languages if questionnaire.title.get(code)), languages[0])
    cells: Cells = {"form_title": questionnaire.title.get(default), "default_language": language_heading(default)}
    others = (code for code in languages if code != default)
    cells |= {f"translated_title::{language_heading(code)}": questionnaire.title.get(code) for code in others}
    cells |= {f"intro::{language_heading(code)}": questionnaire.intro.get(code) for code in languages}
    cells["allow_choice_duplicates"] = YES if has_doubles else ""
    return _table(list(cells), [cells])


def _table(headings: Sequence[str], rows: Sequence[Cells], to_fill: Sequence[str] = ()) -> list[list[object]]:
    """Return headings and rows, without the columns that nobody filled; those every reader expects stay.

    So do the labels' in the languages `to_fill`, for whoever translates in the workbook.
    """
    expected = {"type", "name", "list_name", "form_title", *(f"label::{language_heading(code)}" for code in to_fill)}
    kept = [name for name in headings if name in expected or any(row.get(name) for row in rows)]
    return [list(kept), *([row.get(name) or None for name in kept] for row in rows)]
