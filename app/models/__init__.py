"""The tables, one family per file. Import models from here."""

from app.models.accessibility import AccessibilityReport
from app.models.base import Base, now
from app.models.builder import EditorVisit, QuestionnaireStep
from app.models.devices import Device, DeviceSession
from app.models.digests import (
    AnswerReview,
    Coding,
    CodingSource,
    Digest,
    DigestLine,
    DigestLinePassage,
    DigestState,
    LineKind,
    Passage,
    PersonalDataState,
    ReviewState,
)
from app.models.drafts import Draft, DraftAnswer
from app.models.meetings import (
    Meeting,
    MeetingTheme,
    Questionnaire,
    QuestionnaireTemplate,
    QuestionnaireVersion,
    Theme,
)
from app.models.operations import AuditEvent, JobRun, MailboxCode, OutboxMessage, OutboxState
from app.models.people import BrowserSession, Contact, Council, Membership, Organisation, Staff, StaffRole
from app.models.requests import InputRequest, Invitation, RequestState
from app.models.submissions import Answer, Channel, Submission, SubmissionKind

__all__ = [
    "AccessibilityReport",
    "Answer",
    "AnswerReview",
    "AuditEvent",
    "Base",
    "BrowserSession",
    "Channel",
    "Coding",
    "CodingSource",
    "Contact",
    "Council",
    "Device",
    "DeviceSession",
    "Digest",
    "DigestLine",
    "DigestLinePassage",
    "DigestState",
    "Draft",
    "DraftAnswer",
    "EditorVisit",
    "InputRequest",
    "Invitation",
    "JobRun",
    "LineKind",
    "MailboxCode",
    "Meeting",
    "MeetingTheme",
    "Membership",
    "Organisation",
    "OutboxMessage",
    "OutboxState",
    "Passage",
    "PersonalDataState",
    "Questionnaire",
    "QuestionnaireStep",
    "QuestionnaireTemplate",
    "QuestionnaireVersion",
    "RequestState",
    "ReviewState",
    "Staff",
    "StaffRole",
    "Submission",
    "SubmissionKind",
    "Theme",
    "now",
]
