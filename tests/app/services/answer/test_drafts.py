"""Saving drafts: everything is kept, and nobody overwrites a colleague in silence."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.access import Respondent
from app.extensions import db
from app.models import Draft, DraftAnswer, InputRequest, Invitation, RequestState, now
from app.queries.answer import drafts as draft_queries
from app.services.answer import drafts
from app.services.answer.drafts import Saved, TypedAnswer, content_mark
from app.services.problems import Refused
from forms.answers import QuotePermission
from forms.documents import Json
from tests.factories import scenes
from tests.factories.respondents import MEMBER, colleague_of, respondent_of

NAMED = QuotePermission.NAMED


def typed(
    someone: Respondent,
    key: str,
    text: Json,
    version: int = 0,
    mark: str = "",
    quote: QuotePermission = NAMED,
) -> TypedAnswer:
    question = draft_queries.own_form(someone.request).questionnaire.question(key)
    assert question is not None
    return TypedAnswer(question, text, quote, version, mark)


def save(someone: Respondent, *answers: TypedAnswer) -> Saved:
    with db.transaction():
        return drafts.save(someone, answers)


def stored(someone: Respondent) -> dict[str, tuple[Json, int]]:
    found = draft_queries.stored(someone.request.id).answers
    return {key: (answer.typed, answer.version) for key, answer in found.items()}


def test_saves_what_can_not_be_sent_too(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    saved = save(someone, typed(someone, "antal", "kanske tolv"), typed(someone, "vad_ser_ni", ""))
    assert saved.versions == {"antal": 1, "vad_ser_ni": 0}
    assert stored(someone) == {"antal": ("kanske tolv", 1)}
    assert (
        db.session.scalars(select(InputRequest.state).where(InputRequest.id == someone.request.id)).one() == "started"
    )


def test_a_save_without_a_change_writes_nothing(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    save(someone, typed(someone, "vad_ser_ni", "Ett"))
    save(someone, typed(someone, "vad_ser_ni", "Ett", version=1))
    assert stored(someone) == {"vad_ser_ni": ("Ett", 1)}


def test_opening_and_saving_nothing_is_not_starting(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    save(someone, typed(someone, "vad_ser_ni", "  "))
    assert stored(someone) == {}
    assert db.session.scalars(select(InputRequest.state).where(InputRequest.id == someone.request.id)).one() == "issued"


def test_an_answer_can_be_emptied_again(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    save(someone, typed(someone, "vad_ser_ni", "Ett"))
    save(someone, typed(someone, "vad_ser_ni", "", version=1))
    assert stored(someone) == {"vad_ser_ni": ("", 2)}


def test_two_who_wrote_in_one_question_are_shown_both_texts(app_context: Flask) -> None:
    scene = scenes.issued()
    one, two = respondent_of(scene), colleague_of(scene, name="Kontakt 2")
    save(two, typed(two, "vad_ser_ni", "Tvåans text"))
    outcome = save(one, typed(one, "vad_ser_ni", "Ettans text"), typed(one, "antal", "3"))
    (clash,) = outcome.clashes
    assert (clash.mine.typed, clash.saved.typed, clash.saved.changed_by) == ("Ettans text", "Tvåans text", "Kontakt 2")
    assert stored(one) == {"vad_ser_ni": ("Tvåans text", 1), "antal": ("3", 1)}


def test_a_text_that_was_only_shown_does_not_clash(app_context: Flask) -> None:
    scene = scenes.issued()
    one, two = respondent_of(scene), colleague_of(scene)
    save(one, typed(one, "vad_ser_ni", "Först"))
    shown = content_mark(1, "Först", NAMED)
    save(two, typed(two, "vad_ser_ni", "Sedan", version=1))
    outcome = save(one, typed(one, "vad_ser_ni", "Först", version=1, mark=shown), typed(one, "antal", "3"))
    assert outcome.clashes == ()
    assert stored(one) == {"vad_ser_ni": ("Sedan", 2), "antal": ("3", 1)}


def test_going_back_to_the_first_wording_is_a_change(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    save(someone, typed(someone, "vad_ser_ni", "Först"))
    shown = content_mark(1, "Först", NAMED)
    save(someone, typed(someone, "vad_ser_ni", "Sedan", version=1))  # as autosave does
    save(someone, typed(someone, "vad_ser_ni", "Först", version=2, mark=shown))
    assert stored(someone) == {"vad_ser_ni": ("Först", 3)}


def test_how_an_answer_may_be_quoted_is_part_of_it(app_context: Flask) -> None:
    scene = scenes.issued()
    one, two = respondent_of(scene), colleague_of(scene)
    save(one, typed(one, "vad_ser_ni", "Samma"))
    save(two, typed(two, "vad_ser_ni", "Samma", version=1, quote=QuotePermission.CHAIR_ONLY))
    outcome = save(one, typed(one, "vad_ser_ni", "Samma", version=1, quote=QuotePermission.KIND_ONLY))
    assert len(outcome.clashes) == 1


def test_nothing_is_saved_once_the_request_is_closed(app_context: Flask) -> None:
    someone = respondent_of(scenes.issued())
    someone.request.closed_at = now()
    db.session.flush()
    with pytest.raises(Refused):
        drafts.save(someone, [typed(someone, "vad_ser_ni", "För sent")])
    assert db.session.scalar(select(func.count(Draft.id))) == 0


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "x" * 100_000, "{{ 7*7 }} <script>alert(1)</script>", "=1+1"])
def test_hostile_text_is_kept_by_the_database(app_context: Flask, text: str) -> None:
    from forms.text import storable

    someone = respondent_of(scenes.issued())
    save(someone, typed(someone, "vad_ser_ni", storable(text)))
    assert stored(someone)["vad_ser_ni"][0] == storable(text)


def test_first_saves_at_the_same_moment(app: Flask) -> None:
    """Both find no draft; one waits for the other, and is then told of what it did not see."""
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        ids = [someone.invitation.id for someone in (respondent_of(scene), colleague_of(scene))]
        request_id = scene.requests[MEMBER].id
    start, outcomes = threading.Barrier(2), []

    def work(invitation_id: int) -> None:
        with app.app_context():
            invitation = db.session.get_one(Invitation, invitation_id)
            someone = Respondent(invitation, invitation.request, invitation.request.organisation, invitation.contact)
            answers = [typed(someone, "vad_ser_ni", f"Text {invitation_id}"), typed(someone, "antal", "3")]
            db.session.rollback()
            start.wait()
            outcomes.append(save(someone, *answers))

    threads = [threading.Thread(target=work, args=(one,)) for one in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(outcome.clashes) for outcome in outcomes) == [0, 1]
    with app.app_context():
        assert db.session.scalar(select(func.count(Draft.id))) == 1
        assert db.session.scalar(select(func.count(DraftAnswer.id))) == 2
        assert db.session.get_one(InputRequest, request_id).state is RequestState.STARTED
