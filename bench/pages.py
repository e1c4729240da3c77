"""Opening and saving a section against the bare floors, turn by turn on the same kind of server."""

import tempfile
from pathlib import Path
from statistics import median

from bench import respondents
from bench.serving import Request, Timed, serve, take_time


def run(rounds: int, scale: float) -> None:
    """Print requests a second and percentiles of both sides, and their ratio."""
    each = max(5, int(40 * scale))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        paths = respondents.prepare(url)
        ours = {"DATABASE_URL": url, "SECRET_KEY": respondents.SECRET, "RATELIMIT_ENABLED": "0"}
        floor = {"FLOOR_DATABASE": str(Path(folder) / "floor.sqlite3")}
        with serve("app:create_web_app()", ours) as our_port, serve("bench.floors:create_app()", floor) as floor_port:
            people = [respondents.sign_in(our_port, path) for path in paths]
            _compare("open", rounds, each, (our_port, [one.opening() for one in people]), (floor_port, _floor_pages()))
            _compare("save", rounds, each, (our_port, [one.saving() for one in people]), (floor_port, _floor_saves()))


Side = tuple[int, list[Request]]


def _compare(name: str, rounds: int, each: int, ours: Side, floor: Side) -> None:
    for side in (ours, floor):
        take_time(*side, each=5)  # warm
    taken: list[tuple[Timed, Timed]] = [(take_time(*ours, each), take_time(*floor, each)) for _ in range(rounds)]
    print(f"{name}, {len(ours[1])} clients, {rounds} rounds of {each} each\n")
    print("| | requests/s | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|")
    for label, side in (("ours", [a for a, _ in taken]), ("floor", [b for _, b in taken])):
        cells = [median(getattr(one, part) for one in side) for part in ("rate", "p50", "p95", "p99")]
        print(f"| {label} | {cells[0]:.0f} | {cells[1]:.1f} | {cells[2]:.1f} | {cells[3]:.1f} |")
    ratios = [a.rate / b.rate for a, b in taken]
    print(f"| ours / floor | {median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) | | | |\n")


def _floor_pages() -> list[Request]:
    return [Request("GET", "/", lambda: b"", {}) for _ in range(respondents.CLIENTS)]


def _floor_saves() -> list[Request]:
    text = ("Vi ser att fler hör av sig än förra året. " * 60).encode()
    headers = {"Content-Type": "text/plain"}
    return [Request("POST", f"/save?client={n}", lambda: text, headers) for n in range(respondents.CLIENTS)]
