"""Groups of choices over one list that workbooks show as a table: a matrix of ours."""

from forms.localised import Localised
from forms.question_types import QUESTION_TYPES
from forms.questionnaire import Choice, Question, Rules
from forms.xlsform import sentences
from forms.xlsform.questions import NEVER_CARRIED
from forms.xlsform.rules import YES, is_required
from forms.xlsform.tree import NO, Node
from forms.xlsform.wordings import WORDING_COLUMNS, read_wordings
from forms.xlsform.workbook import Workbook, read_text, read_who

TABLE, HEADER, ROW = "table-list", "label", "list-nolabel"
_NOT_IN_A_ROW = frozenset((
    "hint", "relevant", "constraint", "constraint_message", "calculation", "default", "choice_filter", "theme",
    "audience", "parameters", "read_only", "suggested_length", *NEVER_CARRIED, *WORDING_COLUMNS,
))  # fmt: skip


def is_matrix(node: Node, workbook: Workbook) -> bool:
    """Whether this is a group with appearance "table-list" that holds no more than a matrix can."""
    is_table = node.is_group and not node.kind.is_repeat and TABLE in node.row.text("appearance").split()
    return is_table and _are_rows(node.children, workbook)


def read_matrix(node: Node, key: str, workbook: Workbook) -> Question:
    """Return the group as a matrix."""
    row = node.row
    label = read_text(row, "label", workbook)
    if not label:
        workbook.report.warn(row.place.at("label"), sentences.NO_LABEL)
    relevant = workbook.references.expression(row.place.at("relevant"), row.source("relevant"))
    return Question(
        key=key,
        type="matrix",
        label=label,
        hint=read_text(row, "hint", workbook),
        required=is_required(node.children[0].row),
        theme=row.text("theme") or None,
        audience=read_who(row, workbook),
        choices=(workbook.lists or {})[node.children[0].kind.list_name],
        rows=_rows(node.children, workbook),
        rules=Rules(relevant=relevant, required_if=_required_if(node.children[0], workbook)),
        wordings=read_wordings(row),
    )


def rows_under_header(nodes: list[Node], workbook: Workbook) -> list[Node]:
    """Return the rows of the matrix that begins with a header row of appearance "label"; empty when none does."""
    header = nodes[0]
    if header.row.text("appearance").split() != [HEADER] or not header.row.localised("label"):
        return []
    rows: list[Node] = []
    for node in nodes[1:]:
        if node.row.text("appearance").split() != [ROW]:
            break
        rows.append(node)
    return rows if rows and _are_rows([header, *rows], workbook) else []


def matrix_under_header(header: Node, rows: list[Node], key: str, workbook: Workbook) -> Question:
    """Return the matrix of a header row and its rows."""
    return Question(
        key=key,
        type="matrix",
        label=read_text(header.row, "label", workbook),
        required=is_required(rows[0].row),
        choices=(workbook.lists or {})[header.kind.list_name],
        rows=_rows(rows, workbook),
        rules=Rules(required_if=_required_if(rows[0], workbook)),
        source_type=HEADER,
    )


def has_header(matrix: Question) -> bool:
    """Whether a matrix that came under a header row can be written under one again: that row holds its label alone."""
    more = (matrix.hint, matrix.theme, matrix.wordings, matrix.rules.relevant, not matrix.audience.is_everyone)
    return matrix.source_type == HEADER and bool(matrix.label) and not any(more)


def _are_rows(rows: list[Node], workbook: Workbook) -> bool:
    """Whether all rows ask for one choice of one list, alike, with nothing of their own, and nobody asks for one."""
    if "matrix" not in QUESTION_TYPES or not rows or rows[0].kind.list_name not in (workbook.lists or {}):
        return False
    said = rows[-1].row.source("required")
    return all(
        row.kind.word == "select_one"
        and not row.kind.or_other
        and row.kind.list_name == rows[0].kind.list_name
        and row.row.source("required") in ({said, ""} if row is rows[0] else {said})
        and not any(column in _NOT_IN_A_ROW for column, _ in row.row.cells)
        and row.name not in workbook.named
        for row in rows
    )


def _required_if(node: Node, workbook: Workbook) -> str:
    source = node.row.source("required")
    return (
        "" if source.casefold() in YES | NO else workbook.references.expression(node.row.place.at("required"), source)
    )


def _rows(nodes: list[Node], workbook: Workbook) -> tuple[Choice, ...]:
    labels: list[Localised] = [read_text(node.row, "label", workbook) for node in nodes]
    return tuple(Choice(node.name, label) for node, label in zip(nodes, labels, strict=True))
