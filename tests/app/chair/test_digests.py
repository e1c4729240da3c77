"""What the chair reads, and that nothing more is shown than the workbook shows."""

from app.extensions import db
from app.models import LineKind, StaffRole, now
from app.queries.digest import digest_records
from app.queries.digest import digests as digest_queries
from app.services import staff as staff_service
from app.services.digest import digests
from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from tests.app.public.pages import problems
from tests.factories.answers import SEEN, answered, submit

CHAIR_ONLY = "Det här är bara för ordföranden."


def made(app, established: int = 0):
    """An answered meeting with a digest of one point and one proposal; so many editions of it established."""
    with app.app_context(), db.transaction():
        scene = answered()
        submit(
            scene.requests[OrganisationKind.OTHER], {"vad_ser_ni": CHAIR_ONLY}, permission=QuotePermission.CHAIR_ONLY
        )
        by = staff_service.add("skrivare@stad.example", StaffRole.SECRETARIAT, "tolv tecken minst")
        ids = [row.id for row in digest_records.answer_queries.of_meeting(scene.meeting.id)]
        digest = digests.begin(scene.meeting, by)
        digests.add_line(
            digest, digests.LineInput("skydd", LineKind.POINT, "Fler <söker> hjälp.", [ids[0], ids[-2]]), by
        )
        digests.add_line(digest, digests.LineInput("skydd", LineKind.PROPOSAL, "Tänd lamporna.", [ids[-1]]), by)
        for _ in range(established):
            digest = digests.begin(scene.meeting, by)
            digests.change_overview(digest, digests.Overview(highlights="Ljus behövs."), digest.revision, by)
            digests.establish(digest, by)
    return scene


def test_nothing_to_read_says_so(chair) -> None:
    page = chair.get("/chair/")
    assert problems(page.text) == []
    assert "Ingen sammanställning än" in page.text


def test_the_list_leads_to_the_page(chair, app) -> None:
    scene = made(app)
    page = chair.get("/chair/")
    assert problems(page.text) == []
    assert f'href="/chair/meetings/{scene.meeting.id}/digest"' in page.text
    assert "Utgåva 1, utkast" in page.text


def test_lines_open_the_answers_in_full(chair, app) -> None:
    scene = made(app)
    page = chair.get(f"/chair/meetings/{scene.meeting.id}/digest")
    assert problems(page.text) == []
    for told in (
        "UTKAST",
        "saknas",
        "Fler &lt;söker&gt; hjälp.",
        'Förslag 1: <span lang="sv">Tänd lamporna.</span>',
        SEEN,
        CHAIR_ONLY,
        "bara för ordföranden",
    ):
        assert told in page.text, told
    assert '<details class="details" open' not in page.text
    opened = chair.get(f"/chair/meetings/{scene.meeting.id}/digest?open=yes").text
    assert '<details class="details" open' in opened


def test_an_answer_as_a_kind_only_names_nobody(chair, app) -> None:
    scene = made(app)
    page = chair.get(f"/chair/meetings/{scene.meeting.id}/digest").text
    name = scene.organisations[OrganisationKind.YOUTH_COUNCIL].name
    assert "=Mer ljus &amp; fler &lt;vuxna&gt;" in page
    # Once only: in the list of those who have answered, as the ledger tells it.
    assert page.count(f"{name},") + page.count(f"{name}<") + page.count(f"{name}\n") == 1


def test_an_established_edition_stays_as_it_was(chair, app) -> None:
    scene = made(app, established=1)
    with app.app_context(), db.transaction():
        submit(db.session.merge(scene.requests[OrganisationKind.MEMBER]), {"vad_ser_ni": "Ny text efteråt."}, at=now())
    page = chair.get(f"/chair/meetings/{scene.meeting.id}/digest").text
    assert "Upprättad" in page
    assert SEEN in page
    assert "Ny text efteråt." not in page


def test_earlier_editions_and_what_changed(chair, app) -> None:
    scene = made(app, established=1)
    with app.app_context(), db.transaction():
        submit(db.session.merge(scene.requests[OrganisationKind.RIGHTS_COUNCIL]), {"vad_ser_ni": "Ny text efteråt."})
        digests.begin(db.session.merge(scene.meeting))
    page = chair.get(f"/chair/meetings/{scene.meeting.id}/digest").text
    assert problems(page) == []
    assert "Ändrat sedan förra utgåvan" in page
    assert "1 nytt svar" in page
    earlier = chair.get(f"/chair/meetings/{scene.meeting.id}/digest?edition=1").text
    assert problems(earlier) == []
    assert "Läs den senaste utgåvan" in earlier
    assert "Ny text efteråt." not in earlier


def test_what_is_flagged_later_leaves_old_editions_too(chair, app) -> None:
    scene = made(app, established=1)
    with app.app_context(), db.transaction():
        from app.queries import staff
        from app.services.digest import coding

        row = digest_records.answer_queries.of_meeting(scene.meeting.id)[0]
        coding.flag(db.session.merge(scene.meeting), row.id, "skäl", staff.by_email("skrivare@stad.example"))
    page = chair.get(f"/chair/meetings/{scene.meeting.id}/digest?edition=1").text
    assert SEEN not in page


def test_the_workbook_is_the_chairs_copy(chair, app) -> None:
    scene = made(app, established=1)
    made_file = chair.get(f"/chair/meetings/{scene.meeting.id}/digest/workbook?edition=1")
    assert (
        made_file.headers["Content-Disposition"]
        == f"attachment; filename=sammanstallning-{scene.meeting.id}-utgava-1.xlsx"
    )
    assert made_file.data[:2] == b"PK"


def test_editions_that_are_not_there(chair, app) -> None:
    scene = made(app)
    for path in (f"{scene.meeting.id}/digest?edition=7", "999/digest", f"{scene.meeting.id}/digest/workbook?edition=7"):
        assert chair.get(f"/chair/meetings/{path}").status_code == 404
    with app.app_context():
        assert digest_queries.newest_by_meeting()[scene.meeting.id].edition == 1


def test_the_chairs_pages_are_not_for_admins_or_strangers(admin, client, app) -> None:
    scene = made(app)
    assert admin.get(f"/chair/meetings/{scene.meeting.id}/digest").status_code == 404
    assert client.get("/chair/").status_code == 302
