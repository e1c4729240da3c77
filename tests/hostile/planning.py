"""The secretariat's way from an empty service to a form that is out, typed page by page."""

from dataclasses import dataclass, field
from datetime import timedelta

from app.models import now
from forms.question_types import QUESTION_TYPES
from tests.hostile.typist import Typist

APPROVED = {"approval": "yes"}


@dataclass
class Planned:
    """The addresses of what was planned, and the ids of the organisations by kind."""

    council: str
    meeting: str
    organisations: dict[str, str] = field(default_factory=dict)

    @property
    def form(self) -> str:
        return f"{self.meeting}/form"


def plan(secretary: Typist, kinds: dict[str, str]) -> Planned:
    """A council with an organisation of each kind (given with its contact's address), and a published form."""
    organisations = secretary.send("/secretariat/councils/add", given=APPROVED)
    made = Planned(organisations.removesuffix("/organisations"), "")
    for kind, address in kinds.items():
        place = secretary.send(f"{made.council}/organisations/add", given={"kind": kind})
        made.organisations[kind] = place
        secretary.send(f"{place}/contacts/add", given={"email": address})
    for _ in range(2):
        secretary.send(f"{made.council}/themes/add")
    day = (now() + timedelta(days=60)).date()
    when = {"starts_on": str(day), "starts_time": "13:00", "deadline_on": str(day - timedelta(days=9))}
    themes = [
        one.get("value") for one in secretary.page(f"{made.council}/meetings/add")[1].xpath("//input[@name='themes']")
    ]
    made.meeting = secretary.send(f"{made.council}/meetings/add", given={**when, "themes": themes}).rstrip("/")
    ask(secretary, made)
    return made


def ask(secretary: Typist, made: Planned) -> None:
    """A form with a question of every type, in a section of its own for each three."""
    secretary.send(f"{made.form}/texts")
    section = ""
    theme = secretary.page(f"{made.meeting}/edit")[1].xpath("//input[@name='themes']/@value")[0]
    for number, name in enumerate(sorted(QUESTION_TYPES)):
        if number % 11 == 0:
            secretary.send(f"{made.form}/add-section")
            section = secretary.links(made.form, "/form/sections/", "/add")[-1].removesuffix("/questions/add")
        add_question(secretary, section, name, theme)


def add_question(secretary: Typist, section: str, name: str, theme: str) -> str:
    """Add a question of this type to the section."""
    return secretary.send(f"{section}/questions/add/{name}", given={"theme": theme})


def reword(secretary: Typist, made: Planned) -> None:
    """Change what the form has further pages for: words for some, translations, what repeats, and a template of it."""
    questions = secretary.links(made.form, "/form/questions/")
    secretary.send(f"{questions[0]}/wordings", given={"kinds": ["member", "youth_council"]})
    for question in questions[1:]:
        secretary.send(question)
    first, last = (one.removesuffix("/questions/add") for one in secretary.links(made.form, "/form/sections/", "/add"))
    secretary.send(f"{made.form}/translations?section={last.rpartition('/')[2]}")
    secretary.send(first)
    secretary.send(f"{made.form}/templates", "/templates")


def issue(secretary: Typist, made: Planned) -> None:
    """Publish the form and send it out."""
    secretary.send(made.form, "/publish")
    secretary.send(f"{made.meeting}/issue", "/issue")


def change(secretary: Typist, made: Planned) -> None:
    """Send every form that holds what was typed before once more, with other texts."""
    secretary.send(f"{made.council}/edit", given=APPROVED)
    for organisation in made.organisations.values():
        secretary.send(organisation, organisation)
        for contact in secretary.links(organisation, "/contacts/", "/edit"):
            address = secretary.page(contact)[1].xpath("//input[@name='email']/@value")[0]
            secretary.send(contact, given={"email": address})
    for theme in secretary.links(f"{made.council}/themes", "/themes/", "/edit"):
        secretary.send(theme)
    secretary.send(f"{made.meeting}/edit")
    day = (now() + timedelta(days=90)).date()
    secretary.send(f"{made.meeting}/copy", given={"starts_on": str(day), "starts_time": "13:00"})
