"""What the pages of answers and of the digest share: entries, lines, themes, and their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import get_locale, gettext

from app.models import Digest, DigestLine, LineKind, Meeting, ReviewState
from app.queries.digest import answer_index
from app.queries.digest import digests as digest_queries
from app.queries.digest.answer_index import Coverage, Entry
from app.queries.plan import themes as theme_queries
from app.queries.plan.themes import ThemeRow
from forms.answers import QuotePermission
from forms.audience import KIND_NAMES
from forms.secretariat.answers import NEW_POINT, NEW_PROPOSAL, PickedForm

LONGEST_CHOICE = 90


@dataclass(frozen=True)
class AnswersDesk:
    """One meeting's answers on the table, with the edition of the digest they go into (None where none is begun)."""

    meeting: Meeting
    digest: Digest | None
    resting: dict[int, tuple[int, ...]]
    entries: list[Entry]
    tree: list[ThemeRow]
    retired: Mapping[str, str]

    @cached_property
    def theme_names(self) -> dict[str, str]:
        """The names of all themes by key: those in use as the digest has them, then those out of use."""
        return {**{row.theme.key: _name_of(row) for row in self.themes}, **self.retired}

    @cached_property
    def headline_themes(self) -> list[str]:
        """The keys of what the meeting is about, in the secretariat's order."""
        return [place.theme.key for place in self.meeting.headline_themes]

    @cached_property
    def themes(self) -> list[ThemeRow]:
        """The themes in use in the order of the digest's sheets: the headline themes first, then the code book's."""
        first = self.headline_themes
        return sorted(self.tree, key=lambda row: first.index(row.theme.key) if row.theme.key in first else len(first))

    @cached_property
    def lines(self) -> dict[int, DigestLine]:
        """The digest's lines by id, in their order."""
        return {line.id: line for line in self.digest.lines} if self.digest else {}

    @cached_property
    def lines_of(self) -> dict[int, tuple[int, ...]]:
        """The ids of the lines that rest on each answer, by answer id."""
        return {entry.id: entry.lines for entry in self.entries if entry.lines}

    @cached_property
    def coverage(self) -> Coverage:
        """What has become of the answers."""
        return answer_index.coverage(self.entries)

    @property
    def organisations(self) -> list[tuple[str, str]]:
        """Those that answered, id and name, in the council's order."""
        return list({str(entry.organisation_id): entry.organisation for entry in self.entries}.items())

    def offering(self, form: PickedForm) -> PickedForm:
        """The form with its choices."""
        modes = [("add", gettext("Lägg till temat")), ("set", gettext("Byt till temat"))]
        new = [(NEW_POINT, gettext("Ny punkt")), (NEW_PROPOSAL, gettext("Nytt förslag"))]
        lines: dict[str, list[tuple[str, str]]] = {"": [("", gettext("Välj punkt")), *new]}
        for line in self.lines.values():
            choice = (str(line.id), _shortened(line.wording))
            lines.setdefault(self.theme_names.get(line.theme.key, line.theme.name), []).append(choice)
        form.offer(modes, lines, [(row.theme.key, f"{'– ' * row.depth}{_name_of(row)}") for row in self.tree])
        return form

    def kind_name(self, kind: object) -> str:
        """A kind of organisation in words."""
        return next((name.text(str(get_locale())) for one, name in KIND_NAMES.items() if one == kind), "")

    def permission_name(self, permission: QuotePermission) -> str:
        """Whether an answer may be quoted, in a few words."""
        names: dict[QuotePermission, str] = {
            QuotePermission.NAMED: gettext("Får citeras med namn"),
            QuotePermission.KIND_ONLY: gettext("Bara som typ av organisation"),
            QuotePermission.CHAIR_ONLY: gettext("Bara för ordföranden"),
        }
        return names[permission]

    def state_tag(self, state: ReviewState) -> tuple[str, str]:
        """A state in a word, and its shape for components/status_tag.html."""
        return {
            ReviewState.UNREAD: (gettext("Oläst"), "todo"),
            ReviewState.REVIEWED: (gettext("Läst"), "done"),
            ReviewState.SET_ASIDE: (gettext("Lagt åt sidan"), "off"),
        }[state]


def open_desk(meeting: Meeting) -> AnswersDesk:
    """Read it all: a handful of queries, however many answers there are."""
    digest = digest_queries.latest(meeting.id)
    resting = digest_queries.answers_of_lines(digest) if digest else {}
    retired = {theme.key: theme.title(str(get_locale())) for theme in theme_queries.retired(meeting.council_id)}
    entries = answer_index.of_meeting(meeting.id, resting)
    return AnswersDesk(meeting, digest, resting, entries, theme_queries.tree(meeting.council_id), retired)


def kind_names() -> dict[str, str]:
    """The kinds of line in words."""
    return {LineKind.POINT.value: gettext("Punkt"), LineKind.PROPOSAL.value: gettext("Förslag till rådet")}


def _name_of(row: ThemeRow) -> str:
    return row.theme.title(str(get_locale()))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_CHOICE else f"{text[: LONGEST_CHOICE - 1].rstrip()}…"
