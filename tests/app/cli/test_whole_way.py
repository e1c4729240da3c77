"""The main job from an empty folder by commands alone, as scripts outside this project run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from migrations import chain

RADSLAG = Path(sys.executable).with_name("radslag")


class Shell:
    """Runs `radslag` in a folder of its own, with settings of its own."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        # The tests' own PostgreSQL databases give up durability for speed; the doctor would rightly complain.
        keep["PGOPTIONS"] = "-c synchronous_commit=on"
        self.environment = {**keep, "DATABASE_URL": url, "MAIL_DIRECTORY": str(folder / "mail")}

    def run(self, *words: str, code: int = 0, typed: str | None = None) -> str:
        done = subprocess.run(
            [RADSLAG, *words],
            cwd=self.folder,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        if code:
            assert len(done.stderr.splitlines()) == 1, f"{words} refused in other than one line:\n{done.stderr}"
        return done.stdout.strip()

    def last(self, *words: str, typed: str | None = None) -> str:
        """The last line that the command printed."""
        return self.run(*words, typed=typed).splitlines()[-1]


@pytest.fixture
def shell(app, database, tmp_path: Path) -> Shell:
    """Over the test's own empty, migrated database."""
    return Shell(tmp_path, database.url)


def write_csv(path: Path, *lines: str) -> str:
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return str(path)


def write_form(path: Path) -> str:
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label::Svenska (sv)", "label::English (en)", "required", "theme", "audience"])
    survey.append(["text", "lage", "Vad ser ni?", "What do you see?", "yes", "skydd", ""])
    survey.append(["select_one hur", "vanligt", "Hur vanligt?", "How common?", "", "skydd", "kind:member"])
    survey.append(["text", "ung", "Vad vill ni ändra?", "What would you change?", "", "skydd", "kind:youth_council"])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label::Svenska (sv)", "label::English (en)"])
    choices.append(["hur", "ofta", "Ofta", "Often"])
    choices.append(["hur", "sallan", "Sällan", "Rarely"])
    book.save(path)
    return str(path)


def planned(shell: Shell) -> str:
    """Everything up to a published form; returns the meeting's id."""
    folder = shell.folder
    assert shell.last("db", "upgrade") == chain.head_revision()
    assert shell.last(
        "staff", "add", "sekr@stad.example", "--role", "secretariat", "--password-stdin", typed="ett långt lösenord\n"
    ).isdigit()
    assert shell.last("council", "add", "rad", "Rådet").isdigit()
    contacts = write_csv(
        folder / "kontakter.csv",
        "Organisation;Typ;Kontaktperson;Roll;E-post;Språk",
        "Kvinnojouren Fyren;medlem;;Samordnare;fyren@jour.example;sv",
        "Ungdomsfullmäktige;ungdomsfullmäktige;;Samordnare;uf@stad.example;sv",
    )
    dry = shell.last("organisations", "import", contacts, "--council", "rad", "--dry-run")
    assert dry == "created 2, updated 0, unchanged 0, rejected 0"
    assert shell.last("organisations", "import", contacts, "--council", "rad") == dry
    again = shell.last("organisations", "import", contacts, "--council", "rad")
    assert again == "created 0, updated 0, unchanged 2, rejected 0"
    themes = write_csv(folder / "teman.csv", "key;name;description;keywords;parent", "skydd;Skydd och stöd;;;")
    assert "1" in shell.last("themes", "import", themes, "--council", "rad")
    meeting = shell.last(
        "meeting", "add", "--council", "rad", "--starts", "2031-05-20T13:00", "--title", "Mäns våld mot kvinnor",
        "--deadline", "2031-05-05", "--theme", "skydd", "--purpose", "Rådet vill veta.", "--can-influence", "Agendan.",
        "--dnr", "1/31",
    )  # fmt: skip
    assert meeting.isdigit()
    shell.run("form", "publish", "--meeting", meeting, code=1)
    assert "3" in shell.run("form", "import", write_form(folder / "form.xlsx"), "--meeting", meeting)
    assert shell.last("form", "export", "--meeting", meeting, "-o", "ut.xlsx").endswith("ut.xlsx")
    assert shell.last("form", "publish", "--meeting", meeting) == "1"
    return meeting


def test_the_main_job_by_commands(shell: Shell) -> None:
    meeting = planned(shell)
    issued = json.loads(shell.run("issue", "--meeting", meeting, "--json"))
    assert (issued["requests"], issued["invitations"]) == (2, 2)
    assert json.loads(shell.run("issue", "--meeting", meeting, "--json"))["requests"] == 0
    shell.run("worker", "--once")
    assert len(list((shell.folder / "mail").glob("*.eml"))) == 2
    rows = json.loads(shell.run("status", "--meeting", meeting, "--json"))
    assert [row["organisation"] for row in rows] == ["Kvinnojouren Fyren", "Ungdomsfullmäktige"]
    printed = shell.run("digest", "--meeting", meeting, "-o", "digest.xlsx")
    assert "sha256" in printed.lower()
    assert "Alla svar" in CalamineWorkbook.from_path(str(shell.folder / "digest.xlsx")).sheet_names
    for ending in ("xlsx", "csv", "jsonl"):
        shell.run("answers", "--meeting", meeting, "-o", f"svar.{ending}")
        assert (shell.folder / f"svar.{ending}").exists()
    for checked in json.loads(shell.run("doctor", "--json")):
        assert checked["ok"], checked
    rows_out = shell.last("backup", "kopia.zip")
    assert shell.last("restore", "kopia.zip", "--replace") == rows_out


@pytest.mark.parametrize(
    "words",
    [
        ("organisations", "import", "finns-inte.csv", "--council", "rad"),
        ("digest", "--meeting", "1"),
        ("answers", "--meeting", "1", "-o", "svar.pdf"),
        ("digest", "--meeting", "1", "-o", "svar.pdf"),
        ("status", "--meeting", "ett"),
        ("backup", "finns-inte/kopia.zip"),
        ("staff", "add", "a@b.example", "--role", "kung"),
        ("issue",),
        ("nonsense",),
    ],
)
def test_wrong_use_ends_with_two(shell: Shell, words: tuple[str, ...]) -> None:
    shell.run(*words, code=2)


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--meeting", "999"),
        ("issue", "--meeting", "999"),
        ("digest", "--meeting", "999", "-o", "d.xlsx"),
        (
            "meeting",
            "add",
            "--council",
            "okänt",
            "--starts",
            "2031-05-20T13:00",
            "--title",
            "M",
            "--deadline",
            "2031-05-05",
        ),
        ("restore", "trasig.zip"),
        ("digest", "--meeting", "1", "-o", "/proc/digest.xlsx"),
        ("staff", "add", "ingen-adress", "--role", "chair"),
    ],
)
def test_a_refusal_ends_with_one_and_one_sentence(shell: Shell, words: tuple[str, ...]) -> None:
    (shell.folder / "trasig.zip").write_text("ingen zip")
    assert shell.run(*words, code=1) == ""
    assert list(shell.folder.glob("*.part")) == []


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "upptagen").write_text("en fil")
    Shell(tmp_path, f"sqlite:///{tmp_path / 'upptagen' / 'ny.sqlite3'}").run("db", "upgrade", code=1)


def test_a_command_without_tables_says_what_to_do(tmp_path: Path) -> None:
    shell = Shell(tmp_path, f"sqlite:///{tmp_path / 'ny.sqlite3'}")
    done = subprocess.run(
        [RADSLAG, "meeting", "list"], env=shell.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "radslag db upgrade" in done.stderr
