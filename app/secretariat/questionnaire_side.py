"""What stands beside a question while it is written: how it will look, and advice on how it reads."""

from dataclasses import dataclass, replace

from flask import request
from flask_babel import get_locale

from forms import accessible, advice
from forms.builder import Asked, asked, section_form
from forms.localised import Localised
from forms.questionnaire import Question, Section

PREVIEW_KEY = "builder-preview"
NO_LABEL = Localised(sv="Frågans text", en="The text of the question")


@dataclass(frozen=True)
class Side:
    """A question as it will be read; what stops it from being published as it is, and what is only advice."""

    asked: Asked
    stopping: tuple[str, ...]
    advice: tuple[str, ...]


def beside(question: Question, section: Section, errors: tuple[str, ...] = ()) -> Side:
    """The side of one question; `errors` are what is typed and can't be stored."""
    locale = str(get_locale())
    shown = _presentable(question, PREVIEW_KEY)
    alone = replace(section, questions=(shown,), groups=())
    (one,) = asked(section_form(alone, locale)(formdata=None), alone, {})
    stopping = [finding.message.text(locale) for finding in accessible.barriers_of(question)]
    told = advice.of_question(question, section.audience)
    return Side(one, (*errors, *stopping), tuple(sentence.text(locale) for sentence in told))


def _presentable(question: Question, key: str) -> Question:
    """The question with a key and a text, which one that is not written yet lacks."""
    inner = tuple(_presentable(one, f"{key}-{number}") for number, one in enumerate(question.questions))
    return replace(question, key=question.key or key, label=question.label or NO_LABEL, questions=inner)


def from_script() -> bool:
    """Whether a page's script asks, which wants JSON and not a page."""
    return request.accept_mimetypes.best == "application/json"


def wants_preview() -> bool:
    """Whether the person only wants to see how it will look; nothing is saved then."""
    return bool(request.form.get("preview"))
