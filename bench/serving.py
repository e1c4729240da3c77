"""A gunicorn on 127.0.0.1, and clients that keep their connections and take the time of each request."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import quantiles

WORKERS, THREADS = "2", "4"


@dataclass(frozen=True)
class Request:
    """What one client sends again and again; `after` sees each answer's body."""

    method: str
    path: str
    body: Callable[[], bytes]
    headers: dict[str, str]
    after: Callable[[bytes], None] = lambda _body: None


@dataclass(frozen=True)
class Timed:
    """Requests a second, and percentiles in milliseconds."""

    rate: float
    p50: float
    p95: float
    p99: float


@contextmanager
def serve(factory: str, environment: dict[str, str]) -> Iterator[int]:
    """Serve an application until the block ends; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", WORKERS, "--threads", THREADS, factory]
    server = subprocess.Popen(
        [sys.executable, "-m", *command, "--keep-alive", "30", "--log-level", "error"],
        env={**os.environ, **environment},
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def take_time(port: int, clients: list[Request], each: int) -> Timed:
    """Let every client send its request `each` times, all at once."""
    times: list[float] = []
    lock = threading.Lock()
    threads = [threading.Thread(target=_client, args=(port, one, each, times, lock)) for one in clients]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    if len(times) != each * len(clients):
        raise RuntimeError("a client failed; nothing was measured")
    cuts = [1000 * cut for cut in quantiles(times, n=100)]
    return Timed(len(times) / seconds, cuts[49], cuts[94], cuts[98])


def _client(port: int, sends: Request, each: int, times: list[float], lock: threading.Lock) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken = []
    for _ in range(each):
        body = sends.body()
        begun = time.perf_counter()
        connection.request(sends.method, sends.path, body, sends.headers)
        answer = connection.getresponse()
        content = answer.read()
        taken.append(time.perf_counter() - begun)
        if answer.status != 200:
            raise RuntimeError(f"{sends.path} answered {answer.status}")
        sends.after(content)
    with lock:
        times.extend(taken)


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
