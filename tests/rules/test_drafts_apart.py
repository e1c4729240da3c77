"""What an organisation writes before it sends is its own: no code of the staff's, and no export, names those tables."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STAFFS = (
    "app/secretariat", "app/chair", "app/api", "app/sign_in", "app/queries/digest", "app/queries/issue",
    "app/queries/plan", "app/queries/ask", "app/services/digest", "app/services/issue", "app/services/plan", "exports",
    "app/templates/secretariat", "app/templates/chair",
)  # fmt: skip
OWN = re.compile(
    r"\b(DraftAnswer|DraftWording|DraftTask|DraftComment|SectionVisit|Approval(?!Rule)"
    r"|draft_(answer|wording|task|comment)|queries\.answer\.(together|approvals)|answer\.(together|wordings|presence))\b"
)


def test_no_code_of_the_staffs_reads_what_is_not_sent() -> None:
    files = [path for folder in STAFFS for path in (ROOT / folder).rglob("*.*") if path.suffix in {".py", ".html"}]
    assert len(files) > 100
    found = {str(path.relative_to(ROOT)): OWN.findall(path.read_text()) for path in files}
    assert {name: names for name, names in found.items() if names} == {}


def test_the_rule_can_fail() -> None:
    assert OWN.search("select(DraftComment)")
    assert OWN.search("from app.queries.answer import x\napp.queries.answer.together")
    assert not OWN.search("ApprovalRule")
