"""From a LimeSurvey file to a questionnaire, with a report of all that could not be carried."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from forms.imports import sentences
from forms.imports.context import Made, Workshop
from forms.imports.keys import Keys
from forms.imports.plain import plain
from forms.imports.rules import Conditions, all_of
from forms.imports.settle import Built, settle, shortened
from forms.imports.terms import Variable
from forms.imports.texts import Texts
from forms.limesurvey import attributes
from forms.limesurvey.questions import make
from forms.limesurvey.source import Asked, AskedGroup, Survey
from forms.limesurvey.tables import Tables, read_tables
from forms.limesurvey.tsv import read_rows
from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire, Rules, Section
from forms.xlsform.reader import XlsFormResult
from forms.xlsform.report import Place, Report

MOST_QUESTIONS = 5_000
MOST_ITEMS = 30_000
"""Subquestions and answers of a whole file."""

_ALWAYS, _NEVER = frozenset({"", "1", "true"}), frozenset({"0", "false"})


def read_xml(tables: Tables, languages: Sequence[str]) -> XlsFormResult:
    """Read the tables of an .lss, .lsg or .lsq file. Raises XlsFormError where no form can be taken from it."""
    report = Report()
    return _read(read_tables(tables, languages, report), report)


def read_tsv(rows: Sequence[Sequence[object]]) -> XlsFormResult:
    """Read the rows of a tab-separated structure, its heading first. Raises XlsFormError as `read_xml` does."""
    report = Report()
    return _read(read_rows(rows, report), report)


def _read(survey: Survey, report: Report) -> XlsFormResult:
    asked = [one for group in survey.groups for one in group.questions]
    if len(asked) > MOST_QUESTIONS or sum(len(one.subquestions) + len(one.answers) for one in asked) > MOST_ITEMS:
        report.refuse(Place(""), sentences.TOO_MANY)
        report.lines()
    built = _SurveyReader(survey, report).built()
    return XlsFormResult(settle(built, report), shortened(report.lines()))


class _SurveyReader:
    """Makes all questions first, and then reads conditions, which may name any of them."""

    def __init__(self, survey: Survey, report: Report) -> None:
        self._survey = survey
        self._report = report
        self._workshop = Workshop(report, Keys(report), Texts(survey.languages, report))
        self._names: dict[str, Variable] = {}
        self._conditions = Conditions(self._resolve, report, bare_words_are_names=True)
        self._untitled_count = 0

    def built(self) -> Built:
        """Return the form."""
        made = [(group, self._section(group), [self._make(asked) for asked in group.questions])
                for group in self._survey.groups]  # fmt: skip
        for name, count in self._survey.uncarried.items():
            self._report.info(Place(name), sentences.PART, name=name, count=str(count))
        sections = tuple(self._filled(group, section, questions) for group, section, questions in made)
        places = {key: place for _, _, parts in made for _, part in parts for key, place in part.places.items()}
        title = self._workshop.texts.read(self._survey.titles, Place("", 0, "surveyls_title"))
        return Built(Questionnaire(title, self._intro(), sections), places)

    def _intro(self) -> Localised:
        """Return the survey's description with its words of welcome after it."""
        texts = self._workshop.texts
        first = texts.read(self._survey.descriptions, Place("", 0, "surveyls_description")).to_json()
        second = texts.read(self._survey.welcomes, Place("", 0, "surveyls_welcometext")).to_json()
        codes = sorted({*first, *second})
        return Localised.of({code: "\n\n".join(filter(None, (first.get(code), second.get(code)))) for code in codes})

    def _section(self, group: AskedGroup) -> Section:
        title = self._workshop.texts.read(group.names, group.place.at("group_name"))
        if not title:
            self._untitled_count += 1
            number = f" {self._untitled_count}" if self._untitled_count > 1 else ""
            title = Localised.of({code: f"{text}{number}" for code, text in sentences.UNTITLED.texts})
        intro = self._workshop.texts.read(group.descriptions, group.place.at("description"))
        return Section(self._workshop.keys.new("", title.text("sv"), "section"), title, intro)

    def _make(self, asked: Asked) -> tuple[Asked, Made]:
        made = make(asked, self._workshop)
        for name, variable in made.names.items():
            self._names.setdefault(name, variable)
            if asked.address:
                older = name.removeprefix(asked.code).removeprefix("_")
                self._names.setdefault(f"{asked.address}{older}", variable)
        return asked, made

    def _filled(self, group: AskedGroup, section: Section, parts: Iterable[tuple[Asked, Made]]) -> Section:
        questions: list[Question] = []
        groups = list(section.groups)
        for asked, made in parts:
            relevant = self._relevant(asked.relevance, asked.place)
            if made.groups:
                groups += [replace(one, relevant=relevant) for one in made.groups]
                questions += made.questions
            else:
                questions += [self._ruled(asked, one, relevant) for one in made.questions]
        relevant = self._relevant(group.relevance, group.place)
        return replace(section, relevant=relevant, groups=tuple(groups), questions=tuple(questions))

    def _ruled(self, asked: Asked, question: Question, relevant: str) -> Question:
        variable = self._names.get(asked.code)
        if variable is None or variable.key != question.key:
            return replace(question, rules=replace(question.rules, relevant=relevant))
        if asked.letter == "*":
            return replace(question, rules=Rules(relevant=relevant, calculation=self._calculation(asked)))
        rules = attributes.rules(asked, question, variable, self._conditions, self._workshop)
        return replace(question, rules=replace(rules, relevant=all_of([relevant, rules.relevant])))

    def _calculation(self, asked: Asked) -> str:
        """Return what an equation works out: it stands in a setting, or in the text between braces."""
        source = plain(asked.attributes.get("equation") or next(iter(asked.texts.values()), ""))[0]
        if not (source.startswith("{") and source.endswith("}")) or "{" in source[1:]:
            self._report.warn(asked.place.at("equation"), sentences.EXPRESSION, value=source)
            return ""
        return self._conditions.value(source[1:-1], asked.place.at("equation"))

    def _relevant(self, source: str, place: Place) -> str:
        plain = source.strip().removeprefix("{").removesuffix("}").strip()
        if plain in _NEVER:
            self._report.warn(place.at("relevance"), sentences.NEVER_SHOWN)
        if plain in _ALWAYS | _NEVER:
            return ""
        return self._conditions.read(plain, place.at("relevance"))

    def _resolve(self, name: str) -> Variable | None:
        """Return what a name stands for: `Q1`, `Q1.NAOK`, `Q1_SQ001.NAOK`, or the older `123X4X5`."""
        code, _, suffix = name.partition(".")
        return self._names.get(code) if suffix in {"", "NAOK", "code", "value"} else None
