"""Twice the whole way, hostile text in every field: it stands everywhere as it was typed, and nothing is made of it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from app.cli.status import status
from tests.databases import TestDatabase
from tests.hostile import answering, collecting, digesting, planning
from tests.hostile.answering import Post
from tests.hostile.crawling import Crawler
from tests.hostile.planning import Planned
from tests.hostile.reading import Reader
from tests.hostile.typist import GRAMMAR, Pad, Typist

MEMBER, YOUTH, OTHER = "member@organisation.example", "unga@organisation.example", "ovriga@organisation.example"
COUNCIL = "rattigheter@organisation.example"
LEFT_TO_THE_OTHER_RUN = """
secretariat.change_question secretariat.change_section secretariat.set_question_wording secretariat.save_as_template
secretariat.translate_questionnaire respondent.give_over respondent.say_wrong_person respondent.invite_colleague
respondent.add_comment respondent.send_abstention respondent.send_back respondent.attach
"""
# A field of a question by what it is for, whatever the question's key; a text of the form by what it is.
OF_A_QUESTION = re.compile(r"^q-.*?(-other|-secret-reason)?$")
OF_A_TEXT = re.compile(r"^(?:section|question)/.*?/([a-z_]+)(?:/\d+)?:(sv|en)$")
LISTS = {"choice": "choices", "row": "rows"}


@dataclass
class World:
    """Everybody who takes part, and the pad that they all type from."""

    app: Flask
    pad: Pad
    secretary: Typist
    readers: list[Reader] = field(default_factory=list)
    people: dict[str, tuple[Typist, tuple[str, ...]]] = field(default_factory=dict)
    """By name: the browser, and where it begins to read."""

    @property
    def post(self) -> Post:
        return Post(self.app)

    def reader(self) -> Reader:
        """One for what stands only now."""
        self.readers.append(Reader({one.mark: one for one in self.pad.typed}))
        return self.readers[-1]

    def join(self, hands: answering.Hands) -> None:
        """Let those who answered read at the end."""
        self.people |= {f"{who} at {hands.base}": (typist, (hands.base,)) for who, typist in hands.people.items()}


@pytest.fixture
def world(
    app: Flask, database: TestDatabase, secretariat: FlaskClient, chair: FlaskClient, admin: FlaskClient
) -> World:
    """A service that nothing stands in; each database begins with other texts."""
    pad = Pad(0 if database.is_sqlite else 37)
    made = World(app, pad, Typist(secretariat, pad))
    made.people["secretariat"] = (made.secretary, ("/secretariat/", "/"))
    made.people["chair"] = (Typist(chair, pad), ("/chair/",))
    made.people["admin"] = (Typist(admin, pad), ("/secretariat/staff",))
    return made


def test_an_organisation_with_colleagues(world: World, tmp_path: Path) -> None:
    kinds = {
        "member": MEMBER,
        "other": OTHER,
        "rights_council": COUNCIL,
        "student_forum": "elever@organisation.example",
    }
    secretary = world.secretary
    made = planning.plan(secretary, kinds)
    planning.reword(secretary, made)
    planning.issue(secretary, made)
    world.join(answering.answer_together(world.app, world.post, world.pad, MEMBER, world.reader))
    world.join(answering.abstain(world.app, world.post, world.pad, OTHER))
    world.join(answering.be_wrong(world.app, world.post, world.pad, COUNCIL))
    finish(world, made)
    read_everything(world, made, tmp_path)


def test_a_body_that_collects(world: World, tmp_path: Path) -> None:
    world.pad.skip(17)
    made = planning.plan(world.secretary, {"youth_council": YOUTH, "member": MEMBER, "other": OTHER})
    planning.issue(world.secretary, made)
    coordinator, base = answering.arrive(world.app, world.post, world.pad, YOUTH)
    collected = collecting.collect(world.app, world.pad, coordinator, base)
    for section in coordinator.links(base, "/section/"):
        coordinator.send(section)
    collecting.join(coordinator, collected)
    answering.send(coordinator, base)
    world.people["coordinator"] = (coordinator, (base, collected.base, f"{collected.base}/views"))
    for number, member in enumerate(collected.members):
        world.people[f"member {number}"] = (member, ("/voice/sent", "/voice/check", f"{collected.join}/draft"))
    finish(world, made)
    read_everything(world, made, tmp_path, left=frozenset(LEFT_TO_THE_OTHER_RUN.split()))


def finish(world: World, made: Planned) -> None:
    """What the secretariat does afterwards, and what anybody and the administrator can type."""
    secretary = world.secretary
    digesting.chase(secretary, made)
    digesting.key_in(secretary, made)
    digesting.digest(secretary, made)
    planning.change(secretary, made)
    digesting.establish(secretary, made)
    secretary.send("/accessibility/report")
    admin, _ = world.people["admin"]
    password = {"role": "chair", "email": "ny@stad.example", "password": "ett ganska långt lösenord"}
    admin.send("/secretariat/staff/add", given=password)
    admin.send(admin.links("/secretariat/staff", "/edit")[-1], given={"password": ""})


def read_everything(world: World, made: Planned, folder: Path, left: frozenset[str] = frozenset()) -> None:
    """Everybody reads all that they can reach; mails, files and the command line are read too.

    Every field that was met has been typed into, but those of the routes that are `left`.
    """
    reader, written = world.reader(), set()
    for who, (typist, starts) in world.people.items():
        crawler = Crawler(typist.client, reader, folder, who)
        crawler.crawl(*starts)
        written |= crawler.written
    digesting.flagged(world.secretary, made, reader)
    for mail in world.post.sent():
        reader.mail(mail)
    with world.app.app_context():
        told = CliRunner().invoke(status, ["--meeting", made.meeting.rpartition("/")[2], "--json"])
    reader.json("status", told.stdout.encode())
    assert [wrong for one in world.readers for wrong in one.wrong] == []
    names = {one.mark: simple(one.name) for one in world.pad.typed}
    assert set(names.values()) - {names[mark] for one in world.readers for mark in one.seen} == set()
    typed = {named(world, path, name) for path, name in world.pad.filled}
    met = {named(world, path, name) for path, name in written if name not in GRAMMAR}
    assert {one for one in met - typed if one[0] not in left} == set()


def simple(name: str) -> str:
    """A field's name without the keys of questions and sections in it."""
    if name.startswith("q-"):
        return OF_A_QUESTION.sub(r"q\1", name)
    translated = OF_A_TEXT.match(name)
    if translated:
        return LISTS.get(translated[1]) or f"{translated[1]}_{translated[2]}"
    return re.sub(r"^minority-\d+$", "minority", name)


def named(world: World, path: str, name: str) -> tuple[str, str]:
    """Which route a field is sent to, and its name."""
    try:
        endpoint, _ = world.app.url_map.bind("localhost").match(path, method="POST")
    except HTTPException:
        endpoint = path
    # Each text has an input of its own there; one of them stands for all.
    return str(endpoint), "text" if endpoint.endswith("translate_questionnaire") else simple(name)
