"""Writing a digest in the browser: overview, lines, editions, files."""

import io

import pytest
from lxml import html
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.extensions import db
from app.models.meetings import MeetingTheme
from app.queries.digest import digests as digest_queries
from forms.audience import OrganisationKind
from tests.app.public.pages import problems
from tests.app.secretariat.answering import lines, made, rows
from tests.factories.answers import SEEN, submit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OVERVIEW = {
    "highlights": "Fler söker hjälp.\nUnga är rädda.",
    "agreements": "",
    "differences": "",
    "asks": "",
    "young_people": "",
}


@pytest.fixture
def scene(app):
    return made(app)


@pytest.fixture
def address(secretariat, scene) -> str:
    """The digest's page, with an edition begun."""
    path = f"/secretariat/meetings/{scene.meeting.id}/digest"
    assert secretariat.post(f"{path}/begin").status_code == 302
    return path


def newest(app, scene):
    with app.app_context():
        return digest_queries.latest(scene.meeting.id)


def add(client, address, wording="Fler söker hjälp.", answers=(), **more):
    return client.post(
        f"{address}/lines/add",
        data={"theme": "skydd", "kind": "point", "wording": wording, "answers": list(answers), **more},
    )


def test_the_page_before_anything_is_written(secretariat, scene) -> None:
    page = secretariat.get(f"/secretariat/meetings/{scene.meeting.id}/digest")
    assert problems(page.text) == []
    assert "Börja skriva sammanställningen" in page.text
    assert ">Ladda ner sammanställning (Excel)</a>" in page.text


def test_missing_texts_say_so(secretariat, address) -> None:
    assert secretariat.get(address).text.count("saknas") == 5


def test_overview_is_kept(secretariat, address, app, scene) -> None:
    form = secretariat.get(f"{address}/overview")
    assert problems(form.text) == []
    done = secretariat.post(f"{address}/overview", data={**OVERVIEW, "revision": "1"})
    assert done.status_code == 302
    assert newest(app, scene).highlights == "Fler söker hjälp.\nUnga är rädda."


def test_a_second_writer_sees_both_texts_and_loses_none(secretariat, address, app, scene) -> None:
    secretariat.post(f"{address}/overview", data={**OVERVIEW, "revision": "1"})
    second = secretariat.post(f"{address}/overview", data={**OVERVIEW, "highlights": "Min text", "revision": "1"})
    assert second.status_code == 409
    assert problems(second.text) == []
    assert "Min text" in second.text
    assert "Unga är rädda." in second.text
    assert newest(app, scene).highlights.startswith("Fler söker")
    again = secretariat.post(f"{address}/overview", data={**OVERVIEW, "highlights": "Min text", "revision": "2"})
    assert again.status_code == 302
    assert newest(app, scene).highlights == "Min text"


def test_too_many_highlights_are_refused_and_kept_on_the_page(secretariat, address) -> None:
    refused = secretariat.post(
        f"{address}/overview",
        data={
            **OVERVIEW,
            "highlights": "\n".join(["åtta", "rad", "er", "nu", "är", "det", "för"] * 2),
            "revision": "1",
        },
    )
    assert refused.status_code == 422
    assert "högst 7 rader" in refused.text
    assert "åtta" in refused.text


def test_lines_are_added_changed_moved_and_removed(secretariat, address, app, scene) -> None:
    found = rows(app, scene)
    assert problems(secretariat.get(f"{address}/lines/add?theme=skydd").text) == []
    assert add(secretariat, address, "Ett", [found[0].id]).status_code == 302
    add(secretariat, address, "Två <b>", kind="proposal")
    page = secretariat.get(address)
    assert problems(page.text) == []
    assert "Två &lt;b&gt;" in page.text
    first, second = newest(app, scene).lines
    secretariat.post(f"{address}/lines/{second.id}/move", data={"direction": "up"})
    assert [line[1] for line in lines(app, scene)] == ["Två <b>", "Ett"]
    assert problems(secretariat.get(f"{address}/lines/{first.id}").text) == []
    change = {"theme": "samverkan", "kind": "point", "wording": "Ett igen", "answers": [str(found[3].id)]}
    assert secretariat.post(f"{address}/lines/{first.id}", data=change).status_code == 302
    assert ("samverkan", "Ett igen", (found[3].id,)) in lines(app, scene)
    assert problems(secretariat.get(f"{address}/lines/{second.id}/remove").text) == []
    secretariat.post(f"{address}/lines/{second.id}/remove")
    assert [line[1] for line in lines(app, scene)] == ["Ett igen"]


def test_themes_go_by_the_numbers_they_have_in_the_workbook(secretariat, address, app, scene) -> None:
    with app.app_context(), db.transaction():
        headline = db.session.scalars(select(MeetingTheme)).one()
        headline.theme_id = next(theme.id for theme in scene.themes if theme.key == "samverkan")
    add(secretariat, address)
    page = html.document_fromstring(secretariat.get(address).text)
    numbered = [" ".join(one.text_content().split()) for one in page.xpath("//h2[starts-with(@id, 'theme-')]")]
    book = CalamineWorkbook.from_filelike(io.BytesIO(secretariat.get(f"{address}/workbook").data))
    assert numbered == [name for name in book.sheet_names if name[:1].isdigit()]
    assert numbered[0] == "1 " + next(theme.name for theme in scene.themes if theme.key == "samverkan")
    desk = html.document_fromstring(secretariat.get(address.replace("digest", "themes")).text)
    assert desk.xpath("//button[@data-theme-key='1']/@value") == ["samverkan"]


def test_points_and_proposals_are_told_apart(secretariat, address) -> None:
    add(secretariat, address)
    add(secretariat, address, wording="Tänd lamporna.", kind="proposal")
    assert "1 punkt · 1 förslag" in secretariat.get(address).text
    book = CalamineWorkbook.from_filelike(io.BytesIO(secretariat.get(f"{address}/workbook").data))
    assert "1 punkt · 1 förslag" in str(book.get_sheet_by_index(1).to_python()[1][0])


def test_a_line_without_words_is_refused(secretariat, address, app, scene) -> None:
    answer = rows(app, scene)[0]
    refused = add(secretariat, address, " ", [answer.id])
    assert (refused.status_code, problems(refused.text)) == (422, [])
    assert "Skriv vad punkten säger." in refused.text
    assert "checked" in refused.text


def test_a_line_of_another_meeting_is_not_found(secretariat, address, app) -> None:
    other = made(app)
    path = f"/secretariat/meetings/{other.meeting.id}/digest"
    secretariat.post(f"{path}/begin")
    add(secretariat, path)
    line = newest(app, other).lines[0]
    assert secretariat.get(f"{address}/lines/{line.id}").status_code == 404
    assert secretariat.post(f"{address}/lines/{line.id}/remove").status_code == 404


def test_answers_without_a_line_are_placed_from_the_page(secretariat, address, app, scene) -> None:
    add(secretariat, address)
    line = newest(app, scene).lines[0]
    page = secretariat.get(address).text
    assert "Ännu utan punkt (2)" in page
    answer = rows(app, scene)[0]
    picked = f"/secretariat/meetings/{scene.meeting.id}/answers/picked?to={address}%23theme-1"
    done = secretariat.post(picked, data={"answers": [str(answer.id)], "line": str(line.id), "place": "yes"})
    assert done.location == f"{address}#theme-1"
    assert lines(app, scene)[0][2] == (answer.id,)
    away = secretariat.post(picked.replace("to=", "to=https://ond.example"), data={"answers": [], "state": "unread"})
    assert away.location == address


def test_a_line_says_that_its_answer_has_a_newer_version(secretariat, address, app, scene) -> None:
    answer = rows(app, scene)[0]
    add(secretariat, address, answers=[answer.id])
    assert "har skickat en ny version" not in secretariat.get(address).text
    with app.app_context(), db.transaction():
        submit(db.session.merge(scene.requests[OrganisationKind.MEMBER]), {"vad_ser_ni": "Nu är det tvärtom."})
    page = secretariat.get(address)
    assert problems(page.text) == []
    assert "har skickat en ny version" in page.text
    line = newest(app, scene).lines[0]
    form = secretariat.get(f"{address}/lines/{line.id}").text
    assert SEEN in form
    assert "Nu är det tvärtom." in form


def test_an_edition_is_established_and_the_next_begins_as_a_copy(secretariat, address, app, scene) -> None:
    answer = rows(app, scene)[0]
    add(secretariat, address, answers=[answer.id])
    secretariat.post(f"{address}/establish")
    assert newest(app, scene).established_at is None, "Det viktigaste is missing"
    revision = newest(app, scene).revision
    secretariat.post(f"{address}/overview", data={**OVERVIEW, "revision": str(revision)})
    secretariat.post(f"{address}/establish")
    page = secretariat.get(address).text
    assert "Utgåva 1, upprättad" in page
    assert "Skriv en punkt" not in page
    assert add(secretariat, address).status_code == 422
    secretariat.post(f"{address}/begin")
    assert newest(app, scene).edition == 2
    assert lines(app, scene) == [("skydd", "Fler söker hjälp.", (answer.id,))]
    assert problems(secretariat.get(address).text) == []


def test_files_have_names_without_persons_and_the_right_type(secretariat, address, scene) -> None:
    number = scene.meeting.id
    for path, name, kind in (
        (f"{address}/workbook", f"sammanstallning-{number}-utgava-1-utkast.xlsx", XLSX),
        (f"{address}/workbook-to-share", f"sammanstallning-{number}-utgava-1-utkast-att-dela.xlsx", XLSX),
        (f"/secretariat/meetings/{number}/answers/all.csv", f"svar-{number}.csv", "text/csv; charset=utf-8"),
        (f"/secretariat/meetings/{number}/answers/all.jsonl", f"svar-{number}.jsonl", "application/jsonl"),
    ):
        made_file = secretariat.get(path)
        assert made_file.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert made_file.content_type == kind
    assert secretariat.get(f"/secretariat/meetings/{number}/answers/all.exe").status_code == 404
    book = CalamineWorkbook.from_filelike(io.BytesIO(secretariat.get(f"{address}/workbook").data))
    cells = {cell for row in book.get_sheet_by_name("Alla svar").to_python() for cell in row}
    assert {SEEN, "=Mer ljus & fler <vuxna>"} <= cells
