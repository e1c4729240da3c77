"""On no page and in no file does anybody read a word of a neighbour, of a draft, or of a view that is not theirs."""

import html
import re

import pytest
from sqlalchemy import JSON, Column, Enum, String, Table, select

from app.extensions import db
from app.models import Base, InvitationRole
from tests.access.neighbours import DRAFT, VIEW
from tests.access.places import address, rules
from tests.access.table import MEMBER, STAFF
from tests.access.watching import Village, readable
from tests.factories.teams import CONTRIBUTOR

# Columns that hold keys, hashes and words of the code's own; tables of the council; what only bodies have.
KEYS = ("_key", "_hash", "sha256", "_id")
WORDS_OF_OURS = {"language", "kind", "written_in", "details", "action", "subject", "reference", "last_error"}
OF_THE_COUNCIL = {"council", "staff", "meeting", "theme", "job_run", "accessibility_report", "questionnaire_template"}
OF_THE_COUNCIL |= {"questionnaire", "questionnaire_step", "questionnaire_version", "digest", "digest_line"}
OF_BODIES = {"collection", "view_mark", "view_group", "member_answer", "joint_citation", "joint_publication"}
OF_BODIES |= {"minority_view", "submission.joint"}
SLOW = {"respondent.receipt_pdf"}  # it prints the receipt's page


def test_every_text_of_a_neighbour_has_its_word(village: Village) -> None:
    """So that none goes unseen: a new column of text fails here until every neighbour has something in it."""
    empty = set()
    for table in Base.metadata.sorted_tables:
        for column in texts_of(table):
            with village.app.app_context():
                stored = str(db.session.scalars(select(column)).all())
            of_bodies = {table.name, str(column)} & OF_BODIES
            having = [word for word, one in village.neighbours.items() if one.member or not of_bodies]
            empty |= {f"{column} of {word}" for word in having if word not in stored}
    assert empty == set()


def texts_of(table: Table) -> list[Column]:
    return [
        column
        for column in table.columns
        if table.name not in OF_THE_COUNCIL
        and isinstance(column.type, String | JSON)
        and not isinstance(column.type, Enum)
        and not (column.foreign_keys or column.primary_key or column.name.endswith(KEYS))
        and column.name not in WORDS_OF_OURS
    ]


def test_nobody_reads_a_word_of_anothers(village: Village) -> None:
    read = dict.fromkeys(village.browsers, 0)
    for who in village.browsers.keys() - STAFF:
        own, others = village.own(who), village.others(who)
        secret = hidden_from(who) | {one.lower() for other in others for one in other.secrets}
        for rule in rules(village.app):
            values = {"number": 1, **(own or others[0]).values}
            if "GET" in rule.methods and rule.arguments <= values.keys() and rule.endpoint not in SLOW:
                answer = village.browsers[who].get(address(rule, values))
                page = readable(answer.get_data())
                assert [one for one in secret if one in page] == [], (who, rule)
                read[who] += answer.status_code == 200
    assert all(number > 20 for who, number in read.items() if who.endswith(tuple(InvitationRole)))


def hidden_from(who: str) -> set[str]:
    """What stays hidden within one's own body: views from who only writes, the draft from members."""
    hidden = {CONTRIBUTOR.value: {VIEW}, MEMBER: {VIEW, DRAFT}}
    return hidden.get(who.rpartition(" ")[2], set())


@pytest.mark.parametrize("role", sorted(STAFF))
def test_staff_read_no_word_of_a_draft_or_a_view(village: Village, role: str) -> None:
    """On every page and in every file that a link leads to; the builder of forms, which is long, has no organisations."""
    secret = {DRAFT, VIEW}
    for one in village.neighbours.values():
        secret |= {text.lower() for text in one.secrets - {one.word}}
    seen, waiting = set(), ["/secretariat/", "/chair/"]
    while waiting:
        path = waiting.pop()
        page = readable(village.get(role, path))
        assert [one for one in secret if one in page] == [], path
        found = {html.unescape(href) for href in re.findall(r'href="(/[^"#]*)', page)}
        waiting += [
            href for href in found if href.partition("?")[0] not in seen and not re.match("/static|.*/form", href)
        ]
        seen |= {href.partition("?")[0] for href in found}
    assert len(seen) > (5 if role == "chair" else 30)
