"""Reads one member's own view, for that member's pages."""

from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db, hash_token, member_secrets
from app.models import Collection, InputRequest, Meeting, MemberAnswer, MemberView
from forms.documents import Json
from forms.personal_data import WRITTEN, PersonalData, find
from forms.question_types import question_type
from forms.questionnaire import Question


def answers(view_id: str) -> Mapping[str, Json]:
    """What stands typed in the view, by question key; a skipped question is absent."""
    rows = db.session.execute(
        select(MemberAnswer.question_key, MemberAnswer.typed)
        .where(MemberAnswer.view_id == view_id)
        .order_by(MemberAnswer.question_key)
    )
    return {key: typed for key, typed in rows}  # noqa: C416 - rows are no pairs to mypy


def personal_data(
    questions: Iterable[Question], answers: Mapping[str, Json], locale: str
) -> Mapping[str, list[PersonalData]]:
    """What looks like personal data in a view's answers: the kinds of it by question key, for the member's own eyes."""
    found = {}
    for one in questions:
        if one.type in WRITTEN and one.key in answers:
            findings = find(question_type(one.type).show_typed(one, answers[one.key], locale))
            found[one.key] = list(dict.fromkeys(finding.kind for finding in findings))
    return {key: kinds for key, kinds in found.items() if kinds}


def answer(view_id: str, question_key: str) -> Json:
    """What stands typed at one question, None where it was skipped."""
    typed: Json = db.session.scalar(
        select(MemberAnswer.typed).where(MemberAnswer.view_id == view_id, MemberAnswer.question_key == question_key)
    )
    return typed


def secret_of(collection: Collection, words: str) -> str | None:
    """The secret that belongs to these words, where a view of this collection has it."""
    secret = member_secrets.token(words)
    query = select(MemberView.id).where(
        MemberView.secret_hash == hash_token(secret), MemberView.collection_id == collection.id
    )
    return secret if db.session.scalar(query) else None


def collection_of_secret(secret: str) -> Collection:
    """The collection of the view that this private link opens; NoResultFound where there is no such view."""
    return db.session.scalars(
        select(Collection)
        .join(MemberView, MemberView.collection_id == Collection.id)
        .where(MemberView.secret_hash == hash_token(secret))
        .options(
            joinedload(Collection.request).joinedload(InputRequest.organisation),
            joinedload(Collection.request).joinedload(InputRequest.meeting).joinedload(Meeting.council),
        )
    ).one()


def begun(collection: Collection) -> int:
    """How many views there are, sent or not; a limit looks at it."""
    query = select(func.count()).select_from(MemberView).where(MemberView.collection_id == collection.id)
    return int(db.session.scalar(query) or 0)
