"""The staff page: for administrators only, who cannot shut themselves out."""

from app.models import StaffRole
from app.queries import staff as staff_queries
from app.services import staff as staff_service
from tests.app.public.pages import problems

FORM = {"email": "ny@stad.example", "name": "Ny", "role": "chair", "password": "tolv tecken minst"}


def ids(app) -> dict[str, int]:
    with app.app_context():
        return {person.email: person.id for person in staff_queries.everyone()}


def test_adds_changes_and_removes_a_person(admin, app) -> None:
    assert admin.post("/secretariat/staff/add", data=FORM).status_code == 302
    page = f"/secretariat/staff/{ids(app)['ny@stad.example']}"
    for path in ("/secretariat/staff", "/secretariat/staff/add", f"{page}/edit"):
        assert problems(admin.get(path).text) == []
    admin.post(f"{page}/edit", data={"name": "Nyare", "role": "secretariat", "password": ""})
    with app.app_context():
        person = staff_service.prove("ny@stad.example", FORM["password"])
        assert (person.name, person.role) == ("Nyare", StaffRole.SECRETARIAT)
    admin.post(f"{page}/remove")
    with app.app_context():
        assert staff_service.prove("ny@stad.example", FORM["password"]) is None
    assert admin.get(f"{page}/edit").status_code == 404


def test_a_new_password_and_removal_end_the_persons_sessions(admin, secretariat, app) -> None:
    page = f"/secretariat/staff/{ids(app)['secretariat@stad.example']}"
    assert secretariat.get("/secretariat/").status_code == 200
    admin.post(f"{page}/edit", data={"name": "", "role": "secretariat", "password": "ett alldeles nytt"})
    assert secretariat.get("/secretariat/").status_code == 302


def test_refusals_stand_at_their_fields_and_the_password_is_not_written_back(admin) -> None:
    refused = admin.post("/secretariat/staff/add", data={"email": "x", "role": "kung", "password": "kort"})
    assert refused.status_code == 422
    short = admin.post("/secretariat/staff/add", data=FORM | {"email": "x", "password": "kortkort"})
    assert "kortkort" not in short.text
    assert short.text.count("Skriv en e-postadress med @.") == 2
    taken = admin.post("/secretariat/staff/add", data=FORM | {"email": "admin@stad.example"})
    assert "Personen finns redan" in taken.text


def test_administrators_cannot_shut_themselves_out(admin, app) -> None:
    page = f"/secretariat/staff/{ids(app)['admin@stad.example']}"
    assert admin.post(f"{page}/remove").status_code == 400
    refused = admin.post(f"{page}/edit", data={"name": "", "role": "chair", "password": ""})
    assert refused.status_code == 422
    assert admin.get("/secretariat/staff").status_code == 200


def test_others_find_no_staff_page(secretariat, chair) -> None:
    for client in (secretariat, chair):
        assert client.get("/secretariat/staff").status_code == 404
        assert client.post("/secretariat/staff/add", data=FORM).status_code == 404
