"""Why a file is refused, as a code that the child process can hand to its parent."""

from enum import StrEnum


class Refusal(StrEnum):
    """One reason not to read a file; `messages.py` has the sentence for each."""

    NO_BYTES = "no_bytes"
    TOO_LARGE = "too_large"
    TOO_MUCH = "too_much"
    NOT_A_TABLE = "not_a_table"
    TEXT_IN_WORKBOOK_NAME = "text_in_workbook_name"
    WEB_PAGE = "web_page"
    OTHER_WORKBOOK = "other_workbook"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    DAMAGED = "damaged"
    UNSAFE_XML = "unsafe_xml"
    CELL_FAR_AWAY = "cell_far_away"
    CELL_TWICE = "cell_twice"
    CELL_TOO_LONG = "cell_too_long"
    MIXED_ENCODING = "mixed_encoding"
    UNKNOWN_ENCODING = "unknown_encoding"
    NOT_TEXT = "not_text"
    OPEN_QUOTE = "open_quote"
    NOTHING_IN_IT = "nothing_in_it"
    GAVE_UP = "gave_up"
    # Files of other survey programs.
    NOT_A_FORM = "not_a_form"
    DAMAGED_FORM = "damaged_form"
    UNSAFE_FORM = "unsafe_form"
    FORM_NOT_UTF8 = "form_not_utf8"
    FORM_TOO_MUCH = "form_too_much"
    # Read well enough, but not a list of what was asked for.
    NO_HEADER = "no_header"
    COLUMN_TWICE = "column_twice"
    NO_ROWS = "no_rows"
    # Files attached to an answer.
    NOT_ALLOWED = "not_allowed"
    WRONG_ENDING = "wrong_ending"
    ACTIVE = "active"
    OLD_OFFICE = "old_office"


class RefusedFile(Exception):
    """The file is not read further. `where` names the cell or line, where there is one."""

    def __init__(self, refusal: Refusal, where: str = "") -> None:
        super().__init__(refusal, where)
        self.refusal = refusal
        self.where = where
