"""Makes the mails: one builder per kind, from what the outbox points at, in the contact's language.

Each kind has a folder in templates/mail/ with `subject.<language>.txt` and `body.<language>.txt`. The languages stand
side by side as whole texts: a mail is read as one piece, and each is worded as its language would say it. The HTML
part is made from the same paragraphs by one layout, so that both parts always say the same words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import force_locale

from app.extensions import links
from app.mail import copies
from app.mail.copies import CopiedSection
from app.mail.text import one_line, paragraphs, plain, wrapped
from app.models import Contact, Meeting, OutboxMessage
from forms.languages import USUAL
from forms.localised import DEFAULT_LANGUAGE

# Sent by the calendar alone, and so in working hours only.
AUTOMATIC = frozenset({"reminder_halfway", "reminder_before", "reminder_after"})
REMINDERS = AUTOMATIC | {"reminder"}
# Between colleagues: one asks another to write, to take over, to review, or to look again.
AMONG_COLLEAGUES = frozenset({"colleague", "handed_over", "ready_for_review", "sent_back"})
# Kinds that ask the organisation to do something; they lose their purpose when the request is closed.
ASKING = REMINDERS | AMONG_COLLEAGUES | {"invitation", "new_link", "changed_deadline"}
# Its code is worth something for minutes only.
MAILBOX_CODE = "mailbox_code"
# A reminder by hand speaks of little time left when the deadline is nearer than this.
SOON = timedelta(days=4)


@dataclass(frozen=True)
class Mail:
    """A mail ready to send. `text` and `html` say the same words; `number` is the outbox row's id."""

    number: int
    kind: str
    language: str
    recipient: str
    sender_name: str
    reply_to: str
    message_id: str
    subject: str
    text: str
    html: str
    in_reply_to: str = ""


@dataclass(frozen=True)
class Sent:
    """What a receipt tells about a submission, and its `copy` of what was sent."""

    reference: str
    number: int
    at: datetime
    late: bool
    sha256: str
    channel: str
    copy: tuple[CopiedSection, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """All that a mail's templates may speak of. Its texts are cleaned, and hold no link but `link`.

    `by` is the colleague who invited, where one did.
    """

    council: str
    organisation: str
    title: str
    starts_at: datetime
    deadline_at: datetime
    purpose: tuple[str, ...]
    phone: str
    can_reply: bool
    link: str
    sent: Sent | None = None
    by: str = ""
    code: str = ""


@dataclass(frozen=True)
class Wording:
    """A mail's words: the subject on one line, and the body in paragraphs, as text and as HTML."""

    subject: str
    paragraphs: tuple[str, ...]
    text: str
    html: str


def build(
    message: OutboxMessage,
    moment: datetime,
    *,
    nonce: bytes | None,
    in_reply_to: str = "",
    copy: tuple[CopiedSection, ...] = (),
) -> Mail:
    """Make the mail of an outbox row.

    `nonce` is that of the invitation whose link the mail carries; receipts may go without. `in_reply_to` is the
    Message-ID of the first mail on the matter. `moment` is now, for the tone of a reminder. `copy` is a receipt's.
    """
    contact = message.contact
    council = contact.organisation.council
    occasion = BUILDERS[message.kind](message, links.invitation_url(nonce) if nonce else "")
    if occasion.sent:
        occasion = replace(occasion, sent=replace(occasion.sent, copy=copy))
    kind = _tone(occasion, moment) if message.kind == "reminder" else message.kind
    wording = write(kind, contact.language, occasion)
    return Mail(
        number=message.id,
        kind=message.kind,
        language=contact.language,
        recipient=contact.email,
        sender_name=one_line(council.name),
        reply_to=council.mailbox,
        message_id=message.message_id,
        subject=wording.subject,
        text=wording.text,
        html=wording.html,
        in_reply_to=in_reply_to,
    )


def mail_language(reader: str) -> str:
    """The language that a reader of this one gets mail in: their own where we have mails in it, else Swedish."""
    return reader if reader in USUAL else DEFAULT_LANGUAGE


def write(kind: str, language: str, occasion: Occasion) -> Wording:
    """The words of a mail in `sv` or `en`; `kind` is a folder of templates/mail/."""
    folder = f"mail/{kind}"
    with force_locale(language):
        subject = one_line(_render(f"{folder}/subject.{language}.txt", mail=occasion))
        parts = paragraphs(_render(f"{folder}/body.{language}.txt", mail=occasion))
        copy = occasion.sent.copy if occasion.sent else ()
        html = _render(
            "mail/layout.html",
            subject=subject,
            paragraphs=parts,
            link=occasion.link,
            language=language,
            copy=copy,
            copy_heading=copies.heading(),
        )
        text = [*(wrapped(part) for part in parts), *([copies.as_text(copy)] if copy else [])]
    return Wording(subject, tuple(parts), "\n\n".join(text) + "\n", html)


def _render(template: str, **values: object) -> str:
    # Not Flask's render_template: a mail must not depend on who is signed in, nor on there being a request.
    return current_app.jinja_env.get_template(template).render(values)


def about(meeting: Meeting, contact: Contact, deadline_at: datetime, link: str) -> Occasion:
    """What every mail says: who asks whom, why, and by when. `deadline_at` is the one that holds for them."""
    council = contact.organisation.council
    return Occasion(
        council=one_line(council.name),
        organisation=one_line(contact.organisation.name),
        title=one_line(meeting.title),
        starts_at=meeting.starts_at,
        deadline_at=deadline_at,
        purpose=tuple(paragraphs(plain(meeting.purpose))),
        phone=one_line(meeting.phone or council.phone),
        can_reply=bool(council.mailbox),
        link=link,
    )


def _for_invitation(message: OutboxMessage, link: str) -> Occasion:
    if message.invitation is None:
        raise ValueError(f"a mail of kind {message.kind} needs an invitation")
    request = message.invitation.request
    occasion = about(request.meeting, message.contact, request.deadline_at, link)
    colleague = message.invitation.colleague
    return replace(occasion, by=_name(colleague.invited_by)) if colleague else occasion


def _name(contact: Contact) -> str:
    return one_line(contact.name or contact.role)


def _for_code(message: OutboxMessage, _link: str) -> Occasion:
    # No link: whoever asked for the code has the page open, and a mail with both would be worth stealing.
    if message.mailbox_code is None:
        raise ValueError(f"a mail of kind {message.kind} needs a code")
    return replace(_for_invitation(message, ""), code=links.code(message.mailbox_code.nonce))


def _for_submission(message: OutboxMessage, link: str) -> Occasion:
    submission = message.submission
    if submission is None:
        raise ValueError(f"a mail of kind {message.kind} needs a submission")
    sent = Sent(
        reference=submission.reference,
        number=submission.number,
        at=submission.submitted_at,
        late=submission.late,
        sha256=submission.sha256,
        channel=submission.channel.value,
    )
    request = submission.request
    return replace(about(request.meeting, message.contact, request.deadline_at, link), sent=sent)


BUILDERS: dict[str, Callable[[OutboxMessage, str], Occasion]] = {
    **dict.fromkeys(sorted(ASKING), _for_invitation),
    MAILBOX_CODE: _for_code,
    "receipt": _for_submission,
    "abstention_receipt": _for_submission,
}


def _tone(occasion: Occasion, moment: datetime) -> str:
    left = occasion.deadline_at - moment
    if left < timedelta():
        return "reminder_after"
    return "reminder_before" if left < SOON else "reminder_halfway"
