"""The demo's youth council asks its members; each view is begun, written and sent as it would be on a phone."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.access import Member, Respondent
from app.cli.demo import content
from app.cli.demo.answering import open_invitation
from app.extensions import db, hash_token, links, member_secrets
from app.models import AgeSpan, Collection, Meeting, MemberView
from app.queries.collect import collections as collection_queries
from app.queries.plan import progress
from app.services.collect import collections, views
from forms import member_form
from forms.moments import day_of
from forms.questionnaire_document import to_json

WEEK = timedelta(days=7)


def collect(meeting: Meeting) -> str:
    """Open the collection and let every member write; returns the counts."""
    told = content.table("collection")
    with db.transaction():
        collection = _open(_respondent(meeting, told["organisation"]), told)
    for written in told["views"]:
        with db.transaction():
            _write(collection, written)
    counts = collection_queries.counts(collection)
    return f"{counts.views} views of {counts.people} members"


def member_link(meeting: Meeting) -> str:
    """The address that the youth council's members share."""
    name = content.organisation_names()[content.table("collection")["organisation"]]
    for one in progress.asked(meeting):
        found = collection_queries.of_request(one.request) if one.request and one.organisation.name == name else None
        if found is not None:
            return links.collection_url(found.nonce)
    return "nothing is collected"


def _respondent(meeting: Meeting, key: str) -> Respondent:
    name = content.organisation_names()[key]
    return next(
        open_invitation(one.request) for one in progress.asked(meeting) if one.request and one.organisation.name == name
    )


def _open(respondent: Respondent, told: dict[str, Any]) -> Collection:
    collection = collections.begin(respondent)
    collections.set_texts(
        respondent,
        collection.revision,
        collections.TextsInput(
            purpose=told["purpose"],
            readers=told["readers"],
            read_when=told["read_when"],
            closes_on=str(day_of(respondent.request.deadline_at - WEEK)),
            members=str(told["members"]),
            groups_allowed=True,
            is_sensitive=True,
        ),
    )
    collection.document = to_json(member_form.with_questions(content.questions(told["questions"])))
    db.session.flush()
    collections.open_(respondent)
    return collection


def _write(collection: Collection, written: dict[str, Any]) -> None:
    words = views.begin(collection)
    secret = member_secrets.token(words)
    view = db.session.scalars(select(MemberView).where(MemberView.secret_hash == hash_token(secret))).one()
    member = Member(view, collection, secret, words)
    if "group" in written:
        views.answer_together(member, written["group"], AgeSpan(written["ages"]))
    for question in collection_queries.questions(collection):
        if question.key in written["answers"]:
            views.answer(member, question, content.typed(question, written["answers"][question.key], ""))
    views.send(member, may_be_cited=written.get("cited", False))
