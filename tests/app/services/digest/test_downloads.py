"""Files from one moment's truth: the same data, the same bytes."""

import io

import pytest

from app.extensions import db
from app.models import Staff
from app.queries.plan import meetings
from app.services.digest import coding, digests, downloads
from exports.records import DigestCopy
from tests.factories.answers import SEEN, answered

pytestmark = pytest.mark.usefixtures("app_context")


def test_the_same_data_gives_the_same_bytes() -> None:
    scene = answered()
    digest = digests.begin(scene.meeting)
    one, other = (downloads.digest_file(scene.meeting, digest, DigestCopy.FOR_CHAIR, "sv") for _ in range(2))
    assert one.file.read() == other.file.read() != b""
    assert one.name == f"sammanstallning-{scene.meeting.id}-utgava-1-utkast.xlsx"


def test_flagged_answers_come_only_by_name(staff_member: Staff) -> None:
    scene = answered()
    coding.flag(scene.meeting, digests.answer_queries.of_meeting(scene.meeting.id)[0].id, "skäl", staff_member)
    without, with_them = (
        downloads.file_of_answers(scene.meeting, "csv", "sv", flagged=flagged).file.read().decode("utf-8-sig")
        for flagged in (False, True)
    )
    assert SEEN not in without
    assert SEEN in with_them
    with pytest.raises(ValueError, match="pdf"):
        downloads.file_of_answers(scene.meeting, "pdf", "sv")


def test_a_moment_is_held_however_much_was_read_before() -> None:
    with db.transaction():
        scene = answered()
    meetings.by_id(scene.meeting.id)
    target = io.BytesIO()
    with downloads.one_moment():
        report = downloads.digest_workbook(meetings.by_id(scene.meeting.id), None, DigestCopy.TO_SHARE, "en", target)
    assert report.answers == 5
