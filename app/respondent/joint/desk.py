"""What stands on the coordinator's desk at one question: the draft, what it rests on, and the views beside it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import request
from sqlalchemy.exc import NoResultFound
from werkzeug.datastructures import MultiDict

from app.access import Respondent
from app.models import Collection, JointPublication
from app.queries import paging
from app.queries.answer import drafts as draft_queries
from app.queries.answer.drafts import OwnForm
from app.queries.collect import collections as collection_queries
from app.queries.collect import joint as joint_queries
from app.queries.collect import reading as reading_queries
from app.queries.collect.joint import JointText
from app.queries.collect.reading import FREE_TEXT, Group, ReadView
from app.queries.paging import Cut
from app.respondent.frame import locale
from app.respondent.joint.reading import group_id_asked, narrowed
from app.respondent.section_page import Entry, SectionPage, section_page
from app.respondent.writing import drafted
from forms.questionnaire import Question, Section


@dataclass(frozen=True)
class Place:
    """One question of the organisation's own form, in its section."""

    own: OwnForm
    section: Section
    question: Question

    @property
    def alone(self) -> Section:
        """The section with this question only: all that the page sends."""
        return replace(self.section, questions=(self.question,), groups=())


@dataclass(frozen=True)
class Desk:
    """The page of one question. `asked` is the member question whose answers stand beside it, `here` which of them."""

    place: Place
    page: SectionPage
    entry: Entry
    collection: Collection
    text: JointText
    is_free_text: bool
    asked: Question | None
    questions: tuple[Question, ...]
    views: list[ReadView]
    here: Cut
    groups: list[Group]
    group_id: int | None
    may_read: bool
    publication: JointPublication | None


@dataclass(frozen=True)
class Line:
    """A question of the form in the list: whether it is answered, and what its answer rests on."""

    question: Question
    is_answered: bool
    text: JointText

    @property
    def cited(self) -> int:
        """How many sentences rest on views."""
        return sum(bool(one.cited) for one in self.text.sentences)


def place_of(respondent: Respondent, question_key: str) -> Place:
    """The question; NoResultFound where this organisation is not asked it."""
    own = draft_queries.own_form(respondent.request)
    for section in own.questionnaire.sections:
        question = section.question(question_key)
        if question is not None:
            return Place(own, section, question)
    raise NoResultFound


def desk_of(respondent: Respondent, place: Place, values: MultiDict[str, str]) -> Desk:
    """Everything on the page. `values` say which answers stand beside: `from` and `group`."""
    collection = collection_queries.begun(respondent.request)
    stands = drafted(respondent.request, place.own, place.section, locale())
    page = section_page(place.own, place.section, stands, locale())
    entry = next((one for one in page.entries if one.question.key == place.question.key), None)
    if entry is None:
        raise NoResultFound
    stored = stands.stored.get(place.question.key)
    everything = reading_queries.views(collection, locale())
    groups = reading_queries.groups(collection, everything)
    questions = collection_queries.questions(collection)
    asked = _asked(questions, values.get("from") or place.question.key)
    inside = narrowed(everything, groups, group_id_asked(values))
    shown = [view for view in inside if asked and view.answers.get(asked.key)]
    here = paging.cut(len(shown), paging.number(values.get("page")))
    return Desk(
        place,
        page,
        entry,
        collection,
        joint_queries.Joint(collection).of(place.question.key, stored.typed if stored else None),
        place.question.type in FREE_TEXT,
        asked,
        questions,
        here.of(shown),
        here,
        groups,
        group_id_asked(values),
        reading_queries.may_read(collection),
        joint_queries.publications(collection).get(place.question.key),
    )


def lines_of(respondent: Respondent, collection: Collection) -> list[Line]:
    """The questions of the form that people answer, in order."""
    own = draft_queries.own_form(respondent.request)
    stored = draft_queries.stored(respondent.request.id).answers
    joint = joint_queries.Joint(collection)
    return [
        Line(one, one.key in stored, joint.of(one.key, stored[one.key].typed if one.key in stored else None))
        for one in own.questionnaire.questions()
        if one.type not in {"note", "calculated"}
    ]


def address(request_id: int, question_key: str) -> dict[str, Any]:
    """The arguments of the page's address, with what stands beside as the form said.

    "show" turns to a page of the views, or to the first of those now chosen; all else stays where it is.
    """
    word, _, page = request.form.get("do", "").partition(" ")
    return {
        "request_id": request_id,
        "question_key": question_key,
        "from": request.form.get("from"),
        "group": request.form.get("group"),
        "page": (page or None) if word == "show" else request.form.get("page"),
    }


def _asked(questions: tuple[Question, ...], key: str) -> Question | None:
    return next((one for one in questions if one.key == key), questions[0] if questions else None)
