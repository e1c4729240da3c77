"""An organisation's way: several write one answer, clash, comment, send back, approve and send."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from flask import Flask

from app.jobs import outbox_mailer
from app.models import now
from tests.hostile.reading import Reader
from tests.hostile.typist import Form, Pad, Typist, forms_of

LINK = re.compile(r"/invitation/[\w-]+")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class Post:
    """The mails that have gone out, and whose they are."""

    app: Flask

    def sent(self) -> list[bytes]:
        """Send what waits; every mail so far."""
        with self.app.app_context():
            outbox_mailer.run(now())
        return [path.read_bytes() for path in sorted(Path(self.app.config["MAIL_DIRECTORY"]).glob("*.eml"))]

    def link_to(self, address: str) -> str:
        """The newest personal link that this address got."""
        mails = [message_from_bytes(one, policy=policy.default) for one in self.sent()]
        texts = [one.get_body(("plain",)).get_content() for one in mails if one["To"].addresses[0].addr_spec == address]
        return [link for text in texts for link in LINK.findall(text)][-1]


@dataclass
class Hands:
    """Who works at one request, by name, and where its pages begin."""

    base: str
    people: dict[str, Typist]


def arrive(app: Flask, post: Post, pad: Pad, address: str) -> tuple[Typist, str]:
    """Open the link that was mailed to this address."""
    client = app.test_client()
    answer = client.post(post.link_to(address))
    assert answer.status_code == 303
    return Typist(client, pad), answer.location


def answer_together(app: Flask, post: Post, pad: Pad, address: str, reader: Callable[[], Reader]) -> Hands:
    """The contact invites two colleagues; they answer, clash, and the contact approves and sends."""
    chief, base = arrive(app, post, pad, address)
    hands = Hands(base, {address: chief})
    for colleague, role in (
        ("skribent@organisation.example", "contributor"),
        ("hjalp@organisation.example", "coordinator"),
    ):
        chief.send(f"{base}colleagues", "colleagues", given={"email": colleague, "role": role, "language": "en"})
        hands.people[colleague], _ = arrive(app, post, pad, colleague)
    writer = hands.people["skribent@organisation.example"]
    sections = chief.links(base, "/section/")
    for section in sections:
        attach(writer, section)
        writer.send(section)
        clash(chief, writer, section, reader)
    comment(chief, writer, base)
    review(chief, writer, base)
    return hands


def clash(one: Typist, other: Typist, section: str, reader: Callable[[], Reader]) -> None:
    """Two have the same page open; the second to save is shown both texts, and writes them together."""
    place, page = one.page(section)
    form = forms_of(page, place)[0]
    typed = one.fill(form, place, {})
    other.send(section)
    met = one.client.post(form.action, data=typed)
    assert met.status_code == 200, met.status_code
    shown = reader().page(f"merging {section}", met.text)
    merging = forms_of(shown, place)[0]
    assert [field.name for field in merging.fields if field.name.startswith("merge-")]
    kept = {field.name: field.value for field in merging.fields if field.kind not in {"radio", "checkbox"}}
    chosen = {field.name: field.value for field in merging.fields if field.kind == "radio" and field.checked}
    saved = one.client.post(merging.action, data=kept | chosen)
    assert saved.status_code == 303, saved.status_code


def attach(writer: Typist, section: str) -> None:
    """Attach a file with a hostile name wherever files are asked for."""
    _, page = writer.page(section)
    for key in page.xpath("//button[@name='attach-to']/@value"):
        place = f"{section}/files/{key}"
        for name in (writer.pad.file_name(place), "..%2F%22><img src=x onerror=alert(1)>.pdf"):
            writer.send(place, takes_file, given={"file": (io.BytesIO(PDF), name)})


def takes_file(form: Form) -> bool:
    """Whether it is the form that a file is sent by."""
    return any(one.kind == "file" for one in form.fields)


def comment(chief: Typist, writer: Typist, base: str) -> None:
    """Say something about each question, and about the whole."""
    for person in (chief, writer):
        person.send(f"{base}comments", "comments")
    for question in writer.links(f"{base}comments", "/question/") or []:
        writer.send(question, "comments")


def review(chief: Typist, writer: Typist, base: str) -> None:
    """The writer hands the answer over, the contact sends it back with a comment, and sends it the second time."""
    writer.send(f"{base}check", "/ready")
    chief.send(f"{base}check", "/send-back")
    writer.send(f"{base}check", "/ready")
    send(chief, base)


def send(someone: Typist, base: str) -> None:
    """Send what stands on the check page, having looked at what could be personal data."""
    receipt = someone.send(f"{base}check", "/check", given={"has_looked": "y"})
    assert "/receipt/" in receipt


def abstain(app: Flask, post: Post, pad: Pad, address: str) -> Hands:
    """Say nothing, and why."""
    person, base = arrive(app, post, pad, address)
    person.send(f"{base}abstain")
    return Hands(base, {address: person})


def be_wrong(app: Flask, post: Post, pad: Pad, address: str) -> Hands:
    """Say that one is the wrong person, and hand over to a colleague."""
    person, base = arrive(app, post, pad, address)
    person.send(f"{base}wrong-person", given={"email": "ratt@organisation.example"})
    person.send(f"{base}hand-over", given={"email": "nasta@organisation.example"})
    other, _ = arrive(app, post, pad, "nasta@organisation.example")
    return Hands(base, {"nasta@organisation.example": other})
