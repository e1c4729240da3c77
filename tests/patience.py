"""What must not hang. How fast something is, bench/ tells: a machine that is shared may be ten times slower than another."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

# What grows with the square of its input takes hours here, on any machine.
HANG_SECONDS = 90


@contextmanager
def no_hang() -> Iterator[None]:
    """The work within ends, on the slowest machine."""
    began = time.process_time()
    yield
    assert time.process_time() - began < HANG_SECONDS
