"""Reads the demo's texts from the files in content/ into what the services take."""

import csv
import io
import tomllib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from forms.answers import QuotePermission
from forms.documents import Json
from forms.questionnaire import Question, Questionnaire
from forms.questionnaire_document import from_json

# Whole weeks, so that a Thursday stays one.
YEAR = timedelta(weeks=52)
HERE = Path(__file__).parent / "content"


@cache
def table(name: str) -> dict[str, Any]:
    """One of the TOML files, by its name without ending."""
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def meeting(name: str, today: date) -> dict[str, Any]:
    """The meeting to come (`meeting`) or the one before (`earlier`), some years on once its time has passed."""
    found = table("meeting")
    deadline = date.fromisoformat(found["meeting"]["deadline"])
    years = 0 if deadline > today else (today - deadline).days // YEAR.days + 1
    starts = datetime.fromisoformat(found[name]["starts"]) + years * YEAR
    ends = date.fromisoformat(found[name]["deadline"]) + years * YEAR
    return {
        **found[name],
        "starts_on": f"{starts:%Y-%m-%d}",
        "starts_time": f"{starts:%H:%M}",
        "deadline_on": f"{ends}",
    }


def answer_files() -> list[dict[str, Any]]:
    """What each organisation sent, in the council's own order; the silent have no file."""
    found = {path.stem: tomllib.loads(path.read_text()) for path in (HERE / "answers").glob("*.toml")}
    return [found[one["key"]] for one in table("council")["organisations"] if one["key"] in found]


def organisation_names() -> dict[str, str]:
    """The name of each organisation by the key it has in these files."""
    return {one["key"]: one["name"] for one in table("council")["organisations"]}


def contacts_file() -> bytes:
    """The contact list as an office would save it: CSV for a Swedish Excel."""
    header = ("organisation", "kind", "contact", "role", "email", "language")
    rows = [
        (one["name"], one["kind"], "", contact["role"], contact["email"], contact["language"])
        for one in table("council")["organisations"]
        for contact in one["contacts"]
    ]
    return _csv(header, rows)


def themes_file() -> bytes:
    """The code book as a file to import."""
    header = ("key", "name", "name_en", "description", "keywords", "parent")
    rows = [
        tuple(", ".join(cell) if isinstance(cell := theme.get(name, ""), list) else cell for name in header)
        for theme in table("themes")["themes"]
    ]
    return _csv(header, rows)


def questionnaire(ids: dict[str, int]) -> Questionnaire:
    """The form; `ids` gives the organisation's id for each name that an audience speaks of."""
    form = table("form")
    return from_json(
        {
            "schema": 1,
            "title": form["title"],
            "intro": form["intro"],
            "sections": [_section(section, ids) for section in form["sections"]],
        }
    )


def questions(listed: list[dict[str, Any]]) -> tuple[Question, ...]:
    """Questions that stand outside the form, such as those that a body asks its members."""
    section = {"key": "asked", "title": {}, "questions": listed}
    document = {"schema": 1, "title": {}, "intro": {}, "sections": [_section(section, {})]}
    return tuple(from_json(document).questions())


def typed(question: Question, value: Any, other: str) -> Json:
    """What a person would have typed or chosen to answer so."""
    if question.type in {"one_choice", "several_choices"}:
        chosen = value if isinstance(value, list) else [value]
        return {"chosen": chosen, "other": other}
    if question.type == "repeat":
        return [_item(question, item) for item in value]
    if question.type in {"rank", "matrix"}:
        return value  # type: ignore[no-any-return]  # as the file has it: keys in order, or row to choice
    if isinstance(value, bool):
        return "yes" if value else "no"
    return text(value) if isinstance(value, str) else str(value)


def _item(question: Question, item: dict[str, Any]) -> dict[str, Json]:
    return {one.key: typed(one, item[one.key], "") for one in question.questions if one.key in item}


def text(value: str) -> str:
    """A text without the line break that ends it in the file."""
    return value.strip("\n")


def permission(answers: dict[str, Any], question_key: str) -> QuotePermission:
    """How an answer may be quoted."""
    return QuotePermission(answers.get("quote", {}).get(question_key, QuotePermission.NAMED))


def _section(section: dict[str, Any], ids: dict[str, int]) -> dict[str, Any]:
    questions = [_question(question, ids) for question in section["questions"]]
    return {**section, "audience": _audience(section, ids), "questions": questions}


def _question(question: dict[str, Any], ids: dict[str, int]) -> dict[str, Any]:
    listed = {
        name: [{"key": one["key"], "label": {"sv": one["sv"], "en": one["en"]}} for one in question.get(name, ())]
        for name in ("choices", "rows")
    }
    inner = [_question(one, ids) for one in question.get("questions", ())]
    numbers: dict[str, Any] = {
        name: str(Decimal(question[name])) for name in ("minimum", "maximum") if name in question
    }
    return {**question, **numbers, **listed, "audience": _audience(question, ids), "questions": inner}


def _audience(part: dict[str, Any], ids: dict[str, int]) -> dict[str, list[Any]]:
    named: Iterable[str] = part.get("audience", ())
    return {
        "kinds": [one.removeprefix("kind:") for one in named if one.startswith("kind:")],
        "organisations": [ids[one.removeprefix("org:")] for one in named if one.startswith("org:")],
    }


def _csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([header, *rows])
    return file.getvalue().encode("utf-8-sig")
