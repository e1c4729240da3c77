"""Contacts: one address once, removal closes links, a new address is trusted."""

import pytest

from app.extensions import db
from app.models import now
from app.queries.issue import requests as request_queries
from app.queries.plan import organisations as organisation_queries
from app.services.input_checks import RefusedInput
from app.services.plan import contacts
from app.services.plan.contacts import ContactInput
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.factories.people import ContactFactory, OrganisationFactory


def test_an_address_is_stored_as_mail_wants_it_and_once(app_context) -> None:
    organisation = OrganisationFactory()
    contact = contacts.add(organisation, ContactInput("", "", " Registrator@Nämnden.example ", "en"))
    assert (contact.email, contact.language) == ("registrator@xn--nmnden-bua.example", "en")
    with pytest.raises(RefusedInput) as refused:
        contacts.add(organisation, ContactInput("", "", "registrator@nämnden.example"))
    assert set(refused.value.errors) == {"email"}


@pytest.mark.parametrize("email", ["", "utan-snabel-a", "a@b", "två@stad.example, tre@stad.example"])
def test_what_is_no_address_is_refused(app_context, email: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        contacts.add(OrganisationFactory(), ContactInput("", "", email))
    assert set(refused.value.errors) == {"email"}


def test_a_new_address_is_trusted_and_the_same_is_not(app_context) -> None:
    contact = ContactFactory(undeliverable_at=now())
    contacts.change(contact, ContactInput("Nytt namn", "", contact.email))
    assert contact.undeliverable_at is not None
    contacts.change(contact, ContactInput("Nytt namn", "", "ny@organisation.example"))
    assert contact.undeliverable_at is None


def test_removal_closes_the_links_and_the_address_can_come_back(app_context) -> None:
    scene = scenes.issued()
    contact = scene.contacts[OrganisationKind.MEMBER]
    others = scene.invitations[OrganisationKind.YOUTH_COUNCIL]
    contacts.remove(contact)
    db.session.commit()
    db.session.refresh(scene.invitations[OrganisationKind.MEMBER])
    assert scene.invitations[OrganisationKind.MEMBER].revoked_at is not None
    assert others.revoked_at is None
    again = contacts.add(contact.organisation, ContactInput("", "Ny roll", contact.email))
    assert again.id == contact.id
    assert organisation_queries.contact_of(contact.organisation, contact.id).left_at is None


def test_a_new_address_gets_new_links_and_the_old_mailbox_gets_in_no_more(app_context, staff_member) -> None:
    scene = scenes.issued()
    kind = next(iter(scene.invitations))
    old, contact = scene.invitations[kind], scene.contacts[kind]
    typed = contacts.ContactInput(contact.name, contact.role, "ny@organisation.example")
    contacts.change(contact, typed, staff_member)
    db.session.refresh(old)
    assert old.revoked_at is not None
    fresh = request_queries.live_of_contact(contact.id)
    assert [one.request_id for one in fresh] == [old.request_id]
    assert fresh[0].token_hash != old.token_hash
