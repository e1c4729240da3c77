"""Reads the joint answer's citations and minority views, and what of them leaves the body now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select

from app.extensions import db
from app.models import (
    Collection,
    InputRequest,
    JointCitation,
    JointPublication,
    MemberAnswer,
    MemberView,
    MinorityView,
    ViewInMinority,
    ViewMark,
)
from app.queries.collect import collections as collection_queries
from app.queries.collect.reading import FREE_TEXT, HELD_BACK
from forms.documents import Json
from forms.joint_answer import Citation, JointAnswer, JointPart, Minority, honest
from forms.questionnaire import Questionnaire
from forms.sentences import Sentence, sentences


@dataclass(frozen=True)
class Cited:
    """One view behind a sentence or a minority view: whom it speaks for, what it says there, what leaves of it.

    `leaves` is empty where the words stay in the body. `citation_id` is empty behind a minority view.
    """

    view_id: str
    cited_key: str
    people: int
    text: str
    leaves: str
    citation_id: str = ""


@dataclass(frozen=True)
class CitedSentence:
    """A sentence of the joint answer with the views it rests on."""

    sentence: Sentence
    cited: tuple[Cited, ...]

    @property
    def people(self) -> int | None:
        """How many members stand behind it; None where fewer than five."""
        return honest(_people(self.cited))


@dataclass(frozen=True)
class KeptMinority:
    """A minority view with the views that say so."""

    id: int
    text: str
    cited: tuple[Cited, ...]

    @property
    def people(self) -> int | None:
        """How many members stand behind it; None where fewer than five."""
        return honest(_people(self.cited))


@dataclass(frozen=True)
class JointText:
    """The joint answer to one question; `loose` are citations whose sentence was changed or is gone."""

    sentences: tuple[CitedSentence, ...]
    loose: tuple[Cited, ...]
    minorities: tuple[KeptMinority, ...]


class Joint:
    """All citations and minority views of a collection, read once."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._free_text = {one.key for one in collection_queries.questions(collection) if one.type in FREE_TEXT}
        self._held_back = set(db.session.scalars(_held_back(collection)))
        self._cited = self._citations()
        self._minorities = self._kept()

    def of(self, question_key: str, value: Json) -> JointText:
        """What the answer to this question rests on, where `value` is that answer."""
        found = sentences(value) if isinstance(value, str) else ()
        by_sentence = self._cited.get(question_key, {})
        here = {one.sha256: one for one in reversed(found)}
        loose = [one for sha256, cited in by_sentence.items() if sha256 not in here for one in cited]
        return JointText(
            tuple(
                CitedSentence(one, tuple(by_sentence.get(one.sha256, ())) if here[one.sha256] is one else ())
                for one in found
            ),
            tuple(loose),
            tuple(self._minorities.get(question_key, ())),
        )

    def leaving(self, form: Questionnaire, values: Mapping[str, Json]) -> JointAnswer | None:
        """What leaves the body with these answers; None while no member has sent a view."""
        counts = collection_queries.counts(self.collection)
        if not counts.views:
            return None
        parts = (_part(one.key, self.of(one.key, values[one.key])) for one in form.questions() if one.key in values)
        return JointAnswer(honest(counts.people), tuple(part for part in parts if part.citations or part.minorities))

    def _citations(self) -> dict[str, dict[str, list[Cited]]]:
        rows = db.session.execute(
            select(JointCitation, MemberView, MemberAnswer.typed)
            .join(MemberView, MemberView.id == JointCitation.view_id)
            .join(
                MemberAnswer,
                (MemberAnswer.view_id == JointCitation.view_id)
                & (MemberAnswer.question_key == JointCitation.cited_key),
            )
            .where(JointCitation.collection_id == self.collection.id, MemberView.is_sent)
            .order_by(JointCitation.view_id, JointCitation.cited_key, JointCitation.id)
        )
        found: dict[str, dict[str, list[Cited]]] = defaultdict(lambda: defaultdict(list))
        for citation, view, typed in rows:
            words = self._words(view, citation.cited_key, typed) if citation.is_quoted else ""
            # A member may have changed their words since: then the excerpt is no longer theirs, and stays here.
            leaves = (citation.excerpt if citation.excerpt in words else "") if citation.excerpt else words
            cited = Cited(view.id, citation.cited_key, view.group_size or 1, _text(typed), leaves, citation.id)
            found[citation.question_key][citation.sentence_sha256].append(cited)
        return found

    def _kept(self) -> dict[str, list[KeptMinority]]:
        rows = db.session.execute(
            select(ViewInMinority, MemberView, MemberAnswer.typed)
            .join(MinorityView, MinorityView.id == ViewInMinority.minority_id)
            .join(MemberView, MemberView.id == ViewInMinority.view_id)
            .outerjoin(
                MemberAnswer,
                (MemberAnswer.view_id == ViewInMinority.view_id)
                & (MemberAnswer.question_key == ViewInMinority.cited_key),
            )
            .where(MinorityView.collection_id == self.collection.id, MemberView.is_sent)
            .order_by(ViewInMinority.minority_id, ViewInMinority.view_id)
        )
        behind: dict[int, list[Cited]] = defaultdict(list)
        for row, view, typed in rows:
            leaves = self._words(view, row.cited_key, typed)
            behind[row.minority_id].append(
                Cited(view.id, row.cited_key, view.group_size or 1, _text(typed), leaves),
            )
        kept: dict[str, list[KeptMinority]] = defaultdict(list)
        for one in db.session.scalars(minorities(self.collection)):
            kept[one.question_key].append(KeptMinority(one.id, one.text, tuple(behind.get(one.id, ()))))
        return kept

    def _words(self, view: MemberView, cited_key: str, typed: Json) -> str:
        """The words that may leave the body, where this member and these marks let any."""
        if not view.may_be_cited or view.id in self._held_back or cited_key not in self._free_text:
            return ""
        return _text(typed)


def leaving(request: InputRequest, form: Questionnaire, values: Mapping[str, Json]) -> JointAnswer | None:
    """What leaves the body beside these answers, were they sent now; None for those who collect nothing."""
    if not collection_queries.may_collect(request):
        return None
    collection = collection_queries.of_request(request)
    return Joint(collection).leaving(form, values) if collection else None


def minorities(collection: Collection) -> Select[MinorityView]:
    """The minority views of a collection in their order."""
    return (
        select(MinorityView)
        .where(MinorityView.collection_id == collection.id)
        .order_by(MinorityView.question_key, MinorityView.position, MinorityView.id)
    )


def publications(collection: Collection) -> dict[str, JointPublication]:
    """The drafts that members may read, by question."""
    found = db.session.scalars(
        select(JointPublication)
        .where(JointPublication.collection_id == collection.id)
        .order_by(JointPublication.question_key)
    )
    return {one.question_key: one for one in found}


def _part(question_key: str, text: JointText) -> JointPart:
    return JointPart(
        question_key,
        tuple(Citation(one.sentence.text, one.people, _leaving(one.cited)) for one in text.sentences if one.cited),
        tuple(Minority(one.text, one.people, _leaving(one.cited)) for one in text.minorities),
    )


def _leaving(cited: Iterable[Cited]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.leaves for one in cited if one.leaves))


def _people(cited: Iterable[Cited]) -> int:
    """How many these views speak for; a view that is cited twice counts once."""
    return sum({one.view_id: one.people for one in cited}.values())


def _text(typed: Json) -> str:
    return typed.strip() if isinstance(typed, str) else ""


def _held_back(collection: Collection) -> Select[str]:
    return (
        select(ViewMark.view_id)
        .join(MemberView, MemberView.id == ViewMark.view_id)
        .where(MemberView.collection_id == collection.id, ViewMark.kind.in_(HELD_BACK))
        .order_by(ViewMark.view_id)
    )
