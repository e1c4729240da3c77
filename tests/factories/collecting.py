"""A youth council that collects, its coordinator, and members with phones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import Flask
from flask.testing import FlaskClient

from app.access import Respondent
from app.extensions import db
from app.models import Collection, MemberAnswer, MemberView
from app.models.collections import random_id
from app.queries.answer import drafts as draft_queries
from app.services.collect import collections
from forms import member_form
from forms.audience import OrganisationKind
from forms.questionnaire import Question
from forms.questionnaire_document import to_json
from tests.factories import scenes
from tests.factories.respondents import respondent_of
from tests.factories.scenes import Scene, text_of

YOUTH = OrganisationKind.YOUTH_COUNCIL
WORDS = re.compile(r"<strong>([a-z]+(?: [a-z]+){3})</strong>")
PRIVATE = re.compile(r"(/voice/mine/[\w-]+)")


def questions() -> tuple[Question, ...]:
    """A question of every type that members can be asked."""
    choice = next(one for one in scenes.small_form().questions() if one.type == "one_choice")
    scale = member_form.beginning("scale")
    return (
        Question("tycker", "long_text", text_of("Vad tycker du?", "What do you think?")),
        Question("ord", "short_text", text_of("Vad är viktigast?", "What matters most?")),
        replace(choice, key="val", label=text_of("Hur ofta händer det?", "How often does it happen?")),
        Question("hjalp", "yes_no", text_of("Vet du var hjälp finns?", "Do you know where help is?")),
        replace(scale, key="tryggt", label=text_of("Hur tryggt är det?", "How safe is it?")),
    )


@dataclass
class Collecting:
    """An open collection: its scene, the coordinator, and the path that members share."""

    app: Flask
    scene: Scene
    coordinator: Respondent
    collection_id: int
    path: str

    def member(self) -> FlaskClient:
        """A phone that has pressed the button of the first page."""
        phone = self.app.test_client()
        assert phone.post(self.path).status_code == 303
        return phone

    def sent(self, text: str, *, cited: bool = False) -> tuple[FlaskClient, str, str]:
        """A phone that has sent this text, the member's words, and their private link."""
        phone = self.member()
        assert phone.post("/voice/question/1", data={"q-tycker": text}).status_code == 303
        assert phone.post("/voice/check", data={"may_be_cited": "y"} if cited else {}).status_code == 303
        page = phone.get("/voice/sent").text
        return phone, WORDS.findall(page)[0], PRIVATE.findall(page)[0]


def begin(app: Flask, *, groups: bool = False, sensitive: bool = True) -> Collecting:
    """An open collection of the youth council."""
    with app.app_context(), db.transaction():
        scene = scenes.issued()
        coordinator = respondent_of(scene, YOUTH)
        collection = collections.begin(coordinator)
        collection.document = to_json(member_form.with_questions(questions()))
        collection.groups_allowed, collection.is_sensitive = groups, sensitive
        collections.open_(coordinator)
        return Collecting(app, scene, coordinator, collection.id, path_of(collection))


def many(collection_id: int, texts: Iterable[str]) -> None:
    """Views that are sent, each with one text and with no phone that could come back to it."""
    for text in texts:
        view = MemberView(collection_id=collection_id, secret_hash=random_id() * 2, is_sent=True)
        view.answers.append(MemberAnswer(question_key="tycker", typed=text))
        db.session.add(view)


def path_of(collection: Collection) -> str:
    """The path of the link that members share."""
    from app.extensions import links

    return f"/voice/{links.join_code(collection.nonce)}"


def own_questions(coordinator: Respondent) -> list[str]:
    """The keys of the organisation's own form."""
    return [one.key for one in draft_queries.own_form(coordinator.request).questionnaire.questions()]
