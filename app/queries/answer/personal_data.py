"""Where an answer that is about to be sent holds what looks like personal data. Only whether is told on, never what."""

from app.models import InputRequest
from app.queries.answer.submissions import Ready
from forms.audience import OrganisationKind
from forms.personal_data import WRITTEN, find
from forms.question_types import question_type

# Young people are asked to change it; adults may send it as it is.
YOUNG = frozenset({OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM})


def is_young(request: InputRequest) -> bool:
    """Whether the body that answers is one of young people."""
    return request.kind in YOUNG


def found_in(ready: Ready, locale: str) -> frozenset[str]:
    """The keys of the questions in whose answers something was found."""
    keys = set()
    for answer in ready.answers():
        question = ready.questionnaire.question(answer.question_key)
        if question is None or question.type not in WRITTEN:
            continue
        if find(question_type(question.type).show(question, answer.value, locale)):
            keys.add(question.key)
    return frozenset(keys)
