"""From SurveyJS's JSON to a questionnaire, with a report of all that could not be carried."""

from collections.abc import Mapping
from dataclasses import replace

from forms.imports import sentences
from forms.imports.context import Workshop
from forms.imports.keys import Keys
from forms.imports.settle import Built, settle, shortened
from forms.imports.terms import Variable
from forms.imports.texts import Texts
from forms.localised import Localised
from forms.questionnaire import NOTHING, Question, Questionnaire, Section
from forms.surveyjs import kinds
from forms.surveyjs.element import Element, as_text, element, languages_of
from forms.surveyjs.page import Gathered, Page
from forms.surveyjs.questions import add
from forms.surveyjs.rules import Ruler
from forms.xlsform.reader import XlsFormResult
from forms.xlsform.report import Place, Report

_LISTS = ("pages", "elements", "questions")
_PAGE_LOOKS = frozenset({"name", "title", "description", "elements", "questions", "visibleIf", "visible"})


def read(document: object) -> XlsFormResult:
    """Read a survey's JSON, as plain data. Raises XlsFormError where no form can be taken from it."""
    report = Report()
    if not isinstance(document, Mapping) or not any(isinstance(document.get(name), list) for name in _LISTS):
        report.refuse(Place(""), sentences.NOT_THIS_FORM)
        report.lines()
    assert isinstance(document, Mapping)  # `lines` has raised for anything else
    built = _SurveyReader(document, report).built()
    return XlsFormResult(settle(built, report), shortened(report.lines()))


def _language(document: Mapping[str, object], named: set[str], report: Report) -> str:
    """Return the language of texts that name none: the survey's own, else Swedish unless that is named beside it."""
    if code := as_text(document.get("locale")).strip():
        return code
    if not named:
        report.info(Place("", 0, "locale"), sentences.NO_LANGUAGE)
    return "en" if "sv" in named else "sv"


class _SurveyReader:
    """Makes all questions first, and then reads conditions, which may name any of them."""

    def __init__(self, document: Mapping[str, object], report: Report) -> None:
        named = languages_of(document)
        language = _language(document, named, report)
        self._source = Element(document, language, Place(""))
        self._report = report
        self._workshop = Workshop(report, Keys(report), Texts({language, *named}, report))
        self._gathered = Gathered()
        self._untitled_count = 0

    def built(self) -> Built:
        """Return the form."""
        self._tell_of_settings()
        title = self._workshop.texts.read(self._source.texts("title"), self._source.at("title"))
        intro = self._workshop.texts.read(self._source.texts("description"), self._source.at("description"))
        pages = list(self._source.elements("pages"))
        if not pages:
            properties = {"name": "", "elements": self._source.items("elements", "questions")}
            pages = [element(properties, self._source.language)]
        read = [(source, *self._page(source)) for source in pages]
        if read:
            self._add_values(read[0][2])
        ruler = Ruler(self._gathered.names, self._workshop)
        sections = tuple(self._section(source, section, page, ruler) for source, section, page in read)
        return Built(Questionnaire(title, intro, sections), self._gathered.places)

    def _page(self, source: Element) -> tuple[Section, Page]:
        title = self._workshop.texts.read(source.texts("title"), source.at("title")) or self._untitled()
        intro = self._workshop.texts.read(source.texts("description"), source.at("description"))
        section = Section(self._workshop.keys.new("", title.text("sv"), "section"), title, intro)
        page = Page(self._workshop, self._gathered)
        if source.properties.get("visible") is False and not source.text("visibleIf"):
            self._report.warn(source.at("visible"), sentences.HIDDEN)
            return section, page
        for one in source.elements("elements", "questions"):
            add(one, page)
        return section, page

    def _add_values(self, page: Page) -> None:
        """Put the values that the survey works out for itself where nobody sees them."""
        for source in self._source.elements("calculatedValues"):
            question = replace(page.base(source, NOTHING), type="hidden", required=False)
            page.add(question, source, Variable(question.key))

    def _section(self, source: Element, section: Section, page: Page, ruler: Ruler) -> Section:
        groups = tuple(
            replace(group, relevant=ruler.relevant(self._gathered.panels[group.key])) for group in page.groups
        )
        questions = tuple(self._ruled(question, ruler) for question in page.questions)
        return replace(section, relevant=ruler.relevant(source), groups=groups, questions=questions)

    def _ruled(self, question: Question, ruler: Ruler) -> Question:
        asked = self._gathered.asked.get(question.key)
        ruled = question if asked is None else ruler.ruled(question, asked)
        return replace(ruled, questions=tuple(self._ruled(one, ruler) for one in question.questions))

    def _untitled(self) -> Localised:
        self._untitled_count += 1
        number = f" {self._untitled_count}" if self._untitled_count > 1 else ""
        return Localised.of({code: f"{text}{number}" for code, text in sentences.UNTITLED.texts})

    def _tell_of_settings(self) -> None:
        left = sorted(
            name
            for name in self._source.properties
            if self._source.has(name) and name not in kinds.SURVEY and not kinds.SURVEY_LOOKS.fullmatch(name)
        )
        if left:
            self._report.info(Place(""), sentences.SETTINGS, names=", ".join(left))
