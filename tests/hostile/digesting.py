"""The secretariat's way from what came in to an edition that is established."""

from lxml import html

from tests.hostile.planning import Planned
from tests.hostile.reading import Reader
from tests.hostile.typist import Typist


def digest(secretary: Typist, made: Planned) -> None:
    """Note, translate and flag answers, write lines and the overview, and establish the edition."""
    answers = secretary.links(f"{made.meeting}/answers", "/answers/")
    answers = [one for one in answers if one.rpartition("/")[2].isdigit()]
    assert len(answers) > 2
    for answer in answers[:3]:
        secretary.send(answer, "/note")
        secretary.send(answer, "/translation")
    secretary.send(answers[-1], "/flag")
    ids = [one.rpartition("/")[2] for one in answers[:3]]
    for kind in ("point", "proposal"):
        theme = secretary.page(f"{made.meeting}/digest/lines/add")[1].xpath("//select[@name='theme']/option/@value")[-1]
        secretary.send(f"{made.meeting}/digest/lines/add", given={"kind": kind, "theme": theme, "answers": ids})
    lines = [one for one in secretary.links(f"{made.meeting}/digest", "/digest/lines/") if one[-1].isdigit()]
    secretary.send(lines[0], lines[0])
    picked = {"answers": ids, "line": "new-point", "line_theme": theme}
    secretary.send(f"{made.meeting}/themes", "/picked", button="place=yes", given=picked)
    secretary.send(f"{made.meeting}/digest/overview", "/overview")


def flagged(secretary: Typist, made: Planned, reader: Reader) -> html.HtmlElement:
    """Read what is flagged, which no link leads to."""
    shown = secretary.client.post(f"{made.meeting}/flagged")
    return reader.page(f"{made.meeting}/flagged", shown.text)


def chase(secretary: Typist, made: Planned) -> None:
    """Note something on every request."""
    for request in secretary.links(f"{made.meeting}/ledger", "/requests/"):
        if request.rstrip("/").rpartition("/")[2].isdigit():
            secretary.send(request, "/note")


def key_in(secretary: Typist, made: Planned) -> None:
    """Type what came by post from an organisation that was silent."""
    silent = secretary.links(f"{made.meeting}/ledger", "/requests/")
    secretary.send(f"{silent[-1].rstrip('/')}/key-in", given={"kind": "answer"})


def establish(secretary: Typist, made: Planned) -> None:
    """Establish the edition, and begin the next."""
    secretary.send(f"{made.meeting}/digest", "/establish")
    secretary.send(f"{made.meeting}/digest", "/begin")
