"""What one copy of the digest shows: who may see what, under which name, and in which order.

Everything about confidentiality is decided here, once; the sheets only lay out what they are given.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from pandas import DataFrame

from exports import words
from exports.cleaning import clean
from exports.digest.members import spoken
from exports.digest.themes import ThemeSheet, theme_sheets
from exports.frames import answers_frame
from exports.records import AnswerRecord, DigestCopy, DigestRecord, LineKind, LineRecord
from exports.text_fit import lines_needed, parts
from forms.answers import QuotePermission
from forms.audience import KIND_NAMES, OrganisationKind

# The column of answers is equally wide on every sheet, so that a text breaks in the same places everywhere.
ANSWER_WIDTH = 70
_KINDS = tuple(OrganisationKind)


@dataclass(frozen=True)
class Piece:
    """A piece of an answer that fits in one row, and the lines it takes in the column of answers."""

    text: str
    lines: int


@dataclass(frozen=True)
class Voice:
    """What members say beside an answer: a citation or a minority view, with whom it speaks for, in pieces."""

    label: str
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Shown:
    """An answer as this copy shows it. `name` is the organisation, or its kind where only that may be shown."""

    record: AnswerRecord
    name: str
    kind: str
    tells_late: bool
    received: datetime | None
    permission: str
    pieces: tuple[Piece, ...]
    voices: tuple[Voice, ...] = ()

    @property
    def reference(self) -> str:
        """The Svars-id."""
        return self.record.reference

    @property
    def nameless(self) -> bool:
        """Whether only the kind may be shown."""
        return self.record.quote_permission is QuotePermission.KIND_ONLY


@dataclass(frozen=True)
class NumberedLine:
    """A line with the number it goes by: its place among its theme's points, or among all proposals."""

    record: LineRecord
    number: int
    theme: str

    @property
    def anchor(self) -> str:
        """The name that links to the line's row on its theme's sheet use."""
        return f"line:{self.record.kind}:{self.theme}:{self.number}"

    def called(self, locale: str) -> str:
        """Return what the line is called: "Punkt 2", "Förslag 5"."""
        pattern = words.PROPOSAL_NUMBER if self.record.kind is LineKind.PROPOSAL else words.POINT_NUMBER
        return pattern.text(locale).format(number=self.number)


class Contents:
    """One copy of a digest, ready to be laid out."""

    def __init__(self, record: DigestRecord, copy: DigestCopy) -> None:
        self.full = record
        self.copy = copy
        self.locale = record.locale
        self.dropped = 0
        known = {theme.key for theme in record.themes}
        answers = [_with_known_themes(answer, known) for answer in record.answers if self._may_stand(answer)]
        self._late = Counter(
            kind for kind, _, late in {(answer.kind, answer.request_id, answer.late) for answer in answers} if late
        )
        self.answers = tuple(self._shown(answer) for answer in sorted(answers, key=_place))
        self.by_reference = {answer.reference: answer for answer in self.answers}
        lines = tuple(_with_known_theme(line, known) for line in record.lines if self._still_rests(line))
        self.record = replace(record, answers=tuple(answers), lines=lines)
        self.themes = theme_sheets(self.record)
        self.lines = tuple(_numbered(self.themes, lines))
        self.answered = sum(request.answered for request in record.requests)

    @property
    def flagged(self) -> int:
        """How many answers stand nowhere because they are flagged."""
        return sum(answer.flagged for answer in self.full.answers)

    @property
    def chair_only(self) -> int:
        """How many answers are left out of this copy because they are for the chair only."""
        return sum(not (answer.flagged or self._may_stand(answer)) for answer in self.full.answers)

    @property
    def left_out_lines(self) -> int:
        """How many lines are left out because this copy shows nothing of what they rest on."""
        return len(self.full.lines) - len(self.record.lines)

    @cached_property
    def frame(self) -> DataFrame:
        """The answers shown, a row per answer and theme, for counting."""
        return answers_frame(self.record.answers)

    @cached_property
    def proposals(self) -> tuple[NumberedLine, ...]:
        """The proposals in the order of their numbers."""
        return tuple(line for line in self.lines if line.record.kind is LineKind.PROPOSAL)

    @cached_property
    def proposals_by_answer(self) -> dict[str, list[NumberedLine]]:
        """The proposals that rest on each answer, by Svars-id."""
        found: dict[str, list[NumberedLine]] = {}
        for line in self.proposals:
            for reference in line.record.references:
                found.setdefault(reference, []).append(line)
        return found

    @cached_property
    def theme_by_key(self) -> dict[str, ThemeSheet]:
        """The themes that have a sheet, by key."""
        return {theme.key: theme for theme in self.themes}

    def of_theme(self, theme: ThemeSheet) -> list[Shown]:
        """Return the answers of a theme, in the order of the workbook."""
        return [answer for answer in self.answers if theme.key in (answer.record.theme_keys or ("",))]

    def under(self, line: NumberedLine) -> list[Shown]:
        """Return the answers a line rests on that this copy shows, in the order of the workbook."""
        references = dict.fromkeys(line.record.references)
        found = [self.by_reference[reference] for reference in references if reference in self.by_reference]
        return sorted(found, key=lambda answer: _place(answer.record))

    def raised_by(self, line: NumberedLine) -> str:
        """Return who raises a line: "2 av 14 lyfter: Polisen, Länsstyrelsen".

        Where nameless answers could come from a named organisation of their kind, the count is the least it can
        be: an exact one would tell whether they do.
        """
        answers = self.under(line)
        if not answers:
            return words.RESTS_ON_NOTHING.text(self.locale)
        named = {answer.record.request_id: answer for answer in answers if not answer.nameless}
        kinds = Counter(answer.record.kind for answer in named.values())
        nameless = Counter(kind for kind, _ in {(a.record.kind, a.record.request_id) for a in answers if a.nameless})
        count = sum(max(kinds[kind], nameless[kind]) for kind in _KINDS)
        uncertain = any(kinds[kind] and nameless[kind] for kind in _KINDS)
        pattern = words.RAISED_BY_AT_LEAST if uncertain else words.RAISED_BY
        names = names_of(answers)
        return f"{pattern.text(self.locale).format(count=count, total=self.answered)}: {', '.join(names)}"

    def _may_stand(self, answer: AnswerRecord) -> bool:
        for_chair_only = answer.quote_permission is QuotePermission.CHAIR_ONLY
        return not answer.flagged and not (for_chair_only and self.copy is DigestCopy.TO_SHARE)

    def _still_rests(self, line: LineRecord) -> bool:
        return not line.references or any(reference in self.by_reference for reference in line.references)

    def _shown(self, answer: AnswerRecord) -> Shown:
        nameless = answer.quote_permission is QuotePermission.KIND_ONLY
        text, dropped = clean(answer.text)
        self.dropped += dropped
        kind = KIND_NAMES[answer.kind].text(self.locale)
        return Shown(
            record=answer,
            name=kind if nameless else answer.organisation,
            kind=kind,
            tells_late=answer.late and not (nameless and self._late[answer.kind] < 2),
            received=None if nameless else answer.submitted_at,
            permission=words.PERMISSIONS[answer.quote_permission].text(self.locale),
            pieces=_pieces(text),
            voices=tuple(self._voices(answer)),
        )

    def _voices(self, answer: AnswerRecord) -> Iterable[Voice]:
        for label, text in spoken(answer.joint, self.locale):
            cleaned, dropped = clean(text)
            self.dropped += dropped
            yield Voice(label, text, _pieces(cleaned))


def _pieces(text: str) -> tuple[Piece, ...]:
    return tuple(Piece(piece, lines_needed(piece, ANSWER_WIDTH)) for piece in parts(text, ANSWER_WIDTH))


def names_of(answers: Iterable[Shown]) -> list[str]:
    """Return each name once, in the order of the answers."""
    return list(dict.fromkeys(answer.name for answer in answers))


def _place(answer: AnswerRecord) -> tuple[int, int, int, str]:
    """Order by the council's own order and the form's; what may not be named stands last, in no order that tells."""
    if answer.quote_permission is QuotePermission.KIND_ONLY:
        return (1, _KINDS.index(answer.kind), answer.question_position, answer.reference)
    return (0, answer.position, answer.question_position, answer.reference)


def _with_known_themes(answer: AnswerRecord, known: set[str]) -> AnswerRecord:
    themes = tuple(dict.fromkeys(key for key in answer.theme_keys if key in known))
    return answer if themes == answer.theme_keys else replace(answer, theme_keys=themes)


def _with_known_theme(line: LineRecord, known: set[str]) -> LineRecord:
    return line if line.theme in known else replace(line, theme="")


def _numbered(themes: tuple[ThemeSheet, ...], lines: tuple[LineRecord, ...]) -> Iterable[NumberedLine]:
    proposals = 0
    for theme in themes:
        points = 0
        for line in sorted((line for line in lines if line.theme == theme.key), key=lambda line: line.position):
            if line.kind is LineKind.PROPOSAL:
                proposals += 1
                yield NumberedLine(line, proposals, theme.key)
            else:
                points += 1
                yield NumberedLine(line, points, theme.key)
