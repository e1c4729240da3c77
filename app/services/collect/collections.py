"""The coordinator's collection: begun, told about, opened and closed, with a new link when the old one has leaked."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask_babel import get_locale, gettext
from sqlalchemy import select

from app.access import Respondent
from app.extensions import db, hash_token, links
from app.models import Collection, CollectionState, now
from app.queries.answer import drafts as draft_queries
from app.queries.answer import invitations as invitation_queries
from app.queries.collect import collections as collection_queries
from app.services import audit
from app.services.input_checks import Checks
from app.services.problems import Conflict, Refused
from forms import member_form, moments
from forms.questionnaire_document import to_json

LONGEST_TEXT = 1_000


@dataclass(frozen=True)
class TextsInput:
    """What members are told, and the choices of the collection, as typed."""

    purpose: str
    readers: str
    read_when: str
    closes_on: str
    members: str
    groups_allowed: bool
    is_sensitive: bool


def begin(respondent: Respondent) -> Collection:
    """The request's collection; made with the organisation's own simple questions where there is none yet."""
    found = collection_queries.of_request(respondent.request)
    if found is not None:
        return found
    _refuse_closed(respondent)
    form = member_form.taken_over(draft_queries.own_form(respondent.request).questionnaire)
    nonce, council = secrets.token_bytes(16), respondent.request.meeting.council
    made = Collection(
        request=respondent.request,
        document=to_json(form),
        purpose=gettext("Vi ska svara %(council)s. Vi vill att svaret bygger på vad du tycker.", council=council.name),
        readers=gettext("Vi som samordnar läser det du skriver. Andra får läsa vårt gemensamma svar."),
        read_when=gettext("Vi läser när vi har slutat samla in. Sedan skriver vi ett svar från oss alla."),
        nonce=nonce,
        token_hash=hash_token(links.join_code(nonce)),
    )
    db.session.add(made)
    db.session.flush()
    audit.record("collection_begun", "collection", made.id, contact=respondent.contact)
    return made


def set_texts(respondent: Respondent, seen: int, typed: TextsInput) -> None:
    """Change what members are told. Raises RefusedInput, and Conflict where a colleague changed it meanwhile."""
    collection = locked(respondent, seen)
    checks = Checks()
    collection.purpose = checks.text("purpose", typed.purpose, LONGEST_TEXT)
    collection.readers = checks.text("readers", typed.readers, LONGEST_TEXT)
    collection.read_when = checks.text("read_when", typed.read_when, LONGEST_TEXT)
    collection.closes_at = _closing(checks, typed.closes_on)
    collection.members = _members(checks, typed.members)
    collection.groups_allowed, collection.is_sensitive = typed.groups_allowed, typed.is_sensitive
    checks.done()
    collection.revision += 1
    db.session.flush()


def open_(respondent: Respondent) -> None:
    """Begin to collect, or begin again. Raises Refused where something is missing."""
    collection = locked(respondent)
    if lacking := missing(collection):
        raise Refused(" ".join(lacking))
    if collection.state is CollectionState.OPEN:
        return
    collection.state = CollectionState.OPEN
    collection.opened_at = collection.opened_at or now()
    collection.closed_at = None
    db.session.flush()
    audit.record("collection_opened", "collection", collection.id, contact=respondent.contact)


def close(respondent: Respondent) -> None:
    """Stop collecting. It can be opened again while the request is open."""
    collection = locked(respondent)
    if collection.state is not CollectionState.OPEN:
        return
    collection.state, collection.closed_at = CollectionState.CLOSED, now()
    db.session.flush()
    audit.record("collection_closed", "collection", collection.id, contact=respondent.contact)


def renew_link(respondent: Respondent) -> None:
    """Make a new link for all members; the old one, its poster and its QR code open nothing any more."""
    collection = locked(respondent)
    collection.nonce = secrets.token_bytes(16)
    collection.token_hash = hash_token(links.join_code(collection.nonce))
    db.session.flush()
    audit.record("collection_link_renewed", "collection", collection.id, contact=respondent.contact)


def missing(collection: Collection) -> list[str]:
    """What has to be there before members are asked, a sentence each."""
    found = [
        sentence.text(str(get_locale()))
        for sentence in member_form.problems(collection_queries.member_form(collection))
    ]
    if not collection.purpose:
        found.append(gettext("Skriv varför ni frågar."))
    if not collection.readers:
        found.append(gettext("Skriv vem som läser det som medlemmarna skriver."))
    if not collection.read_when:
        found.append(gettext("Skriv när det läses, och vad som händer sedan."))
    if collection.closes_at and collection.closes_at <= now():
        found.append(gettext("Sista dagen har passerat. Välj en ny."))
    return found


def locked(respondent: Respondent, seen: int | None = None) -> Collection:
    """The collection, for changing it now; `seen` is the revision that the person had before them.

    Raises Refused where the request is closed, and Conflict where a colleague changed the collection meanwhile.
    """
    _refuse_closed(respondent)
    collection = collection_queries.begun(respondent.request)
    db.session.execute(select(Collection.id).where(Collection.id == collection.id).with_for_update())
    db.session.refresh(collection)
    if seen is not None and seen != collection.revision:
        raise Conflict(gettext("En kollega har ändrat samma sak. Läs om sidan och gör om din ändring."))
    return collection


def _refuse_closed(respondent: Respondent) -> None:
    if not invitation_queries.is_open(respondent.request):
        raise Refused(gettext("Formuläret är stängt och tar inte emot fler svar. Kontakta sekretariatet."))


def _closing(checks: Checks, typed: str) -> datetime | None:
    if not typed.strip():
        return None
    try:
        return moments.end_of_day(typed)
    except moments.MomentError as error:
        checks.refuse("closes_on", error.sentence.text(str(get_locale())))
        return None


def _members(checks: Checks, typed: str) -> int | None:
    if not typed.strip():
        return None
    if not typed.strip().isdecimal() or not 1 <= int(typed) <= 100_000:
        checks.refuse("members", gettext("Skriv antalet medlemmar med siffror, eller lämna tomt."))
        return None
    return int(typed)
