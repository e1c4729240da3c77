"""Gathers one edition of a digest, whole, as the record that pages and workbooks are made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import force_locale, gettext, ngettext

from app.models import Digest, Meeting
from app.queries.digest import answers as answer_queries
from app.queries.digest import digests as digest_queries
from app.queries.digest import joint as joint_queries
from app.queries.digest.answers import AnswerRow
from app.queries.issue import ledger
from app.queries.plan import themes as theme_queries
from exports import records, snapshots
from exports.records import (
    AnswerRecord,
    DigestRecord,
    FormRecord,
    LineRecord,
    MeetingRecord,
    RequestRecord,
    ThemeRecord,
)
from forms.joint_answer import JointAnswer
from forms.question_types import question_type
from forms.question_types.repeat import Repeat
from forms.questionnaire_document import from_json


def of_edition(meeting: Meeting, digest: Digest | None, locale: str) -> DigestRecord:
    """The edition as it stands now; an established one as it was, less what has been flagged since.

    Without an edition (none is begun) the record has the answers alone.
    """
    if digest is not None and digest.snapshot is not None:
        return _kept(meeting, digest.snapshot, locale)
    rows = answer_queries.of_meeting(meeting.id, flagged=True)
    # The digest names organisations; who their contacts are, and the secretariat's own notes, are not kept in it.
    joint = joint_queries.of_meeting(meeting.id)
    requests = [_request(row.record(), joint) for row in ledger.rows(meeting)]
    lines = _lines(digest, rows) if digest else ()
    record = DigestRecord(
        meeting=meeting_record(meeting),
        edition=digest.edition if digest else 1,
        state=records.DigestState.DRAFT,
        as_of=_as_of(meeting, digest, rows, requests),
        made_by=_made_by(locale),
        themes=_themes(meeting, locale),
        requests=tuple(requests),
        answers=tuple(_with_members(answer_record(row, meeting, locale), joint) for row in rows),
        lines=lines,
        forms=_forms(meeting.id, locale),
        locale=locale,
        **_overview(digest),
    )
    return _with_changes(record, meeting, digest)


def snapshot(meeting: Meeting, digest: Digest) -> dict[str, object]:
    """What an edition says now, in every language, as it is kept when it is established."""
    kept = {}
    for locale in ("sv", "en"):
        record = of_edition(meeting, digest, locale)
        kept[locale] = {**snapshots.to_json(record), "state": records.DigestState.FINAL.value}
    return dict(kept)


def meeting_record(meeting: Meeting) -> MeetingRecord:
    """The meeting as exports name it."""
    return MeetingRecord(
        council=meeting.council.name,
        title=meeting.title,
        starts_at=meeting.starts_at,
        deadline_at=meeting.deadline_at,
        place=meeting.place,
        dnr=meeting.dnr,
        headline_themes=tuple(place.theme.key for place in meeting.headline_themes),
    )


def answer_record(row: AnswerRow, meeting: Meeting, locale: str) -> AnswerRecord:
    """One answer as exports take it, its question in the reader's language."""
    return AnswerRecord(
        reference=row.reference,
        meeting=meeting.title,
        request_id=row.request_id,
        organisation=row.organisation,
        kind=row.kind,
        position=row.position,
        submission_no=row.submission_no,
        submitted_at=row.submitted_at,
        late=row.late,
        language=row.language,
        section=row.section.title.text(locale),
        question=row.question_key,
        question_text=row.question.worded_for(row.kind).label.text(locale),
        question_position=row.question_position,
        theme_keys=row.theme_keys,
        value=row.value,
        text=row.text_in(locale),
        quote_permission=row.quote_permission,
        flagged=row.flagged,
        coverage=records.Coverage(row.state.value),
        form_version=row.form_version,
        proposals=_proposals(row),
        written_in=row.text_language if row.text_language != row.language else "",
        translation=row.translation,
    )


def _request(record: RequestRecord, joint: Mapping[int, JointAnswer]) -> RequestRecord:
    found = joint.get(record.request_id)
    members = found.members if found else None
    return replace(record, contacts=(), note="", collected=found is not None, members=members)


def _with_members(record: AnswerRecord, joint: Mapping[int, JointAnswer]) -> AnswerRecord:
    found = joint.get(record.request_id)
    return replace(record, joint=found.part(record.question)) if found else record


def _proposals(row: AnswerRow) -> tuple[str, ...]:
    """Each proposal that the answer makes, in its own language, an inner answer a line."""
    kind = question_type(row.question.type)
    if not row.question.proposals or not isinstance(kind, Repeat):
        return ()
    items = kind.filled(row.question, row.value)
    return tuple("\n".join(kind.show_item(row.question, item, row.language)) for item in items)


def _kept(meeting: Meeting, kept: dict[str, object], locale: str) -> DigestRecord:
    document = kept[locale if locale in kept else "sv"]
    assert isinstance(document, dict)
    return snapshots.without(snapshots.from_json(document), answer_queries.flagged_references(meeting.id))


def _lines(digest: Digest, rows: Iterable[AnswerRow]) -> tuple[LineRecord, ...]:
    by_id = {row.id: row.reference for row in rows}
    resting = digest_queries.answers_of_lines(digest)
    return tuple(
        LineRecord(
            theme=line.theme.key,
            position=line.position,
            kind=records.LineKind(line.kind.value),
            wording=line.wording,
            references=tuple(by_id[one] for one in resting.get(line.id, ()) if one in by_id),
        )
        for line in digest.lines
    )


def _overview(digest: Digest | None) -> dict[str, tuple[str, ...]]:
    names = ("highlights", "agreements", "differences", "asks", "young_people")
    return {name: tuple(getattr(digest, name).splitlines()) if digest else () for name in names}


def _themes(meeting: Meeting, locale: str) -> tuple[ThemeRecord, ...]:
    themes = [*theme_queries.of_council(meeting.council_id), *theme_queries.retired(meeting.council_id)]
    return tuple(
        ThemeRecord(
            key=theme.key,
            name=theme.title(locale),
            position=theme.position,
            description=theme.description,
            parent=theme.parent.key if theme.parent else None,
        )
        for theme in themes
    )


def _forms(meeting_id: int, locale: str) -> tuple[FormRecord, ...]:
    found = []
    for version in answer_queries.versions_of(meeting_id):
        form = from_json(version.document)
        found.append(FormRecord(form.title.text(locale), version.number, version.sha256, len(list(form.questions()))))
    return tuple(found)


def _made_by(locale: str) -> str:
    with force_locale(locale):
        return str(gettext("Sekretariatet"))


def _as_of(
    meeting: Meeting, digest: Digest | None, rows: Sequence[AnswerRow], requests: Sequence[RequestRecord]
) -> datetime:
    """The moment of the newest thing in the record: the same data has the same moment, whenever it is asked for."""
    moments = [meeting.created_at, digest.changed_at if digest else None]
    moments += [moment for row in rows for moment in (row.submitted_at, row.changed_at, row.flagged_at)]
    for one in requests:
        moments += [one.issued_at, one.sent_at, one.opened_at, one.reminded_at, one.bounced_at, one.submitted_at]
        # Silence begins at the deadline, without anything being stored.
        moments += [one.deadline_at] if one.state is records.RequestState.SILENT else []
    return max(moment for moment in moments if moment is not None)


def _with_changes(record: DigestRecord, meeting: Meeting, digest: Digest | None) -> DigestRecord:
    if digest is None or digest.edition == 1:
        return record
    earlier = digest_queries.edition(meeting.id, digest.edition - 1)
    if earlier.snapshot is None:
        return record
    before = _kept(meeting, earlier.snapshot, record.locale)
    with force_locale(record.locale):
        return replace(record, changes=tuple(changes_between(before, record)))


def changes_between(before: DigestRecord, after: DigestRecord) -> Iterable[str]:
    """What is new in an edition since the one before, one sentence each, in the language of the context."""
    old_answers = {one.reference for one in before.answers}
    new = [one for one in after.answers if one.reference not in old_answers and not one.flagged]
    if new:
        yield ngettext("%(num)s nytt svar", "%(num)s nya svar", len(new))
    gone = old_answers - {one.reference for one in after.answers}
    if gone:
        yield ngettext(
            "%(num)s svar har ersatts eller tagits bort", "%(num)s svar har ersatts eller tagits bort", len(gone)
        )
    old_lines, new_lines = ({(one.theme, one.wording) for one in edition.lines} for edition in (before, after))
    if added := len(new_lines - old_lines):
        yield ngettext("%(num)s ny eller ändrad punkt", "%(num)s nya eller ändrade punkter", added)
    if removed := len(old_lines - new_lines):
        yield ngettext(
            "%(num)s punkt är borta eller har ändrats", "%(num)s punkter är borta eller har ändrats", removed
        )
