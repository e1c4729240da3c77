"""From views to one answer: which sentence rests on whom, what the joint text does not carry, and drafts to like."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import NoResultFound

from app.access import Respondent
from app.extensions import db
from app.models import (
    Collection,
    JointCitation,
    JointPublication,
    MemberAnswer,
    MinorityView,
    ViewInMinority,
    now,
)
from app.queries.answer import drafts as draft_queries
from app.queries.collect import joint as joint_queries
from app.queries.collect import reading
from app.services.collect.collections import locked
from app.services.collect.sorting import chosen
from app.services.input_checks import Checks
from app.services.problems import Refused
from forms.sentences import sentences
from forms.text import storable

LONGEST_MINORITY = 2_000

Pick = tuple[str, str]
"""A view, and the member form's question whose answer is meant."""


def cite(
    respondent: Respondent,
    question_key: str,
    sentence_sha256: str,
    picks: Sequence[Pick],
    *,
    is_quoted: bool = True,
    excerpt: str = "",
) -> int:
    """Let a sentence of the joint answer rest on views. Returns how many. Raises Refused, or RefusedInput.

    An excerpt is a part of one view's own words, and only of one whose words may leave the body.
    """
    collection = locked(respondent)
    _refuse_unknown_sentence(respondent, question_key, sentence_sha256)
    found = _found(collection, picks)
    excerpt = storable(excerpt).strip()
    if excerpt:
        _check_excerpt(collection, found, excerpt)
    for view_id, cited_key in found:
        here = (
            JointCitation.collection_id == collection.id,
            JointCitation.question_key == question_key,
            JointCitation.sentence_sha256 == sentence_sha256,
            JointCitation.view_id == view_id,
            JointCitation.cited_key == cited_key,
        )
        db.session.execute(delete(JointCitation).where(*here))
        made = JointCitation(collection_id=collection.id, question_key=question_key, view_id=view_id)
        made.cited_key, made.sentence_sha256 = cited_key, sentence_sha256
        made.is_quoted, made.excerpt = is_quoted or bool(excerpt), excerpt
        db.session.add(made)
    db.session.flush()
    return len(found)


def uncite(respondent: Respondent, question_key: str, citation_id: str) -> None:
    """Take one citation away."""
    one = _citation(locked(respondent), question_key, citation_id)
    db.session.execute(delete(JointCitation).where(JointCitation.id == one.id))


def attach(respondent: Respondent, question_key: str, citation_id: str, sentence_sha256: str) -> None:
    """Let a citation whose sentence was changed belong to another sentence. Raises Refused."""
    collection = locked(respondent)
    one = _citation(collection, question_key, citation_id)
    _refuse_unknown_sentence(respondent, question_key, sentence_sha256)
    twin = select(JointCitation.id).where(
        JointCitation.collection_id == collection.id,
        JointCitation.question_key == question_key,
        JointCitation.sentence_sha256 == sentence_sha256,
        JointCitation.view_id == one.view_id,
        JointCitation.cited_key == one.cited_key,
    )
    if db.session.scalar(twin):
        db.session.execute(delete(JointCitation).where(JointCitation.id == one.id))
        return
    one.sentence_sha256 = sentence_sha256
    db.session.flush()


def keep_minority(
    respondent: Respondent, question_key: str, text: str, picks: Sequence[Pick], *, is_quoted: bool = True
) -> MinorityView:
    """Keep what the joint text does not carry, with the views that say so. Raises Refused, or RefusedInput."""
    collection = locked(respondent)
    cleaned = _minority_text(text)
    found = _found(collection, picks)
    last = db.session.scalar(select(func.max(MinorityView.position)).where(MinorityView.collection_id == collection.id))
    made = MinorityView(collection_id=collection.id, question_key=question_key, text=cleaned)
    made.position = 0 if last is None else last + 1
    db.session.add(made)
    db.session.flush()
    _stand_behind(made, found, is_quoted=is_quoted)
    return made


def support_minority(
    respondent: Respondent, question_key: str, minority_id: int, picks: Sequence[Pick], *, is_quoted: bool = True
) -> int:
    """Let more views stand behind a minority view. Returns how many."""
    collection = locked(respondent)
    found = _found(collection, picks)
    _stand_behind(_minority(collection, question_key, minority_id), found, is_quoted=is_quoted)
    return len(found)


def change_minority(respondent: Respondent, question_key: str, minority_id: int, text: str) -> None:
    """Word a minority view otherwise. Raises RefusedInput."""
    one = _minority(locked(respondent), question_key, minority_id)
    one.text = _minority_text(text)
    db.session.flush()


def remove_minority(respondent: Respondent, question_key: str, minority_id: int) -> None:
    """Keep it no longer; the views stay."""
    one = _minority(locked(respondent), question_key, minority_id)
    db.session.execute(delete(MinorityView).where(MinorityView.id == one.id))


def take_from_minority(respondent: Respondent, question_key: str, minority_id: int, view_id: str) -> None:
    """Let a view no longer stand behind a minority view."""
    one = _minority(locked(respondent), question_key, minority_id)
    db.session.execute(
        delete(ViewInMinority).where(ViewInMinority.minority_id == one.id, ViewInMinority.view_id == view_id)
    )


def publish(respondent: Respondent, question_key: str) -> None:
    """Let members read the draft of this answer as it stands. Likes of an earlier wording do not count for this one."""
    collection = locked(respondent)
    text = _drafted_text(respondent, question_key)
    if not text:
        raise Refused(gettext("Skriv svaret först."))
    made = joint_queries.publications(collection).get(question_key)
    if made is None:
        made = JointPublication(collection_id=collection.id, question_key=question_key, text="")
        db.session.add(made)
    if made.text != text:
        made.text, made.published_at, made.like_count = text, now(), 0
    collection.likes_open = True
    db.session.flush()


def unpublish(respondent: Respondent, question_key: str) -> None:
    """Show members this draft no longer; its likes go with it."""
    collection = locked(respondent)
    here = (JointPublication.collection_id == collection.id, JointPublication.question_key == question_key)
    db.session.execute(delete(JointPublication).where(*here))
    collection.likes_open = bool(joint_queries.publications(collection))
    db.session.flush()


def like(collection: Collection, question_key: str) -> int:
    """Count one like of a published draft; nothing says whose. Returns the draft's id."""
    counted = db.session.scalar(
        update(JointPublication)
        .where(JointPublication.collection_id == collection.id, JointPublication.question_key == question_key)
        .values(like_count=JointPublication.like_count + 1)
        .returning(JointPublication.id)
    )
    if counted is None or not collection.likes_open:
        raise NoResultFound
    return int(counted)


def _refuse_unknown_sentence(respondent: Respondent, question_key: str, sentence_sha256: str) -> None:
    found = {one.sha256 for one in sentences(_drafted_text(respondent, question_key))}
    if sentence_sha256 not in found:
        raise Refused(gettext("Meningen har ändrats. Läs om sidan och välj igen."))


def _drafted_text(respondent: Respondent, question_key: str) -> str:
    stored = draft_queries.stored(respondent.request.id, [question_key]).answers.get(question_key)
    return stored.typed if stored and isinstance(stored.typed, str) else ""


def _found(collection: Collection, picks: Iterable[Pick]) -> list[Pick]:
    """Those picks that are answers of views which may be read here. Raises Refused where none is."""
    wanted = set(picks)
    ids = chosen(collection, {view_id for view_id, _ in wanted})
    rows = db.session.execute(
        select(MemberAnswer.view_id, MemberAnswer.question_key)
        .where(MemberAnswer.view_id.in_(ids))
        .order_by(MemberAnswer.view_id, MemberAnswer.question_key)
    )
    found = [(view_id, key) for view_id, key in rows if (view_id, key) in wanted]
    if not found:
        raise Refused(gettext("Välj minst en röst."))
    return found


def _check_excerpt(collection: Collection, found: Sequence[Pick], excerpt: str) -> None:
    checks = Checks()
    if len(found) != 1:
        checks.refuse("excerpt", gettext("Välj en enda röst när du citerar en del av den."))
        checks.done()
    view_id, cited_key = found[0]
    view = next(one for one in reading.views(collection, "sv") if one.id == view_id)
    if not view.may_be_quoted:
        checks.refuse("excerpt", gettext("Den här rösten får inte citeras. Den kan räknas, utan ord."))
    elif excerpt not in view.answers.get(cited_key, ""):
        checks.refuse("excerpt", gettext("Citatet måste stå ordagrant i rösten. Kopiera det därifrån."))
    checks.done()


def _citation(collection: Collection, question_key: str, citation_id: str) -> JointCitation:
    found = db.session.get(JointCitation, citation_id)
    if found is None or (found.collection_id, found.question_key) != (collection.id, question_key):
        raise NoResultFound
    return found


def _minority(collection: Collection, question_key: str, minority_id: int) -> MinorityView:
    found = db.session.get(MinorityView, minority_id)
    if found is None or (found.collection_id, found.question_key) != (collection.id, question_key):
        raise NoResultFound
    return found


def _minority_text(text: str) -> str:
    checks = Checks()
    cleaned = checks.text("text", text, LONGEST_MINORITY)
    if not cleaned:
        checks.refuse("text", gettext("Skriv vad de tycker."))
    checks.done()
    return cleaned


def _stand_behind(minority: MinorityView, picks: Iterable[Pick], *, is_quoted: bool) -> None:
    keys = dict(picks)
    here = (ViewInMinority.minority_id == minority.id, ViewInMinority.view_id.in_(keys))
    db.session.execute(delete(ViewInMinority).where(*here))
    db.session.add_all(
        ViewInMinority(minority_id=minority.id, view_id=view_id, cited_key=key if is_quoted else "")
        for view_id, key in keys.items()
    )
    db.session.flush()
