"""What a page costs in queries and the processor's milliseconds, with few organisations and with many."""

import tempfile
import time
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient

import config
from app import create_app
from app.extensions import db, limiter
from app.models import StaffRole
from app.services import staff
from app.services.issue import issuing
from migrations import chain
from tests.databases import statements_of
from tests.factories import scenes
from tests.factories.people import ContactFactory, MembershipFactory, OrganisationFactory

PASSWORD = "bara för mätningen"
FEW, MANY = 20, 1000


def run(rounds: int, scale: float) -> None:
    """Print queries and milliseconds of the secretariat's pages, at both sizes."""
    sizes = (FEW, max(FEW + 1, int(MANY * scale)))
    small, large = (_measure(size, rounds) for size in sizes)
    print(f"| page | queries, {sizes[0]} | queries, {sizes[1]} | ms, {sizes[0]} | ms, {sizes[1]} | ratio |")
    print("|---|---|---|---|---|---|")
    for page, (queries, milliseconds) in small.items():
        more, longer = large[page]
        print(f"| {page} | {queries} | {more} | {milliseconds:.0f} | {longer:.0f} | {longer / milliseconds:.1f} |")
    print()


def _measure(organisations: int, rounds: int) -> dict[str, tuple[int, float]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'costs.sqlite3'}"
        app = create_app(config.load({"DATABASE_URL": url, "MAIL_DIRECTORY": folder}))
        app.config["WTF_CSRF_ENABLED"] = limiter.enabled = False
        with app.app_context():
            meeting_id, council_id = _fill(organisations)
        client = app.test_client()
        client.post("/sign-in", data={"email": "matning@stad.example", "password": PASSWORD})
        base = f"/secretariat/meetings/{meeting_id}"
        pages = {
            "home": "/secretariat/",
            "plan": f"{base}/",
            "form": f"{base}/form",
            "issue": f"{base}/issue",
            "ledger": f"{base}/ledger",
            "ledger by day of sending, third page": f"{base}/ledger?sort=sent&page=3",
            "answers": f"{base}/answers",
            "digest": f"{base}/digest",
            "council": f"/secretariat/councils/{council_id}",
        }
        found = {name: _cost(app, client, path, rounds) for name, path in pages.items()}
        app.extensions["radslag_engine"].dispose()
    return found


def _fill(organisations: int) -> tuple[int, int]:
    with db.transaction():
        chain.upgrade(db.session.connection())
        staff.add("matning@stad.example", StaffRole.SECRETARIAT, PASSWORD)
        scene = scenes.planned()
        for position in range(organisations - len(scene.organisations)):
            organisation = OrganisationFactory(council=scene.council)
            MembershipFactory(organisation=organisation, position=10 + position)
            ContactFactory(organisation=organisation)
        db.session.flush()
        issuing.issue(scene.meeting)
        return scene.meeting.id, scene.council.id


def _cost(app: Flask, client: FlaskClient, path: str, rounds: int) -> tuple[int, float]:
    with statements_of(app) as statements:
        answer = client.get(path, follow_redirects=True)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        client.get(path, follow_redirects=True)
        taken.append(1000 * (time.process_time() - begun))
    return len(statements), median(taken)
