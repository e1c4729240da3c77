"""The short form that a body's members answer: one section of simple questions, none of which must be answered."""

from dataclasses import replace
from decimal import Decimal

from forms import editing
from forms.localised import Localised
from forms.question_types import question_type
from forms.questionnaire import NO_RULES, Choice, Question, Questionnaire, Section

MEMBER_TYPES = ("long_text", "short_text", "one_choice", "yes_no", "scale")
"""What can be asked one question at a time on a phone."""

MOST_QUESTIONS = 12
SECTION_KEY = "members"

NO_QUESTIONS = Localised(sv="Formuläret har inga frågor.", en="The form has no questions.")
TOO_MANY = Localised(
    sv="Formuläret har fler än tolv frågor. Ta bort några, så orkar fler svara.",
    en="The form has more than twelve questions. Remove some, and more people will answer.",
)
NO_LABEL = Localised(sv="En fråga saknar text.", en="A question has no text.")


def taken_over(own: Questionnaire) -> Questionnaire:
    """Return a member form of the organisation's own form: its simple questions in its own words, in order."""
    simple = [question for question in own.questions() if question.type in MEMBER_TYPES]
    return with_questions(tuple(_for_members(question) for question in simple[:MOST_QUESTIONS]))


def with_questions(questions: tuple[Question, ...]) -> Questionnaire:
    """Return the form of these questions."""
    return Questionnaire(sections=(Section(SECTION_KEY, Localised(), questions=questions),))


def questions_of(form: Questionnaire) -> tuple[Question, ...]:
    """Return the questions in order."""
    return tuple(form.questions())


def problems(form: Questionnaire) -> tuple[Localised, ...]:
    """Return what stops collecting with this form, a sentence each."""
    questions = questions_of(form)
    found = [NO_QUESTIONS] if not questions else []
    found += [TOO_MANY] if len(questions) > MOST_QUESTIONS else []
    found += [NO_LABEL] if any(not question.label for question in questions) else []
    found += [sentence for question in questions for sentence in question_type(question.type).problems(question)]
    return tuple(dict.fromkeys(found))


def beginning(type_name: str) -> Question:
    """Return a new question of this type before anything is typed."""
    bare = Question("", type_name, Localised())
    return replace(bare, minimum=Decimal(1), maximum=Decimal(5)) if type_name == "scale" else bare


def reworded(question: Question, label: str, hint: str) -> Question:
    """Return the question with these Swedish words; where they are new, its words in other languages are dropped."""
    return replace(question, label=_swedish(question.label, label), hint=_swedish(question.hint, hint))


def with_choices(question: Question, lines: str) -> Question:
    """Return the question with these choices, one a line; those that were there keep their keys."""
    known = {choice.label.get("sv"): choice for choice in question.choices}
    labels = [line.strip() for line in lines.splitlines() if line.strip()]
    wanted = [known[label].label if label in known else Localised(sv=label) for label in dict.fromkeys(labels)]
    return replace(question, choices=editing.choices_from_labels(wanted, question.choices))


def with_ends(question: Question, low: str, high: str) -> Question:
    """Return a scale whose ends say this."""
    return replace(
        question, low_label=_swedish(question.low_label, low), high_label=_swedish(question.high_label, high)
    )


def add(form: Questionnaire, question: Question) -> Questionnaire:
    """Add the question last, with a key of its own."""
    return editing.add_question(form, SECTION_KEY, question)


def _for_members(question: Question) -> Question:
    choices = tuple(Choice(choice.key, choice.label) for choice in question.choices)
    return replace(question, required=False, group=None, rules=NO_RULES, choices=choices)


def _swedish(text: Localised, words: str) -> Localised:
    return text if text.get("sv") == words else Localised(sv=words)
