"""Reading and grouping answers in the browser, without JavaScript."""

import pytest
from lxml import html

from app.extensions import db
from app.models import ReviewState
from forms.audience import OrganisationKind
from tests.app.public.pages import problems
from tests.app.secretariat.answering import lines, made, rows
from tests.databases import statements_of
from tests.factories.answers import SEEN, submit

YOUNG = OrganisationKind.YOUTH_COUNCIL


def base(scene) -> str:
    return f"/secretariat/meetings/{scene.meeting.id}"


def test_answers_are_shown_in_full_and_escaped(secretariat, app) -> None:
    scene = made(app)
    page = secretariat.get(f"{base(scene)}/answers?part={scene.organisations[YOUNG].id}")
    assert problems(page.text) == []
    assert "=Mer ljus &amp; fler &lt;vuxna&gt;" in page.text
    assert "Bara som typ av organisation" in page.text
    assert SEEN not in page.text


@pytest.mark.parametrize(
    "address",
    [
        "answers",
        "answers?view=question",
        "themes",
        "themes?part=-",
        "themes?show=unread&organisation=0",
        "answers?page=999999&theme=x&part=%00",
    ],
)
def test_every_view_keeps_its_promises(secretariat, app, address) -> None:
    scene = made(app)
    page = secretariat.get(f"{base(scene)}/{address}")
    assert (page.status_code, problems(page.text)) == (200, [])


def test_a_questions_own_theme_is_told_as_such(secretariat, app) -> None:
    scene = made(app)
    page = html.document_fromstring(secretariat.get(f"/secretariat/meetings/{scene.meeting.id}/answers").text)
    told = [" ".join(one.text_content().split()) for one in page.find_class("hint")]
    assert f"Tema: {scene.themes[0].name} (frågans tema)" in told


def test_a_meeting_without_answers_says_so(secretariat, app) -> None:
    from tests.factories import scenes

    with app.app_context(), db.transaction():
        scene = scenes.issued()
    assert "Inga svar än" in secretariat.get(f"{base(scene)}/answers").text
    assert problems(secretariat.get(f"{base(scene)}/digest").text) == []


def test_a_theme_is_added_or_set_for_all_that_are_picked(secretariat, app) -> None:
    scene = made(app)
    found = rows(app, scene)
    address = f"{base(scene)}/answers/picked?view=theme&part=skydd"
    picked = {"answers": [f"{found[0].id} {found[3].id}"], "mode": "add", "theme": "samverkan"}
    done = secretariat.post(address, data=picked)
    assert done.status_code == 302
    assert done.location == f"{base(scene)}/themes?view=theme&part=skydd#answer-{found[0].id}"
    assert [row.theme_keys for row in rows(app, scene)][::3] == [("skydd", "samverkan")] * 2
    secretariat.post(address, data={**picked, "mode": "set"})
    secretariat.post(address, data={"answers": [str(found[3].id)], "own": "yes"})
    after = rows(app, scene)
    assert (after[0].theme_keys, after[3].theme_keys) == (("samverkan",), ("skydd",))
    assert after[0].state is ReviewState.REVIEWED


def test_states_are_marked_and_filtered(secretariat, app) -> None:
    scene = made(app)
    found = rows(app, scene)
    secretariat.post(f"{base(scene)}/answers/picked", data={"answers": [str(found[0].id)], "state": "set_aside"})
    assert rows(app, scene)[0].state is ReviewState.SET_ASIDE
    assert SEEN in secretariat.get(f"{base(scene)}/answers?view=question&show=set_aside").text
    assert SEEN not in secretariat.get(f"{base(scene)}/answers?view=question&show=unread").text


def test_answers_are_placed_under_a_new_line_and_then_an_old(secretariat, app) -> None:
    scene = made(app)
    found = rows(app, scene)
    address = f"{base(scene)}/answers/picked?view=theme"
    new = {
        "answers": [str(found[0].id)],
        "line": "new-point",
        "line_theme": "skydd",
        "wording": "Fler söker hjälp.",
        "place": "yes",
    }
    assert secretariat.post(address, data=new).status_code == 302
    assert lines(app, scene) == [("skydd", "Fler söker hjälp.", (found[0].id,))]
    with app.app_context():
        from app.queries.digest import digests as digest_queries

        line_id = digest_queries.latest(scene.meeting.id).lines[0].id
    secretariat.post(address, data={"answers": [str(found[3].id)], "line": str(line_id), "place": "yes"})
    assert lines(app, scene)[0][2] == (found[0].id, found[3].id)
    assert "Fler söker hjälp." in secretariat.get(f"{base(scene)}/themes").text


def test_what_was_typed_stays_when_it_is_refused(secretariat, app) -> None:
    scene = made(app)
    answer = rows(app, scene)[0]
    wrong = {
        "line": "new-point",
        "line_theme": "",
        "wording": "En hel mening",
        "place": "yes",
        "answers": [str(answer.id)],
    }
    refused = secretariat.post(f"{base(scene)}/answers/picked?view=theme", data=wrong)
    assert refused.status_code == 422
    assert problems(refused.text) == []
    assert "<title>Fel:" in refused.text
    assert "En hel mening" in refused.text
    assert f'value="{answer.id}"' in refused.text
    assert lines(app, scene) == []


@pytest.mark.parametrize(
    "sent", [{}, {"answers": ["x", "9" * 40, "-1"], "theme": "skydd"}, {"answers": ["999999"], "theme": "skydd"}]
)
def test_nothing_picked_is_refused(secretariat, app, sent) -> None:
    scene = made(app)
    refused = secretariat.post(f"{base(scene)}/answers/picked", data=sent)
    assert refused.status_code == 422
    assert "Markera minst ett svar." in refused.text


def test_nearly_equal_answers_are_shown_together_with_their_differences(secretariat, app) -> None:
    scene = made(app)
    with app.app_context(), db.transaction():
        request = db.session.merge(scene.requests[OrganisationKind.OTHER])
        submit(request, {"vad_ser_ni": SEEN.replace("fler", "några fler"), "hur_vanligt": "Vanligt"})
    page = secretariat.get(f"{base(scene)}/answers?view=question&part=vad_ser_ni").text
    assert "2 nästan lika svar" in page
    assert "<ins>några </ins>" in page
    found = rows(app, scene)
    assert f'value="{found[0].id} {found[5].id}"' in page
    assert "2 lika svar" in secretariat.get(f"{base(scene)}/answers?view=question&part=hur_vanligt").text


def test_a_note_is_kept_and_shown(secretariat, app) -> None:
    scene = made(app)
    answer = rows(app, scene)[0]
    single = f"{base(scene)}/answers/{answer.id}"
    assert problems(secretariat.get(single).text) == []
    assert secretariat.post(f"{single}/note", data={"note": "Ring <dem>"}).status_code == 302
    assert "Ring &lt;dem&gt;" in secretariat.get(f"{base(scene)}/answers").text


@pytest.mark.parametrize(
    "address", ["answers", "themes", "answers/1", "digest", "flagged", "digest/workbook", "answers/all.csv"]
)
def test_chair_and_admin_find_nothing(chair, admin, app, address) -> None:
    scene = made(app)
    assert chair.get(f"{base(scene)}/{address}").status_code == 404
    assert admin.get(f"{base(scene)}/{address}").status_code == 404


def test_another_meetings_answer_is_not_found(secretariat, app) -> None:
    one, other = made(app), made(app)
    answer = rows(app, other)[0]
    assert secretariat.get(f"{base(one)}/answers/{answer.id}").status_code == 404
    assert secretariat.post(f"{base(one)}/answers/{answer.id}/note", data={"note": "x"}).status_code == 404


@pytest.mark.parametrize("address", ["answers", "answers?view=question", "themes", "digest"])
def test_queries_do_not_grow_with_the_answers(secretariat, app, address) -> None:
    scene = made(app)
    secretariat.get(f"{base(scene)}/{address}")
    with statements_of(app) as few:
        secretariat.get(f"{base(scene)}/{address}")
    with app.app_context(), db.transaction():
        for kind in (OrganisationKind.OTHER, OrganisationKind.RIGHTS_COUNCIL):
            request = db.session.merge(scene.requests[kind])
            submit(request, {"vad_ser_ni": f"Något eget från {kind}.", "hur_vanligt": "Ovanligt", "antal": "3"})
    with statements_of(app) as many:
        secretariat.get(f"{base(scene)}/{address}")
    assert len(many) == len(few) <= 20
