"""A meeting's questionnaire: changing its draft, publishing versions that never change, taking one over.

The draft is one document with a revision that counts up at every change. Whoever changes it says which revision they
saw; where somebody else came between, nothing is written and a Conflict tells of it. Two people who change different
parts don't meet: each part of the document has a stamp of its last change.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from flask_babel import get_locale, gettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.models import Meeting, Questionnaire, QuestionnaireVersion, Staff, now
from app.queries.ask import questionnaires as questionnaire_queries
from app.services import audit
from app.services.answer import corrections
from app.services.ask import presence, steps
from app.services.problems import Conflict, Refused
from forms import advice, editing, parts, publishing, questionnaire_document
from forms import questionnaire as language
from forms.findings import Finding

Change = Callable[[language.Questionnaire], language.Questionnaire]
Touched = Callable[[language.Questionnaire], Collection[str]]


class NotReady(Refused):
    """The questionnaire can't be published yet. `findings` say what is missing, and where."""

    def __init__(self, findings: Sequence[Finding], form: language.Questionnaire) -> None:
        locale = str(get_locale())
        sentences = " ".join(described(finding, form, locale) for finding in findings)
        super().__init__(gettext("Formuläret kan inte publiceras än. %(reasons)s", reasons=sentences))
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Findings:
    """What stops publishing, what to think of before, and advice on how the form is written."""

    problems: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    advice: tuple[Finding, ...]


@dataclass(frozen=True)
class Reason:
    """By whom a draft is changed, and what the audit calls it; `part` is what a script goes on saving (steps.keep)."""

    staff: Staff | None = None
    action: str = "changed"
    part: str = ""


def change(
    meeting: Meeting,
    seen: int,
    edit: Change,
    staff: Staff | None = None,
    action: str = "changed",
    touches: Touched | None = None,
    part: str = "",
) -> None:
    """Change the draft by one of the moves in `forms.editing`, or by any function of that kind.

    `seen` is the revision that the person saw. Raises Conflict where it is no longer the draft's, and
    `editing.NoSuchPartError` where the part to change is not there. `touches` are the parts that the change rests on:
    where nobody has changed those since, it is made over other changes. `part` is what a script goes on saving.
    """
    stored = locked(meeting)
    current = questionnaire_queries.as_current(stored)
    if touches is None or not _is_apart(current, seen, touches):
        refuse_unseen(current, seen, staff)
    store(meeting, stored, edit(current.form), Reason(staff, action, part))


def replace_document(meeting: Meeting, form: language.Questionnaire, staff: Staff | None = None) -> None:
    """Put a whole questionnaire in the draft's place, whatever stood there; versions stay."""
    store(meeting, locked(meeting), form, Reason(staff, "replaced"))


def copy(earlier: Meeting, meeting: Meeting, staff: Staff | None = None) -> None:
    """Begin a meeting's questionnaire with the draft of an earlier one of the same council, its keys kept.

    Nothing happens where the earlier one has none. Raises Refused where the meeting has one already.
    """
    found = questionnaire_queries.of_meeting(earlier)
    if found.stored is None:
        return
    if locked(meeting) is not None:
        raise Refused(gettext("Mötet har redan ett formulär. Ta bort dess frågor först."))
    store(meeting, None, found.form, Reason(staff, "copied"))


def publish(meeting: Meeting, staff: Staff | None = None, seen: int | None = None) -> QuestionnaireVersion:
    """Freeze the draft as the next version. Where nothing has changed since the latest, that one is given back.

    Requests that are out move to it with their drafts; what is sent keeps the version it answers. `seen` is the
    revision that the person read before deciding, where there is one. Raises NotReady, and Conflict where that revision
    is no longer the draft's.
    """
    stored = locked(meeting)
    current = questionnaire_queries.as_current(stored)
    if seen is not None:
        refuse_unseen(current, seen, staff)
    if current.latest is not None and current.is_published:
        return current.latest
    if stopping := publishing.problems(current.form, questionnaire_queries.facts(meeting)):
        raise NotReady(stopping, current.form)
    assert stored is not None  # an unwritten questionnaire has no questions, which stops publishing
    version = QuestionnaireVersion(
        questionnaire=stored,
        number=len(current.versions) + 1,
        document=questionnaire_document.to_json(current.form),
        sha256=hashlib.sha256(questionnaire_document.canonical(current.form)).hexdigest(),
        published_at=now(),
        published_by_id=staff.id if staff else None,
    )
    db.session.add(version)
    db.session.flush()
    earlier = [questionnaire_queries.frozen_form(one) for one in current.versions]
    moved = corrections.move_over(version, earlier, current.form) if earlier else 0
    audit.record(
        "questionnaire_published", "questionnaire", stored.id, staff=staff, version=version.number, requests=moved
    )
    return version


def findings(meeting: Meeting, form: language.Questionnaire) -> Findings:
    """What stops this form from being published for the meeting, and what is only advice."""
    facts = questionnaire_queries.facts(meeting)
    return Findings(publishing.problems(form, facts), publishing.warnings(form, facts), advice.advice(form))


def taken_keys(meeting: Meeting) -> set[str]:
    """Keys of published versions: a new question must not take one over, for its answers would mix with the old."""
    versions = questionnaire_queries.of_meeting(meeting).versions
    return set().union(*(editing.keys_of(questionnaire_queries.frozen_form(version)) for version in versions))


def described(finding: Finding, form: language.Questionnaire, locale: str) -> str:
    """A finding as one sentence that names its place: ”Hur vanligt är det?”: Frågan saknar tema."""
    place = place_of(finding, form, locale)
    message = finding.message.text(locale)
    return f"”{place}”: {message}" if place else message


def place_of(finding: Finding, form: language.Questionnaire, locale: str) -> str:
    """The question's text or the section's title that a finding is about; its key where it has none, or ""."""
    if finding.question_key is not None:
        question = next((one for one in form.with_inner() if one.key == finding.question_key), None)
        return (question.label.text(locale) if question else "") or finding.question_key
    if finding.section_key is not None:
        section = form.section(finding.section_key)
        return (section.title.text(locale) if section else "") or finding.section_key
    return ""


def locked(meeting: Meeting) -> Questionnaire | None:
    """The stored row as it is now, with all other writers of this meeting's form kept waiting."""
    db.session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())
    query = (
        select(Questionnaire)
        .where(Questionnaire.meeting_id == meeting.id)
        .options(joinedload(Questionnaire.changed_by), selectinload(Questionnaire.versions))
    )
    return db.session.scalar(query.execution_options(populate_existing=True))


def store(meeting: Meeting, stored: Questionnaire | None, form: language.Questionnaire, why: Reason) -> None:
    """Write the draft as its next revision, and keep the one before as a step to undo. The same again is no change."""
    if stored is None:
        empty = questionnaire_document.to_json(language.Questionnaire())
        stored = Questionnaire(meeting=meeting, revision=0, document=empty, changed_at=now())
        db.session.add(stored)
        db.session.flush()
    if questionnaire_document.from_json(stored.document) == form:
        return
    is_new = steps.keep(stored, why.staff, why.part)
    put(stored, form, why.staff)
    if is_new:
        revision = stored.revision
        audit.record(f"questionnaire_{why.action}", "questionnaire", stored.id, staff=why.staff, revision=revision)


def put(stored: Questionnaire, form: language.Questionnaire, staff: Staff | None) -> None:
    """Put the form in the draft's place as its next revision, each changed part stamped with it."""
    before = questionnaire_document.from_json(stored.document)
    stored.document = questionnaire_document.to_json(form)
    stored.revision += 1
    stored.stamps = parts.stamped(stored.stamps, before, form, stored.revision)
    stored.changed_at = now()
    stored.changed_by = staff
    db.session.flush()
    if staff is not None:
        presence.note(stored.meeting_id, staff)


def _is_apart(current: questionnaire_queries.Current, seen: int, touches: Touched) -> bool:
    """Whether nobody has changed what this change rests on since it was seen."""
    if not questionnaire_queries.NOT_BEGUN <= seen <= current.revision:
        return False
    return current.stored is not None and parts.untouched(current.stored.stamps, touches(current.form), seen)


def refuse_unseen(current: questionnaire_queries.Current, seen: int, staff: Staff | None) -> None:
    """Raise Conflict where the draft has changed since this revision."""
    if current.revision == seen:
        return
    by = current.changed_by
    if by is not None and (staff is None or by.id != staff.id):
        who = by.name or by.email
        raise Conflict(
            gettext("%(who)s ändrade formuläret medan du hade sidan öppen. Inget har skrivits över.", who=who)
        )
    raise Conflict(gettext("Formuläret har ändrats sedan du öppnade sidan. Inget har skrivits över."))
