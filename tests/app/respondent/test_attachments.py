"""Files beside an answer, from the draft to the reader, and who gets at them."""

import csv
import hashlib
import io
import re
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db, files
from app.models import Answer, AnswerFile, DraftFile, Meeting, QuestionnaireVersion, StoredFile, Submission
from app.queries import staff as staff_queries
from app.services import staff as staff_service
from app.services.digest import coding, digests
from exports.records import DigestCopy
from forms.questionnaire_document import to_json
from tests.app.respondent.conftest import Answering
from tests.app.respondent.test_receipt import read
from tests.app.uploads import attachments as make
from tests.conftest import PASSWORD
from tests.factories.files import file_form

PDF = make.pdf()
SHA256 = hashlib.sha256(PDF).hexdigest()
PAGE = "section/lage/files/karta"


@pytest.fixture
def at_work(answering: Answering, app: Flask) -> Answering:
    """Two colleagues at a form that asks for a file and a text."""
    with app.app_context(), db.transaction():
        db.session.get(QuestionnaireVersion, answering.scene.version.id).document = to_json(file_form())
    from app.queries.answer import drafts

    drafts._own_form.cache_clear()
    return answering


def attach(client: FlaskClient, base: str, content: bytes = PDF, name: str = "karta.pdf", page: str = PAGE):
    return client.post(f"{base}{page}", data={"file": (io.BytesIO(content), name)})


def links_in(page: str, part: str) -> list[str]:
    return re.findall(rf'href="([^"]*{part}[^"]*)"', page)


def send(client: FlaskClient, base: str) -> str:
    page = client.get(f"{base}check").text
    fields = dict(re.findall(r'name="(send_key|content-version)"\s+value="([^"]+)"', page))
    answer = client.post(f"{base}check", data=fields)
    assert answer.status_code == 303, answer.text
    return answer.location


def test_a_file_goes_with_the_draft_and_is_listed_where_it_belongs(at_work: Answering) -> None:
    assert attach(at_work.one, at_work.base).status_code == 303
    page = at_work.two.get(f"{at_work.base}{PAGE}").text
    assert "karta.pdf" in page
    section = at_work.two.get(f"{at_work.base}section/lage").text
    (link,) = links_in(section, "/files/[0-9]")
    download = at_work.two.get(link)
    assert download.data == PDF
    headers = download.headers
    assert headers["Content-Disposition"] == "attachment; filename=karta.pdf"
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "karta.pdf (" in at_work.one.get(f"{at_work.base}check").text


def test_the_section_is_saved_before_the_page_of_files_opens(at_work: Answering) -> None:
    typed = {"q-text": "Skrivet just nu", "attach-to": "karta"}
    answer = at_work.one.post(f"{at_work.base}section/lage", data=typed)
    assert (answer.status_code, answer.location) == (303, f"{at_work.base}{PAGE}")
    assert "Skrivet just nu" in at_work.two.get(f"{at_work.base}section/lage").text


def test_a_file_alone_answers_a_question_that_must_be_answered(at_work: Answering) -> None:
    assert "summary__row--error" in at_work.one.get(f"{at_work.base}check").text
    attach(at_work.one, at_work.base)
    assert "summary__row--error" not in at_work.one.get(f"{at_work.base}check").text


def test_saving_and_autosaving_the_text_leaves_the_files_alone(at_work: Answering, app: Flask) -> None:
    attach(at_work.one, at_work.base)
    for way in ("section/lage", "section/lage/autosave"):
        assert at_work.one.post(f"{at_work.base}{way}", data={"q-karta": "Torget"}).status_code < 400
    with app.app_context():
        assert db.session.scalar(select(DraftFile.name)) == "karta.pdf"
    check = at_work.one.get(f"{at_work.base}check").text
    assert "Torget" in check
    assert "karta.pdf" in check


def test_a_refused_file_gets_its_sentence_and_is_kept_nowhere(at_work: Answering, app: Flask) -> None:
    for content, name, words in (
        (b"MZ\x90\0", "start.exe", "kan inte bifogas"),
        (make.pdf(b"/S /JavaScript"), "a.pdf", "skript"),
        (make.office(more={"word/vbaProject.bin": make.OLE}), "a.docx", "makron"),
        (b"", "a.pdf", "tom"),
    ):
        answer = attach(at_work.one, at_work.base, content, name)
        assert answer.status_code == 422
        assert words in answer.text
        assert "<title>Fel:" in re.sub(r"\s+", " ", answer.text).replace("<title> ", "<title>")
    assert at_work.one.post(f"{at_work.base}{PAGE}", data={}).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(StoredFile)).all() == []


def test_names_are_made_safe_and_never_hide_each_other(at_work: Answering, app: Flask) -> None:
    names = ["../../etc/ka\u202erta<1>.PDF", "karta.pdf", "karta.pdf", "CON.pdf"]
    for number, name in enumerate(names):
        attach(at_work.one, at_work.base, make.pdf(b"/N %d" % number), name)
    with app.app_context():
        kept = db.session.scalars(select(DraftFile.name).order_by(DraftFile.id)).all()
    assert kept == ["karta_1_.pdf", "karta.pdf", "karta (2).pdf", "_CON.pdf"]


def test_the_same_file_twice_is_one_and_the_same_content_is_kept_once(at_work: Answering, app: Flask) -> None:
    attach(at_work.one, at_work.base)
    attach(at_work.two, at_work.base, name="igen.pdf")
    attach(at_work.two, at_work.base, page="section/lage/files/bild")
    with app.app_context():
        rows = db.session.execute(select(DraftFile.question_key, DraftFile.name).order_by(DraftFile.id)).all()
        assert [tuple(row) for row in rows] == [("karta", "karta.pdf"), ("bild", "karta.pdf")]
        assert db.session.scalars(select(StoredFile.sha256)).all() == [SHA256]


def test_a_question_takes_so_many_files_and_no_more(at_work: Answering) -> None:
    for number in range(5):
        assert attach(at_work.one, at_work.base, make.pdf(b"/N %d" % number)).status_code == 303
    answer = attach(at_work.one, at_work.base, make.pdf(b"/N 6"))
    assert answer.status_code == 422
    assert "redan 5 filer" in answer.text


def test_a_file_can_be_taken_away_by_a_colleague_and_twice(at_work: Answering) -> None:
    attach(at_work.one, at_work.base)
    (link,) = re.findall(r'action="([^"]*/remove)"', at_work.two.get(f"{at_work.base}{PAGE}").text)
    assert at_work.two.post(link).status_code == 303
    assert "redan borttagen" in at_work.one.post(link, follow_redirects=True).text


def test_what_is_sent_is_frozen_with_its_files(at_work: Answering, app: Flask) -> None:
    attach(at_work.one, at_work.base)
    before = at_work.one.get(f"{at_work.base}check").text
    receipt = send(at_work.one, at_work.base)
    (link,) = re.findall(r'action="([^"]*/remove)"', at_work.two.get(f"{at_work.base}{PAGE}").text)
    at_work.two.post(link)
    page = at_work.two.get(receipt).text
    (sent,) = links_in(page, "/receipt/1/files/")
    assert at_work.two.get(sent).data == PDF
    with app.app_context():
        value = db.session.scalar(select(Answer.value).where(Answer.question_key == "karta"))
        assert value == {"description": "", "files": [{"name": "karta.pdf", "size": len(PDF), "sha256": SHA256}]}
        assert db.session.scalar(select(AnswerFile.sha256)) == SHA256
        assert db.session.scalar(select(Submission.sha256)) in before


def test_the_receipt_tells_which_files_were_sent(at_work: Answering, pango: None, tmp_path: Path) -> None:
    attach(at_work.one, at_work.base)
    attach(at_work.one, at_work.base, make.pdf(b"/N 2"), "bild.pdf", "section/lage/files/bild")
    address = send(at_work.one, at_work.base)
    told = [
        f"karta.pdf ({len(PDF)}\u00a0byte), fingeravtryck",
        SHA256,
        hashlib.sha256(make.pdf(b"/N 2")).hexdigest(),
        "bild.pdf",
    ]
    assert [words for words in told if words not in at_work.two.get(address).text] == []
    file = tmp_path / "kvitto.pdf"
    file.write_bytes(at_work.two.get(f"{address}/receipt.pdf").data)
    assert [words for words in told if "".join(words.split()) not in "".join(read(file).split())] == []


def test_another_file_of_the_same_name_is_another_answer(at_work: Answering, app: Flask) -> None:
    attach(at_work.one, at_work.base)
    stale = at_work.two.get(f"{at_work.base}check").text
    fields = dict(re.findall(r'name="(send_key|content-version)"\s+value="([^"]+)"', stale))
    attach(at_work.one, at_work.base, make.pdf(b"/N 2"), "karta2.pdf")
    assert at_work.two.post(f"{at_work.base}check", data=fields).status_code == 422


def test_nobody_else_gets_at_a_draft_or_a_sent_file(
    at_work: Answering, app: Flask, client: FlaskClient, secretariat: FlaskClient, chair: FlaskClient
) -> None:
    attach(at_work.one, at_work.base)
    draft = links_in(at_work.one.get(f"{at_work.base}section/lage").text, "/files/[0-9]")[0]
    sent = links_in(at_work.one.get(send(at_work.one, at_work.base)).text, "/receipt/1/files/")[0]
    for other in (client, secretariat, chair):
        assert (other.get(draft).status_code, other.get(sent).status_code) == (404, 404)
    assert at_work.one.get(f"{draft}9").status_code == 404
    assert at_work.one.get(sent.replace("/files/", "/files/X")).status_code == 404
    assert at_work.one.get(f"{sent[:-1]}7").status_code == 404


def test_a_closed_form_takes_no_file(at_work: Answering, app: Flask) -> None:
    with app.app_context(), db.transaction():
        meeting = db.session.get(Meeting, at_work.scene.meeting.id)
        meeting.closed_at = meeting.deadline_at
    assert attach(at_work.one, at_work.base).status_code == 422


def test_a_question_of_another_type_takes_none(at_work: Answering) -> None:
    assert attach(at_work.one, at_work.base, page="section/lage/files/text").status_code == 404
    assert attach(at_work.one, at_work.base, page="section/lage/files/finns-inte").status_code == 404


def test_a_store_that_is_away_says_so_and_keeps_no_row(
    at_work: Answering, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        store = files.store

    def away(_content: bytes) -> str:
        raise OSError("no route")

    monkeypatch.setattr(store, "put", away)
    answer = attach(at_work.one, at_work.base)
    assert answer.status_code == 503
    assert "Försök igen om en stund" in answer.text
    with app.app_context():
        assert db.session.scalars(select(DraftFile)).all() == []


def archive(app: Flask, at_work: Answering, copy: DigestCopy) -> dict[str, bytes]:
    from app.services.digest import downloads

    with app.app_context(), io.BytesIO() as target:
        downloads.files_archive(db.session.get(Meeting, at_work.scene.meeting.id), None, copy, "sv", target)
        with zipfile.ZipFile(target) as made:
            return {name: made.read(name) for name in made.namelist()}


def listed(made: dict[str, bytes]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made["forteckning.csv"].decode("utf-8-sig")), delimiter=";"))


def test_readers_get_files_by_the_rules_of_answers(
    at_work: Answering, app: Flask, secretariat: FlaskClient, chair: FlaskClient
) -> None:
    attach(at_work.one, at_work.base)
    send(at_work.one, at_work.base)
    meeting_id = at_work.scene.meeting.id
    with app.app_context(), db.transaction():
        someone = staff_service.add("ny@stad.example", staff_service.StaffRole.SECRETARIAT, PASSWORD)
        meeting = db.session.get(Meeting, meeting_id)
        answer = db.session.scalar(select(Answer).where(Answer.question_key == "karta"))
        digests.begin(meeting, someone)
        answer_id, reference = answer.id, answer.reference
    base = f"/secretariat/meetings/{meeting_id}"
    own, chairs = (
        f"{base}/answers/{answer_id}/files/0",
        f"/chair/meetings/{meeting_id}/digest/answers/{reference}/files/0",
    )
    assert own in secretariat.get(f"{base}/answers/{answer_id}").text
    assert secretariat.get(own).data == PDF
    assert chairs in chair.get(f"/chair/meetings/{meeting_id}/digest?open=yes").text
    assert chair.get(chairs).data == PDF
    assert chair.get(own).status_code == 404
    made = archive(app, at_work, DigestCopy.FOR_CHAIR)
    assert made[f"{reference}_karta.pdf"] == PDF
    assert listed(made)[1][0::3] == [reference, "karta.pdf", f"{reference}_karta.pdf"]
    packed = secretariat.get(f"{base}/digest/files", buffered=True)
    assert zipfile.ZipFile(io.BytesIO(packed.data)).testzip() is None

    with app.app_context(), db.transaction():
        coding.flag(db.session.get(Meeting, meeting_id), answer_id, "Namn", staff_queries.by_email("ny@stad.example"))
    assert (secretariat.get(own).status_code, chair.get(chairs).status_code) == (404, 404)
    assert set(archive(app, at_work, DigestCopy.FOR_CHAIR)) == {"forteckning.csv"}
    flagged = f"{base}/flagged/{answer_id}/files/0"
    assert flagged in secretariat.post(f"{base}/flagged").text
    assert secretariat.post(flagged).data == PDF
    assert chair.post(flagged).status_code == 404


@pytest.mark.parametrize(
    ("quote", "for_chair", "to_share", "listed_to_share"),
    [("named", 1, 1, 1), ("kind_only", 1, 0, 1), ("chair_only", 1, 0, 0)],
)
def test_the_copy_to_share_tells_of_no_more_than_it_may(
    at_work: Answering, app: Flask, quote: str, for_chair: int, to_share: int, listed_to_share: int
) -> None:
    attach(at_work.one, at_work.base)
    at_work.one.post(f"{at_work.base}section/lage", data={"q-karta": "Torget", "q-karta-quote": quote})
    send(at_work.one, at_work.base)
    made = {copy: archive(app, at_work, copy) for copy in DigestCopy}
    assert len(made[DigestCopy.FOR_CHAIR]) - 1 == for_chair
    assert len(made[DigestCopy.TO_SHARE]) - 1 == to_share
    rows = listed(made[DigestCopy.TO_SHARE])[1:]
    assert len(rows) == listed_to_share
    if quote == "kind_only":
        assert "karta.pdf" not in str(rows)
        assert at_work.scene.organisations["member"].name not in str(rows)
