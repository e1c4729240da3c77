"""Writing an edition, and what keeps it as it is once established."""

import pytest

from app.extensions import db
from app.models import DigestState, LineKind, ReviewState, Staff
from app.queries.digest import answers, digest_records
from app.queries.digest import digests as digest_queries
from app.services.digest import digests
from app.services.digest.digests import LineInput, Overview
from app.services.problems import Conflict, Refused
from exports.records import DigestState as ToldState
from forms.audience import OrganisationKind
from tests.factories.answers import answered, submit
from tests.factories.scenes import Scene

pytestmark = pytest.mark.usefixtures("app_context")


@pytest.fixture
def scene(app_context: object) -> Scene:
    return answered()


def ids(scene: Scene) -> list[int]:
    return [row.id for row in answers.of_meeting(scene.meeting.id)]


def point(wording: str = "Fler söker hjälp.", answer_ids: tuple[int, ...] = (), theme: str = "skydd") -> LineInput:
    return LineInput(theme, LineKind.POINT, wording, answer_ids)


def test_answers_under_a_line_count_as_read(scene: Scene, staff_member: Staff) -> None:
    digest = digests.begin(scene.meeting, staff_member)
    line = digests.add_line(digest, point(answer_ids=(ids(scene)[1], ids(scene)[0])), staff_member)
    assert digest_queries.answers_of_lines(digest) == {line.id: (ids(scene)[1], ids(scene)[0])}
    assert [row.state for row in answers.of_meeting(scene.meeting.id)][:3] == [
        ReviewState.REVIEWED,
        ReviewState.REVIEWED,
        ReviewState.UNREAD,
    ]
    digests.rest_on(line, [ids(scene)[2]], staff_member)
    assert digest_queries.answers_of_lines(digest)[line.id] == (ids(scene)[1], ids(scene)[0], ids(scene)[2])


def test_what_is_refused_changes_nothing(scene: Scene, staff_member: Staff) -> None:
    digest = digests.begin(scene.meeting, staff_member)
    for typed in (point(" "), point(theme="finns-inte")):
        with pytest.raises(Refused):
            digests.add_line(digest, typed, staff_member)
    db.session.flush()
    assert digest.lines == []
    with pytest.raises(Refused, match="högst 7"):
        digests.change_overview(digest, Overview(highlights="\n".join("abcdefgh")), digest.revision, staff_member)


def test_lines_move_within_their_theme(scene: Scene, staff_member: Staff) -> None:
    digest = digests.begin(scene.meeting, staff_member)
    one, _, three = (
        digests.add_line(digest, point(name, theme=theme), staff_member)
        for name, theme in (("ett", "skydd"), ("annat", "samverkan"), ("tre", "skydd"))
    )
    digests.move_line(one, -1, staff_member)
    digests.move_line(three, -1, staff_member)
    db.session.expire(digest, ["lines"])
    assert [line.wording for line in digest.lines] == ["tre", "annat", "ett"]


def test_a_second_writer_is_told(scene: Scene, staff_member: Staff) -> None:
    digest = digests.begin(scene.meeting, staff_member)
    seen = digest.revision
    digests.change_overview(digest, Overview(highlights="Ett"), seen, staff_member)
    with pytest.raises(Conflict):
        digests.change_overview(digest, Overview(highlights="Två"), seen, staff_member)
    assert digest.highlights == "Ett"


def test_an_established_edition_stays_whatever_comes_in(scene: Scene, staff_member: Staff) -> None:
    digest = digests.begin(scene.meeting, staff_member)
    line = digests.add_line(digest, point(answer_ids=(ids(scene)[0],)), staff_member)
    with pytest.raises(Refused, match="Det viktigaste"):
        digests.establish(digest, staff_member)
    digests.change_overview(digest, Overview(highlights="Ett"), digest.revision, staff_member)
    digests.establish(digest, staff_member)
    before = digest_records.of_edition(scene.meeting, digest, "sv")
    submit(scene.requests[OrganisationKind.MEMBER], {"vad_ser_ni": "Ny text."})
    assert digest_records.of_edition(scene.meeting, digest, "sv") == before
    assert (digest.state, before.state) == (DigestState.FINAL, ToldState.FINAL)
    for change in (
        lambda: digests.change_line(line, point("Nytt"), staff_member),
        lambda: digests.remove_line(line, staff_member),
        lambda: digests.add_line(digest, point(), staff_member),
    ):
        with pytest.raises(Refused, match="upprättad"):
            change()


def test_the_next_edition_says_what_changed(scene: Scene, staff_member: Staff) -> None:
    digest = digests.begin(scene.meeting, staff_member)
    digests.add_line(digest, point(answer_ids=(ids(scene)[0],)), staff_member)
    digests.change_overview(digest, Overview(highlights="Ett"), digest.revision, staff_member)
    digests.establish(digest, staff_member)
    later = digests.begin(scene.meeting, staff_member)
    assert digests.begin(scene.meeting, staff_member) is later
    assert (later.edition, later.highlights, [line.wording for line in later.lines]) == (
        2,
        "Ett",
        ["Fler söker hjälp."],
    )
    submit(scene.requests[OrganisationKind.OTHER], {"vad_ser_ni": "Helt nytt."})
    digests.add_line(later, point("En punkt till."), staff_member)
    record = digest_records.of_edition(scene.meeting, later, "sv")
    assert record.changes == ("1 nytt svar", "1 ny eller ändrad punkt")


def test_without_an_edition_the_record_has_the_answers(scene: Scene) -> None:
    record = digest_records.of_edition(scene.meeting, None, "en")
    assert (record.edition, record.lines, len(record.answers)) == (1, (), 5)
    assert record.answers[0].question_text == "What do you see in your work?"
    assert len(record.requests) == 5
