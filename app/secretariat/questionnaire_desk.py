"""What the builder's pages share: the meeting with its draft, words for audiences, and what becomes of a conflict."""

from dataclasses import dataclass
from types import TracebackType

from flask import flash, redirect, render_template, url_for
from flask_babel import get_locale, gettext
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from app.models import Meeting
from app.queries.ask import questionnaires as questionnaire_queries
from app.queries.ask.questionnaires import Current
from app.queries.plan import meetings as meeting_queries
from app.secretariat.frame import meeting_frame
from app.services.problems import Conflict
from forms import questionnaire as language
from forms.audience import KIND_NAMES_PLURAL, Audience, OrganisationKind
from forms.editing import NoSuchPartError
from forms.secretariat.questionnaire import RevisionForm

LATEST = "latest"
"""Where the list says what was changed last, with the button that undoes it."""


@dataclass(frozen=True)
class Desk:
    """One meeting's questionnaire on the table."""

    meeting: Meeting
    current: Current

    def render(self, view: str, **context: object) -> str:
        """The page `secretariat/questionnaire/<view>.html`, in the meeting's frame."""
        frame = meeting_frame(self.meeting, "ask")
        return render_template(f"secretariat/questionnaire/{view}.html", current=self.current, **frame, **context)

    def names(self) -> list[tuple[str, str]]:
        """Key and text of each question that a rule can name."""
        locale = str(get_locale())
        questions = (inner for one in self.current.form.questions() for inner in (one, *one.questions))
        return [(one.key, one.label.text(locale)) for one in questions if one.type != "note"]

    def as_stored_now(self) -> language.Questionnaire:
        """The draft read anew, after somebody else changed it."""
        return questionnaire_queries.of_meeting(self.meeting).form


class ConflictsAt:
    """Takes in that somebody else changed the draft: `with ConflictsAt(desk, form): … return redirect(…)`.

    What follows the block renders the form anew: it keeps what was typed, says what happened, and carries the new
    revision, so that saving again is a choice. Without a form the sentence is flashed. A part that is gone is a 404.
    """

    def __init__(self, desk: Desk, form: RevisionForm | None = None) -> None:
        self.desk = desk
        self.form = form

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Hold back a conflict, and let everything else pass."""
        if isinstance(error, NoSuchPartError):
            raise NoResultFound from error
        if not isinstance(error, Conflict):
            return False
        if self.form is None:
            now = gettext("Så här ser det ut nu. Gör om det du tänkte göra.")
            flash(f"{error} {now}", "warning")
        else:
            again = gettext("Din text står kvar. Spara igen om den ska gälla.")
            self.form.form_errors.append(f"{error} {again}")
            self.form.revision.data = str(questionnaire_queries.of_meeting(self.desk.meeting).revision)
        return True


def open_desk(meeting_id: int) -> Desk:
    """The meeting's questionnaire; raises NoResultFound where there is no such meeting."""
    meeting = meeting_queries.by_id(meeting_id)
    return Desk(meeting, questionnaire_queries.of_meeting(meeting))


def to_overview(meeting_id: int, anchor: str | None = None) -> Response:
    """On to the list of questions, at one of its parts."""
    return redirect(url_for("secretariat.questionnaire", meeting_id=meeting_id, _anchor=anchor))


def refused_status(form: RevisionForm) -> int:
    """409 where somebody else came between, 422 where something typed can't be stored."""
    return 409 if form.form_errors else 422


def in_words(audience: Audience, names: dict[int, str]) -> str:
    """An audience as a person says it: "Alla", or "Ungdomsfullmäktige, studentforum, Polisen"."""
    if audience.is_everyone:
        return str(gettext("Alla"))
    locale = str(get_locale())
    kinds = [KIND_NAMES_PLURAL[kind].text(locale) for kind in OrganisationKind if kind in audience.kinds]
    spoken = [*kinds[:1], *(f"{name[:1].lower()}{name[1:]}" for name in kinds[1:])]
    listed = [name for number, name in names.items() if number in audience.organisations]
    return ", ".join([*spoken, *listed])
