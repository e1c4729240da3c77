"""A form that asks for files."""

from forms.questionnaire import Question, Questionnaire, Section
from tests.factories.scenes import text_of


def file_form() -> Questionnaire:
    """A map that must be there, a picture that may, and a text."""
    questions = (
        Question(key="karta", type="file", label=text_of("Var är det otryggt?", "Where is it unsafe?"), required=True),
        Question(key="bild", type="file", label=text_of("Har ni bilder?", "Do you have pictures?")),
        Question(key="text", type="long_text", label=text_of("Vad ser ni?", "What do you see?")),
    )
    section = Section(key="lage", title=text_of("Läget", "The situation"), questions=questions)
    return Questionnaire(title=text_of("Underlag", "Input"), sections=(section,))
