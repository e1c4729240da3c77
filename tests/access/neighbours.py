"""Four neighbours at one meeting: two organisations, and two bodies that collect, with open collections.

Every text that a neighbour owns begins with its own word (`Neighbour.word`), so that it is seen wherever it turns up;
what stands in drafts, and in members' views, has a further word.
"""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.access import Member, Respondent
from app.extensions import db, hash_token, member_secrets
from app.models import (
    Answer,
    AnswerReview,
    Collection,
    Device,
    JointCitation,
    MemberView,
    Staff,
    Submission,
    ViewMarkKind,
    now,
)
from app.queries.answer import drafts as draft_queries
from app.queries.answer import submissions as submission_queries
from app.queries.answer import together as together_queries
from app.services.answer import approval, contact_person, drafts, presence, submissions, together
from app.services.answer.drafts import TypedAnswer
from app.services.collect import collections, joint, sorting, views
from app.services.collect.collections import TextsInput
from app.services.digest import digests
from app.services.plan.contacts import ContactInput
from forms import member_form
from forms.answers import QuotePermission, Secrecy
from forms.audience import OrganisationKind
from forms.questionnaire_document import to_json
from forms.sentences import sentence_sha256
from tests.access.places import Values, draft_file, sent_file, with_file
from tests.factories import collecting, scenes
from tests.factories.answers import earlier_answer, submit
from tests.factories.respondents import respondent_of
from tests.factories.scenes import Scene
from tests.factories.teams import APPROVER, CONTRIBUTOR, COORDINATOR, invited

KINDS = {
    "grannalfa": OrganisationKind.MEMBER,
    "grannbeta": OrganisationKind.OTHER,
    "granngamma": OrganisationKind.YOUTH_COUNCIL,
    "granndelta": OrganisationKind.STUDENT_FORUM,
}
DRAFT, VIEW = "baraiutkastet", "baraienröst"
ASKED = "vad_ser_ni"


@dataclass(frozen=True)
class Neighbour:
    """One organisation with all that it may have. Links by role; ids by the names that routes and fields give them."""

    word: str
    links: dict[str, str]
    values: Values
    member: "Held | None"

    @property
    def secrets(self) -> set[str]:
        """What must stand on no page of anybody else: its word, its tokens, its views' keys."""
        tokens = {link.rpartition("/")[2] for link in self.links.values()}
        if self.member is None:
            return {self.word, *tokens}
        held = {self.member.words, self.member.secret, self.member.join.rpartition("/")[2]}
        return {self.word, *tokens, *held, str(self.values["view"]), str(self.values["citation"])}


@dataclass(frozen=True)
class Held:
    """What one member of a body holds: the link that all share, their words, and their own secret."""

    join: str
    words: str
    secret: str


def neighbours(staff: Staff) -> dict[str, Neighbour]:
    """All four, by their word, and the digest of what they sent."""
    scene = scenes.issued()
    scene.version.document = scene.questionnaire.document = to_json(with_file())
    scene.council.approval_required = True
    made = {word: _settle(scene, kind, word) for word, kind in KINDS.items()}
    digests.begin(scene.meeting, staff)
    return made


def _settle(scene: Scene, kind: OrganisationKind, word: str) -> Neighbour:
    chief = respondent_of(scene, kind)
    _name(chief, word)
    writer, helper = invited(chief, f"{word} skribent"), invited(chief, f"{word} samordnare", COORDINATOR)
    values: dict[str, int | str] = {"request_id": chief.request.id, "section_key": "lage", "question_key": "karta"}
    values |= {"member_key": "tycker", "member_type": "long_text", "number": 1, "position": 0}
    held = None
    if kind in {OrganisationKind.YOUTH_COUNCIL, OrganisationKind.STUDENT_FORUM}:
        collected, held = _collect(chief, word)
        values |= collected
    values |= _send(chief, word)
    values |= _draft(chief, writer, helper, word)
    values |= _earlier(scene, kind, word)
    values["invitation_id"] = values["person"] = helper.invitation.id
    roles = {APPROVER: chief, COORDINATOR: helper, CONTRIBUTOR: writer}
    held_links = {role.value: scenes.link_of(one.invitation) for role, one in roles.items()}
    return Neighbour(word, held_links, values, held)


def _name(chief: Respondent, word: str) -> None:
    contact = chief.contact
    contact.name, contact.role, contact.email = f"{word} namn", f"{word} roll", f"{word}@organisation.example"
    chief.organisation.name, chief.request.note = f"{word} förening", f"{word} anteckning"
    db.session.flush()


def _write(someone: Respondent, text: str, version: int, reason: str = "") -> None:
    asked = scenes.small_form().questions()
    question = next(one for one in asked if one.key == ASKED)
    typed = TypedAnswer(question, text, QuotePermission.NAMED, version, "", Secrecy(bool(reason), reason))
    assert not drafts.save(someone, [typed], keep_replaced=True).clashes


def _sentence(word: str) -> str:
    return f"{word} vill ha mer ljus."


def _collect(chief: Respondent, word: str) -> tuple[dict[str, int | str], Held]:
    """An open collection with six views, sorted and cited; the last view is the member's that looks around."""
    collection = collections.begin(chief)
    first, *others = collecting.questions()
    asked = (replace(first, label=scenes.text_of(f"{word} undrar", f"{word} asks")), *others)
    collection.document = to_json(member_form.with_questions(asked))
    told = TextsInput(
        f"{word} frågar", f"{word} läser", f"{word} sedan", "", "", groups_allowed=False, is_sensitive=True
    )
    collections.set_texts(chief, collection.revision, told)
    collections.open_(chief)
    _write(chief, _sentence(word), 0)
    members = [
        _view(collection, f"{word} får citeras."),
        *(_view(collection, f"{word} {VIEW} {n}.") for n in range(4)),
        _view(collection, f"{word} själv."),
    ]
    cited, other = members[0].view.id, members[1].view.id
    group = sorting.group(chief, f"{word} {VIEW} grupp", [cited])
    sorting.mark(chief, [other], ViewMarkKind.NEEDS_CARE, f"{word} {VIEW} not")
    joint.cite(chief, ASKED, sentence_sha256(_sentence(word)), [(cited, "tycker")], excerpt=f"{word} får")
    minority = joint.keep_minority(chief, ASKED, f"{word} minoritet", [(other, "tycker")], is_quoted=False)
    joint.publish(chief, ASKED)
    mine = members[-1]
    of_it = JointCitation.collection_id == collection.id
    citation = db.session.scalars(select(JointCitation.id).where(of_it)).one()
    ids = {"group_id": group.id, "group": group.id, "view": other, "minority": minority.id, "citation": citation}
    return ids, Held(collecting.path_of(collection), mine.words, mine.secret)


def _view(collection: Collection, text: str) -> Member:
    words = views.begin(collection)
    secret = member_secrets.token(words)
    view = db.session.scalars(select(MemberView).where(MemberView.secret_hash == hash_token(secret))).one()
    member = Member(view, collection, secret, words)
    views.answer(member, collecting.questions()[0], text)
    views.send(member, may_be_cited=True)
    return member


def _send(chief: Respondent, word: str) -> dict[str, int | str]:
    """What was sent, with a file, and the staff's notes on it."""
    if not draft_queries.stored(chief.request.id).answers:
        _write(chief, f"{word} har skickat.", 0)
    shown = submission_queries.ready(chief.request, "sv").sha256
    sent = submissions.send(chief, f"{word} nyckel", shown, "sv", written_in="sv")
    db.session.refresh(sent)
    answer = sent.answers[0]
    noted = {"note": f"{word} notering", "translation": f"{word} översatt", "changed_at": now()}
    db.session.add(AnswerReview(answer_id=answer.id, **noted))
    return {"reference": sent_file(answer.id, f"{word} skickad.txt")}


def _draft(chief: Respondent, writer: Respondent, helper: Respondent, word: str) -> dict[str, int | str]:
    """What stands in the draft and beside it, after the answer was sent once."""
    only = f"{word} {DRAFT}"
    version = draft_queries.stored(chief.request.id).answers[ASKED].version
    _write(chief, f"{only} först", version, f"{only} skäl")
    _write(writer, f"{only} sedan", version + 1, f"{only} skäl")
    comment = together.comment(chief, ASKED, f"{only} kommentar")
    together.assign(chief, ASKED, str(helper.invitation.id))
    together.mark_done(chief, ASKED, done=True)
    presence.visit(writer, "lage")
    contact_person.wrong_person(chief, ContactInput(f"{word} ny", f"{word} nyroll", f"{word}ny@organisation.example"))
    device = Device(contact=chief.contact, label=f"{word} webbläsare")
    db.session.add(device)
    file_id = draft_file(chief, f"{only}.txt")
    asked = approval.ask(writer, submission_queries.ready(chief.request, "sv"))
    wording = together_queries.wordings(chief.request.id, ASKED)[0]
    db.session.flush()
    ids = {"comment_id": comment.id, "wording_id": wording.id, "device_id": device.id, "file_id": file_id}
    return {**ids, "review-version": asked.id, "sentence": sentence_sha256(f"{only} sedan")}


def _earlier(scene: Scene, kind: OrganisationKind, word: str) -> dict[str, int | str]:
    earlier = earlier_answer(scene, kind, f"{word} svarade förut.")
    earlier.note = f"{word} antecknade"
    of_it = select(Answer).join(Submission).where(Submission.request_id == earlier.id, Answer.question_key == ASKED)
    answer = db.session.scalars(of_it).one()
    answer.may_be_secret, answer.secrecy_reason = True, f"{word} skäl"
    flag = {"flagged_at": now(), "flag_reason": f"{word} flagga", "changed_at": now()}
    db.session.add(AnswerReview(answer_id=answer.id, **flag))
    submit(earlier, {}).abstention_reason = f"{word} avstod"
    return {"earlier_id": earlier.id}
