"""A member's own view: begun, written, sent, changed, withdrawn. Nothing here notes who or when, not even a log."""

from flask_babel import gettext
from sqlalchemy import delete, select, update

from app.access import Member
from app.extensions import db, hash_token, member_secrets
from app.models import AgeSpan, Collection, MemberAnswer, MemberView
from app.models.collections import random_id
from app.queries.collect import collections as collection_queries
from app.queries.collect import views as view_queries
from app.services.problems import Refused
from forms.documents import Json
from forms.member_words import new_words
from forms.question_types import question_type
from forms.questionnaire import Question

MOST_VIEWS = 20_000
"""More than any body has members; a flood that passes the limits on the pages stops here."""


class NothingAnswered(Refused):
    """A view without any answer can't be sent."""


class LooksPersonal(Refused):
    """Something in the view looks like personal data, and the member has not said that it is none."""


def begin(collection: Collection) -> str:
    """Make an empty view; returns the four words that open it. Raises Refused where nothing can be written now."""
    _refuse_closed(collection)
    if view_queries.begun(collection) >= MOST_VIEWS:
        raise Refused(gettext("Just nu kan ingen fler börja. Säg till den som gav dig länken."))
    words = new_words()
    secret_hash = hash_token(member_secrets.token(words))
    db.session.add(MemberView(id=random_id(), collection_id=collection.id, secret_hash=secret_hash))
    db.session.flush()
    return words


def answer(member: Member, question: Question, typed: Json) -> None:
    """Keep what was typed at one question. An empty answer is the same as skipping it."""
    _refuse_closed(member.collection)
    if question_type(question.type).is_empty(question, typed):
        skip(member, question)
        return
    here = (MemberAnswer.view_id == member.view.id, MemberAnswer.question_key == question.key)
    stored = db.session.scalars(select(MemberAnswer).where(*here)).one_or_none()
    if stored is None:
        db.session.add(MemberAnswer(view_id=member.view.id, question_key=question.key, typed=typed))
    else:
        stored.typed = typed
    db.session.flush()


def skip(member: Member, question: Question) -> None:
    """Say nothing to this question; what stood there is deleted."""
    _refuse_closed(member.collection)
    here = (MemberAnswer.view_id == member.view.id, MemberAnswer.question_key == question.key)
    db.session.execute(delete(MemberAnswer).where(*here))


def answer_together(member: Member, size: int | None, ages: AgeSpan | None) -> None:
    """Say how many talked and how old they were; None for somebody who answers alone."""
    _refuse_closed(member.collection)
    _set(member, group_size=size, age_span=ages if size else None)


def send(member: Member, *, may_be_cited: bool, has_looked: bool = False, locale: str = "sv") -> None:
    """Let the view count. Raises NothingAnswered where it says nothing, and LooksPersonal.

    `has_looked`: the member has seen what looks like personal data, and says that it is none.
    """
    _refuse_closed(member.collection)
    questions = collection_queries.questions(member.collection)
    answers = view_queries.answers(member.view.id)
    if not {question.key for question in questions} & answers.keys():
        raise NothingAnswered(gettext("Du har inte svarat på någon fråga än. Svara på minst en."))
    if not has_looked and view_queries.personal_data(questions, answers, locale):
        raise LooksPersonal(gettext("Kolla det som är märkt. Ändra det, eller kryssa i rutan."))
    _set(member, is_sent=True, may_be_cited=may_be_cited)


def withdraw(member: Member) -> None:
    """Delete the view with its answers, and whatever points at it."""
    _refuse_closed(member.collection)
    db.session.execute(delete(MemberView).where(MemberView.id == member.view.id))


def _set(member: Member, **values: object) -> None:
    db.session.execute(update(MemberView).where(MemberView.id == member.view.id).values(**values))


def _refuse_closed(collection: Collection) -> None:
    if not collection_queries.is_open(collection):
        raise Refused(gettext("Insamlingen är stängd. Det går inte att skriva eller ändra längre."))
