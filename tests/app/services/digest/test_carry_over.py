"""A corrected answer keeps what the secretariat made of its unchanged parts."""

from sqlalchemy import select

from app.access import Respondent
from app.extensions import db
from app.models import AnswerReview, ReviewState
from app.queries.answer import drafts as draft_queries
from app.queries.answer import submissions as submission_queries
from app.queries.digest import answers as answer_queries
from app.queries.digest import digest_records
from app.queries.digest import digests as digest_queries
from app.services.answer import drafts, submissions
from app.services.digest import coding, digests
from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.factories.respondents import respondent_of


def send(respondent: Respondent, texts: dict[str, str], key: str) -> None:
    form = draft_queries.own_form(respondent.request).questionnaire
    stored = draft_queries.stored(respondent.request.id).answers
    typed = [
        drafts.TypedAnswer(
            form.question(name), text, QuotePermission.NAMED, stored[name].version if name in stored else 0, ""
        )
        for name, text in texts.items()
    ]
    drafts.save(respondent, typed)
    ready = submission_queries.ready(respondent.request, "sv")
    submissions.send(respondent, key, ready.sha256, "sv")
    db.session.flush()


def test_unchanged_answers_keep_theme_and_note_changed_ones_begin_anew(app_context, staff_member) -> None:
    scene = scenes.issued()
    kind = OrganisationKind.MEMBER
    request = scene.requests[kind]
    respondent = Respondent(scene.invitations[kind], request, request.organisation, scene.contacts[kind])
    send(respondent, {"vad_ser_ni": "Fler hör av sig.", "antal": "12"}, "first")
    rows = {row.question_key: row for row in answer_queries.of_meeting(scene.meeting.id)}
    coding.set_themes(scene.meeting, [row.id for row in rows.values()], ["samverkan"], staff_member)
    coding.note(scene.meeting, rows["antal"].id, "Ring och fråga.", staff_member)

    send(respondent, {"vad_ser_ni": "Färre hör av sig."}, "second")

    after = {row.question_key: row for row in answer_queries.of_meeting(scene.meeting.id)}
    assert after["antal"].submission_no == 2
    assert (after["antal"].theme_keys, after["antal"].note) == (("samverkan",), "Ring och fråga.")
    assert after["vad_ser_ni"].state is ReviewState.UNREAD
    assert after["vad_ser_ni"].theme_keys == ("skydd",)
    # What was made of the replaced wording stays with that wording.
    assert db.session.scalar(select(AnswerReview).where(AnswerReview.answer_id == rows["vad_ser_ni"].id)) is not None


def test_what_may_be_secret_stays_flagged_in_every_version(app_context, staff_member) -> None:
    scene = scenes.issued()
    respondent, meeting = respondent_of(scene), scene.meeting
    send(respondent, {"vad_ser_ni": "Adressen är Gatan 1."}, "first")
    (row,) = answer_queries.of_meeting(meeting.id)
    digest = digests.begin(meeting, staff_member)
    digests.change_overview(digest, digests.Overview(highlights="Fler söker stöd."), digest.revision, staff_member)
    digests.establish(digest, staff_member)
    coding.flag(meeting, row.id, "Skyddad adress", staff_member)

    def shown() -> list[str]:
        edition = digest_records.of_edition(meeting, digest_queries.edition(meeting.id, 1), "sv")
        counted = answer_queries.of_meeting(meeting.id)
        return [answer.text for answer in edition.answers if not answer.flagged] + [one.text for one in counted]

    assert shown() == []
    send(respondent, {"vad_ser_ni": "Adressen är Gatan 1.", "antal": "12"}, "second")
    assert shown() == ["12"]
    send(respondent, {"vad_ser_ni": "Adressen är Gatan 1!"}, "third")
    assert shown() == ["12"]
    submissions.abstain(respondent, "fourth", "", "sv")
    send(respondent, {"vad_ser_ni": "Adressen är Gatan 1."}, "fifth")
    assert shown() == ["12"]

    (flagged,) = [one for one in answer_queries.of_meeting(meeting.id, flagged=True) if one.flagged]
    coding.unflag(meeting, flagged.id, staff_member)
    db.session.flush()
    # The wording that was judged comes back, in the edition too; the one in between was never judged.
    assert sorted(shown()) == ["12", "Adressen är Gatan 1.", "Adressen är Gatan 1."]
    assert answer_queries.flagged_references(meeting.id)
