"""Templates of a council: a form kept under a name, begun with at another meeting, and never another council's."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import AuditEvent, Meeting, QuestionnaireTemplate
from app.queries.ask import questionnaires as queries
from app.services.ask import questionnaires
from forms.questionnaire import Questionnaire
from tests.factories import scenes
from tests.factories.forms import full_form
from tests.factories.scenes import in_days

NAME = "Höstens formulär"


@pytest.fixture
def scene(secretariat: FlaskClient, app: Flask) -> scenes.Scene:
    with app.app_context(), db.transaction():
        made = scenes.planned()
        questionnaires.replace_document(made.meeting, full_form())
        return made


@pytest.fixture
def next_meeting(app: Flask, scene: scenes.Scene) -> int:
    """Another meeting of the same council, with nothing asked yet."""
    with app.app_context(), db.transaction():
        meeting = Meeting(
            council=db.session.merge(scene.council), title="Nästa", starts_at=in_days(90), deadline_at=in_days(60)
        )
        db.session.add(meeting)
        db.session.flush()
        return meeting.id


def path(meeting_id: int) -> str:
    return f"/secretariat/meetings/{meeting_id}/form/templates"


def stored(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        return [(one.name, one.id) for one in db.session.scalars(select(QuestionnaireTemplate))]


def form_of(app: Flask, meeting_id: int) -> Questionnaire:
    with app.app_context():
        return queries.of_meeting(db.session.get_one(Meeting, meeting_id)).form


def revision(client: FlaskClient, meeting_id: int) -> str:
    page = html.document_fromstring(client.get(path(meeting_id)).text)
    return page.xpath("string(//input[@name='revision']/@value)")


def keep(client: FlaskClient, meeting_id: int, name: str = NAME, **more: str) -> TestResponse:
    return client.post(path(meeting_id), data={"name": name, **more})


def start(client: FlaskClient, meeting_id: int, template_id: int, **more: str) -> TestResponse:
    data = {"revision": revision(client, meeting_id), "template": str(template_id), **more}
    return client.post(f"{path(meeting_id)}/start", data=data)


def said(answer: TestResponse) -> str:
    return " ".join(html.document_fromstring(answer.text).text_content().split())


def test_a_kept_form_begins_another_meeting_with_the_same_keys(
    app: Flask, secretariat: FlaskClient, scene: scenes.Scene, next_meeting: int
) -> None:
    assert "Rådet har inga mallar än" in said(secretariat.get(path(scene.meeting.id)))
    assert "sparat som mallen ”Höstens formulär”" in said(secretariat.get(keep(secretariat, scene.meeting.id).location))
    ((name, template_id),) = stored(app)
    page = said(secretariat.get(path(next_meeting)))
    assert name in page
    assert "Spara det här formuläret som mall" not in page, "there is nothing to keep yet"
    done = start(secretariat, next_meeting, template_id)
    assert "börjar från mallen" in said(secretariat.get(done.location))
    assert form_of(app, next_meeting) == full_form()


def test_a_template_is_not_changed_by_the_form_that_it_came_from(
    app: Flask, secretariat: FlaskClient, scene: scenes.Scene, next_meeting: int
) -> None:
    keep(secretariat, scene.meeting.id)
    with app.app_context(), db.transaction():
        questionnaires.replace_document(db.session.merge(scene.meeting), Questionnaire())
    ((_, template_id),) = stored(app)
    start(secretariat, next_meeting, template_id)
    assert form_of(app, next_meeting) == full_form()


def test_the_same_name_replaces_only_when_that_is_said(
    app: Flask, secretariat: FlaskClient, scene: scenes.Scene
) -> None:
    keep(secretariat, scene.meeting.id)
    refused = keep(secretariat, scene.meeting.id)
    assert refused.status_code == 422
    assert "Det finns en mall med det namnet." in said(refused)
    assert NAME in refused.text
    assert "<title>Fel: Mallar" in refused.text
    assert keep(secretariat, scene.meeting.id, replace="y").status_code == 302
    assert len(stored(app)) == 1


def test_a_form_that_is_there_is_replaced_only_when_that_is_said(
    app: Flask, secretariat: FlaskClient, scene: scenes.Scene
) -> None:
    keep(secretariat, scene.meeting.id)
    ((_, template_id),) = stored(app)
    refused = start(secretariat, scene.meeting.id, template_id)
    assert refused.status_code == 422
    assert "Kryssa i rutan om formuläret som finns ska ersättas." in said(refused)
    chosen = html.document_fromstring(refused.text).xpath("//input[@name='template'][@checked]/@value")
    assert chosen == [str(template_id)]
    assert start(secretariat, scene.meeting.id, template_id, start_over="y").status_code == 302


def test_somebody_elses_change_between_stops_it(
    app: Flask, secretariat: FlaskClient, scene: scenes.Scene, next_meeting: int
) -> None:
    keep(secretariat, scene.meeting.id)
    ((_, template_id),) = stored(app)
    seen = revision(secretariat, next_meeting)
    start(secretariat, next_meeting, template_id)
    data = {"revision": seen, "template": str(template_id), "start_over": "y"}
    late = secretariat.post(f"{path(next_meeting)}/start", data=data)
    assert late.status_code == 409
    assert "Formuläret har ändrats" in said(late)


def test_what_is_missing_is_said(app: Flask, secretariat: FlaskClient, scene: scenes.Scene, next_meeting: int) -> None:
    assert "Skriv vad mallen ska heta." in said(keep(secretariat, scene.meeting.id, " "))
    assert "Formuläret är tomt" in said(keep(secretariat, next_meeting))
    assert "Välj en mall." in said(secretariat.post(f"{path(next_meeting)}/start", data={"template": "x"}))
    assert stored(app) == []


def test_removing_asks_first_and_leaves_forms_alone(
    app: Flask, secretariat: FlaskClient, scene: scenes.Scene, next_meeting: int
) -> None:
    keep(secretariat, scene.meeting.id)
    ((_, template_id),) = stored(app)
    start(secretariat, next_meeting, template_id)
    address = f"{path(next_meeting)}/{template_id}/remove"
    assert "Ta bort mallen?" in said(secretariat.get(address))
    assert len(stored(app)) == 1
    assert "Mallen ”Höstens formulär” är borttagen." in said(secretariat.get(secretariat.post(address).location))
    assert stored(app) == []
    assert form_of(app, next_meeting) == full_form()
    with app.app_context():
        actions = set(db.session.scalars(select(AuditEvent.action)))
    assert {"template_saved", "questionnaire_from_template", "template_removed"} <= actions


def test_another_councils_template_is_not_there(app: Flask, secretariat: FlaskClient, scene: scenes.Scene) -> None:
    keep(secretariat, scene.meeting.id)
    ((_, template_id),) = stored(app)
    with app.app_context(), db.transaction():
        other_id = scenes.planned().meeting.id
    secretariat.get(path(scene.meeting.id))  # it tells what was done
    assert NAME not in secretariat.get(path(other_id)).text
    assert start(secretariat, other_id, template_id).status_code == 404
    assert secretariat.post(f"{path(other_id)}/{template_id}/remove").status_code == 404
    assert len(stored(app)) == 1
