"""File: things to hand in beside the form, and a line that says what they are."""

# ruff: noqa: ARG002, D102 - the methods are those of every type, described in base.py

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wtforms import StringField

from forms.documents import Json
from forms.localised import Localised
from forms.numbers import show_size
from forms.question_types.base import Fields, Inputs, Posted, QuestionType, XlsRow, checked_length, main_text, raw_text
from forms.questionnaire import Question

_MEDIA = frozenset({"image", "audio", "video"})
"""Files that other programs take with a camera or a microphone."""


@dataclass(frozen=True)
class Attached:
    """One attached file: its name, its size in bytes, and the SHA-256 of its content."""

    name: str
    size: int
    sha256: str

    def show(self, locale: str) -> str:
        """Return its name and size as a reader sees them."""
        return f"{self.name} ({show_size(self.size, locale)})"


class File(QuestionType):
    """Files, and what they are said to be: {"description": text, "files": [{"name", "size", "sha256"}]}.

    What is typed is the description alone: which files are attached is known to whoever keeps them (`with_files`).
    """

    name = "file"
    title = Localised(sv="Fil", en="File")

    def fields(self, question: Question, locale: str) -> Fields:
        return {"": StringField(question.label.text(locale))}

    def typed(self, question: Question, posted: Posted) -> Json:
        return {"description": main_text(posted)}

    def inputs(self, question: Question, typed: Json) -> Inputs:
        return {"": _description(typed)}

    def clean(self, question: Question, typed: Json, locale: str) -> Json:
        description = checked_length(_description(typed), locale)
        files: list[Json] = [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in attached(typed)]
        return {"description": description, "files": files} if files else {"description": description}

    def show(self, question: Question, value: Json, locale: str) -> str:
        return "\n".join(filter(None, (_description(value), *(one.show(locale) for one in attached(value)))))

    def show_typed(self, question: Question, typed: Json, locale: str) -> str:
        return self.show(question, typed, locale)

    def is_empty(self, question: Question, typed: Json) -> bool:
        return not _description(typed).strip() and not attached(typed)

    def from_xlsform(self, question: Question, row: XlsRow) -> Question | None:
        if row.type != "file" and row.type not in _MEDIA:
            return None
        return replace(question, type=self.name, source_type=row.type if row.type in _MEDIA else "")

    def to_xlsform(self, question: Question) -> XlsRow:
        return XlsRow(question.source_type if question.source_type in _MEDIA else "file")


def attached(value: Json) -> tuple[Attached, ...]:
    """Return the files of a typed answer or a value; none where it has another shape."""
    files = value.get("files") if isinstance(value, Mapping) else None
    return tuple(filter(None, map(_attached, files))) if isinstance(files, list) else ()


def with_files(typed: Json, files: tuple[Attached, ...]) -> Json:
    """Return what was typed together with what is attached."""
    kept: list[Json] = [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in files]
    return {"description": _description(typed), "files": kept}


def _attached(one: Json) -> Attached | None:
    match one:
        case {"name": str(name), "size": int(size), "sha256": str(sha256)}:
            return Attached(name, size, sha256)
    return None


def _description(typed: Json) -> str:
    if isinstance(typed, Mapping):
        return raw_text({key: value for key, value in typed.items() if key != "files"})
    return raw_text(typed)
