"""What ties the cells of an answer workbook to its questions, wherever people move them.

Each row to fill in carries a code. It follows from the request, the question's key and the line's id, so it is the same
in every version of the form, and no other request has it. A hidden row on top marks what each column is.
"""

import base64
import hashlib
import re

CODE = re.compile(r"R[A-Z2-7]{9}")
"""What a code looks like: never a number, a date or a formula to any spreadsheet."""

STAMP = "radslag-svarsbok-1"
"""The first cell of the very hidden sheet that says which request, version and draft the workbook was made of."""

NUMBER, QUESTION, HOW, ANSWER, SECRECY, NOTE, ROW_CODE = (
    f"radslag:{name}" for name in ("number", "question", "how", "answer", "secrecy", "note", "code")
)
COLUMNS = (NUMBER, QUESTION, HOW, ANSWER, SECRECY, NOTE, ROW_CODE)
"""The marks of the columns, in the order that we write them."""


def row_code(request_id: int, question_key: str, line_id: str) -> str:
    """Return the code of one row of one request's workbook."""
    place = f"{request_id}\0{question_key}\0{line_id}".encode("utf-8", "surrogatepass")
    return "R" + base64.b32encode(hashlib.sha256(place).digest()).decode()[:9]
