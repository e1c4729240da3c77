"""A process that serves pages starts light: what makes and reads workbooks is loaded when somebody asks for it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("alembic", "lxml", "openpyxl", "pandas", "python_calamine", "scipy", "sklearn")
START = """
import sys, config
from app import create_app
app = create_app(config.load({"DATABASE_URL": sys.argv[1]}))
assert app.test_client().get("/").status_code == 200
print(*(name for name in sys.modules if "." not in name))
"""


def test_the_first_page_needs_nothing_of_what_makes_workbooks(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'cold.sqlite3'}"
    started = subprocess.run(
        [sys.executable, "-c", START, database], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not set(HEAVY) & set(started.stdout.split())
