"""The way in for every file that people hand in: bytes to plain data, or one plain sentence why not."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import app.uploads
from app.uploads import limits
from app.uploads.attachment.messages import UnfitFile
from app.uploads.decoding import decode, decode_attachment, decode_form
from app.uploads.forms import FormFile
from app.uploads.messages import UnreadableFile
from app.uploads.refusals import Refusal
from app.uploads.sheets import Sheets

# The child gets a bare package named "app": running app/__init__.py would load Flask, and settings with their secrets,
# into the process that reads strangers' files. -I keeps it from the environment and the working directory.
_START = (
    "import sys, types; app = types.ModuleType('app'); app.__path__ = [sys.argv[1]]; sys.modules['app'] = app; "
    "from app.uploads import child; child.main(*sys.argv[2:])"
)
_APP_FOLDER = str(Path(app.uploads.__path__[0]).parent)
Found = TypeVar("Found")
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


def read_workbook(data: bytes, filename: str) -> Sheets:
    """Read a workbook or CSV file in a process of its own. `filename` is the person's, and only its ending is used.

    Takes 0.1 s for an office's file and at most some 10 s for a hostile one. Raises UnreadableFile.
    """
    return _read(data, filename, "table", decode)


def read_form(data: bytes, filename: str) -> FormFile:
    """Read a file that should hold a form: a workbook or CSV as above, LimeSurvey's XML, or JSON.

    Takes as long as `read_workbook`, and refuses in the same way.
    """
    return _read(data, filename, "form", decode_form)


def check_attachment(data: bytes, filename: str) -> None:
    """Look a file through that somebody attaches to an answer. Takes as long as `read_workbook`; raises UnfitFile."""
    try:
        _read(data, filename, "attachment", decode_attachment)
    except UnreadableFile as error:
        raise UnfitFile(error.refusal) from error


def _read(data: bytes, filename: str, wanted: str, understand: Callable[[object], Found]) -> Found:
    if not data:
        raise UnreadableFile(Refusal.NO_BYTES)
    if len(data) > limits.FILE_BYTES:
        raise UnreadableFile(Refusal.TOO_LARGE)
    answer = _ask_child(data, _ending(filename), wanted)
    try:
        match json.loads(answer):
            case {"refused": str(refusal), "where": str(where)}:
                raise UnreadableFile(Refusal(refusal), where)
            case found:
                return understand(found)
    except (ValueError, TypeError, LookupError) as error:
        raise UnreadableFile(Refusal.DAMAGED) from error


def _ask_child(data: bytes, ending: str, wanted: str) -> bytes:
    """Run the child on temporary files: unlike pipes, they hold it to a size and never make anyone wait."""
    with tempfile.TemporaryFile() as handed_in, tempfile.TemporaryFile() as result:
        handed_in.write(data)
        handed_in.seek(0)
        command = [sys.executable, "-I", "-c", _START, _APP_FOLDER, ending, wanted]
        try:
            subprocess.run(  # noqa: S603 - our own interpreter and code; of the person's there is only a checked ending
                command,
                stdin=handed_in,
                stdout=result,
                stderr=subprocess.DEVNULL,
                env={},
                check=True,
                timeout=limits.SECONDS + 2,
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(Refusal.GAVE_UP) from error
        except subprocess.CalledProcessError as error:
            raise UnreadableFile(_why_ended(error.returncode)) from error
        result.seek(0)
        return result.read()


def _why_ended(code: int) -> Refusal:
    # A signal is the limits at work, or the reader's own abort for want of memory; else the reader broke.
    return Refusal.GAVE_UP if code < 0 else Refusal.DAMAGED


def _ending(filename: str) -> str:
    ending = Path(filename).suffix.lower()
    return ending if _ENDING.fullmatch(ending) else ""
