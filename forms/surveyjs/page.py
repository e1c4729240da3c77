"""A page of a SurveyJS file while it is read: its questions and groups so far, and where each came from."""

from dataclasses import dataclass, field

from forms.imports.context import Workshop
from forms.imports.terms import Variable
from forms.localised import Localised
from forms.questionnaire import Group, Question
from forms.surveyjs.element import Element
from forms.surveyjs.rules import Asked
from forms.xlsform.report import Place


@dataclass
class Gathered:
    """What all pages put together: names by which conditions know answers, and what each question was made of."""

    names: dict[str, Variable] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    panels: dict[str, Element] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


@dataclass
class Page:
    """Where questions are put. `group` is the innermost group; `prefix` what names begin with in a table.

    `beside` is None but in a repeating group, where names are known among its own questions only.
    """

    workshop: Workshop
    gathered: Gathered
    group: str | None = None
    prefix: str = ""
    beside: dict[str, Variable] | None = None
    questions: list[Question] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def base(self, source: Element, label: Localised | None = None) -> Question:
        """Return a question with what all types have; one without a title is called by its name, as SurveyJS does."""
        texts = self.workshop.texts
        title = source.texts("title") or {source.language: source.name}
        shown = texts.label(title, source.at("title")) if label is None else label
        wanted = f"{self.prefix}{source.name}".replace(".", "_")
        key = self.workshop.keys.new(wanted, shown.text("sv"), "question", source.at("name"))
        hint = texts.read(source.texts("description"), source.at("description"))
        return Question(key, "", shown, hint, required=source.flag("isRequired", "required"), group=self.group)

    def add(self, question: Question, source: Element, variable: Variable) -> None:
        """Put a question here, known by its name in the file."""
        self.put(question, source.place)
        self.name(source.name, variable)
        if source.text("valueName"):
            self.name(source.text("valueName"), variable)
        self.gathered.asked[question.key] = Asked(source, variable, self.beside if self.beside is not None else {})

    def put(self, question: Question, place: Place) -> None:
        """Put a question here that no condition knows."""
        self.questions.append(question)
        self.gathered.places[question.key] = place

    def name(self, name: str, variable: Variable) -> None:
        """Let conditions know an answer by this name."""
        if self.beside is not None:
            self.beside.setdefault(name, variable)
        else:
            self.gathered.names.setdefault(name, variable)
