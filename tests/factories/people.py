"""Councils, organisations, contacts and staff for tests; every row is flushed, none committed."""

import factory
from factory.alchemy import SQLAlchemyModelFactory

from app.extensions import db
from app.models import Contact, Council, Membership, Organisation, Staff, StaffRole, Theme
from forms.audience import OrganisationKind


class RowFactory(SQLAlchemyModelFactory):
    """Adds the row to the session of the current application context."""

    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731
        sqlalchemy_session_persistence = "flush"


class CouncilFactory(RowFactory):
    class Meta:
        model = Council

    code = factory.Sequence(lambda n: f"rad-{n}")
    name = factory.Sequence(lambda n: f"Rådet {n}")
    mailbox = "sekretariatet@stad.example"
    phone = "031-390 06 10"


class OrganisationFactory(RowFactory):
    class Meta:
        model = Organisation

    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence(lambda n: f"Organisation {n}")


class MembershipFactory(RowFactory):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    council = factory.SelfAttribute("organisation.council")
    kind = OrganisationKind.MEMBER
    position = factory.Sequence(int)


class ContactFactory(RowFactory):
    class Meta:
        model = Contact

    organisation = factory.SubFactory(OrganisationFactory)
    role = "Kontaktperson"
    email = factory.Sequence(lambda n: f"kontakt{n}@organisation.example")


class StaffFactory(RowFactory):
    class Meta:
        model = Staff

    email = factory.Sequence(lambda n: f"handlaggare{n}@stad.example")
    role = StaffRole.SECRETARIAT
    password_hash = "unusable"


class ThemeFactory(RowFactory):
    class Meta:
        model = Theme

    council = factory.SubFactory(CouncilFactory)
    key = factory.Sequence(lambda n: f"tema-{n}")
    name = factory.Sequence(lambda n: f"Tema {n}")
    position = factory.Sequence(int)
