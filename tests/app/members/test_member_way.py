"""A member's way on a phone: look, begin, write or skip, check, send, come back, change, withdraw."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import AgeSpan, Base, Collection, MemberAnswer, MemberView, now
from app.queries.collect import collections as collection_queries
from app.services.collect import collections
from tests.access.places import same
from tests.app.public.pages import problems
from tests.factories.collecting import Collecting


def stored(collecting: Collecting) -> list[tuple[dict[str, object], bool, bool]]:
    """Every view: its answers, whether it is sent, whether it may be cited."""
    with collecting.app.app_context():
        return [
            ({one.question_key: one.typed for one in view.answers}, view.is_sent, view.may_be_cited)
            for view in db.session.scalars(select(MemberView))
        ]


def test_looking_changes_nothing_and_tells_what_matters(collecting: Collecting) -> None:
    phone = collecting.app.test_client()
    for _ in range(3):
        page = phone.get(collecting.path)
        assert page.status_code == 200
    assert phone.head(collecting.path).status_code == 200
    assert stored(collecting) == []
    for told in ("Ingen kan se vem som har skrivit", "Du får hoppa över frågor", "Vem läser?", "När läses det?"):
        assert told in page.text
    assert phone.get(collecting.path.upper().replace("/VOICE", "/voice")).status_code == 200, "typed from a poster"


def test_every_question_can_be_answered_skipped_and_gone_back_from(collecting: Collecting) -> None:
    phone = collecting.member()
    typed = {"tycker": "Jag tycker så här.", "ord": "lampor", "val": "vanligt", "hjalp": "no", "tryggt": "2"}
    for number, (key, value) in enumerate(typed.items(), start=1):
        page = phone.get(f"/voice/question/{number}")
        assert f"Fråga {number} av 5" in page.text
        assert problems(page.text) == []
        answer = phone.post(f"/voice/question/{number}", data={f"q-{key}": value, "go": "next"})
        assert answer.location == (f"/voice/question/{number + 1}" if number < 5 else "/voice/check")
    [(answers, is_sent, _)] = stored(collecting)
    assert answers == {**typed, "val": {"chosen": ["vanligt"], "other": ""}}
    assert not is_sent
    assert phone.post("/voice/question/2", data={"q-ord": "lampor", "go": "skip"}).location == "/voice/question/3"
    back = phone.post("/voice/question/3", data={"q-val": "ovanligt", "go": "back"})
    assert back.location == "/voice/question/2", "and what was chosen is kept"
    [(answers, _, _)] = stored(collecting)
    assert answers == {
        "tycker": typed["tycker"],
        "val": {"chosen": ["ovanligt"], "other": ""},
        "hjalp": "no",
        "tryggt": "2",
    }
    assert "Du hoppade över den här." in phone.get("/voice/check").text


def test_a_view_counts_once_it_is_sent_and_never_empty(collecting: Collecting) -> None:
    phone = collecting.member()
    empty = phone.post("/voice/check")
    assert (empty.status_code, "Du har inte svarat på någon fråga än" in empty.text) == (422, True)
    phone.post("/voice/question/1", data={"q-tycker": "  \n"})
    assert stored(collecting) == [({}, False, False)], "blanks say nothing"
    phone.post("/voice/question/1", data={"q-tycker": "Något."})
    with collecting.app.app_context():
        collection = db.session.get(Collection, collecting.collection_id)
        assert collection is not None
        assert collection_queries.counts(collection).views == 0
    assert phone.get("/voice/sent").location == "/voice/check"
    assert phone.post("/voice/check", data={"may_be_cited": "y"}).location == "/voice/sent"
    assert stored(collecting) == [({"tycker": "Något."}, True, True)]


def test_what_looks_like_personal_data_is_changed_or_looked_at_before_it_is_sent(collecting: Collecting) -> None:
    phone = collecting.member()
    phone.post("/voice/question/1", data={"q-tycker": "Ring <b>mig</b> på 0701-23 45 67."})
    assert "Det ser ut som: telefonnummer." in phone.get("/voice/check").text
    stopped = phone.post("/voice/check", data={"may_be_cited": "y"})
    assert (stopped.status_code, "Kolla det som är märkt." in stopped.text) == (422, True)
    assert problems(stopped.text) == []
    assert "checked" in stopped.text.partition('name="may_be_cited"')[2][:60], "what was ticked is kept"
    assert [is_sent for _, is_sent, _ in stored(collecting)] == [False]
    assert phone.post("/voice/check", data={"has_looked": "y"}).location == "/voice/sent"
    phone.post("/voice/question/1", data={"q-tycker": "Det är mörkt vid bussen."})
    assert "Det ser ut som" not in phone.get("/voice/check").text
    assert phone.post("/voice/check").location == "/voice/sent"


def test_words_and_link_open_the_view_elsewhere_to_change_it(collecting: Collecting) -> None:
    _, words, link = collecting.sent("Först så.", cited=True)
    other = collecting.app.test_client()
    assert problems(other.get(f"{collecting.path}/return").text) == []
    opened = other.post(f"{collecting.path}/return", data={"words": "  " + words.upper().replace(" ", ",\n")})
    assert opened.location == "/voice/check"
    assert "Först så." in other.get("/voice/check").text
    assert other.post("/voice/question/1?check=1", data={"q-tycker": "Sedan så."}).location == "/voice/check"
    third = collecting.app.test_client()
    assert "Sedan" not in third.get(link).text
    assert third.get("/voice/check").location == "/voice/lost", "looking at the link opens nothing"
    assert third.post(link).location == "/voice/check"
    assert "Sedan så." in third.get("/voice/check").text
    assert stored(collecting) == [({"tycker": "Sedan så."}, True, True)]
    third.post("/voice/check")
    assert stored(collecting) == [({"tycker": "Sedan så."}, True, False)], "a yes to being cited can be taken back"


def test_wrong_words_get_one_answer_whatever_is_wrong(collecting: Collecting) -> None:
    _, words, _ = collecting.sent("Hemligt.")
    others = (" ".join(reversed(words.split())), words.rsplit(" ", 1)[0], "", "inte i listan alls", "x" * 5000, "\x00")
    pages = set()
    for wrong in others:
        answer = collecting.app.test_client().post(f"{collecting.path}/return", data={"words": wrong})
        assert (answer.status_code, answer.headers.get("Set-Cookie", "").count("member=")) == (422, 0)
        body = same(answer.text, "/").split("<main")[1].split("</main>")[0]
        assert "Orden stämmer inte" in body
        pages.add(body.replace(f'value="{wrong}"', 'value=""'))
    assert len({page for page in pages if "xxx" not in page}) == 1


def test_words_of_another_body_open_nothing_here(app, collecting: Collecting) -> None:
    from tests.factories.collecting import begin

    _, words, _ = begin(app).sent("I det andra rådet.")
    assert app.test_client().post(f"{collecting.path}/return", data={"words": words}).status_code == 422


def test_withdrawing_deletes_at_once_and_everything(collecting: Collecting) -> None:
    phone, words, link = collecting.sent("Det här ska bort.")
    collecting.sent("Det här ska stå kvar.")
    assert problems(phone.get("/voice/withdraw").text) == []
    gone = phone.post("/voice/withdraw", follow_redirects=True)
    assert "Allt du skrev är borttaget" in gone.text
    assert [answers for answers, _, _ in stored(collecting)] == [{"tycker": "Det här ska stå kvar."}]
    with collecting.app.app_context():
        rows = [str(row) for table in Base.metadata.sorted_tables for row in db.session.execute(select(table))]
        assert not [row for row in rows if "ska bort" in row]
    assert collecting.app.test_client().post(f"{collecting.path}/return", data={"words": words}).status_code == 422
    assert collecting.app.test_client().get(link).status_code == 404
    assert phone.post("/voice/question/1", data={"q-tycker": "Nytt"}).status_code == 401


def test_a_shared_device_forgets(collecting: Collecting) -> None:
    phone, words, _ = collecting.sent("Kvar på servern.")
    assert phone.post("/voice/leave").location == "/voice/lost"
    assert phone.get("/voice/check").location == "/voice/lost"
    assert phone.post(f"{collecting.path}/return", data={"words": words}).location == "/voice/check"


def test_what_is_typed_after_the_cookie_is_gone_comes_back_on_the_page(collecting: Collecting) -> None:
    answer = collecting.app.test_client().post("/voice/question/1", data={"q-tycker": "Min långa text."})
    assert answer.status_code == 401
    assert "Min långa text." in answer.text
    assert "Jag har redan börjat" in answer.text
    assert "Logga in" not in answer.text


def test_a_forged_cookie_opens_nothing(collecting: Collecting) -> None:
    collecting.sent("Något.")
    phone = collecting.app.test_client()
    for value in ("", "x", "eyJzZWNyZXQiOiJ4In0.AAAA", '"{}"'):
        phone.set_cookie("member", value)
        assert phone.get("/voice/check").location == "/voice/lost"


def test_a_group_says_how_many_and_how_old(groups: Collecting) -> None:
    phone = groups.app.test_client()
    assert phone.post(groups.path).location == "/voice/together"
    page = phone.get("/voice/together")
    assert problems(page.text) == []
    for size in ("", "1", "många", "501", "-2"):
        refused = phone.post("/voice/together", data={"who": "together", "size": size})
        assert (refused.status_code, "Skriv hur många ni var" in refused.text) == (422, True)
    assert phone.post("/voice/together", data={"who": "together", "size": "12", "ages": "13_15"}).status_code == 303
    with groups.app.app_context():
        view = db.session.scalars(select(MemberView)).one()
        assert (view.group_size, view.age_span) == (12, AgeSpan.FROM_13_TO_15)
    assert "12 personer, 13–15 år" in phone.get("/voice/check").text
    phone.post("/voice/together?check=1", data={"who": "alone", "size": "12", "ages": "13_15"})
    assert "Jag svarar själv" in phone.get("/voice/check").text


def test_nobody_is_a_group_where_groups_are_not_asked(collecting: Collecting) -> None:
    phone = collecting.member()
    assert phone.get("/voice/together").location == "/voice/question/1"
    assert phone.post("/voice/together", data={"who": "together", "size": "12"}).location == "/voice/question/1"
    with collecting.app.app_context():
        assert db.session.scalars(select(MemberView)).one().group_size is None


def test_nothing_can_be_written_when_collecting_is_over(collecting: Collecting) -> None:
    phone, words, link = collecting.sent("Före.")
    with collecting.app.app_context(), db.transaction():
        db.session.add_all([collecting.coordinator.request, collecting.coordinator.contact])
        collections.close(collecting.coordinator)
    for path in (collecting.path, f"{collecting.path}/return", link, "/voice/check", "/voice/question/1"):
        assert phone.get(path).status_code == 410, path
    for path in (collecting.path, f"{collecting.path}/return", link):
        assert phone.post(path, data={"words": words}).status_code == 410, path
    refused = phone.post("/voice/question/1", data={"q-tycker": "Efter."})
    assert (refused.status_code, "Efter." in refused.text) == (400, True), "what was typed is given back"
    assert phone.post("/voice/withdraw").status_code == 400
    assert [answers for answers, _, _ in stored(collecting)] == [{"tycker": "Före."}]


def test_the_last_day_closes_by_itself(collecting: Collecting) -> None:
    with collecting.app.app_context(), db.transaction():
        collection = db.session.get(Collection, collecting.collection_id)
        assert collection is not None
        collection.closes_at = now()
    assert collecting.app.test_client().get(collecting.path).status_code == 410


@pytest.mark.parametrize("path", ["/voice/question/0", "/voice/question/6", "/voice/question/99999999999"])
def test_a_question_that_is_not_asked_is_a_404(collecting: Collecting, path: str) -> None:
    assert collecting.member().get(path).status_code == 404


def test_choices_that_are_not_offered_are_refused_in_words(collecting: Collecting) -> None:
    phone = collecting.member()
    for number, key in ((3, "val"), (4, "hjalp"), (5, "tryggt")):
        answer = phone.post(f"/voice/question/{number}", data={f"q-{key}": "påhittat"})
        assert answer.status_code == 422
        assert problems(answer.text) == []
    with collecting.app.app_context():
        assert db.session.scalars(select(MemberAnswer)).all() == []


def test_hostile_words_come_back_as_words(collecting: Collecting) -> None:
    hostile = "<script>alert(1)</script> {{ 7*7 }} =1+1 \"quote\" 'single'"
    phone = collecting.member()
    phone.post("/voice/question/1", data={"q-tycker": hostile})
    for path in ("/voice/question/1", "/voice/check"):
        page = phone.get(path).text
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} =1+1" in page
