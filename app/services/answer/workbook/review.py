"""Compares a workbook that came back with the draft, question by question, and saves what the person wants of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from flask_babel import gettext

from app.access import Respondent
from app.queries.answer import drafts as draft_queries
from app.queries.answer.drafts import DraftedAnswer, OwnForm
from app.services.answer import drafts as draft_service
from app.services.answer.drafts import TypedAnswer
from app.services.answer.workbook import reading
from app.services.answer.workbook.marks import NOTHING, mark_of, secrecy_said, with_secrecy
from app.services.answer.workbook.reading import FoundCell, Kept, ReadWorkbook
from app.services.answer.workbook.stamp import Stamp
from app.services.plan import handed_in
from app.services.problems import Refused
from app.uploads.sheets import Sheets
from exports.answer_workbook.codes import row_code
from forms.answers import NOT_SECRET, QuotePermission, Secrecy
from forms.documents import Json
from forms.question_types import question_type
from forms.question_types.base import InvalidAnswer
from forms.questionnaire import Question
from forms.workbook_lines import CellValue, Line, NotUnderstood, cell_text


class Outcome(StrEnum):
    """What a workbook says of one question, beside the draft."""

    UNCHANGED = "unchanged"
    NEW = "new"
    CHOOSE = "choose"
    NOT_UNDERSTOOD = "not_understood"
    MISSING = "missing"


@dataclass(frozen=True)
class Unclear:
    """A cell that is not understood: where it is, what stands there, and what to do."""

    where: str
    text: str
    sentence: str


@dataclass(frozen=True)
class Item:
    """One question. `typed` is the workbook's answer where it is understood, `stored` the draft's.

    `secrecy` is what the workbook says of the answer, None where it says nothing.
    `advice` is a sentence on what has to be put right before the answer can be sent; the draft takes it as it is.
    """

    question: Question
    section_key: str
    outcome: Outcome
    typed: Json = None
    stored: DraftedAnswer | None = None
    unclear: tuple[Unclear, ...] = ()
    secrecy: Secrecy | None = None
    advice: str = ""

    @property
    def version(self) -> int:
        """The version of the draft's answer that this was compared with; 0 for none."""
        return self.stored.version if self.stored else 0


@dataclass(frozen=True)
class Review:
    """The whole workbook. `remarks` are sentences on the file, `kept` what belongs to no question that is asked now."""

    items: tuple[Item, ...]
    remarks: tuple[str, ...]
    kept: tuple[Kept, ...]
    notes: tuple[Kept, ...]

    def of(self, outcome: Outcome) -> list[Item]:
        """The questions with this outcome, in the form's order."""
        return [item for item in self.items if item.outcome is outcome]


@dataclass(frozen=True)
class Decision:
    """What the person chose on the page: which version of the draft it showed, and whether the workbook's counts."""

    seen_version: int
    take: bool


@dataclass(frozen=True)
class Taken:
    """The outcome of saving: how many answers, and the review of what is left to choose (None: nothing)."""

    saved: int
    left: Review | None


@dataclass
class _Comparison:
    respondent: Respondent
    found: ReadWorkbook
    locale: str
    form: OwnForm = field(init=False)
    answers: Mapping[str, DraftedAnswer] = field(init=False)
    base: Stamp | None = field(init=False)

    def __post_init__(self) -> None:
        request = self.respondent.request
        self.form = draft_queries.own_form(request)
        self.answers = draft_queries.stored(request.id).answers
        self.base = self.found.stamp if self.found.stamp and self.found.stamp.genuine else None

    def items(self) -> Iterator[Item]:
        for section in self.form.questionnaire.sections:
            for question in section.questions:
                lines = question_type(question.type).workbook_lines(question, self.locale)
                if lines:
                    yield self._item(question, section.key, lines)

    def _item(self, question: Question, section_key: str, lines: tuple[Line, ...]) -> Item:
        stored = self.answers.get(question.key)
        here = question_type(question.type).to_workbook(question, stored.typed if stored else None, self.locale)
        cells, unclear = dict(here), list[Unclear]()
        found = {line.id: self.found.cells.get(self._code(question, line), []) for line in lines}
        for name, places in found.items():
            if places:
                cells[name], told = _one_value(places)
                unclear += told
        if not any(found.values()):
            return Item(question, section_key, Outcome.MISSING, None, stored)
        if unclear:
            return Item(question, section_key, Outcome.NOT_UNDERSTOOD, None, stored, tuple(unclear))
        before = stored.secrecy if stored else NOT_SECRET
        said = self._secrecy_said(question, lines, before)
        # Nobody who left a cell blank saw a mark that was set since.
        secrecy = said if said.marked or self._is_as_it_was(question) else before
        mark, mark_here = mark_of(question, cells, self.locale), mark_of(question, here, self.locale)
        outcome = self._outcome(
            question, with_secrecy(mark, said), with_secrecy(mark, secrecy), with_secrecy(mark_here, before)
        )
        if outcome is Outcome.UNCHANGED:
            return Item(question, section_key, outcome, None, stored)
        return self._understood(Item(question, section_key, outcome, None, stored, secrecy=secrecy), cells, found)

    def _secrecy_said(self, question: Question, lines: tuple[Line, ...], before: Secrecy) -> Secrecy:
        codes = [self._code(question, line) for line in lines]
        told = [self.found.secrecies[code] for code in codes if code in self.found.secrecies]
        return secrecy_said(next(filter(None, told), ""), before) if told else before

    def _is_as_it_was(self, question: Question) -> bool:
        """Whether the draft's answer is the one that the workbook was made with."""
        base, stored = self.base.bases.get(question.key) if self.base else None, self.answers.get(question.key)
        return base is not None and base.version == (stored.version if stored else 0)

    def _outcome(self, question: Question, mark_there: str, mark: str, mark_here: str) -> Outcome:
        """`mark_there` is of what the workbook says, `mark` of what would be saved of it, `mark_here` of the draft."""
        base = self.base.bases.get(question.key) if self.base else None
        if mark == mark_here or (base and mark_there == base.mark):
            return Outcome.UNCHANGED
        is_as_it_was = self._is_as_it_was(question)
        if mark_here == NOTHING and (base is None or is_as_it_was):
            return Outcome.NEW
        return Outcome.NEW if is_as_it_was and mark != NOTHING else Outcome.CHOOSE

    def _understood(self, item: Item, cells: Mapping[str, CellValue], found: Mapping[str, list[FoundCell]]) -> Item:
        question, kind = item.question, question_type(item.question.type)
        typed, advice = None, ""
        try:
            typed = kind.from_workbook(question, cells, self.locale)
            if not kind.is_empty(question, typed):
                kind.clean(question, typed, self.locale)
        except NotUnderstood as told:
            return self._unclear(item, told.line, cells, found, told.sentence.text(self.locale))
        except InvalidAnswer as invalid:
            if len(found) == 1:
                return self._unclear(item, next(iter(found)), cells, found, str(invalid))
            # One part of many is wrong: the others must not be lost for it.
            advice = str(invalid)
        return replace(item, typed=typed, advice=advice)

    def _unclear(
        self,
        item: Item,
        name: str,
        cells: Mapping[str, CellValue],
        found: Mapping[str, list[FoundCell]],
        sentence: str,
    ) -> Item:
        where = next((place.where for place in found.get(name, [])), "")
        told = Unclear(where, cell_text(cells.get(name), self.locale), sentence)
        return replace(item, outcome=Outcome.NOT_UNDERSTOOD, unclear=(told,))

    def _code(self, question: Question, line: Line) -> str:
        return row_code(self.respondent.request.id, question.key, line.id)

    def known_codes(self) -> set[str]:
        """The codes of every row that the form has now."""
        return {
            self._code(question, line)
            for question in self.form.questionnaire.questions()
            for line in question_type(question.type).workbook_lines(question, self.locale)
        }


def read(data: bytes, filename: str) -> Sheets:
    """Read a file that is handed in. Raises Refused with the reason why it can't be read."""
    return handed_in.sheets(data, filename)


def compare(respondent: Respondent, sheets: Sheets, locale: str) -> Review:
    """Compare a workbook with the draft; nothing is written. Raises Refused where it is not this request's."""
    found = reading.read(sheets)
    comparison = _Comparison(respondent, found, locale)
    known = comparison.known_codes()
    stamp = found.stamp
    if (stamp and stamp.request_id not in {0, respondent.request.id}) or not known & found.cells.keys():
        raise Refused(gettext("Arbetsboken hör till ett annat formulär. Hämta er arbetsbok på den här sidan."))
    items = tuple(comparison.items())
    return Review(
        items,
        tuple(_remarks(comparison, found, items)),
        (*_gone(found, known), *found.strays),
        tuple(found.notes),
    )


def take(respondent: Respondent, sheets: Sheets, decisions: Mapping[str, Decision], locale: str) -> Taken:
    """Save what is new and what the person chose of the rest; what the draft got meanwhile is never overwritten.

    Decisions are by question key. Raises Refused where the workbook is not this request's or the form is closed.
    """
    review = compare(respondent, sheets, locale)
    wanted = [item for item in review.items if _is_wanted(item, decisions.get(item.question.key))]
    saved = draft_service.save(respondent, [_typed(item) for item in wanted])
    undecided = any(
        item not in wanted and not _is_declined(item, decisions.get(item.question.key))
        for item in (*review.of(Outcome.NEW), *review.of(Outcome.CHOOSE))
    )
    left = compare(respondent, sheets, locale) if saved.clashes or undecided else None
    return Taken(len(wanted) - len(saved.clashes), left)


def _is_wanted(item: Item, decision: Decision | None) -> bool:
    if decision is None or decision.seen_version != item.version:
        return False
    return item.outcome is Outcome.NEW or (item.outcome is Outcome.CHOOSE and decision.take)


def _is_declined(item: Item, decision: Decision | None) -> bool:
    return decision is not None and not decision.take and decision.seen_version == item.version


def _typed(item: Item) -> TypedAnswer:
    permission = item.stored.quote_permission if item.stored else QuotePermission.NAMED
    return TypedAnswer(item.question, item.typed, permission, item.version, "", item.secrecy)


def _one_value(places: list[FoundCell]) -> tuple[CellValue, list[Unclear]]:
    """The one value of the cells that belong to the same row: copies may be empty or alike, but not differ."""
    broken = [place for place in places if place.problem]
    if broken:
        return None, [Unclear(place.where, cell_text(place.value, "sv"), place.problem) for place in broken]
    filled = {cell_text(place.value, "sv").strip(): place for place in reversed(places) if place.value is not None}
    if len(filled) > 1:
        sentence = gettext("Frågan är besvarad på flera ställen, och svaren är olika.")
        return None, [Unclear(place.where, text, sentence) for text, place in filled.items()]
    return next((place.value for place in filled.values()), None), []


def _gone(found: ReadWorkbook, known: Collection[str]) -> Iterator[Kept]:
    """What stands in rows of questions that the form does not ask any more."""
    labels = found.stamp.bases if found.stamp else {}
    for code, places in found.cells.items():
        for place in places if code not in known else ():
            if place.value is not None:
                key = found.stamp.rows.get(code, "") if found.stamp else ""
                about = found.asked.get(code) or (labels[key].label if key in labels else "")
                yield Kept(place.where, about, cell_text(place.value, "sv"))


def _remarks(comparison: _Comparison, found: ReadWorkbook, items: tuple[Item, ...]) -> Iterator[str]:
    stamp = found.stamp
    if stamp is None:
        yield gettext("Arbetsbokens dolda blad är borta. Därför jämförs varje svar med det som står på webben nu.")
    elif not stamp.genuine:
        yield gettext("Arbetsbokens signatur stämmer inte. Därför jämförs varje svar med det som står på webben nu.")
    elif stamp.form_sha256 != comparison.form.version_sha256:
        yield gettext("Formuläret har ändrats sedan arbetsboken hämtades. Svaren är ändå satta vid rätt frågor.")
    if any(len(places) > 1 for places in found.cells.values()):
        yield gettext("Samma frågor står på flera ställen i arbetsboken. Det som är ifyllt gäller.")
    if found.sheets_without_answers:
        names = ", ".join(found.sheets_without_answers)
        yield gettext("Ingen kolumn med svar hittades på bladet %(names)s.", names=names)
    bases = stamp.bases if stamp and stamp.genuine else None
    if any(item.outcome is Outcome.MISSING and (bases is None or item.question.key in bases) for item in items):
        yield gettext("Några frågor saknar rad i arbetsboken. För dem gäller det som står på webben.")
