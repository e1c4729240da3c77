"""The rows of a survey as a tree: groups hold what stands between their begin and their end."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace

from forms.xlsform import sentences
from forms.xlsform.report import Report
from forms.xlsform.sheets import Row, Sheet
from forms.xlsform.types import EXTERNAL, SURVEY_SETTINGS, RowType, external_list, row_type

DEEPEST = 20
"""Groups inside groups. More is no form that anyone could answer, and could exhaust the stack."""

NO = frozenset({"", "no", "false", "false()", "0", "nej"})


@dataclass
class Node:
    """A row with what it says of its type, and the rows inside when it begins a group."""

    row: Row
    kind: RowType
    children: "list[Node]" = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as the row gives it."""
        return self.row.source("name")

    @property
    def is_group(self) -> bool:
        """Whether rows can stand inside."""
        return self.kind.edge == "begin"

    def walk(self) -> "Iterator[Node]":
        """Yield the node and all inside it, in the sheet's order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Survey:
    """The tree's top, and the settings that old workbooks give in rows of the survey."""

    nodes: list[Node]
    settings: dict[str, str]

    def walk(self) -> Iterator[Node]:
        """Yield every node, in the sheet's order."""
        for node in self.nodes:
            yield from node.walk()


def read_tree(sheet: Sheet, report: Report, external: Container[str] = ()) -> Survey:
    """Return the survey's tree; a group that is never begun or never ended is refused.

    `external` names the lists of long choices that the workbook has in a sheet of their own.
    """
    survey = Survey([], {})
    open_groups: list[Node] = []
    for row in sheet.rows:
        if row.text("disabled").casefold() not in NO:
            report.info(row.place, sentences.DISABLED_ROW)
        elif not row.text("type"):
            _untyped(row, report)
        else:
            _place(Node(row, _kind(row, external)), survey, open_groups, report)
    for group in open_groups:
        report.refuse(group.row.place, sentences.NEVER_ENDED, name=group.name)
    return survey


def _kind(row: Row, external: Container[str]) -> RowType:
    """Return the row's type; where a list in another file stands in the workbook too, it is a list like any other."""
    kind = row_type(row.source("type"))
    own = external_list(kind.list_name)
    if kind.word != EXTERNAL or own not in external:
        return kind
    # Other programs take such a list for a question with a filter only.
    return replace(kind, word="select_one", list_name=own, source=EXTERNAL if row.text("choice_filter") else "")


def _untyped(row: Row, report: Report) -> None:
    if row.text("name") or row.localised("label"):
        report.refuse(row.place.at("type"), sentences.NO_TYPE)
    else:
        report.info(row.place, sentences.UNUSED_ROW)


def _place(node: Node, survey: Survey, open_groups: list[Node], report: Report) -> None:
    """Put the node where it stands; the end of a group closes it."""
    if not node.kind.is_spelled_well:
        report.info(node.row.place.at("type"), sentences.ODD_SPELLING, type=node.row.text("type"))
    if node.kind.edge == "end":
        _end(node, open_groups, report)
    elif node.kind.word in SURVEY_SETTINGS:
        survey.settings[SURVEY_SETTINGS[node.kind.word]] = node.row.text("name")
    else:
        (open_groups[-1].children if open_groups else survey.nodes).append(node)
        if node.is_group:
            open_groups.append(node)
        if len(open_groups) > DEEPEST:
            report.refuse(node.row.place, sentences.TOO_DEEP)
            report.lines()


def _end(node: Node, open_groups: list[Node], report: Report) -> None:
    if not open_groups:
        report.refuse(node.row.place, sentences.END_WITHOUT_BEGIN)
        return
    group = open_groups.pop()
    if (group.kind.is_repeat, group.kind.is_loop) != (node.kind.is_repeat, node.kind.is_loop):
        first = str(group.row.place.row)
        report.refuse(node.row.place, sentences.WRONG_END, type=node.row.text("type"), first=first)
