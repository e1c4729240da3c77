"""Two councils in the middle of their work, and the address of every route in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from app.access import Respondent
from app.extensions import db, links, member_secrets
from app.models import Answer, AnswerFile, Base, Device, DraftFile, LineKind, Staff, now
from app.queries.answer import colleagues as colleague_queries
from app.queries.answer import submissions as submission_queries
from app.queries.answer import together as together_queries
from app.services import accessibility_reports as reports
from app.services import stored_files
from app.services.answer import contact_person, drafts, submissions
from app.services.answer import together as together_service
from app.services.answer.drafts import TypedAnswer
from app.services.ask import questionnaire_templates
from app.services.collect import collections, joint, sorting, views
from app.services.digest import coding, digests
from app.services.digest.digests import LineInput
from app.services.plan.contacts import ContactInput
from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from forms.questionnaire import Question, Questionnaire
from forms.questionnaire_document import to_json
from tests.factories import scenes
from tests.factories.answers import earlier_answer
from tests.factories.respondents import respondent_of
from tests.factories.scenes import Scene
from tests.factories.teams import invited

MISSING = 987_654_321
SIGNED = re.compile(r"(name=\"csrf_token\" value=\"|nonce=\"|nonce-)[^\"']+")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
Values = Mapping[str, int | str]


@dataclass(frozen=True)
class Council:
    """One council's ids, under the names that routes give them, and the links of its member organisation.

    `writer_link` is that of a colleague who only writes, `join` the one that the organisation's own members share.
    """

    values: dict[str, int | str]
    link: str
    writer_link: str
    join: str


def council(staff: Staff) -> Council:
    """A council whose member has sent its answer, one line of it flagged, with a digest begun."""
    scene = scenes.issued()
    scene.version.document = scene.questionnaire.document = to_json(with_file())
    number, (answer_id, flagged_id) = _send(scene)
    coding.flag(scene.meeting, flagged_id, "Namn", staff)
    line = digests.add_line(digests.begin(scene.meeting, staff), _point(scene), staff)
    kind = OrganisationKind.MEMBER
    join_token, secret, group_id = _collect(scene)
    together = _together(scene)
    values: dict[str, int | str] = {
        "council_id": scene.council.id,
        "organisation_id": scene.organisations[kind].id,
        "contact_id": scene.contacts[kind].id,
        "theme_id": scene.themes[0].id,
        "meeting_id": scene.meeting.id,
        "request_id": scene.requests[kind].id,
        "device_id": _device(scene).id,
        "invitation_id": scene.invitations[kind].id,
        "answer_id": answer_id,
        "line_id": line.id,
        "template_id": questionnaire_templates.save(scene.meeting, "Vårens mall", staff).id,
        "staff_id": staff.id,
        "report_id": reports.add("Knappen syns inte.", "", "").id,
        "number": number,
        "section_key": "lage",
        "question_key": "karta",
        "type_name": "long_text",
        "file_format": "xlsx",
        "extension": "xlsx",
        "filename": "css/radslag.css",
        **together,
        "file_id": draft_file(respondent_of(scene)),
        "reference": sent_file(answer_id),
        "position": 0,
        "token": scenes.link_of(scene.invitations[kind]).rpartition("/")[2],
        "join_token": join_token,
        "secret": secret,
        "group_id": group_id,
        "member_key": "vad_ser_ni",
        "member_type": "long_text",
    }
    writer = scenes.link_of(invited(respondent_of(scene), "Skribenten").invitation)
    return Council(values, scenes.link_of(scene.invitations[kind]), writer, f"/voice/{join_token}")


def _collect(scene: Scene) -> tuple[str, str, int]:
    """Let the member organisation collect too; returns its members' token, one member's secret, and a group's id."""
    scene.council.collecting_kinds = [OrganisationKind.MEMBER.value]
    someone = respondent_of(scene)
    collection = collections.begin(someone)
    collections.open_(someone)
    joint.publish(someone, "vad_ser_ni")
    group = sorting.group(someone, "Om skolan")
    return links.join_code(collection.nonce), member_secrets.token(views.begin(collection)), group.id


def _together(scene: Scene) -> dict[str, int]:
    """What colleagues have beside the draft: a comment, an earlier wording, an earlier meeting, and a wrong person."""
    someone = respondent_of(scene)
    comment = together_service.comment(someone, "antal", "Stämmer siffran?")
    typed = TypedAnswer(scenes.small_form().sections[0].questions[2], "13", QuotePermission.NAMED, 1, "")
    drafts.save(someone, [typed], keep_replaced=True)
    wording = together_queries.wordings(someone.request.id, "antal")[0]
    contact_person.wrong_person(someone, ContactInput("", "", "ny@organisation.example"))
    change = colleague_queries.open_change(someone.request, someone.contact)
    assert change
    earlier = earlier_answer(scene)
    return {"comment_id": comment.id, "wording_id": wording.id, "change_id": change.id, "earlier_id": earlier.id}


def _device(scene: Scene) -> Device:
    device = Device(contact=scene.contacts[OrganisationKind.MEMBER], label="Firefox på Windows")
    db.session.add(device)
    db.session.flush()
    return device


def draft_file(someone: Respondent, name: str = "karta.txt") -> int:
    """A file at the draft's question for files; returns its id."""
    sha256 = stored_files.keep(name.encode(), now())
    draft_id = drafts.begun(someone.request.id, now())
    file = DraftFile(draft_id=draft_id, question_key="karta", name=name, sha256=sha256, attached_at=now())
    db.session.add(file)
    db.session.flush()
    return file.id


def sent_file(answer_id: int, name: str = "karta.txt") -> str:
    """A file beside a sent answer; returns the answer's reference."""
    sha256 = stored_files.keep(name.encode(), now())
    db.session.add(AnswerFile(answer_id=answer_id, position=0, name=name, sha256=sha256))
    db.session.flush()
    return str(db.session.scalar(select(Answer.reference).where(Answer.id == answer_id)))


def with_file() -> Questionnaire:
    """The small form, with a question that asks for files."""
    form = scenes.small_form()
    file = Question(key="karta", type="file", label=scenes.text_of("Har ni en karta?", "Do you have a map?"))
    first = replace(form.sections[0], questions=(*form.sections[0].questions, file))
    return replace(form, sections=(first, *form.sections[1:]))


def _point(scene: Scene) -> LineInput:
    return LineInput(scene.themes[0].key, LineKind.POINT, "Fler söker stöd.")


def _send(scene: Scene) -> tuple[int, list[int]]:
    someone = respondent_of(scene)
    questions = scenes.small_form().sections[0].questions
    typed = {"vad_ser_ni": "Hemlig text om läget.", "antal": "12"}
    drafts.save(
        someone,
        [TypedAnswer(one, typed[one.key], QuotePermission.NAMED, 0, "") for one in questions if one.key in typed],
    )
    sent = submissions.send(someone, "nyckel", submission_queries.ready(someone.request, "sv").sha256, "sv")
    db.session.refresh(sent)
    return sent.number, [answer.id for answer in sent.answers]


def addresses(app: Flask, values: Values) -> Iterator[tuple[str, str, str]]:
    """Every route's endpoint, method and address, with the given ids in it; methods it has not are left out."""
    for rule in rules(app):
        for method in METHODS:
            if method in (rule.methods or ()):
                yield rule.endpoint, method, address(rule, values)


def rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))


def address(rule: Rule, values: Values) -> str:
    """The address of one route; an argument that nobody thought of fails here."""
    built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
    assert built is not None, rule
    return built[1]


def everything_stored(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to see that nothing was written."""
    with app.app_context():
        return {
            table.name: sorted((tuple(row) for row in db.session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def same(html: str, path: str) -> str:
    """The page without what differs by each request: nonce, CSRF token, and its own address."""
    return SIGNED.sub(r"\1", html).replace(path, "PATH")
