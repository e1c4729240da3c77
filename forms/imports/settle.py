"""The last look at an imported form: what no type here can ask, and rules that nothing here answers, are left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from forms.expressions import ExpressionError, parse, references
from forms.imports import sentences
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Question, Questionnaire, Section
from forms.texts import with_languages
from forms.xlsform.report import Place, Report, ReportLine, Severity

MOST_QUESTIONS = 5_000
MOST_LINES = 1_000
"""Lines of a report; who gets more reads none of them."""

NOT_REPEATED = frozenset({"repeat"})
_ROUNDS = 4


@dataclass(frozen=True)
class Built:
    """A form as a reader built it, and where each question came from, by key."""

    questionnaire: Questionnaire
    places: Mapping[str, Place]


def settle(built: Built, report: Report) -> Questionnaire:
    """Return the form with only what can be asked; note a refusal where nothing is left or it is far too long."""
    sections = tuple(
        replace(section, questions=tuple(_askable(section, built.places, report)))
        for section in built.questionnaire.sections
    )
    questions = [question for section in sections for question in section.questions]
    if len(questions) > MOST_QUESTIONS:
        report.refuse(Place(""), sentences.TOO_MANY)
        return built.questionnaire
    for _ in range(_ROUNDS):  # a value that cannot be worked out takes along what is worked out of it
        known = {one.key for section in sections for whole in section.questions for one in (whole, *whole.questions)}
        checks = _Checks(known, built.places, report)
        sections = tuple(checks.section(one) for one in sections if one.questions)
        if not any(_is_idle(question) for section in sections for question in section.questions):
            break
        sections = tuple(
            replace(section, questions=tuple(one for one in section.questions if not _is_idle(one)))
            for section in sections
        )
    if not any(section.questions for section in sections):
        report.refuse(Place(""), sentences.NO_QUESTIONS)
    return with_languages(replace(built.questionnaire, sections=tuple(one for one in sections if one.questions)))


def shortened(lines: tuple[ReportLine, ...]) -> tuple[ReportLine, ...]:
    """Return the lines that matter most where there are far too many, in their order, and how many more there were."""
    if len(lines) <= MOST_LINES:
        return lines
    by_weight = sorted(range(len(lines)), key=lambda place: lines[place].severity is Severity.INFO)
    kept = sorted(by_weight[:MOST_LINES])
    rest = Report()
    rest.warn(Place(""), sentences.MORE_LINES, count=str(len(lines) - MOST_LINES))
    return (*(lines[place] for place in kept), *rest.lines())


def _askable(section: Section, places: Mapping[str, Place], report: Report) -> Iterator[Question]:
    for question in section.questions:
        place = places.get(question.key, Place(question.key))
        if question.type not in QUESTION_TYPES:
            report.warn(place, sentences.LEFT_OUT, type=question.type)
            continue
        if _is_idle(question):
            continue
        inner = []
        for one in question.questions:
            if one.type in QUESTION_TYPES and one.type not in NOT_REPEATED:
                inner += [] if _is_idle(one) else [one]
            else:
                report.warn(places.get(one.key, place), sentences.INSIDE_REPEAT, type=one.type)
        if question.type == "repeat" and not inner:
            report.warn(place, sentences.LEFT_OUT, type=question.type)
            continue
        yield replace(question, questions=tuple(inner))


def _is_idle(question: Question) -> bool:
    """Whether a value is to be worked out, but how did not come along; that was told already."""
    return question.type in {"calculated", "hidden"} and not question.rules.calculation


class _Checks:
    """Takes away rules that ask for a question which is not there."""

    def __init__(self, known: set[str], places: Mapping[str, Place], report: Report) -> None:
        self._known = known
        self._places = places
        self._report = report

    def section(self, section: Section) -> Section:
        """Return the section with the rules that hold."""
        held = {question.group for question in section.questions}
        parents = {group.key: group.parent for group in section.groups}
        while missing := {parents[key] for key in held if key in parents} - held:
            held |= missing
        return replace(
            section,
            relevant=self._kept(section.relevant, Place(section.title.text("sv"), 0, "relevant")),
            groups=tuple(
                replace(group, relevant=self._kept(group.relevant, Place(group.key, 0, "relevant")))
                for group in section.groups
                if group.key in held
            ),
            questions=tuple(self._question(question) for question in section.questions),
        )

    def _question(self, question: Question) -> Question:
        place = self._places.get(question.key, Place(question.key))
        rules = question.rules
        rules = replace(
            rules,
            relevant=self._kept(rules.relevant, place.at("relevant")),
            required_if=self._kept(rules.required_if, place.at("required")),
            constraint=self._kept(rules.constraint, place.at("constraint")),
            default=self._kept(rules.default, place.at("default")),
            calculation=self._kept(rules.calculation, place.at("calculation")),
        )
        return replace(question, rules=rules, questions=tuple(self._question(one) for one in question.questions))

    def _kept(self, source: str, place: Place) -> str:
        try:
            if not source or references(parse(source)) <= self._known:
                return source
        except ExpressionError:
            pass
        self._report.warn(place, sentences.CONDITION, value=source)
        return ""
