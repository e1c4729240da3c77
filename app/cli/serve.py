"""`radslag serve`: web server and worker side by side, for one machine."""

import signal
import subprocess
import sys
from types import FrameType
from urllib.parse import urlsplit

import click
from flask import current_app

GRACE_SECONDS = 15


@click.command()
@click.option("--bind", default="", help="Address and port; by default those of BASE_URL.")
@click.option("--workers", default=2, show_default=True, help="Web server processes.")
@click.option("--threads", default=4, show_default=True, help="Threads in each.")
def serve(bind: str, workers: int, threads: int) -> None:
    """Serve the pages and send the mail until stopped; needs nothing else running."""
    address = bind or _address()
    children = [
        subprocess.Popen([sys.executable, *web_server(address, workers, threads)]),  # noqa: S603 - our own arguments
        subprocess.Popen([sys.executable, "-m", "app.cli", "worker"]),
    ]
    signal.signal(signal.SIGTERM, _leave)
    try:
        # Where the web server ends by itself (the port is taken, say), nothing is served: end too.
        sys.exit(children[0].wait())
    except KeyboardInterrupt:
        sys.exit(0)
    finally:
        _stop(children)


def web_server(address: str, workers: int, threads: int) -> list[str]:
    """The arguments to Python that start the web server.

    It keeps no access log, and no warnings of requests that are none: they would hold addresses of people and tokens
    of links. It listens to nothing but its address.
    """
    size = ["--workers", str(workers), "--threads", str(threads)]
    quiet = ["--log-level", "error", "--no-control-socket"]
    return ["-m", "gunicorn", "--bind", address, *size, *quiet, "app:create_web_app()"]


def _address() -> str:
    parts = urlsplit(current_app.config["BASE_URL"])
    return f"{parts.hostname}:{parts.port or 5000}"


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()


COMMANDS = (serve,)
