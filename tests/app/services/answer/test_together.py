"""What colleagues say and agree on stays with them, and earlier wordings stay until the answer is sent."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.extensions import db
from app.models import DraftAnswer, DraftComment, DraftWording, now
from app.queries.answer import drafts as draft_queries
from app.queries.answer import together as together_queries
from app.services.answer import drafts, submissions, together
from app.services.digest import downloads
from app.services.input_checks import RefusedInput
from app.services.problems import NotAllowed, Refused
from exports.records import DigestCopy
from tests.factories.respondents import respondent_of
from tests.factories.teams import MEMBER, Team, shown, team, write

SECRET = "Det här sa chefen på rasten, skriv inte det"


@pytest.fixture
def four(app_context) -> Team:
    made = team(approval=False)
    db.session.commit()
    return made


def words_of(content: bytes) -> str:
    """All text of a file; of a workbook, that of every part."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def later(minutes: int) -> None:
    """Let what is saved have rested so long."""
    db.session.execute(update(DraftAnswer).values(changed_at=now() - timedelta(minutes=minutes)))


def wordings(four: Team, key: str = "vad_ser_ni") -> list[object]:
    return [one.typed for one in together_queries.wordings(four.request.id, key)]


def test_comments_hang_on_the_question_or_on_the_whole(four: Team) -> None:
    together.comment(four.writer, "antal", "Stämmer siffran?")
    together.comment(four.helper, "antal", "  Ja, jag räknade.\n")
    together.comment(four.chief, "", "Bra jobbat")
    said = [(one.question_key, one.text) for one in together_queries.comments(four.request.id)]
    assert said == [("antal", "Stämmer siffran?"), ("antal", "Ja, jag räknade."), ("", "Bra jobbat")]
    _, marks = together_queries.stored(four.request.id)
    assert {key: mark.comments for key, mark in marks.items()} == {"antal": 2, "": 1}


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001])
def test_a_comment_says_something_and_not_a_book(four: Team, text: str) -> None:
    with pytest.raises(RefusedInput):
        together.comment(four.writer, "", text)


def test_only_who_wrote_a_comment_takes_it_away(four: Team) -> None:
    said = together.comment(four.writer, "", "Oj")
    with pytest.raises(NotAllowed):
        together.remove_comment(four.chief, said)
    together.remove_comment(four.writer, said)
    assert together_queries.comments(four.request.id) == []


def test_comments_are_never_sent_and_stand_in_no_export(four: Team) -> None:
    together.comment(four.writer, "vad_ser_ni", SECRET)
    together.comment(four.writer, "", SECRET)
    write(four.writer, vad_ser_ni="Fler söker stöd.")
    sent = submissions.send(four.writer, "nyckel", shown(four.writer), "sv")
    db.session.flush()
    assert SECRET not in repr([(one.value, one.text) for one in sent.answers])
    meeting = four.scene.meeting
    files = [downloads.file_of_answers(meeting, ending, "sv") for ending in ("jsonl", "csv", "xlsx")]
    files += [downloads.digest_file(meeting, None, copy, "sv") for copy in DigestCopy]
    for made in files:
        words = words_of(made.file.read())
        assert "Fler söker stöd." in words, made.name
        assert SECRET not in words, made.name
    assert db.session.scalar(select(func.count(DraftComment.id))) == 2


def test_a_question_is_left_to_one_of_the_team_and_to_nobody_else(four: Team) -> None:
    together.assign(four.writer, "antal", str(four.helper.invitation.id))
    assert marks(four)["antal"].assigned_to == "Hjälparen"
    stranger = respondent_of(four.scene, next(kind for kind in four.scene.requests if kind is not MEMBER))
    for wrong in (str(stranger.invitation.id), "x", "-1"):
        with pytest.raises(Refused):
            together.assign(four.writer, "antal", wrong)
    together.assign(four.writer, "antal", "")
    assert marks(four)["antal"].assigned_to_id is None


def marks(four: Team) -> dict[str, together_queries.Mark]:
    return dict(together_queries.stored(four.request.id)[1])


def test_done_means_as_it_stood_then(four: Team) -> None:
    write(four.writer, antal="12")
    together.mark_done(four.helper, "antal", done=True)
    assert marks(four)["antal"].done_version == 1
    write(four.writer, antal="13")
    assert marks(four)["antal"].done_version == 1
    assert together_queries.stored(four.request.id)[0].answers["antal"].version == 2
    together.mark_done(four.helper, "antal", done=False)
    assert marks(four)["antal"].done_version is None


def test_the_marks_come_with_the_same_draft_as_without(four: Team) -> None:
    write(four.writer, antal="12", vad_ser_ni="Mer")
    together.comment(four.writer, "antal", "?")
    together.assign(four.writer, "hur_vanligt", str(four.chief.invitation.id))
    for keys in (None, ["antal", "hur_vanligt"], []):
        assert together_queries.stored(four.request.id, keys)[0] == draft_queries.stored(four.request.id, keys)


def test_anothers_words_are_kept_and_ones_own_typing_is_one_wording(four: Team) -> None:
    for text in ("M", "Mer", "Mer vå", "Mer våld"):
        write(four.writer, vad_ser_ni=text)
    assert wordings(four) == []
    write(four.helper, vad_ser_ni="Mer våld i hemmet")
    assert wordings(four) == ["Mer våld"]
    write(four.helper, vad_ser_ni="Mer våld i hemmen")
    assert wordings(four) == ["Mer våld"]


def test_words_that_have_rested_are_kept_and_so_are_words_lost_at_once(four: Team) -> None:
    write(four.writer, vad_ser_ni="Ett långt stycke om läget.")
    later(6)
    write(four.writer, vad_ser_ni="Ett längre stycke om läget.")
    assert wordings(four) == ["Ett långt stycke om läget."]
    write(four.writer, vad_ser_ni="")
    assert wordings(four) == ["Ett längre stycke om läget.", "Ett långt stycke om läget."]


def test_an_earlier_wording_comes_back_as_a_save_of_its_own(four: Team) -> None:
    write(four.writer, vad_ser_ni="Först")
    write(four.helper, vad_ser_ni="Sedan")
    wording = together_queries.wordings(four.request.id, "vad_ser_ni")[0]
    question = draft_queries.own_form(four.request).questionnaire.question("vad_ser_ni")
    assert question is not None
    assert drafts.take_back(four.writer, question, wording, 1).clashes  # a page from before the last save
    assert not drafts.take_back(four.writer, question, wording, 2).clashes
    stands = draft_queries.stored(four.request.id).answers["vad_ser_ni"]
    assert (stands.typed, stands.version, stands.changed_by) == ("Först", 3, "Skribenten")
    assert wordings(four) == ["Sedan", "Först"]


@pytest.mark.parametrize("way", ["sent", "abstained"])
def test_sending_and_abstaining_let_go_of_earlier_wordings(four: Team, way: str) -> None:
    write(four.writer, vad_ser_ni="Först")
    write(four.helper, vad_ser_ni="Sedan")
    if way == "sent":
        submissions.send(four.writer, "nyckel", shown(four.writer), "sv")
    else:
        submissions.abstain(four.writer, "nyckel", "", "sv")
    assert db.session.scalar(select(func.count(DraftWording.id))) == 0
