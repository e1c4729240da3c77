"""A correction reaches those who have the form, and nothing that they typed is lost."""

from dataclasses import replace

from flask import Flask

from app.access import Respondent
from app.extensions import db
from app.models import InputRequest, RequestState, Submission
from app.queries.answer import drafts as draft_queries
from app.queries.answer import earlier_forms
from app.queries.answer import submissions as submission_queries
from app.queries.ask import corrections as correction_queries
from app.queries.ask import questionnaires as queries
from app.queries.digest import answers as answer_queries
from app.queries.digest import digest_records
from app.services.answer import corrections, drafts, submissions
from app.services.answer.drafts import TypedAnswer
from app.services.ask import questionnaires
from forms import editing
from forms.answers import QuotePermission
from forms.audience import Audience, OrganisationKind
from forms.changes import ChangeKind
from forms.documents import Json
from forms.localised import Localised
from forms.questionnaire import Question, Questionnaire
from tests.factories import scenes
from tests.factories.respondents import MEMBER, respondent_of
from tests.factories.scenes import Scene

YOUTH = OrganisationKind.YOUTH_COUNCIL
CHOOSE: Json = {"chosen": ["vanligt"], "other": ""}


def correct(scene: Scene, *edits: questionnaires.Change) -> None:
    """Publish the draft with these changes, as another transaction."""

    def edit(form: Questionnaire) -> Questionnaire:
        for one in edits:
            form = one(form)
        return form

    questionnaires.change(scene.meeting, queries.of_meeting(scene.meeting).revision, edit)
    questionnaires.publish(scene.meeting)
    db.session.flush()
    db.session.expire_all()


def changed(key: str, **fields: object) -> questionnaires.Change:
    def edit(form: Questionnaire) -> Questionnaire:
        question = form.question(key)
        assert question is not None
        return editing.replace_question(form, replace(question, **fields))  # type: ignore[arg-type]

    return edit


def without(key: str) -> questionnaires.Change:
    return lambda form: editing.remove_question(form, key)


def save(someone: Respondent, **typed: Json) -> None:
    form = draft_queries.own_form(someone.request).questionnaire
    write(someone, form, **typed)


def write(someone: Respondent, form: Questionnaire, **typed: Json) -> None:
    """Save from a page that shows this form."""
    answers = []
    stored = draft_queries.stored(someone.request.id).answers
    for key, value in typed.items():
        question = form.question(key)
        assert question is not None
        version = stored[key].version if key in stored else 0
        answers.append(TypedAnswer(question, value, QuotePermission.NAMED, version, ""))
    drafts.save(someone, answers)


def kept(someone: Respondent) -> dict[str, Json]:
    return {key: answer.typed for key, answer in draft_queries.stored(someone.request.id).answers.items()}


def left(someone: Respondent) -> dict[str, Json]:
    own = draft_queries.own_form(someone.request)
    found = earlier_forms.left_over(someone.request, own, draft_queries.stored(someone.request.id).answers)
    return {one.question.label.text("sv"): one.answer.typed for one in found}


def told(someone: Respondent) -> dict[str, tuple[ChangeKind, ...]]:
    return {change.question.key: change.kinds for change in earlier_forms.unread_changes(someone.request)}


def send(someone: Respondent, key: str) -> Submission:
    return submissions.send(someone, key, submission_queries.ready(someone.request, "sv").sha256, "sv")


def test_drafts_move_over_by_key_and_each_is_told_what_changed_for_it(app_context: Flask) -> None:
    scene = scenes.issued()
    member, youth = respondent_of(scene), respondent_of(scene, YOUTH)
    save(member, vad_ser_ni="Vi ser mer", antal="12")
    save(youth, vad_vill_ni="Mer ljus")
    correct(
        scene, without("antal"), without("vad_vill_ni"), changed("vad_ser_ni", label=Localised(sv="Vad märker ni?"))
    )
    assert kept(member) == {"vad_ser_ni": "Vi ser mer", "antal": "12"}
    assert left(member) == {"Hur många möter ni per år?": "12"}
    assert told(member) == {"vad_ser_ni": (ChangeKind.REWORDED,), "antal": (ChangeKind.REMOVED,)}
    assert told(youth) == {**told(member), "vad_vill_ni": (ChangeKind.REMOVED,)}
    assert send(member, "en").answers[0].text == "Vi ser mer"
    assert told(member) == {}


def test_who_never_opened_the_form_has_nothing_to_be_told(app_context: Flask) -> None:
    scene = scenes.issued()
    correct(scene, without("antal"))
    request = scene.requests[MEMBER]
    assert (request.version.number, request.known_version_id) == (2, None)


def test_changes_add_up_until_they_are_read(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    save(member, vad_ser_ni="Vi ser mer")
    correct(scene, without("antal"))
    correct(scene, changed("hur_vanligt", required=True))
    assert told(member) == {"hur_vanligt": (ChangeKind.NEEDED,), "antal": (ChangeKind.REMOVED,)}
    corrections.have_read(member.request, "2")
    assert told(member) != {}
    corrections.have_read(member.request, "3")
    assert told(member) == {}


def test_an_answer_to_another_type_is_laid_aside_and_comes_back_with_the_type(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    save(member, vad_ser_ni="Vi ser mer", hur_vanligt=CHOOSE)
    correct(scene, changed("hur_vanligt", type="long_text", choices=(), label=Localised(sv="Hur ofta?")))
    assert left(member) == {"Hur vanligt är det?": CHOOSE}
    assert submission_queries.ready(member.request, "sv").checked.can_be_sent
    save(member, hur_vanligt="Ofta")
    assert kept(member)["hur_vanligt"] == "Ofta"
    correct(
        scene, changed("hur_vanligt", type="one_choice", choices=scenes.small_form().sections[0].questions[1].choices)
    )
    assert kept(member)["hur_vanligt"] == CHOOSE
    assert left(member) == {"Hur ofta?": "Ofta"}


def test_text_stays_where_the_new_type_is_typed_as_text_too(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    save(member, antal="ungefär tolv")
    correct(scene, changed("antal", type="short_text", minimum=None))
    assert kept(member) == {"antal": "ungefär tolv"}
    assert left(member) == {}


def test_a_page_opened_before_the_correction_is_saved_as_it_was_asked(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    before = draft_queries.own_form(member.request).questionnaire
    save(member, vad_ser_ni="Vi ser mer")
    correct(scene, without("antal"), changed("hur_vanligt", type="long_text", choices=()))
    write(member, before, vad_ser_ni="Vi ser mindre", hur_vanligt=CHOOSE, antal="12")
    assert kept(member) == {"vad_ser_ni": "Vi ser mindre", "hur_vanligt@one_choice": CHOOSE, "antal": "12"}
    assert left(member) == {"Hur vanligt är det?": CHOOSE, "Hur många möter ni per år?": "12"}


def test_a_request_read_before_the_correction_is_sent_in_the_version_that_holds(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    save(member, vad_ser_ni="Vi ser mer")
    request = member.request
    db.session.refresh(request)
    old = request.version_id
    correct(scene, without("antal"))
    db.session.refresh(request)
    new = request.version_id
    # As the identity map has it in a request that was read while the correction was published elsewhere.
    db.session.execute(InputRequest.__table__.update().values(version_id=new))  # type: ignore[attr-defined]
    request.__dict__["version_id"] = old
    shown = submission_queries.make_ready(request, draft_queries.own_form(request, new), kept(member), {}, "sv").sha256
    assert submissions.send(member, "en", shown, "sv").version_id == new


def test_what_is_sent_stays_with_its_version_and_a_correction_uses_the_new(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    save(member, vad_ser_ni="Vi ser mer", antal="12")
    first = send(member, "en")
    correct(scene, without("antal"), changed("vad_ser_ni", label=Localised(sv="Vad märker ni?")))
    assert first.version.number == 1
    assert member.request.state is RequestState.SUBMITTED
    rows = answer_queries.of_meeting(scene.meeting.id)
    assert [(row.question.label.text("sv"), row.form_version) for row in rows] == [
        ("Vad ser ni i er verksamhet?", 1),
        ("Hur många möter ni per år?", 1),
    ]
    record = digest_records.of_edition(scene.meeting, None, "sv")
    assert [form.version for form in record.forms] == [1, 2]
    again = send(member, "två")
    assert (again.number, again.version.number) == (2, 2)
    (row,) = answer_queries.of_meeting(scene.meeting.id)
    assert (row.question.label.text("sv"), row.form_version) == ("Vad märker ni?", 2)


def test_publishing_says_beforehand_whom_it_reaches(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    save(member, vad_ser_ni="Vi ser mer")
    send(member, "en")
    assert correction_queries.of_draft(scene.meeting.id, queries.of_meeting(scene.meeting)) is None
    only_young = Audience(kinds=frozenset({YOUTH}))

    def narrowed(form: Questionnaire) -> Questionnaire:
        new = Question("", "long_text", Localised(sv="Vad mer?"))
        sections = tuple(replace(section, audience=only_young) for section in form.sections)
        return editing.add_question(replace(form, sections=sections), "lage", new)

    questionnaires.change(scene.meeting, 1, narrowed)
    found = correction_queries.of_draft(scene.meeting.id, queries.of_meeting(scene.meeting))
    assert found is not None
    assert (found.not_sent, found.sent) == (4, 1)
    assert [change.kinds for change in found.changes] == [(ChangeKind.NEW,)]
    assert len(found.left_without) == 4
    assert scene.organisations[YOUTH].name not in found.left_without


def test_a_key_that_comes_back_in_another_type_meets_no_answer_of_the_old(app_context: Flask) -> None:
    scene = scenes.issued()
    member = respondent_of(scene)
    save(member, hur_vanligt=CHOOSE)
    correct(scene, without("hur_vanligt"))
    back = Question("hur_vanligt", "long_text", Localised(sv="Hur vanligt?"))
    correct(scene, lambda form: editing.add_question(form, "lage", back))
    assert kept(member) == {"hur_vanligt@one_choice": CHOOSE}
    assert left(member) == {"Hur vanligt är det?": CHOOSE}
