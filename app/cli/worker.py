"""`radslag worker`: sends mail and runs the jobs whose time has come."""

import json
import signal
import threading
import time

import click

from app.extensions import db

PAUSE_SECONDS = 2.0


@click.command()
@click.option("--once", is_flag=True, help="Send all that is due, run every job once, and exit.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def worker(once: bool, as_json: bool) -> None:
    """Send mail and run the due jobs until stopped with Ctrl+C or SIGTERM."""
    from app.jobs import schedule

    if not once:
        _work()
        return
    totals = schedule.run_all()
    if as_json:
        click.echo(json.dumps(totals))
        return
    for job, counts in totals.items():
        click.echo(f"{job}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def _work() -> None:
    from app.jobs.schedule import Rounds

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        # The run that is at work is finished, which is some fifty mails at most; no other is begun.
        signal.signal(number, lambda *_: stop.set())
    rounds = Rounds(time.monotonic)
    click.echo("working; stop with Ctrl+C")
    while not stop.is_set():
        rounds.run_due()
        # A session that stays open would hold on to its transaction.
        db.session.close()
        stop.wait(PAUSE_SECONDS)
    click.echo("stopped")


COMMANDS = (worker,)
