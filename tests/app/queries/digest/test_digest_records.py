"""What the digest takes of an answer: the choices in the reader's language, the words as they were written."""

import pytest
from flask import Flask

from app.extensions import db
from app.queries.digest import digest_records
from forms.audience import OrganisationKind
from forms.questionnaire_document import to_json
from tests.factories import scenes
from tests.factories.answers import submit
from tests.factories.forms import form_with_proposals


@pytest.mark.parametrize("is_marked", [True, False])
def test_each_item_of_a_group_of_proposals_is_a_proposal_in_the_answers_own_language(
    app_context: Flask, is_marked: bool
) -> None:
    scene = scenes.issued()
    document = to_json(form_with_proposals())
    if not is_marked:
        del document["sections"][-1]["questions"][0]["proposals"]
    scene.version.document = document
    sent = submit(scene.requests[OrganisationKind.MEMBER], {"forslag-till-radet": ""})
    sent.language = "en"
    sent.answers[0].value = [{"forslag": "Fler boenden.", "for-vem": ["hemma"]}, {"forslag": "En lots."}]
    db.session.flush()
    record = digest_records.of_edition(scene.meeting, None, "sv")
    expected = ("Fler boenden.\nWhom? At home", "En lots.") if is_marked else ()
    assert [one.proposals for one in record.answers] == [expected]


@pytest.mark.parametrize(("locale", "chosen"), [("sv", "Vanligt"), ("en", "Common")])
def test_a_choice_stands_in_the_readers_language_and_a_text_as_it_was_written(
    app_context: Flask, locale: str, chosen: str
) -> None:
    scene = scenes.issued()
    for kind, language in ((OrganisationKind.MEMBER, "sv"), (OrganisationKind.OTHER, "en")):
        sent = submit(scene.requests[kind], {"vad_ser_ni": "Vi ser fler.", "hur_vanligt": "vanligt"})
        sent.language = language
        sent.answers[1].text = {"sv": "Vanligt", "en": "Common"}[language]
    db.session.flush()
    texts = [one.text for one in digest_records.of_edition(scene.meeting, None, locale).answers]
    assert texts == ["Vi ser fler.", chosen] * 2
