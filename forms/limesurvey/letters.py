"""LimeSurvey's types of question, each a letter, and the choices that some of them bring along."""

from forms.imports.terms import Answer
from forms.localised import Localised
from forms.questionnaire import Choice

PLAIN = {
    "S": ("short_text", Answer.TEXT),
    "T": ("long_text", Answer.TEXT),
    "U": ("long_text", Answer.TEXT),
    "|": ("file", Answer.TEXT),
}
LISTS = frozenset("L!O")
SEVERAL = frozenset("MP")
FIXED_LISTS = {
    "G": (Choice("F", Localised(sv="Kvinna", en="Female")), Choice("M", Localised(sv="Man", en="Male"))),
}
ARRAYS: dict[str, tuple[Choice, ...]] = {
    "F": (),
    "H": (),
    "1": (),
    "A": tuple(Choice(str(step), Localised(sv=str(step), en=str(step))) for step in range(1, 6)),
    "B": tuple(Choice(str(step), Localised(sv=str(step), en=str(step))) for step in range(1, 11)),
    "C": (
        Choice("Y", Localised(sv="Ja", en="Yes")),
        Choice("U", Localised(sv="Osäker", en="Uncertain")),
        Choice("N", Localised(sv="Nej", en="No")),
    ),
    "E": (
        Choice("I", Localised(sv="Öka", en="Increase")),
        Choice("S", Localised(sv="Samma", en="Same")),
        Choice("D", Localised(sv="Minska", en="Decrease")),
    ),
}
"""Rows by one choice each; those without choices here have them in the file."""
TABLES = frozenset(":;")
"""Rows by columns, something typed in each cell."""
ROWS_OF_FIELDS = {"Q": "short_text", "K": "decimal"}
"""Several fields under one question."""

NAMES = {
    "I": "language switch",
    "*": "equation",
    "|": "file upload",
    "O": "list with comment",
    "P": "multiple choice with comments",
    "1": "dual scale array",
    "H": "array by column",
    "G": "gender",
    ";": "array of texts",
    ":": "array of numbers",
    "Q": "multiple short texts",
    "K": "multiple numbers",
}
"""What LimeSurvey itself calls types that become something else here."""
