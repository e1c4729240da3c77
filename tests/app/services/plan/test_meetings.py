"""Meetings: times in Stockholm, what is refused where, and copies with their dates shifted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from app.extensions import db
from app.models import Meeting, OutboxMessage, RequestState
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.plan import meetings as meeting_queries
from app.services.input_checks import RefusedInput
from app.services.plan import meetings
from app.services.plan.meetings import MeetingInput
from forms import moments
from forms.audience import OrganisationKind
from tests.factories import scenes
from tests.factories.people import CouncilFactory, ThemeFactory

TYPED = MeetingInput("Mäns våld mot kvinnor", "2027-05-20", "13:00", "2027-05-04", phone="031-390 06 10")


def errors_of(typed: MeetingInput) -> set[str]:
    with pytest.raises(RefusedInput) as refused:
        meetings.add(CouncilFactory(), typed)
    return set(refused.value.errors)


def test_times_are_stockholms_and_a_deadline_without_time_is_the_days_end(app_context) -> None:
    meeting = meetings.add(CouncilFactory(), TYPED)
    assert meeting.starts_at == datetime(2027, 5, 20, 11, tzinfo=UTC)
    assert meeting.deadline_at == datetime(2027, 5, 4, 21, 59, 59, tzinfo=UTC)


def test_2359_is_the_days_end_too(app_context) -> None:
    meeting = meetings.add(CouncilFactory(), replace(TYPED, deadline_time="23.59"))
    assert meeting.deadline_at == datetime(2027, 5, 4, 21, 59, 59, tzinfo=UTC)


def test_a_deadline_in_the_hour_that_comes_twice_is_the_later(app_context) -> None:
    typed = replace(TYPED, starts_on="2027-11-20", deadline_on="2027-10-31", deadline_time="02:30")
    assert meetings.add(CouncilFactory(), typed).deadline_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("changes", "fields"), [
    ({"title": " "}, {"title"}),
    ({"starts_on": "i maj", "deadline_on": ""}, {"starts_on", "deadline_on"}),
    ({"starts_time": ""}, {"starts_time"}),
    ({"starts_on": "2027-03-28", "starts_time": "02:30", "deadline_on": "2027-03-01"}, {"starts_time"}),
    ({"deadline_on": "2027-05-20"}, {"deadline_on"}),
    ({"deadline_on": "2027-05-20", "deadline_time": "13.01"}, {"deadline_on"}),
    ({"deadline_time": "kväll"}, {"deadline_time"}),
    ({"themes": ("finns-inte",)}, {"themes"}),
])  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(app_context, changes: dict[str, str], fields: set[str]) -> None:
    assert errors_of(replace(TYPED, **changes)) == fields


def test_a_deadline_may_be_the_moment_it_starts(app_context) -> None:
    typed = replace(TYPED, deadline_on="2027-05-20", deadline_time="13.00")
    assert meetings.add(CouncilFactory(), typed).deadline_at == datetime(2027, 5, 20, 11, tzinfo=UTC)


def test_themes_keep_the_order_they_were_given_and_are_the_councils_own(app_context) -> None:
    council = CouncilFactory()
    for key in ("a", "b", "c"):
        ThemeFactory(council=council, key=key)
    meeting = meetings.add(council, replace(TYPED, themes=("c", "a", "c")))
    assert keys(meeting) == ["c", "a"]
    meetings.change(meeting, replace(TYPED, themes=("b", "c")))
    assert keys(meeting) == ["b", "c"]
    foreign = ThemeFactory(key="annat-rad")
    with pytest.raises(RefusedInput, match="annat-rad"):
        meetings.change(meeting, replace(TYPED, themes=(foreign.key,)))


def keys(meeting: Meeting) -> list[str]:
    db.session.commit()
    db.session.expire_all()
    return [place.theme.key for place in meeting_queries.by_id(meeting.id).headline_themes]


def test_what_is_typed_can_be_typed_again(app_context) -> None:
    meeting = meetings.add(CouncilFactory(), replace(TYPED, place="Stadshuset", agenda="En\nTvå"))
    before = (meeting.starts_at, meeting.deadline_at)
    meetings.change(meeting, meetings.as_typed(meeting))
    assert (meeting.starts_at, meeting.deadline_at) == before
    assert meetings.as_typed(meeting) == replace(TYPED, place="Stadshuset", agenda="En\nTvå")


def test_a_copy_shifts_the_deadline_over_the_change_of_clocks_and_brings_texts_themes_and_form(app_context) -> None:
    scene = scenes.planned()
    meetings.change(scene.meeting, replace(TYPED, purpose="Därför.", dnr="1/27", themes=("samverkan", "skydd")))
    scene.themes[0].retired_at = scene.meeting.starts_at
    copy = meetings.copy(scene.meeting, MeetingInput("Nytt tema", "2027-11-11", "09:00", ""))
    assert copy.deadline_at == datetime(2027, 10, 26, 21, 59, 59, tzinfo=UTC)
    assert (copy.title, copy.purpose, copy.phone, copy.dnr) == ("Nytt tema", "Därför.", "031-390 06 10", "")
    assert (keys(copy), copy.copied_from_id) == (["samverkan"], scene.meeting.id)
    earlier, later = (questionnaire_queries.of_meeting(one) for one in (scene.meeting, copy))
    assert later.form == earlier.form
    assert [question.key for question in later.form.questions()][:1] == ["vad_ser_ni"]
    assert later.versions == ()


def test_a_copy_of_a_deadline_with_a_time_keeps_the_time(app_context) -> None:
    earlier = meetings.add(CouncilFactory(), replace(TYPED, deadline_time="12.00"))
    copy = meetings.copy(earlier, MeetingInput("", "2027-11-11", "09:00", ""))
    assert copy.deadline_at == datetime(2027, 10, 26, 10, tzinfo=UTC)
    assert copy.title == TYPED.title


def test_a_copy_without_a_day_is_refused(app_context) -> None:
    earlier = meetings.add(CouncilFactory(), TYPED)
    with pytest.raises(RefusedInput) as refused:
        meetings.copy(earlier, MeetingInput("", "", "", ""))
    assert "starts_on" in refused.value.errors


def test_a_new_deadline_is_told_to_those_it_holds_for(app_context) -> None:
    scene = scenes.issued()
    scene.requests[OrganisationKind.MEMBER].state = RequestState.SUBMITTED
    scene.requests[OrganisationKind.OTHER].own_deadline_at = scene.meeting.starts_at
    db.session.flush()
    same = meetings.as_typed(scene.meeting)
    meetings.change(scene.meeting, replace(same, deadline_time=""))
    db.session.execute(delete(OutboxMessage))
    assert meetings.change(scene.meeting, replace(meetings.as_typed(scene.meeting), title="Bara rubriken")) == 0
    day = moments.local(scene.meeting.deadline_at) - timedelta(days=1)
    told = meetings.change(scene.meeting, replace(meetings.as_typed(scene.meeting), deadline_on=f"{day:%Y-%m-%d}"))
    kinds = set(db.session.scalars(select(OutboxMessage.kind)))
    assert (told, kinds) == (3, {"changed_deadline"})
