"""The answer workbook out and back: exactly what was typed is in the draft, and nothing newer is overwritten."""

import pytest
from flask import Flask

from app.extensions import db
from app.models import Draft, DraftAnswer, InputRequest, QuestionnaireVersion, now
from app.queries.answer import drafts as draft_queries
from app.services import posted_files
from forms.documents import Json
from forms.questionnaire_document import to_json
from tests.app.respondent.conftest import Answering
from tests.app.respondent.workbooks import (
    ANSWER,
    EVERYTHING,
    HEADER_ROWS,
    NOTE,
    TYPED,
    download,
    download_bytes,
    hand_in,
    post,
    save,
)
from tests.factories.forms import form_with_proposals, full_form

ANSWERED, SINGLE = "Vad ser ni av mäns våld mot kvinnor?", "Vilken insats fungerar bäst?"


def stored(app: Flask, answering: Answering) -> dict[str, Json]:
    with app.app_context():
        return {k: a.typed for k, a in draft_queries.stored(answering.request_id).answers.items()}


def on_the_web(answering: Answering, **answers: str) -> None:
    """A colleague saves these on the web."""
    for key, text in answers.items():
        section = "det_ni_ser" if key in {"vad_ser_ni", "mest", "var"} else "stod-och-skydd"
        name = f"q-{key.replace('-', '--')}"
        url = f"{answering.base}section/{section}"
        version = answering.two.get(url).text.partition(f'name="{name}-version"')[2].partition('value="')[2]
        data = {name: text, f"{name}-version": version.partition('"')[0]}
        assert answering.two.post(url, data=data).status_code == 303


def test_the_way_out_and_back(app: Flask, answering: Answering) -> None:
    page = hand_in(answering, download(answering).fill(EVERYTHING).saved())
    assert stored(app, answering) == {}, "nothing is saved before the person says so"
    assert "8 nya svar" in page.html
    done = save(answering, page)
    assert done.path == answering.base
    assert "8 svar från arbetsboken är sparade i utkastet" in done.html
    assert stored(app, answering) == TYPED


def test_sorted_rows_renamed_sheets_and_columns_and_added_ones_survive(app: Flask, answering: Answering) -> None:
    held = download(answering).fill(EVERYTHING)
    held.sort(key=lambda row: str(row[5] or ""))
    held.sheet.title = "Våra svar"
    held.sheet.cell(HEADER_ROWS, ANSWER).value = "Det vi tycker"
    held.sheet.insert_cols(1)
    held.sheet.cell(5, 1).value = "Kolla med Kim"
    held.sheet.insert_cols(5, 2)
    held.book.create_sheet("Kladd").append(["Svar", "något helt annat"])
    held.book.move_sheet(held.sheet, 3)
    save(answering, hand_in(answering, held.saved()))
    assert stored(app, answering) == TYPED


def test_returned_untouched_changes_nothing(app: Flask, answering: Answering) -> None:
    on_the_web(answering, vad_ser_ni="Rad ett\n\nRad två  ", mest="natet", antal="många")
    before = stored(app, answering)
    page = hand_in(answering, download_bytes(answering))
    assert "Det finns inget att spara" in page.html
    assert page.forms == []
    assert stored(app, answering) == before


def test_the_draft_is_filled_in_and_the_sheet_is_in_the_language_of_the_page(answering: Answering) -> None:
    on_the_web(answering, vad_ser_ni="Det vi ser", mest="natet", sedan="2027-05-20")
    held = download(answering)
    assert held.at(ANSWERED).value == "Det vi ser"
    assert held.at("Var är det vanligast?").value == "På nätet"
    assert held.at("Sedan vilken dag räknar ni?").value.date().isoformat() == "2027-05-20"
    answering.one.get(answering.base + "?language=en")
    english = download(answering)
    assert english.at("Where is it most common?").value == "Online"


def test_a_newer_answer_on_the_web_stands_until_somebody_chooses(app: Flask, answering: Answering) -> None:
    on_the_web(answering, vad_ser_ni="Första")
    held = download(answering).fill({ANSWERED: "Arbetsbokens <b>text</b>", SINGLE: "Stödboende"})
    on_the_web(answering, vad_ser_ni="Webbens nyare")
    page = hand_in(answering, held.saved())
    assert "Arbetsbokens &lt;b&gt;text&lt;/b&gt;" in page.html
    assert "Webbens nyare" in page.html
    save(answering, page)
    assert stored(app, answering) == {"vad_ser_ni": "Webbens nyare", "basta-insats": "Stödboende"}
    again = hand_in(answering, held.saved())
    save(answering, again, **{"merge-vad_ser_ni": "mine"})
    assert stored(app, answering)["vad_ser_ni"] == "Arbetsbokens <b>text</b>"


def test_what_only_the_web_changed_is_no_conflict(app: Flask, answering: Answering) -> None:
    on_the_web(answering, vad_ser_ni="Första")
    held = download(answering).fill({SINGLE: "Stödboende"})
    on_the_web(answering, vad_ser_ni="Webbens nyare")
    save(answering, hand_in(answering, held.saved()))
    assert stored(app, answering) == {"vad_ser_ni": "Webbens nyare", "basta-insats": "Stödboende"}


def test_a_save_on_the_web_during_the_review_is_shown_again(app: Flask, answering: Answering) -> None:
    page = hand_in(answering, download(answering).fill({ANSWERED: "Bokens", SINGLE: "Stödboende"}).saved())
    on_the_web(answering, vad_ser_ni="Kom emellan")
    again = save(answering, page)
    assert "1 svar är sparat i utkastet" in again.html
    assert "Kom emellan" in again.html
    assert stored(app, answering) == {"vad_ser_ni": "Kom emellan", "basta-insats": "Stödboende"}
    done = save(answering, again, **{"merge-vad_ser_ni": "mine"})
    assert done.path == answering.base
    assert stored(app, answering)["vad_ser_ni"] == "Bokens"


def test_an_emptied_cell_does_not_empty_the_draft_by_itself(app: Flask, answering: Answering) -> None:
    on_the_web(answering, vad_ser_ni="Viktigt")
    held = download(answering)
    held.at(ANSWERED).value = None
    page = hand_in(answering, held.saved())
    assert "(inget svar)" in page.html
    save(answering, page)
    assert stored(app, answering)["vad_ser_ni"] == "Viktigt"
    save(answering, page, **{"merge-vad_ser_ni": "mine"})
    assert stored(app, answering)["vad_ser_ni"] == ""


def test_how_an_answer_may_be_quoted_stays_as_it_was(app: Flask, answering: Answering) -> None:
    url = f"{answering.base}section/det_ni_ser"
    data = {"q-vad_ser_ni": "Ett", "q-vad_ser_ni-version": "0", "q-vad_ser_ni-quote": "chair_only"}
    answering.one.post(url, data=data)
    save(answering, hand_in(answering, download(answering).fill({ANSWERED: "Två"}).saved()))
    with app.app_context():
        answer = draft_queries.stored(answering.request_id).answers["vad_ser_ni"]
    assert (answer.typed, answer.quote_permission) == ("Två", "chair_only")


def test_notes_and_texts_beside_the_rows_are_shown_and_never_saved(app: Flask, answering: Answering) -> None:
    held = download(answering).fill({SINGLE: "Stödboende"})
    held.at(SINGLE, NOTE).value = "Kolla med <i>Kim</i>"
    held.sheet.cell(held.sheet.max_row + 2, ANSWER).value = "Ett svar som hamnade nedanför"
    page = hand_in(answering, held.saved())
    assert "Kolla med &lt;i&gt;Kim&lt;/i&gt;" in page.html
    assert "Ett svar som hamnade nedanför" in page.html
    save(answering, page)
    assert stored(app, answering) == {"basta-insats": "Stödboende"}


def test_a_text_too_long_for_a_cell_stays_on_the_web(app: Flask, answering: Answering) -> None:
    long = "Mycket att säga. " * 3000
    on_the_web(answering, vad_ser_ni=long)
    held = download(answering).fill({SINGLE: "Stödboende"})
    assert "ryms inte i arbetsboken" in held.at(ANSWERED, 3).value
    save(answering, hand_in(answering, held.saved()))
    assert stored(app, answering) == {"vad_ser_ni": long, "basta-insats": "Stödboende"}


def with_proposals(app: Flask, answering: Answering) -> None:
    with app.app_context(), db.transaction():
        request = db.session.get_one(InputRequest, answering.request_id)
        request.version.document = to_json(form_with_proposals())
    draft_queries._own_form.cache_clear()


def test_a_repeating_group_has_rows_for_each_time(app: Flask, answering: Answering) -> None:
    with_proposals(app, answering)
    held = download(answering).fill({"Förslag 1, Förslag": "Mer ljus", "Förslag 3, Kostnad": 1200})
    held.at("Förslag 1, Vem gäller det? På arbetet").value = "x"
    save(answering, hand_in(answering, held.saved()))
    first = {"forslag": "Mer ljus", "for-vem": {"chosen": ["arbete"], "other": ""}}
    assert stored(app, answering) == {"forslag-till-radet": [first, {"kostnad": "1200"}]}


def test_more_proposals_than_there_are_rows_stay_on_the_web(app: Flask, answering: Answering) -> None:
    with_proposals(app, answering)
    items = [{"forslag": f"Förslag {number}"} for number in range(12)]
    with app.app_context(), db.transaction():
        answer = DraftAnswer(question_key="forslag-till-radet", typed=items, quote_permission="named", changed_at=now())
        db.session.add(Draft(request_id=answering.request_id, answers=[answer]))
    held = download(answering)
    assert "ryms inte i arbetsboken" in held.at("Förslag till rådet", 3).value
    save(answering, hand_in(answering, held.fill({SINGLE: "Stödboende"}).saved()))
    assert stored(app, answering) == {"forslag-till-radet": items, "basta-insats": "Stödboende"}


def test_a_new_version_of_the_form_takes_what_it_still_asks(app: Flask, answering: Answering) -> None:
    held = download(answering).fill(EVERYTHING)
    with app.app_context(), db.transaction():
        request = db.session.get_one(InputRequest, answering.request_id)
        document = to_json(full_form())
        section = document["sections"][1]
        section["questions"] = [one for one in section["questions"] if one["key"] not in {"basta-insats", "rutin"}]
        newer = QuestionnaireVersion(
            questionnaire_id=request.version.questionnaire_id,
            number=2,
            document=document,
            sha256="1" * 64,
            published_at=now(),
        )
        request.version = newer
    page = hand_in(answering, held.saved())
    assert "Formuläret har ändrats" in page.html
    assert "=1+1 är två" in page.html, "what nobody asks any more is there to copy"
    save(answering, page)
    assert stored(app, answering) == {key: one for key, one in TYPED.items() if key not in {"basta-insats", "rutin"}}


def test_a_closed_form_takes_nothing(app: Flask, answering: Answering) -> None:
    page = hand_in(answering, download(answering).fill(EVERYTHING).saved())
    with app.app_context(), db.transaction():
        db.session.get_one(InputRequest, answering.request_id).closed_at = now()
    done = save(answering, page)
    assert done.status == 422
    assert "Formuläret är stängt" in done.html
    assert stored(app, answering) == {}
    assert answering.one.get(answering.base + "workbook").location == answering.base


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", "Fråga;Svar\nEtt;Två\n".encode()])
def test_what_is_no_workbook_of_ours_is_refused_in_a_sentence(app: Flask, answering: Answering, data: bytes) -> None:
    page = hand_in(answering, data, status=422)
    assert page.title.startswith("Fel:")
    assert page.h1 == ["Svara i en arbetsbok"]
    assert stored(app, answering) == {}


def test_no_file_and_broken_carried_ones_are_no_fault_of_ours(answering: Answering) -> None:
    assert answering.one.post(answering.base + "workbook").status_code == 422
    for data in ({}, {"name": "a.xlsx", "content": "*"}, {"name": "a.xlsx", "content": "UEs="}):
        assert answering.one.post(answering.base + "workbook/save", data=data).status_code in {400, 422}


def test_too_large_a_file_is_refused_in_a_sentence(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posted_files, "LARGEST_FILE", 1_000)
    answer = post(answering, bytes(1_001))
    assert answer.status_code == 422
    assert "2,5 MB" in answer.text


def test_the_file_name_tells_of_nobody(answering: Answering) -> None:
    answer = answering.one.get(answering.base + "workbook/file")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=svarsbok-{answering.request_id}.xlsx"
