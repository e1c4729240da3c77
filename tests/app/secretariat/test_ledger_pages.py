"""Issue, ledger and request, as the secretariat uses them; and that nobody else does."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import InputRequest, Invitation, Membership, OutboxMessage, RequestState, now
from app.services.issue import requests as request_service
from forms.audience import OrganisationKind
from tests.databases import statements_of
from tests.factories import scenes
from tests.factories.people import ContactFactory, MembershipFactory, OrganisationFactory


@pytest.fixture
def planned(app: Flask) -> int:
    with app.app_context(), db.transaction():
        return scenes.planned().meeting.id


@pytest.fixture
def issued(app: Flask) -> tuple[int, list[int], list[int]]:
    """The meeting, its requests and its invitations, by id."""
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        return (
            scene.meeting.id,
            [request.id for request in scene.requests.values()],
            [invitation.id for invitation in scene.invitations.values()],
        )


def mail_kinds(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.id)))


def test_the_page_shows_what_will_be_sent_and_then_the_counts(
    app: Flask, secretariat: FlaskClient, planned: int
) -> None:
    page = secretariat.get(f"/secretariat/meetings/{planned}/issue")
    assert page.status_code == 200
    assert "kontakt" in page.text
    assert "Skicka ut 5 mejl" in page.text
    assert "ber om ert underlag" in page.text
    assert mail_kinds(app) == []
    after = secretariat.post(f"/secretariat/meetings/{planned}/issue", follow_redirects=True)
    assert "5 organisationer har fått ett formulär. 5 mejl skickas nu." in after.text
    assert mail_kinds(app) == ["invitation"] * 5
    again = secretariat.post(f"/secretariat/meetings/{planned}/issue", follow_redirects=True)
    assert "Inget nytt skickades" in again.text
    assert mail_kinds(app) == ["invitation"] * 5


def test_an_organisation_without_contact_is_told_before_and_after(
    app: Flask, secretariat: FlaskClient, planned: int
) -> None:
    with app.app_context(), db.transaction():
        meeting = db.session.scalars(select(scenes.Meeting)).one()
        organisation = OrganisationFactory(council=meeting.council, name="Föreningen utan kontakt")
        MembershipFactory(organisation=organisation, position=9)
    assert "Föreningen utan kontakt" in secretariat.get(f"/secretariat/meetings/{planned}/issue").text
    after = secretariat.post(f"/secretariat/meetings/{planned}/issue", follow_redirects=True).text
    assert "1 saknar kontakt." in after
    table = after[after.index("<tbody>") :]
    assert table.index("Föreningen utan kontakt") < table.index("Organisation "), "what needs action stands first"
    assert "Saknar kontakt" in table


def test_a_council_without_organisations_is_not_said_to_be_done(
    app: Flask, secretariat: FlaskClient, planned: int
) -> None:
    with app.app_context(), db.transaction():
        for membership in db.session.scalars(select(Membership)):
            membership.left_at = now()
    page = secretariat.get(f"/secretariat/meetings/{planned}/issue").text
    assert "Rådet har inga organisationer än" in page
    assert "Alla har fått" not in page
    after = secretariat.post(f"/secretariat/meetings/{planned}/issue", follow_redirects=True).text
    assert "Lägg till dem och skicka ut sedan." in after
    assert "Inget nytt skickades" not in after


def test_an_unpublished_form_is_refused_in_words(app: Flask, secretariat: FlaskClient, planned: int) -> None:
    with app.app_context(), db.transaction():
        db.session.delete(db.session.scalars(select(scenes.QuestionnaireVersion)).one())
    assert "inte publicerat" in secretariat.get(f"/secretariat/meetings/{planned}/issue").text
    after = secretariat.post(f"/secretariat/meetings/{planned}/issue", follow_redirects=True)
    assert "Formuläret är inte publicerat än." in after.text
    assert mail_kinds(app) == []


def test_filters_sorting_and_files_show_the_same_rows(app: Flask, secretariat: FlaskClient, issued) -> None:
    meeting, requests, _ = issued
    with app.app_context(), db.transaction():
        db.session.get_one(InputRequest, requests[0]).state = RequestState.SUBMITTED
    url = f"/secretariat/meetings/{meeting}/ledger"
    assert "5 organisationer" in secretariat.get(url).text
    assert "1 organisation<" in secretariat.get(f"{url}?show=done").text
    assert "1 organisation<" in secretariat.get(f"{url}?kind=youth_council&sort=organisation").text
    assert 'aria-sort="ascending"' in secretariat.get(f"{url}?sort=sent").text
    assert secretariat.get(f"{url}?sort=nonsense&page=x&kind=y&show=z").status_code == 200
    file = secretariat.get(f"{url}.csv?show=waiting")
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 5
    assert file.headers["Content-Disposition"].startswith("attachment; filename=svarsstatus-")
    assert secretariat.get(f"{url}.xlsx").data.startswith(b"PK")
    assert secretariat.get(f"{url}.pdf").status_code == 404


def test_everything_that_can_be_done_with_a_request(app: Flask, secretariat: FlaskClient, issued) -> None:
    _, requests, invitations = issued
    url, link = f"/secretariat/requests/{requests[0]}/", f"invitations/{invitations[0]}"

    def press(action: str, **data: str) -> str:
        return secretariat.post(f"{url}{action}", data=data, follow_redirects=True).text

    assert secretariat.get(url).status_code == 200
    assert "1 påminnelse skickas nu." in press("remind")
    assert "redan påminda i dag" in press("remind")
    assert "väntar redan" in press(f"{link}/resend")
    assert "En ny länk skickas." in press(f"{link}/new-link")
    assert "redan ersatt" in press(f"{link}/new-link")
    tomorrow = scenes.in_days(5)
    assert "svarstiden är sparad" in press("deadline", day=f"{tomorrow:%Y-%m-%d}", time="12.00")
    assert "Mötets svarstid gäller igen" in press("deadline/drop")
    assert "Anteckningen är sparad" in press("note", note="Ringde.")
    assert "stängt för organisationen" in press("close")
    assert "öppet igen" in press("reopen")
    shown = secretariat.get(url).text
    assert "Ringde." in shown
    assert "Länken slutade gälla" in shown
    assert mail_kinds(app) == ["reminder", "new_link", "changed_deadline", "changed_deadline"]


def test_a_refused_deadline_keeps_what_was_typed(app: Flask, secretariat: FlaskClient, issued) -> None:
    _, requests, _ = issued
    page = secretariat.post(f"/secretariat/requests/{requests[0]}/deadline", data={"day": "i morgon", "time": "9"})
    assert page.status_code == 422
    assert 'value="i morgon"' in page.text
    assert "<title>Fel:" in page.text
    assert mail_kinds(app) == []


def test_reminding_all_twice_sends_once(app: Flask, secretariat: FlaskClient, issued) -> None:
    meeting, _, _ = issued
    for _ in range(2):
        page = secretariat.post(f"/secretariat/meetings/{meeting}/remind-all", follow_redirects=True)
        assert page.status_code == 200
    assert mail_kinds(app) == ["reminder"] * 5


def test_another_requests_invitation_is_not_found(secretariat: FlaskClient, issued) -> None:
    _, requests, invitations = issued
    for action in ("resend", "new-link"):
        path = f"/secretariat/requests/{requests[0]}/invitations/{invitations[1]}/{action}"
        assert secretariat.post(path).status_code == 404


@pytest.mark.parametrize("role", ["chair", "admin"])
def test_nobody_but_the_secretariat_comes_in(request: pytest.FixtureRequest, issued, role: str) -> None:
    meeting, requests, invitations = issued
    client: FlaskClient = request.getfixturevalue(role)
    for path in (
        f"meetings/{meeting}/ledger",
        f"meetings/{meeting}/ledger.csv",
        f"meetings/{meeting}/issue",
        f"requests/{requests[0]}/",
    ):
        assert client.get(f"/secretariat/{path}").status_code == 404, path
    one = f"requests/{requests[0]}"
    for path in (
        f"meetings/{meeting}/issue",
        f"meetings/{meeting}/remind-all",
        *(f"{one}/{action}" for action in ("remind", "deadline", "deadline/drop", "close", "reopen", "note")),
        f"{one}/invitations/{invitations[0]}/resend",
        f"{one}/invitations/{invitations[0]}/new-link",
    ):
        assert client.post(f"/secretariat/{path}").status_code == 404, path


def test_the_ledger_tells_of_mail_that_does_not_go_out(app: Flask, secretariat: FlaskClient, issued) -> None:
    from app.jobs import schedule

    meeting, requests, _ = issued
    with app.app_context():
        with db.transaction():
            request_service.remind(db.session.get_one(InputRequest, requests[0]))
            db.session.scalars(select(Invitation).order_by(Invitation.id)).first().bounced_at = now()
        url = f"/secretariat/meetings/{meeting}/ledger"
        page = secretariat.get(url).text
        assert "Inga mejl har skickats än" in page
        assert "Mejlet når inte fram" in page
        schedule.run_all()
    assert "Utskick: senast" in secretariat.get(url).text


def test_a_longer_ledger_costs_no_more_queries(app: Flask, secretariat: FlaskClient, issued) -> None:
    meeting, requests, _ = issued

    def cost(path: str) -> int:
        with statements_of(app) as statements:
            assert secretariat.get(path).status_code == 200
        return len(statements)

    paths = [
        f"/secretariat/meetings/{meeting}/ledger",
        f"/secretariat/meetings/{meeting}/issue",
        f"/secretariat/requests/{requests[0]}/",
    ]
    before = [cost(path) for path in paths]
    with app.app_context(), db.transaction():
        first = db.session.get_one(InputRequest, requests[0])
        for position in range(60):
            organisation = OrganisationFactory(council=first.organisation.council)
            MembershipFactory(organisation=organisation, position=100 + position, kind=OrganisationKind.MEMBER)
            scenes.invite(
                InputRequest(
                    meeting=first.meeting,
                    organisation=organisation,
                    version=first.version,
                    kind=OrganisationKind.MEMBER,
                    issued_at=now(),
                ),
                ContactFactory(organisation=organisation),
            )
    assert [cost(path) for path in paths] == before
    assert "Sida 1 av 2" in secretariat.get(paths[0]).text
