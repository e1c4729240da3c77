"""The demo's youth council makes one answer of forty views: what its sentences rest on, and what six of them want."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from app.access import Respondent
from app.cli.demo import content
from app.extensions import db
from app.models import MemberAnswer, MemberView
from app.queries.answer import drafts
from app.queries.collect import collections as collection_queries
from app.services.collect import joint, sorting
from app.services.collect.joint import Pick
from forms.sentences import sentences


def rest_on_members(respondent: Respondent, organisation: str) -> None:
    """Group the views, cite them and keep the minority's, where this organisation has asked its members."""
    if organisation != content.table("collection")["organisation"]:
        return
    told = content.table("joint")
    for one in told["groups"]:
        sorting.group(respondent, one["name"], [view_id for view_id, _ in _picks(respondent, one, one["from"])])
    for one in told["citations"]:
        picks = _picks(respondent, one, one["question"])
        sha256 = _sentence(respondent, one["question"], one["sentence"])
        joint.cite(respondent, one["question"], sha256, picks, excerpt=one.get("excerpt", ""))
    for one in told["minorities"]:
        joint.keep_minority(respondent, one["question"], one["text"], _picks(respondent, one, one["question"]))


def _picks(respondent: Respondent, one: dict[str, Any], key: str) -> list[Pick]:
    said = _said(respondent, one.get("from", key))
    return [(_only(view_id for view_id, text in said if words in text), one.get("from", key)) for words in one["views"]]


def _said(respondent: Respondent, key: str) -> list[tuple[str, str]]:
    collection = collection_queries.begun(respondent.request)
    rows = db.session.execute(
        select(MemberAnswer.view_id, MemberAnswer.typed)
        .join(MemberView, MemberView.id == MemberAnswer.view_id)
        .where(MemberView.collection_id == collection.id, MemberAnswer.question_key == key)
        .order_by(MemberAnswer.view_id)
    )
    return [(view_id, str(typed)) for view_id, typed in rows]


def _sentence(respondent: Respondent, key: str, begins: str) -> str:
    typed = drafts.stored(respondent.request.id, [key]).answers[key].typed
    return _only(one.sha256 for one in sentences(str(typed)) if one.text.startswith(begins))


def _only(found: Iterable[str]) -> str:
    (one,) = found
    return one
