"""Reads a body's collection: whether it may collect, what is asked, by which link, and how many have answered."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from app.extensions import db, hash_token
from app.models import Collection, CollectionState, InputRequest, Meeting, MemberView, now
from app.queries.answer import invitations as invitation_queries
from forms.questionnaire import Question, Questionnaire
from forms.questionnaire_document import from_json


@dataclass(frozen=True)
class Counts:
    """How many views were sent, and how many people they speak for: a group counts all who talked."""

    views: int
    people: int


def may_collect(request: InputRequest) -> bool:
    """Whether organisations of this kind may ask their members, by the council's word."""
    return request.kind in request.meeting.council.collecting_kinds


def of_request(request: InputRequest) -> Collection | None:
    """The request's collection; None before the coordinator has begun, NoResultFound where its kind may not collect."""
    if not may_collect(request):
        raise NoResultFound
    return db.session.scalars(select(Collection).where(Collection.request_id == request.id)).one_or_none()


def begun(request: InputRequest) -> Collection:
    """The same, NoResultFound too where nothing is begun."""
    collection = of_request(request)
    if collection is None:
        raise NoResultFound
    return collection


def by_token(token: str) -> Collection:
    """The collection whose members hold this link, with request, organisation, meeting and council.

    The code may be typed from a poster, in capitals for instance.
    """
    request = joinedload(Collection.request)
    return db.session.scalars(
        select(Collection)
        .where(Collection.token_hash == hash_token(token.lower()), Collection.state != CollectionState.PREPARING)
        .options(
            request.joinedload(InputRequest.organisation),
            request.joinedload(InputRequest.meeting).joinedload(Meeting.council),
        )
    ).one()


def is_open(collection: Collection) -> bool:
    """Whether members can answer, change and withdraw now."""
    in_time = collection.closes_at is None or now() < collection.closes_at
    return collection.state is CollectionState.OPEN and in_time and invitation_queries.is_open(collection.request)


def member_form(collection: Collection) -> Questionnaire:
    """What members are asked."""
    return from_json(collection.document)


def questions(collection: Collection) -> tuple[Question, ...]:
    """The questions that members are asked, in order."""
    return tuple(member_form(collection).questions())


def counts(collection: Collection) -> Counts:
    """How many have answered; all that is ever known of that."""
    people = func.coalesce(func.sum(func.coalesce(MemberView.group_size, 1)), 0)
    query = select(func.count(), people).where(MemberView.collection_id == collection.id, MemberView.is_sent)
    views, spoken_for = db.session.execute(query).one()
    return Counts(views, int(spoken_for))


def has_views(collection: Collection) -> bool:
    """Whether any member has begun, sent or not."""
    return (
        db.session.scalar(select(MemberView.id).where(MemberView.collection_id == collection.id).limit(1)) is not None
    )
