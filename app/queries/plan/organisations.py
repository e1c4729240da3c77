"""Reads the organisations of a council, in the council's own order, with their contacts."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.extensions import db
from app.models import Contact, Membership, Organisation
from forms.audience import OrganisationKind


def members(council_id: int) -> list[Organisation]:
    """Those who sit in the council now, in the council's order."""
    return _all(_of_council(council_id).where(Membership.left_at.is_(None)))


def former(council_id: int) -> list[Organisation]:
    """Those who have left the council, in the order they sat."""
    return _all(_of_council(council_id).where(Membership.left_at.is_not(None)))


def in_council(council_id: int, organisation_id: int) -> Organisation:
    """One organisation of this council; raises NoResultFound for any other."""
    return db.session.scalars(_of_council(council_id).where(Organisation.id == organisation_id)).unique().one()


def contact_of(organisation: Organisation, contact_id: int) -> Contact:
    """One contact of this organisation who has not left; raises NoResultFound for any other."""
    query = select(Contact).where(Contact.id == contact_id, Contact.organisation_id == organisation.id)
    return db.session.scalars(query.where(Contact.left_at.is_(None)).options(joinedload(Contact.organisation))).one()


def kinds(council_id: int) -> list[tuple[OrganisationKind, int]]:
    """Kind and id of those who sit in the council now, in its order."""
    query = select(Membership.kind, Membership.organisation_id).where(Membership.left_at.is_(None))
    return [(kind, number) for kind, number in db.session.execute(_ordered(query, council_id))]


def names(council_id: int) -> dict[int, str]:
    """The name of every organisation of the council by id, those who have left last."""
    query = select(Membership.organisation_id, Organisation.name).join(Membership.organisation)
    by_presence = query.order_by(Membership.left_at.is_not(None))
    return dict(iter(db.session.execute(_ordered(by_presence, council_id))))


def _ordered(query: Select[*tuple[Any, ...]], council_id: int) -> Select[*tuple[Any, ...]]:
    ordered = query.order_by(Membership.position, Membership.organisation_id)
    return ordered.where(Membership.council_id == council_id)


def member_counts() -> dict[int, int]:
    """How many organisations sit in each council, by council id; a council without any is left out."""
    query = (
        select(Membership.council_id, func.count())
        .where(Membership.left_at.is_(None))
        .group_by(Membership.council_id)
        .order_by(Membership.council_id)
    )
    return dict(iter(db.session.execute(query)))


def _of_council(council_id: int) -> Select[Organisation]:
    return (
        select(Organisation)
        .join(Organisation.membership)
        .where(Organisation.council_id == council_id)
        .options(
            contains_eager(Organisation.membership),
            joinedload(Organisation.council),
            selectinload(Organisation.contacts),
        )
        .order_by(Membership.position, Organisation.id)
    )


def _all(query: Select[Organisation]) -> list[Organisation]:
    return list(db.session.scalars(query).unique())
