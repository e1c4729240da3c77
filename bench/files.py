"""Digest and long form: seconds of processor and peak memory, each made in a process of its own."""

import json
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import made_up


def run(rounds: int, scale: float) -> None:
    """Print each file's time and memory, and its time against the floor of the same cells."""
    jobs = [
        ("digest", int(500 * scale)),
        ("long", int(10_000 * scale)),
        ("long", int(100_000 * scale)),
        ("long", int(1_000_000 * scale)),
    ]
    print("| file | amount | seconds | floor s | ours / floor | peak MB | before writing MB |")
    print("|---|---|---|---|---|---|---|")
    for kind, amount in jobs:
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "file.xlsx")
            turns = 1 if amount >= 1_000_000 else min(rounds, 3)
            taken = [(_child(kind, amount, path), _child("floor", amount, path)) for _ in range(turns)]
        ours, floor = (median(side[n]["seconds"] for side in taken) for n in (0, 1))
        ratio = median(a["seconds"] / b["seconds"] for a, b in taken)
        peak = max(a["peak"] for a, _ in taken)
        before = max(a["before"] for a, _ in taken)
        noun = "organisations × 30" if kind == "digest" else "answers"
        print(f"| {kind} | {amount} {noun} | {ours:.2f} | {floor:.2f} | {ratio:.1f} | {peak:.0f} | {before:.0f} |")
    print()


def _child(kind: str, amount: int, path: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.files", kind, str(amount), path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _digest(amount: int, path: str) -> Callable[[], None]:
    from exports.digest import write_digest
    from exports.records import DigestCopy

    record = made_up.digest(amount)

    def work() -> None:
        with Path(path).open("wb") as file:
            write_digest(record, DigestCopy.FOR_CHAIR, file)

    return work


def _long(amount: int, path: str) -> Callable[[], None]:
    from exports.page_setup import BookInfo
    from exports.responses import AnswersFormat, write_answers

    info = BookInfo(title="Alla svar", author="Rådet", moment=made_up.MOMENT)

    def work() -> None:
        with Path(path).open("wb") as file:
            write_answers(made_up.answers(amount), file, AnswersFormat.XLSX, info)

    return work


def _floor(_amount: int, path: str) -> Callable[[], None]:
    with zipfile.ZipFile(path) as book:
        parts = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]

    def work() -> None:
        for part in parts:
            packer = zlib.compressobj(6)
            packer.compress(part)
            packer.flush()

    return work


def _peak() -> float:
    """The most memory this process has held, in MB; ru_maxrss would count the parent's, from before it was replaced."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) / 1024


def _main(kind: str, amount: int, path: str) -> None:
    work = {"digest": _digest, "long": _long, "floor": _floor}[kind](amount, path)
    before = _peak()
    begun = time.process_time()
    work()
    seconds = time.process_time() - begun
    peak = _peak()
    print(json.dumps({"seconds": seconds, "before": before, "peak": peak}))


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
