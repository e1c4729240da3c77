"""From many views to one answer: read, marked, grouped, cited, kept, frozen with what is sent, and nothing else."""

import html
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import Answer, JointCitation, MemberAnswer, MinorityView, Submission, ViewGroup, ViewMark
from app.queries.collect import joint as joint_queries
from app.services.issue.receipt_copies import copy_of
from forms.builder import field_name
from forms.sentences import sentence_sha256
from tests.app.public.pages import problems
from tests.app.respondent.test_receipt import read
from tests.factories import scenes
from tests.factories.collecting import YOUTH, Collecting, begin

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} =1+1 \"x\" 'y'"
TEXTS = [f"Laga lampa nummer {number}." for number in range(1, 5)]
KEY = "vad_ser_ni"
ANSWER = "Laga lamporna. Ha öppet på kvällen."


@dataclass
class Desk:
    """A youth council with some views, and its coordinator's browser."""

    collecting: Collecting
    client: FlaskClient
    base: str

    def view_of(self, text: str) -> str:
        with self.collecting.app.app_context():
            rows = db.session.execute(select(MemberAnswer.view_id, MemberAnswer.typed)).all()
        return next(view_id for view_id, typed in rows if typed == text)

    def pick(self, *texts: str) -> list[str]:
        return [f"{self.view_of(text)} tycker" for text in texts]

    def sort(self, do: str, *texts: str, **fields: str) -> str:
        data = {"do": do, "view": [self.view_of(text) for text in texts], **fields}
        return self.client.post(f"{self.base}/sort", data=data, follow_redirects=True).text

    def write(self, do: str = "save", answer: str | None = None, **fields: object) -> str:
        """Press a button of the page as a browser would: with everything that stands on it."""
        page, name = self.client.get(f"{self.base}/joint/{KEY}").text, field_name(KEY)
        mark = re.findall(rf'name="{name}-seen-version"\s+value="([^"]*)"', page)[0]
        stands = html.unescape(re.findall(rf'name="{name}"[^>]*>\n([^<]*)</textarea>', page)[0])
        data = {"do": do, name: stands if answer is None else answer, f"{name}-seen-version": mark, **fields}
        data[f"{name}-version"] = mark.partition("-")[0]
        got = self.client.post(
            f"{self.base}/joint/{KEY}", data={**data, f"{name}-quote": "named"}, follow_redirects=True
        )
        assert got.status_code == 200
        return html.unescape(got.text)

    def cite(self, sentence: str, *texts: str, **fields: object) -> str:
        return self.write("cite", sentence=sentence_sha256(sentence), pick=self.pick(*texts), is_quoted="y", **fields)

    def request_id(self) -> int:
        return self.collecting.scene.requests[YOUTH].id

    def check(self) -> str:
        return html.unescape(self.client.get(f"/answer/{self.request_id()}/check").text)

    def send(self) -> str:
        page = self.client.get(f"/answer/{self.request_id()}/check").text
        data = dict(re.findall(r'name="(send_key|content-version)"\s+value="([^"]+)"', page))
        answer = self.client.post(f"/answer/{self.request_id()}/check", data=data, follow_redirects=True)
        assert answer.status_code == 200
        return html.unescape(answer.text)

    def mailed(self) -> str:
        """What the receipt's mail says was answered."""
        with self.collecting.app.app_context():
            (section,) = copy_of(db.session.merge(self.sent()), "sv")
            return "\n\n".join(answer.text for answer in section.answers)

    def sent(self) -> Submission:
        with self.collecting.app.app_context():
            return db.session.scalars(select(Submission).order_by(Submission.number.desc()).limit(1)).one()


def coordinator_of(collecting: Collecting) -> Desk:
    client = collecting.app.test_client()
    with collecting.app.app_context():
        link = scenes.link_of(collecting.scene.invitations[YOUTH])
    assert client.post(link).status_code == 303
    return Desk(collecting, client, f"/answer/{collecting.scene.requests[YOUTH].id}/collection")


@pytest.fixture
def desk(app: Flask) -> Desk:
    made = coordinator_of(begin(app))
    for text in TEXTS:
        made.collecting.sent(text, cited=True)
    made.collecting.sent(HOSTILE, cited=True)
    made.collecting.sent("Bara du får läsa.")
    return made


def test_nothing_is_read_before_five_have_come(app: Flask) -> None:
    made = coordinator_of(begin(app))
    for text in TEXTS:
        made.collecting.sent(text)
    for path in ("/views", "/views/tycker", f"/joint/{KEY}"):
        page = made.client.get(made.base + path)
        assert (page.status_code, "när fem har skickats" in page.text, TEXTS[0] in page.text) == (200, True, False)
    assert "Välj minst en röst." in made.sort("mark read", TEXTS[0])
    made.collecting.sent("Den femte.")
    assert TEXTS[0] in made.client.get(f"{made.base}/views").text


def test_views_are_read_when_collecting_is_over(app: Flask) -> None:
    made = coordinator_of(begin(app))
    made.collecting.sent("Den enda.")
    made.client.post(f"{made.base}/close")
    assert "Den enda." in made.client.get(f"{made.base}/views").text


def test_views_are_read_whole_and_by_question(desk: Desk) -> None:
    for path in ("/views", "/views/tycker", "/views/val", "/views/hjalp", "/views/tryggt", "/groups", "/joint"):
        page = desk.client.get(desk.base + path)
        assert (page.status_code, problems(page.text)) == (200, []), path
    page = desk.client.get(f"{desk.base}/views").text
    assert HOSTILE in html.unescape(page)
    assert "<script>alert(1)" not in page
    assert "Ring 112" in page
    assert "färre än fem" in desk.client.get(f"{desk.base}/views/hjalp").text
    assert desk.client.get(f"{desk.base}/views/annat").status_code == 404


def test_marks_and_notes_on_several_at_once(desk: Desk) -> None:
    assert "2 röster är ändrade." in desk.sort("mark read", *TEXTS[:2])
    assert TEXTS[0] not in desk.client.get(f"{desk.base}/views?mark=unread").text
    desk.sort("note needs_care", TEXTS[2], **{"note-needs_care": HOSTILE})
    page = desk.client.get(f"{desk.base}/views?mark=needs_care").text
    assert (HOSTILE in html.unescape(page), "<script>alert" in page, TEXTS[3] in page) == (True, False, False)
    assert '<details class="details" open>' in page, "what to do is open where somebody needs care"
    refused = desk.client.post(
        f"{desk.base}/sort?question=tycker", data={"do": "new-group", "view": desk.view_of(TEXTS[0]), "name": " "}
    )
    assert (refused.status_code, problems(refused.text)) == (422, [])
    assert re.search(rf'value="{desk.view_of(TEXTS[0])}" checked', refused.text), "what was chosen stays chosen"
    desk.sort("unmark read", *TEXTS[:2])
    with desk.collecting.app.app_context():
        assert [one.kind.value for one in db.session.scalars(select(ViewMark))] == ["needs_care"]


def test_groups_are_made_filled_ordered_and_removed(desk: Desk) -> None:
    desk.sort("new-group", *TEXTS, name="Lampor")
    desk.client.post(f"{desk.base}/groups", data={"name": "Tomt"})
    assert "färre än fem" in desk.client.get(f"{desk.base}/groups").text
    with desk.collecting.app.app_context():
        lamps, empty = db.session.scalars(select(ViewGroup.id).order_by(ViewGroup.position)).all()
    desk.sort("put", HOSTILE, group=str(lamps))
    assert re.search(r"Medlemmar:\s+5\b", desk.client.get(f"{desk.base}/groups").text)
    assert "Bara du" not in desk.client.get(f"{desk.base}/views?group={lamps}").text
    desk.sort("take-out", HOSTILE, group=str(lamps))
    change = f"{desk.base}/groups/{empty}"
    desk.client.post(change, data={"do": "up"})
    taken = desk.client.post(change, data={"do": "rename", "name": "Lampor"}, follow_redirects=True).text
    assert "redan en grupp" in taken
    desk.client.post(change, data={"do": "rename", "name": HOSTILE})
    page = html.unescape(desk.client.get(f"{desk.base}/groups").text)
    assert page.index(HOSTILE) < page.index("Lampor")
    desk.client.post(change, data={"do": "remove"})
    assert desk.client.post(change, data={"do": "remove"}).status_code == 404
    empty_name = desk.client.post(f"{desk.base}/groups", data={"name": " "})
    assert (empty_name.status_code, problems(empty_name.text)) == (422, [])


def test_sentences_rest_on_views_and_never_lose_them(desk: Desk) -> None:
    desk.write(answer=ANSWER)
    page = desk.cite("Laga lamporna.", *TEXTS, "Bara du får läsa.")
    assert "Medlemmar bakom: 5" in " ".join(page.split())
    assert "Lösa röster" not in page
    changed = desk.write(answer="Laga lamporna snart. Ha öppet på kvällen.")
    assert "Lösa röster" in changed
    with desk.collecting.app.app_context():
        ids = db.session.scalars(select(JointCitation.id).order_by(JointCitation.id)).all()
    assert len(ids) == 5
    for one in ids:
        page = desk.write(f"attach {one}", **{f"to-{one}": sentence_sha256("Laga lamporna snart.")})
    assert "Lösa röster" not in page
    desk.write(f"uncite {ids[0]}")
    with desk.collecting.app.app_context():
        assert len(db.session.scalars(select(JointCitation.id)).all()) == 4
    assert desk.client.post(f"{desk.base}/joint/{KEY}", data={"do": f"uncite {ids[0]}"}).status_code == 404


def test_only_words_that_a_member_lets_others_read_are_quoted(desk: Desk) -> None:
    desk.write(answer=ANSWER)
    refused = desk.cite("Laga lamporna.", "Bara du får läsa.", excerpt="Bara du")
    assert "får inte citeras" in refused
    assert "Citatet måste stå ordagrant" in desk.cite("Laga lamporna.", TEXTS[0], excerpt="Laga taket")
    assert "en enda röst" in desk.cite("Laga lamporna.", *TEXTS, excerpt="Laga")
    assert "Meningen har ändrats" in desk.cite("Finns inte.", TEXTS[0])
    desk.cite("Laga lamporna.", TEXTS[0], excerpt="lampa nummer 1")
    desk.cite("Laga lamporna.", "Bara du får läsa.", TEXTS[1])
    desk.sort("mark personal_data", TEXTS[1])
    receipt = desk.send()
    assert "lampa nummer 1" in receipt
    for kept in ("Bara du får läsa.", TEXTS[0], TEXTS[1]):
        assert kept not in receipt
    document = desk.sent().joint
    assert document is not None
    assert document["questions"][0]["citations"] == [
        {"sentence": "Laga lamporna.", "members": None, "excerpts": ["lampa nummer 1"]}
    ]


def test_what_was_typed_is_kept_where_a_deed_is_refused(desk: Desk) -> None:
    page = desk.write("minority", answer=ANSWER, text="", pick=[])
    assert "Välj minst en röst." in page or "Skriv vad de tycker." in page
    assert ANSWER in page
    with desk.collecting.app.app_context():
        assert not db.session.scalars(select(MinorityView)).all()
    assert ANSWER in html.unescape(desk.client.get(f"{desk.base}/joint/{KEY}").text), "the text is saved"


def test_minority_views_are_kept_and_frozen_with_what_is_sent(desk: Desk) -> None:
    desk.write(answer=ANSWER)
    wish = f"Några vill ha kameror. {HOSTILE}"
    desk.write("minority", is_quoted="y", pick=desk.pick(HOSTILE), text=wish)
    with desk.collecting.app.app_context():
        minority = db.session.scalars(select(MinorityView)).one()
    assert minority.text == wish
    desk.write("minority", pick=desk.pick("Bara du får läsa."), minority=str(minority.id))
    shown = desk.check()
    assert shown.count(HOSTILE) == 2, "the coordinator's words, and the member's own"
    assert "Bara du får läsa." not in shown
    receipt = desk.send()
    assert receipt.count(HOSTILE) == 2
    assert "<strong>6</strong>" in receipt, "how many members the answer rests on"
    assert "<script>alert" not in desk.client.get(f"/answer/{desk.request_id()}/receipt/1").text
    sent = desk.sent()
    assert sent.joint == {
        "schema": 1,
        "members": 6,
        "questions": [
            {
                "question": KEY,
                "citations": [],
                "minorities": [{"text": wish, "members": None, "excerpts": [HOSTILE]}],
            }
        ],
    }
    assert f"Minoritetsröst (färre än fem medlemmar): {wish}\n– {HOSTILE}" in desk.mailed()
    desk.write(f"drop {minority.id}")
    assert desk.sent().sha256 == sent.sha256
    assert HOSTILE in html.unescape(desk.client.get(f"/answer/{desk.request_id()}/receipt/1").text)


def test_the_pdf_of_a_joint_answer_says_what_it_rests_on(desk: Desk, pango: None, tmp_path: Path) -> None:
    desk.write(answer=ANSWER)
    desk.cite("Laga lamporna.", TEXTS[0])
    desk.write("minority", is_quoted="y", pick=desk.pick(TEXTS[1]), text="Någon vill ha kameror.")
    desk.send()
    file = tmp_path / "kvitto.pdf"
    file.write_bytes(desk.client.get(f"/answer/{desk.request_id()}/receipt/1/receipt.pdf").data)
    said = read(file)
    told = ["Så många talar de för: 6", TEXTS[0], "Någon vill ha kameror.", TEXTS[1], "Skickat av"]
    assert [words for words in told if words not in said] == []


def test_staff_read_what_was_sent_and_nothing_of_the_desk(desk: Desk, secretariat: FlaskClient) -> None:
    desk.write(answer=ANSWER)
    desk.write("minority", is_quoted="y", pick=desk.pick(HOSTILE), text="Några vill ha kameror.")
    for path in ("/views", "/views/tycker", "/groups", "/joint", f"/joint/{KEY}"):
        assert secretariat.get(desk.base + path).status_code == 404, path
    desk.send()
    with desk.collecting.app.app_context():
        answer_id = db.session.scalars(select(Answer.id).where(Answer.question_key == KEY)).one()
    page = secretariat.get(f"/secretariat/meetings/{desk.collecting.scene.meeting.id}/answers/{answer_id}").text
    assert problems(page) == []
    for shown in ("Några vill ha kameror.", HOSTILE, "färre än fem"):
        assert shown in html.unescape(page)
    assert TEXTS[0] not in page


def test_a_view_withdrawn_before_sending_is_gone_and_after_it_changes_nothing(desk: Desk) -> None:
    phone, *_ = desk.collecting.sent("Jag ångrar mig.", cited=True)
    other, *_ = desk.collecting.sent("Jag ångrar mig senare.", cited=True)
    desk.write(answer=ANSWER)
    desk.cite("Laga lamporna.", "Jag ångrar mig.", "Jag ångrar mig senare.")
    assert "Jag ångrar mig." in desk.check()
    page = desk.client.get(f"/answer/{desk.request_id()}/check").text
    phone.post("/voice/withdraw")
    data = dict(re.findall(r'name="(send_key|content-version)"\s+value="([^"]+)"', page))
    stale = desk.client.post(f"/answer/{desk.request_id()}/check", data=data)
    assert stale.status_code == 422, "what is sent is what was shown"
    assert "Jag ångrar mig." not in desk.send()
    frozen = desk.sent()
    other.post("/voice/withdraw")
    assert (desk.sent().joint, desk.sent().sha256) == (frozen.joint, frozen.sha256)
    assert "Jag ångrar mig senare." in desk.client.get(f"/answer/{desk.request_id()}/receipt/1").text
    assert "Jag ångrar mig senare." not in desk.check()


def test_a_member_who_changes_their_words_is_not_quoted_with_the_old(desk: Desk) -> None:
    phone, *_ = desk.collecting.sent("Först sa jag detta.", cited=True)
    desk.write(answer=ANSWER)
    desk.cite("Laga lamporna.", "Först sa jag detta.", excerpt="Först sa jag")
    assert "Först sa jag" in desk.check()
    phone.post("/voice/question/1", data={"q-tycker": "Nu säger jag annat."})
    checked = desk.check()
    assert ("Först sa jag" in checked, "Nu säger jag" in checked) == (False, False)


def test_others_who_collect_nothing_send_as_before(desk: Desk) -> None:
    with desk.collecting.app.app_context():
        leaving = {
            kind: joint_queries.leaving(request, scenes.small_form(), {KEY: ANSWER})
            for kind, request in desk.collecting.scene.requests.items()
        }
    assert [kind for kind, joint in leaving.items() if joint is not None] == [YOUTH]


def test_members_read_and_like_a_published_draft_once_a_browser(desk: Desk) -> None:
    path = f"{desk.collecting.path}/draft"
    phone = desk.collecting.app.test_client()
    assert phone.get(path).status_code == 404
    desk.write(answer=ANSWER)
    desk.write("publish yes")
    page = phone.get(path).text
    assert (ANSWER in page, problems(page)) == (True, [])
    for _ in range(3):
        assert "Du gillar det här." in phone.post(path, data={"question": KEY}, follow_redirects=True).text
    assert phone.post(path, data={"question": "annat"}).status_code == 404
    assert "färre än fem" in desk.write()
    for _ in range(4):
        desk.collecting.app.test_client().post(path, data={"question": KEY})
    assert re.search(r"Gillat av:\s+5", desk.write())
    desk.write("save", answer="Nya ord.")
    assert ANSWER in phone.get(path).text, "what members read is what was published"
    desk.client.post(f"{desk.base}/close")
    closed = phone.get(desk.collecting.path)
    assert (closed.status_code, "Läs vad vi tänker svara" in closed.text, problems(closed.text)) == (410, True, [])
    desk.write("publish no")
    assert phone.get(path).status_code == 404


def test_another_bodys_coordinator_and_their_views_are_as_if_they_were_not_there(desk: Desk, app: Flask) -> None:
    other = coordinator_of(begin(app))
    for text in [*TEXTS, "Den andras."]:
        other.collecting.sent(f"Andra: {text}")
    desk.write(answer=ANSWER)
    foreign = f"{other.view_of('Andra: Den andras.')} tycker"
    page = desk.write("cite", sentence=sentence_sha256("Laga lamporna."), pick=[foreign], is_quoted="y")
    assert "Välj minst en röst." in page
    for path in ("/views", "/views/tycker", "/groups", "/joint", f"/joint/{KEY}"):
        assert desk.client.get(other.base + path).status_code == 404, path
    other.sort("new-group", "Andra: Den andras.", name="Hemlig grupp")
    with app.app_context():
        group_id = db.session.scalars(select(ViewGroup.id)).one()
    assert desk.client.post(f"{desk.base}/groups/{group_id}", data={"do": "remove"}).status_code == 404
