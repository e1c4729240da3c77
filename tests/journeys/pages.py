"""Where a page can be seen, and in which states: the walk of test_accessible_pages, as a table.

A path carries the names of ids in braces; `Ids` in test_accessible_pages knows them. A route that stands neither here,
nor in SEEN_ELSEWHERE, nor in NO_PAGES fails the test.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOBODY, SECRETARIAT, CHAIR, ADMIN = "nobody", "secretariat", "chair", "admin"
TRY = "main form[enctype] button"
WHOLE = "main form:not([action]) .button--primary"


@dataclass(frozen=True)
class Stop:
    """One state of one page: opened, and where `press` is given, sent with these fields typed."""

    path: str
    who: str = SECRETARIAT
    failed: bool = False
    fill: Mapping[str, str] = field(default_factory=dict)
    file: tuple[str, str] | None = None
    press: str = ""
    answer: int = 200

    def __str__(self) -> str:
        pressed = f" and pressing {self.press} with {dict(self.fill)} {self.file or ''}" if self.press else ""
        return f"{self.who} at {self.path}{pressed}"


def opened(paths: str, who: str = SECRETARIAT) -> list[Stop]:
    return [Stop(path, who) for path in paths.split()]


def refused(path: str, press: str = WHOLE, who: str = SECRETARIAT, **fill: str) -> Stop:
    return Stop(path, who, failed=True, fill=fill, press=press, answer=422)


def upload(path: str, text: str, *, failed: bool = False, answer: int = 200, name: str = "lista.csv") -> Stop:
    return Stop(path, failed=failed, file=(name, text), press=TRY, answer=answer)


MEETING = "/secretariat/meetings/{meeting}"
COUNCIL = "/secretariat/councils/{council}"
REQUEST = "/secretariat/requests/{answered}"
ORGANISATION = COUNCIL + "/organisations/{organisation}"

# Nothing is there but those who sign in.
AT_FIRST = [
    *opened("/ /accessibility /privacy /our-mail /dev/components /sign-in", NOBODY),
    *opened("/accessibility/report /accessibility/report/sent", NOBODY),
    refused("/accessibility/report", who=NOBODY),
    *opened("/secretariat/accessibility-reports"),
    Stop("/accessibility/report", NOBODY, fill={"text": "Knappen syns inte."}, press=WHOLE),
    Stop("/secretariat/accessibility-reports", press="form[action$='/handled'] button"),
    refused("/sign-in", who=NOBODY, email="ingen@stad.example", password="fel"),
    Stop("/no-such-page", NOBODY, failed=True, answer=404),
    *opened("/secretariat/ /secretariat/councils/add"),
    refused("/secretariat/councils/add"),
    *opened("/chair/", CHAIR),
    *opened("/secretariat/staff /secretariat/staff/add /secretariat/staff/{staff}/edit", ADMIN),
    refused("/secretariat/staff/add", who=ADMIN),
    refused("/secretariat/staff/{staff}/edit", who=ADMIN, password="kort"),
]

# A council without organisations and themes, and a meeting with a title and two dates.
EMPTY = [
    *opened(f"{COUNCIL}/organisations {COUNCIL}/themes {COUNCIL}/meetings/add"),
    *opened(
        f"{MEETING}/ {MEETING}/form {MEETING}/form/templates {MEETING}/form/preview {MEETING}/form/matrix {MEETING}/form/import {MEETING}/issue"
        f" {MEETING}/ledger {MEETING}/answers {MEETING}/themes {MEETING}/flagged {MEETING}/digest"
    ),
    Stop("/chair/meetings/{meeting}/digest", CHAIR, failed=True, answer=404),
]

COUNCIL_PAGES = [
    *opened(f"/secretariat/ {COUNCIL}/edit {COUNCIL}/organisations {COUNCIL}/organisations/add"),
    refused(f"{COUNCIL}/edit", name="", mailbox="ingen adress"),
    Stop(f"{COUNCIL}/edit", press=WHOLE),
    refused(f"{COUNCIL}/organisations/add"),
    *opened(f"{ORGANISATION} {ORGANISATION}/contacts/add {ORGANISATION}/contacts/{{contact}}/edit"),
    refused(ORGANISATION, name=""),
    refused(f"{ORGANISATION}/contacts/add", email="ingen adress"),
    refused(f"{ORGANISATION}/contacts/{{contact}}/edit", email=""),
    *opened(f"{COUNCIL}/organisations/import {COUNCIL}/themes/import"),
    upload(f"{COUNCIL}/organisations/import", "organisation;kind;email\nNya;member;ny@stad.example\n"),
    upload(f"{COUNCIL}/organisations/import", "organisation;kind;email\nNya;okänd;ingen adress\n", failed=True),
    refused(f"{COUNCIL}/organisations/import", TRY),
    upload(f"{COUNCIL}/themes/import", "key;name\nnytt;Nytt tema\n"),
    upload(f"{COUNCIL}/themes/import", "%PDF-1.7", failed=True, answer=422, name="bok.pdf"),
    *opened(f"{COUNCIL}/themes {COUNCIL}/themes/add {COUNCIL}/themes/{{theme}}/edit"),
    refused(f"{COUNCIL}/themes/add"),
    refused(f"{COUNCIL}/themes/{{theme}}/edit", name=""),
]

MEETING_PAGES = [
    *opened(f"{COUNCIL}/meetings/add {MEETING}/ {MEETING}/edit {MEETING}/copy"),
    refused(f"{COUNCIL}/meetings/add"),
    refused(f"{MEETING}/edit", title="", starts_time="nio", deadline_time="sent"),
    refused(f"{MEETING}/copy", title=""),
    *opened(f"{MEETING}/issue {MEETING}/ledger {MEETING}/ledger?kind=rights_council&show=silent"),
    *opened(f"{REQUEST}/ /secretariat/requests/{{silent}}/ {REQUEST}/key-in"),
    refused(f"{REQUEST}/", "form[action$='/deadline'] button", day="i morgon"),
    Stop(f"{REQUEST}/", fill={"note": "Ringde."}, press="form[action$='/note'] button"),
    refused(f"{REQUEST}/key-in", "main form .button--primary"),
]

FORM = f"{MEETING}/form"
SECTION = f"{FORM}/sections/{{section}}"
FORM_PAGES = [
    *opened(
        f"{FORM} {FORM}/texts {FORM}/add-section {SECTION} {SECTION}/questions/add"
        f" {FORM}/questions/{{question}} {FORM}/translations {FORM}/translations?section={{section}} {FORM}/preview {FORM}/matrix {FORM}/import"
    ),
    *opened(f"{SECTION}/questions/add/several_choices {FORM}/preview?version=1"),
    *opened(f"{FORM}/templates {FORM}/templates/{{template}}/remove"),
    *opened(f"{SECTION}/questions/add/repeat {SECTION}/questions/add?group=proposals {FORM}/questions/proposals"),
    *opened(f"{FORM}/questions/proposal {SECTION}/questions/add/integer?group=proposals"),
    refused(f"{SECTION}/questions/add/repeat", label_sv="", label_en="", maximum="många"),
    refused(f"{FORM}/add-section"),
    refused(SECTION, title_sv="", title_en=""),
    refused(f"{SECTION}/questions/add/scale"),
    refused(f"{FORM}/questions/{{question}}", label_sv="", label_en=""),
    # Once something is changed, the list says what and offers to undo it.
    *opened(f"{SECTION}/questions/add/scale"),
    Stop(f"{SECTION}/questions/add/note", fill={"label_sv": "Läs först."}, press=WHOLE),
    *opened(FORM),  # moving, undoing and translating happen without leaving the page: tests/journeys/test_builder.py
    *opened(f"{FORM}/questions/{{question}}/wordings {SECTION}/bank {SECTION}/bank?words=finnsinte"),
    refused(f"{FORM}/questions/{{question}}/wordings"),
    upload(f"{FORM}/import", "a;b\n1;2\n", failed=True, answer=422),
]

ANSWERS_PAGES = [
    *opened(f"{MEETING}/answers {MEETING}/answers?view=question {MEETING}/answers/{{answer}} {MEETING}/themes"),
    refused(f"{MEETING}/answers/{{answer}}", "form[action$='/flag'] button"),
    refused(f"{MEETING}/themes", "main [name=state][value=reviewed]"),
    *opened(f"{MEETING}/flagged"),
    Stop(f"{MEETING}/flagged", press=WHOLE),
]

DIGEST_PAGES = [
    *opened(f"{MEETING}/digest {MEETING}/digest/overview {MEETING}/digest/lines/add?theme={{theme_key}}"),
    *opened(f"{MEETING}/digest/lines/{{line}} {MEETING}/digest/lines/{{line}}/remove"),
    refused(f"{MEETING}/digest/lines/{{line}}", wording=""),
    *opened("/chair/ /chair/meetings/{meeting}/digest /chair/meetings/{meeting}/digest?open=yes", CHAIR),
]

DEMO = [*COUNCIL_PAGES, *MEETING_PAGES, *FORM_PAGES, *ANSWERS_PAGES, *DIGEST_PAGES]

# The first edition is established, and the second begun.
SECOND_EDITION = [
    *opened(f"{MEETING}/digest"),
    *opened("/chair/meetings/{meeting}/digest?edition=1", CHAIR),
]

# Judged in tests/journeys/test_answering.py and its neighbours, by the same judge, along the way of those who answer.
SEEN_ELSEWHERE = """
members.check members.come_back members.get_help members.join members.joint_drafts members.lost members.private_link
members.question members.sent members.together members.withdraw
respondent.collection respondent.collection_poster respondent.collection_texts respondent.joint_answer
respondent.joint_answers respondent.member_answers respondent.member_form respondent.member_question
respondent.member_views respondent.new_member_question respondent.view_groups
respondent.colleagues respondent.comments respondent.earlier respondent.earlier_receipt respondent.hand_over
respondent.question respondent.wrong_person
respondent.abstain respondent.attachments respondent.check respondent.devices respondent.invitation respondent.mailbox_code respondent.receipt
respondent.section respondent.tasks respondent.workbook
"""

NO_PAGES = """
static
api.live api.ready
chair.answer_file chair.digest_workbook
respondent.draft_file respondent.sent_file respondent.receipt_content respondent.receipt_pdf respondent.workbook_file
secretariat.answer_file secretariat.answers_file secretariat.digest_files secretariat.digest_files_to_share
secretariat.digest_workbook secretariat.digest_workbook_to_share
secretariat.export_questionnaire secretariat.ledger_file secretariat.questionnaire_example
"""
