"""`radslag meeting`: what is planned."""

import json

import click

from app.cli.council import find_council
from app.extensions import db
from app.models import Council, Meeting
from app.queries.plan import meetings as meeting_queries
from app.services.plan import meetings
from app.services.problems import Refused
from forms import moments


@click.group()
def meeting() -> None:
    """The meetings of a council."""


@meeting.command()
@click.option("--council", "code", required=True, help="The council's code.")
@click.option("--starts", required=True, help="2027-05-20T13:00; Europe/Stockholm unless a zone is given.")
@click.option("--title", default="", help="Required unless copied.")
@click.option("--deadline", default="", help="2027-05-04, the end of that day, or with a time. Required unless copied.")
@click.option("--place", default="")
@click.option("--dnr", default="", help="The case number.")
@click.option("--theme", "themes", multiple=True, help="A key of the code book; give it again for more.")
@click.option("--agenda", default="")
@click.option("--purpose", default="", help="Who asks, and why.")
@click.option("--can-influence", default="")
@click.option("--settled", default="")
@click.option("--phone", default="", help="For what must not be written.")
@click.option("--copy-from", type=int, help="Id of an earlier meeting; what is not given comes from it.")
def add(code: str, starts: str, deadline: str, themes: tuple[str, ...], copy_from: int | None, **texts: str) -> None:
    """Add a meeting; prints its id."""
    if copy_from is None and not (texts["title"] and deadline):
        raise click.UsageError("Give --title and --deadline, or an earlier meeting to --copy-from.")
    starts_on, starts_time = moments.split(starts)
    deadline_on, deadline_time = moments.split(deadline)
    typed = meetings.MeetingInput(
        starts_on=starts_on,
        starts_time=starts_time,
        deadline_on=deadline_on,
        deadline_time=deadline_time,
        themes=themes,
        **texts,
    )
    with db.transaction():
        made = _make(find_council(code), typed, copy_from)
    click.echo(made.id)


@meeting.command("list")
@click.option("--council", "code", help="Only this council's.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def list_all(code: str | None, as_json: bool) -> None:
    """List the meetings, the latest first."""
    found = meeting_queries.of_council(find_council(code).id) if code else meeting_queries.everyone()
    if as_json:
        click.echo(json.dumps([_row(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        click.echo(f"{one.id}  {moments.local(one.starts_at):%Y-%m-%d %H:%M}  {one.council.code}  {one.title}")


def _make(council: Council, typed: meetings.MeetingInput, copy_from: int | None) -> Meeting:
    if copy_from is None:
        return meetings.add(council, typed)
    earlier = next((one for one in meeting_queries.of_council(council.id) if one.id == copy_from), None)
    if earlier is None:
        raise Refused(f"The council {council.code} has no meeting {copy_from}; see radslag meeting list.")
    return meetings.copy(earlier, typed)


def _row(one: Meeting) -> dict[str, str | int | list[str]]:
    return {
        "id": one.id,
        "council": one.council.code,
        "title": one.title,
        "starts_at": moments.local(one.starts_at).isoformat(),
        "deadline_at": moments.local(one.deadline_at).isoformat(),
        "place": one.place,
        "dnr": one.dnr,
        "themes": [place.theme.key for place in one.headline_themes],
    }


COMMANDS = (meeting,)
