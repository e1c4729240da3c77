"""The rows that exports are made from: frozen, and complete, so that an export never asks anybody anything.

The app fills them from one moment's truth. Every datetime is aware (UTC as stored); the exports show
Europe/Stockholm. Texts are as stored: cleaning for a file format is the exports' own work.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from forms.answers import QuotePermission
from forms.audience import OrganisationKind
from forms.documents import Json
from forms.joint_answer import JointPart
from forms.question_types.file import Attached, attached


class RequestState(StrEnum):
    """What has become of one organisation's request, as the ledger tells it.

    Silence is not stored anywhere: the app says SILENT for a request past its deadline without an answer.
    """

    NOT_ISSUED = "not_issued"
    ISSUED = "issued"
    OPENED = "opened"
    STARTED = "started"
    SUBMITTED = "submitted"
    ABSTAINED = "abstained"
    SILENT = "silent"


class Coverage(StrEnum):
    """How far the secretariat has come with an answer."""

    UNREAD = "unread"
    REVIEWED = "reviewed"
    SET_ASIDE = "set_aside"


class LineKind(StrEnum):
    """A point that organisations raise, or a proposal of what the council should do."""

    POINT = "point"
    PROPOSAL = "proposal"


class DigestState(StrEnum):
    """An edition is a draft (UTKAST) until it is established (upprättad)."""

    DRAFT = "draft"
    FINAL = "final"


class DigestCopy(StrEnum):
    """Who the workbook is for: the chair alone, or anybody, without the answers meant for the chair only."""

    FOR_CHAIR = "for_chair"
    TO_SHARE = "to_share"


@dataclass(frozen=True)
class MeetingRecord:
    """The meeting that was asked about. `headline_themes` are theme keys in the secretariat's order."""

    council: str
    title: str
    starts_at: datetime
    deadline_at: datetime
    place: str = ""
    dnr: str = ""
    headline_themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ThemeRecord:
    """An entry of the code book, with its name in the workbook's language. `parent` is a theme key."""

    key: str
    name: str
    position: int
    description: str = ""
    parent: str | None = None


@dataclass(frozen=True)
class ContactRecord:
    """A contact person of one request, for the ledger only: no digest names them."""

    name: str = ""
    role: str = ""
    email: str = ""


@dataclass(frozen=True)
class RequestRecord:
    """One organisation's request and its ledger. `position` is its place in the council's own order.

    `submission_count` is how many versions were sent; `submitted_at` and `late` tell of the last one.
    `channel` is web, post or phone; empty before anything came in. `note` is the secretariat's own. `collected`: the
    answer rests on the views of `members` of its members, None where they are fewer than five.
    """

    request_id: int
    organisation: str
    kind: OrganisationKind
    position: int
    state: RequestState
    deadline_at: datetime
    contacts: tuple[ContactRecord, ...] = ()
    issued_at: datetime | None = None
    sent_at: datetime | None = None
    opened_at: datetime | None = None
    reminded_at: datetime | None = None
    bounced_at: datetime | None = None
    submitted_at: datetime | None = None
    submission_count: int = 0
    late: bool = False
    abstention_reason: str = ""
    channel: str = ""
    note: str = ""
    collected: bool = False
    members: int | None = None

    @property
    def abstained(self) -> bool:
        """Whether the organisation said that it has nothing to add, which is an answer."""
        return self.state is RequestState.ABSTAINED

    @property
    def answered(self) -> bool:
        """Whether the organisation sent answers (an abstention is not counted here)."""
        return self.state is RequestState.SUBMITTED


@dataclass(frozen=True)
class AnswerRecord:
    """One answered question of an organisation's latest submission.

    `reference` is the Svars-id. `position` is the organisation's place in the council's order and
    `question_position` the question's place in the whole form. `form_version` is the number of the published form that
    was answered, whose wording `question_text` is. `value` is the stored JSON value and `text` what a
    reader sees of it. `theme_keys` holds the themes the answer was given, or its question's theme; most important
    first. `proposals` are those that it makes to the council, each as a text of its own. `joint` is what members of a
    body that collects say beside it: citations that they allow, and minority views.
    `written_in` is the language of its own words where that is another than `language`, and `translation` the
    secretariat's.
    """

    reference: str
    meeting: str
    request_id: int
    organisation: str
    kind: OrganisationKind
    position: int
    submission_no: int
    submitted_at: datetime
    late: bool
    language: str
    section: str
    question: str
    question_text: str
    question_position: int
    theme_keys: tuple[str, ...]
    value: Json
    text: str
    quote_permission: QuotePermission = QuotePermission.NAMED
    flagged: bool = False
    coverage: Coverage = Coverage.UNREAD
    form_version: int = 1
    proposals: tuple[str, ...] = ()
    joint: JointPart | None = None
    written_in: str = ""
    translation: str = ""

    @property
    def files(self) -> tuple[Attached, ...]:
        """What was attached to it."""
        return attached(self.value)


@dataclass(frozen=True)
class LineRecord:
    """One line of the digest: the secretariat's wording under a theme, and the answers it rests on.

    `references` are Svars-ids; for a proposal the first is the answer that makes it. The outcome fields are texts
    for the reader and stay empty until the council has met.
    """

    theme: str
    position: int
    kind: LineKind
    wording: str
    references: tuple[str, ...] = ()
    outcome: str = ""
    responsible: str = ""
    done_by: datetime | None = None
    reported_back_at: datetime | None = None


@dataclass(frozen=True)
class FormRecord:
    """The published form that was answered: its title, version number, SHA-256 and number of questions."""

    title: str
    version: int
    sha256: str
    questions: int = 0


@dataclass(frozen=True)
class DigestRecord:
    """Everything one edition of the digest is made of, at one moment.

    `as_of` is the moment of the data, not of the download: the same data must give the same file. The tuples of
    texts hold one thought each, in the secretariat's words; an empty `highlights` shows as missing.
    `changes` says what is new since the last edition. `made_by` is a role, never a person's name.
    """

    meeting: MeetingRecord
    edition: int
    state: DigestState
    as_of: datetime
    made_by: str
    themes: tuple[ThemeRecord, ...]
    requests: tuple[RequestRecord, ...]
    answers: tuple[AnswerRecord, ...]
    lines: tuple[LineRecord, ...] = ()
    forms: tuple[FormRecord, ...] = ()
    highlights: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    young_people: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    locale: str = "sv"
