"""The type cell of a survey row, in all the spellings that workbooks use."""

import re
from dataclasses import dataclass

METADATA = frozenset((
    "start", "end", "today", "date_today", "deviceid", "phonenumber", "simserial", "subscriberid", "username",
    "email", "imei", "audit", "device_id", "sim_id", "sim_serial", "subscriber_id", "phone_number", "start_time",
    "end_time", "uri:deviceid", "uri:phonenumber", "uri:simserial", "uri:subscriberid", "uri:username", "uri:email",
    "background-audio", "start-geopoint", "background-geopoint", "instanceid",
))  # fmt: skip
WORKED_OUT = {"today": "today()", "date_today": "today()"}
"""Of those, what can be worked out here."""
UNSUPPORTED = frozenset({"csv-external", "xml-external", "loop_over"})
EXTERNAL = "select_one_external"
ELSEWHERE = frozenset({EXTERNAL, "select_one_from_file", "select_multiple_from_file", "select_from_answers"})
"""Questions whose choices stand in no list of the form: in a file beside it, or in earlier answers."""

SURVEY_SETTINGS = {
    "form_title": "form_title",
    "set_form_title": "form_title",
    "form_id": "form_id",
    "set_form_id": "form_id",
    "prefix": "prefix",
}

BUILT_IN_CONSTRAINTS = {
    "percentage": "0 <= . and . <= 100",
    "number_of_days_in_last_month": "0 <= . and . <= 31",
    "number_of_days_in_last_six_months": "0 <= . and . <= 183",
    "number_of_days_in_last_year": "0 <= . and . <= 365",
}
"""Old words for whole numbers that bring their own bounds."""
_PHONE_NUMBER = "phone_number"
_DIGITS = r"regex(., '^\d*$')"

_ALIASES = {
    "string": "text",
    "int": "integer",
    "date_time": "datetime",
    "calculation": "calculate",
    "photo": "image",
    "picture": "image",
    "annotated_image": "image",
    "gps": "geopoint",
    "location": "geopoint",
    "trigger": "acknowledge",
    "acknowledgement": "acknowledge",
    **dict.fromkeys(BUILT_IN_CONSTRAINTS, "integer"),
}
_SELECT = re.compile(
    r"(?P<word>add select one prompt using|add select multiple prompt using|select all that apply from"
    r"|select all that apply|select one from|select multiple from|select one using|select multiple using"
    r"|select_multiple|select multiple|select_one|select one|select1|rank)"
    r"(?:\s+(?P<list>\S+))??(?P<other>\s+(?:or specify other|or_other|or other))?",
    re.IGNORECASE,
)
_FROM_FILE = re.compile(r"select[ _](one|multiple)[ _](from[ _]file|external)(?:\s+(?P<list>\S.*))?", re.IGNORECASE)
_GROUP = re.compile(
    r"(?P<edge>begin|end)[ _](?P<kind>group|lgroup|repeat|loop|looped[ _]group)(?:\s+(?:over\s+)?(?P<list>\S+))?",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"add_(?P<add>.+)_prompt|q_(?P<q>.+)|get_(?P<get>.+)")


@dataclass(frozen=True)
class RowType:
    """What a type cell says.

    `edge` is "begin" or "end" for groups; `is_repeat` for those that repeat. `is_spelled_well` is false where other
    programs would not know the word, for its capitals. `source` is the cell itself, tidied, where a question of another
    type stands in for it here: written again, it asks elsewhere what it asked before.
    """

    word: str
    list_name: str = ""
    or_other: bool = False
    edge: str = ""
    is_repeat: bool = False
    is_loop: bool = False
    built_in_constraint: str = ""
    is_spelled_well: bool = True
    source: str = ""


def row_type(cell: str) -> RowType:
    """Read a type cell; a word that nobody knows comes back as it is."""
    plain = " ".join(cell.split())
    if group := _GROUP.fullmatch(plain):
        return _group(plain, group)
    if from_file := _FROM_FILE.fullmatch(plain):
        first = "_".join(plain.casefold().replace("_", " ").split()[:4])
        word = next((word for word in ELSEWHERE if first.startswith(word)), first)
        source = "" if word == EXTERNAL else " ".join(filter(None, (word, from_file["list"])))
        return RowType(word, from_file["list"] or "", source=source)
    if select := _SELECT.fullmatch(plain):
        return _select(select)
    if plain.casefold().startswith(("osm ", "range ")):
        plain = plain.split(" ", 1)[0]
    return _plain(plain)


def is_known(kind: RowType) -> bool:
    """Whether the type says that this is a form, though nothing may be asked with it here."""
    return bool(kind.edge or kind.source) or kind.word in {"note", "calculate", "hidden", *UNSUPPORTED}


def external_list(name: str) -> str:
    """Return what a list of the sheet of external choices is called beside the plain ones, which have no spaces."""
    return f"{name} (external_choices)"


def _group(plain: str, found: re.Match[str]) -> RowType:
    kind = found["kind"].casefold()
    return RowType(
        plain,
        edge=found["edge"].casefold(),
        is_repeat=kind not in {"group", "loop"},
        is_loop=kind == "loop",
        is_spelled_well=f"{found['edge']}{found['kind']}".islower(),
    )


def _select(found: re.Match[str]) -> RowType:
    command = found["word"].casefold()
    word = "select_one"
    if command == "rank":
        word = "rank"
    elif "multiple" in command or "all that apply" in command:
        word = "select_multiple"
    list_name = found["list"] or ""
    if list_name.startswith("${"):
        return RowType("select_from_answers", list_name, bool(found["other"]), source=f"{word} {list_name}")
    return RowType(word, list_name, bool(found["other"]), is_spelled_well=found["word"] == command)


def _plain(plain: str) -> RowType:
    word = plain.casefold().replace(" ", "_")
    if word == _PHONE_NUMBER:  # asked of a person, unlike "get phone number", which is taken from the telephone
        return RowType("text", built_in_constraint=_DIGITS, is_spelled_well=plain.islower(), source=plain)
    if word not in SURVEY_SETTINGS and (wrapped := _WRAPPED.fullmatch(word)):
        word = next(part for part in wrapped.groups() if part)
    return RowType(
        _ALIASES.get(word, word),
        built_in_constraint=BUILT_IN_CONSTRAINTS.get(word, ""),
        source=plain if word in METADATA or word in BUILT_IN_CONSTRAINTS else "",
        is_spelled_well=plain.replace("dateTime", "datetime").islower(),
    )
