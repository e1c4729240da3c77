"""Answers that may be secret: out of sight everywhere but on their own page, and every access noted."""

from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent
from app.services.digest import downloads
from tests.app.public.pages import problems
from tests.app.secretariat.answering import made, rows
from tests.databases import write_meanwhile
from tests.factories.answers import SEEN


def flagged_scene(secretariat, app):
    scene = made(app)
    answer = rows(app, scene)[0]
    address = f"/secretariat/meetings/{scene.meeting.id}"
    done = secretariat.post(f"{address}/answers/{answer.id}/flag", data={"reason": "Kan peka ut någon"})
    assert done.status_code == 302
    return scene, answer, address


def readings(app) -> int:
    with app.app_context():
        return len(db.session.scalars(select(AuditEvent).where(AuditEvent.action == "flagged_answers_read")).all())


def test_a_flagged_answer_leaves_every_page_and_file(secretariat, chair, app) -> None:
    scene, answer, address = flagged_scene(secretariat, app)
    secretariat.post(f"{address}/digest/begin")
    for page in (
        "answers?view=question",
        "themes",
        "digest",
        "digest/lines/add?theme=skydd",
        "answers/all.csv",
        "answers/all.jsonl",
    ):
        told = secretariat.get(f"{address}/{page}")
        assert (page, told.status_code, SEEN in told.text) == (page, 200, False)
    assert secretariat.get(f"{address}/answers/{answer.id}").status_code == 404
    read = chair.get(f"/chair/meetings/{scene.meeting.id}/digest?open=yes")
    assert (read.status_code, SEEN in read.text) == (200, False)


def test_the_page_shows_them_only_when_asked_and_notes_who_looked(secretariat, app) -> None:
    _, _, address = flagged_scene(secretariat, app)
    before = secretariat.get(f"{address}/flagged")
    assert problems(before.text) == []
    assert SEEN not in before.text
    assert readings(app) == 0
    shown = secretariat.post(f"{address}/flagged")
    assert problems(shown.text) == []
    assert SEEN in shown.text
    assert "Kan peka ut någon" in shown.text
    assert readings(app) == 1


def test_a_flagged_answer_is_translated_where_it_stands_and_the_reading_noted(secretariat, app) -> None:
    _, answer, address = flagged_scene(secretariat, app)
    saved = secretariat.post(f"{address}/flagged/{answer.id}/translation", data={"translation": "Not after dark."})
    assert problems(saved.text) == []
    assert f'<textarea class="input" id="translation-{answer.id}" name="translation" rows="3"' in saved.text
    assert "Not after dark.</textarea>" in saved.text
    assert readings(app) == 1
    other = made(app)
    elsewhere = f"/secretariat/meetings/{other.meeting.id}/flagged/{answer.id}/translation"
    assert secretariat.post(elsewhere, data={"translation": "x"}).status_code == 404
    secretariat.post(f"{address}/flagged/{answer.id}/unflag")
    assert "Not after dark." in secretariat.get(f"{address}/answers/{answer.id}").text


def test_the_named_file_has_them_and_is_noted(secretariat, app) -> None:
    scene, _, address = flagged_scene(secretariat, app)
    made_file = secretariat.post(f"{address}/flagged/answers.xlsx")
    assert made_file.headers["Content-Disposition"] == f"attachment; filename=svar-{scene.meeting.id}-med-flaggade.xlsx"
    import io

    from python_calamine import CalamineWorkbook

    cells = CalamineWorkbook.from_filelike(io.BytesIO(made_file.data)).get_sheet_by_index(0).to_python()
    assert SEEN in {cell for row in cells for cell in row}
    assert readings(app) == 1


def test_a_file_in_the_making_holds_up_nobody_who_writes(secretariat, app, monkeypatch) -> None:
    _, _, address = flagged_scene(secretariat, app)
    make = downloads.answers_file
    written = []

    def while_making(*arguments, **named) -> object:
        written.append(write_meanwhile(app))
        return make(*arguments, **named)

    monkeypatch.setattr(downloads, "answers_file", while_making)
    assert secretariat.post(f"{address}/flagged/answers.xlsx").status_code == 200
    assert (written, readings(app)) == ([True], 1)


def test_the_mark_can_be_taken_away(secretariat, app) -> None:
    _, answer, address = flagged_scene(secretariat, app)
    assert secretariat.post(f"{address}/flagged/{answer.id}/unflag").status_code == 302
    assert SEEN in secretariat.get(f"{address}/answers").text


def test_a_reason_is_needed_and_what_was_typed_stays(secretariat, app) -> None:
    scene = made(app)
    answer = rows(app, scene)[0]
    refused = secretariat.post(
        f"/secretariat/meetings/{scene.meeting.id}/answers/{answer.id}/flag", data={"reason": "  "}
    )
    assert refused.status_code == 422
    assert problems(refused.text) == []
    assert "Skriv varför svaret kan vara hemligt." in refused.text


def test_nobody_else_opens_it(chair, admin, app) -> None:
    scene = made(app)
    for client in (chair, admin):
        for path in ("flagged", "flagged/answers.xlsx", "flagged/1/unflag", "answers/1/flag"):
            assert client.post(f"/secretariat/meetings/{scene.meeting.id}/{path}").status_code == 404
