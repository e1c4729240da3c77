"""Reads the organisation's own space: its form, and what stands typed in it. For respondents' pages only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select, true
from sqlalchemy.exc import NoResultFound

from app.extensions import db
from app.models import Contact, Draft, DraftAnswer, InputRequest, QuestionnaireVersion
from forms.answers import NOT_SECRET, QuotePermission, Secrecy, content_sha256
from forms.audience import OrganisationKind
from forms.documents import Json
from forms.logic import has_rules
from forms.questionnaire import Questionnaire, Section
from forms.questionnaire_document import from_json, to_json


@dataclass(frozen=True)
class OwnForm:
    """One organisation's own form, and the published version it is part of: id, number and SHA-256.

    `has_rules`: whether anything in the form depends on an expression. `own_sha256` is the same for all organisations
    that are asked the same, in the same words.
    """

    questionnaire: Questionnaire
    version_sha256: str
    version_id: int
    number: int
    has_rules: bool = False
    own_sha256: str = ""


@dataclass(frozen=True)
class DraftedAnswer:
    """What stands typed at one question, who saved it last and when. `version` counts its saves.

    `changed_by_id` is empty where the secretariat keyed it in.
    """

    question_key: str
    typed: Json
    quote_permission: QuotePermission
    version: int
    changed_at: datetime
    changed_by: str
    changed_by_id: int | None = None
    secrecy: Secrecy = NOT_SECRET


@dataclass(frozen=True)
class StoredDraft:
    """The draft's id, None before the first save, and its answers by question key."""

    id: int | None
    answers: Mapping[str, DraftedAnswer]


def own_form(request: InputRequest, version_id: int | None = None) -> OwnForm:
    """The form of the request's organisation, in the version it was issued or in an earlier one."""
    return _own_form(version_id or request.version_id, request.issued_at, request.kind, request.organisation_id)


@lru_cache(maxsize=256)
def _own_form(version_id: int, _issued_at: datetime, kind: OrganisationKind, organisation_id: int) -> OwnForm:
    # A published version never changes. The moment of issue tells two databases with equal ids apart.
    row = db.session.execute(
        select(QuestionnaireVersion.document, QuestionnaireVersion.sha256, QuestionnaireVersion.number).where(
            QuestionnaireVersion.id == version_id
        )
    ).one()
    own = from_json(row.document).for_organisation(kind, organisation_id)
    return OwnForm(own, row.sha256, version_id, row.number, has_rules(own), content_sha256(to_json(own)))


def section_of(form: OwnForm, key: str) -> Section:
    """The section with this key; NoResultFound where this organisation is not asked it."""
    section = form.questionnaire.section(key)
    if section is None:
        raise NoResultFound
    return section


def _draft_with(wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            Draft.id,
            DraftAnswer.question_key,
            DraftAnswer.typed,
            DraftAnswer.quote_permission,
            DraftAnswer.version,
            DraftAnswer.changed_at,
            DraftAnswer.changed_by_id,
            DraftAnswer.may_be_secret,
            DraftAnswer.secrecy_reason,
            Contact.name,
            Contact.role,
            Contact.email,
        )
        .outerjoin(DraftAnswer, (DraftAnswer.draft_id == Draft.id) & wanted)
        .outerjoin(Contact, DraftAnswer.changed_by_id == Contact.id)
        .where(Draft.request_id == bindparam("request_id"))
        .order_by(DraftAnswer.id)
    )


# Built once: putting such a statement together costs more than sending it.
_WITH_ALL = _draft_with(true())
_WITH_SOME = _draft_with(DraftAnswer.question_key.in_(bindparam("keys", expanding=True)))


def stored(request_id: int, keys: Collection[str] | None = None) -> StoredDraft:
    """The draft of this request, with all answers or those to the given questions, in one query."""
    statement = _WITH_ALL if keys is None else _WITH_SOME
    rows = db.session.execute(statement, {"request_id": request_id, "keys": keys}).all()
    answers = [
        DraftedAnswer(
            key, typed, permission, version, changed_at, name or role or email or "", by, Secrecy(marked, reason)
        )
        for _, key, typed, permission, version, changed_at, by, marked, reason, name, role, email in rows
        if key is not None
    ]
    return StoredDraft(rows[0].id if rows else None, {answer.question_key: answer for answer in answers})
