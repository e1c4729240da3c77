"""The survey's tree as sections of questions: top groups are sections, those inside are kept as groups."""

from dataclasses import dataclass, field, replace

from forms.audience import EVERYONE, Audience
from forms.localised import Localised
from forms.question_types.choosing import OTHER_KEY
from forms.questionnaire import Group, Question, Rules, Section
from forms.xlsform import sentences
from forms.xlsform.matrices import TABLE, is_matrix, matrix_under_header, read_matrix, rows_under_header
from forms.xlsform.names import Scope
from forms.xlsform.questions import NEVER_CARRIED, can_be_asked, read_question, read_repeat
from forms.xlsform.sheets import Row
from forms.xlsform.tree import Node
from forms.xlsform.wordings import WORDING_COLUMNS
from forms.xlsform.workbook import Workbook, in_languages, read_text, read_who, tell_of_cells

UNTITLED = Localised(sv="Frågor", en="Questions")
SPECIFY_OTHER = Localised(sv="Ange annat.", en="Specify other.")
_NOT_OF_GROUPS = (
    *NEVER_CARRIED, "required", "constraint", "constraint_message", "calculation", "default", "choice_filter",
    "suggested_length", "low_label", "high_label", "item_label", "read_only", "repeat_count", "parameters",
    *WORDING_COLUMNS,
)  # fmt: skip


@dataclass
class _OpenSection:
    """A section being filled."""

    section: Section
    groups: list[Group] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class _Around:
    """What stands around a row: the innermost group's key, who it is for, and where keys must differ.

    `relevant` is the condition of the groups around it within a repeat: each item has its own answer to that, so the
    questions have to carry it themselves.
    """

    section: _OpenSection
    scope: Scope
    group: str | None = None
    audience: Audience = EVERYONE
    relevant: str = ""
    in_repeat: bool = False


class SurveyReader:
    """Makes sections of the nodes, once through."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._report = workbook.report
        self._sections: list[_OpenSection] = []
        self._section_keys: set[str] = set()
        self._scope = Scope()
        self._untitled_count = 0

    def sections(self, nodes: list[Node]) -> tuple[Section, ...]:
        """Return the sections with their groups and questions."""
        loose: _Around | None = None
        for node in nodes:
            if self._is_section(node):
                self._section(node)
                loose = None
            else:
                loose = loose or self._loose()
                loose.section.questions.extend(self._read(node, loose))
        # A section that only metadata would stand in is no page.
        return tuple(
            replace(one.section, groups=_filled(one), questions=tuple(one.questions))
            for one in self._sections
            if one.questions or one.section.title != UNTITLED
        )

    def _is_section(self, node: Node) -> bool:
        return node.is_group and not node.kind.is_repeat and not is_matrix(node, self._workbook)

    def _section(self, node: Node) -> None:
        row = node.row
        title = read_text(row, "label", self._workbook)
        if not title:
            title = self._untitled()
            self._report.info(row.place.at("label"), sentences.NO_TITLE, title=title.text("sv"))
        key = self._section_key(node.name, title)
        intro = read_text(row, "hint", self._workbook)
        section = Section(key, title, intro, read_who(row, self._workbook), self._relevant(row))
        self._tell_of_group(node)
        around = _Around(_OpenSection(section), self._scope)
        self._sections.append(around.section)
        around.section.questions.extend(self._inside(node.children, around))

    def _loose(self) -> _Around:
        """Open a section for questions outside of groups."""
        title = self._untitled()
        section = _OpenSection(Section(self._section_key("", title), title))
        self._sections.append(section)
        return _Around(section, self._scope)

    def _section_key(self, name: str, title: Localised) -> str:
        key = name
        if not name or name in self._section_keys:
            key = self._workbook.names.new_key(title.text("sv"), Scope(set(self._section_keys)), "section")
        self._section_keys.add(key)
        return key

    def _untitled(self) -> Localised:
        """Return a title for a section without one, in the languages of the form, told apart by a number."""
        self._untitled_count += 1
        number = f" {self._untitled_count}" if self._untitled_count > 1 else ""
        ours = set(UNTITLED.languages)
        return Localised.of({code: UNTITLED.get(code) + number for code in (ours & self._workbook.languages or ours)})

    def _inside(self, nodes: list[Node], around: _Around) -> list[Question]:
        questions: list[Question] = []
        left = list(nodes)
        while left:
            rows = rows_under_header(left, self._workbook)
            if rows:
                key = self._workbook.names.key(left[0], around.scope)
                matrix = matrix_under_header(left[0], rows, key, self._workbook)
                questions.append(self._placed(left[0].row, matrix, around))
                del left[: len(rows) + 1]
            else:
                questions.extend(self._read(left.pop(0), around))
        return questions

    def _read(self, node: Node, around: _Around) -> list[Question]:
        if node.is_group:
            return self._group(node, around)
        if not can_be_asked(node, self._workbook):
            return []
        names = self._workbook.names
        question = read_question(node, names.key(node, around.scope, node.kind.word), self._workbook)
        if question is None:
            return []
        found = [self._placed(node.row, question, around)]
        if node.kind.word == "rank" and node.kind.or_other:
            self._report.info(node.row.place.at("type"), sentences.OTHER_AS_QUESTION)
            key = f"{node.name}_other"
            around.scope.used.add(key)
            found.append(_specify_other(found[0], key, in_languages(SPECIFY_OTHER, self._workbook.languages)))
        return found

    def _group(self, node: Node, around: _Around) -> list[Question]:
        if is_matrix(node, self._workbook):
            self._tell_of_group(node)
            matrix = read_matrix(node, self._workbook.names.key(node, around.scope), self._workbook)
            return [self._placed(node.row, matrix, around)]
        if node.kind.is_repeat:
            return [self._placed(node.row, self._repeat(node, around), around)]
        return self._inner_group(node, around)

    def _inner_group(self, node: Node, around: _Around) -> list[Question]:
        row, workbook = node.row, self._workbook
        scope = Scope({group.key for group in around.section.groups})
        relevant = self._relevant(row)
        group = Group(
            workbook.names.key(node, scope, "group"),
            read_text(row, "label", workbook),
            read_text(row, "hint", workbook),
            "" if around.in_repeat else relevant,
            around.group,
        )
        self._tell_of_group(node)
        around.section.groups.append(group)
        inside = replace(around, group=group.key, audience=self._common(row, around.audience, read_who(row, workbook)))
        if around.in_repeat and relevant:
            self._report.info(row.place.at("relevant"), sentences.CONDITION_PASSED_ON)
            inside = replace(inside, relevant=_both(around.relevant, relevant))
        return self._inside(node.children, inside)

    def _repeat(self, node: Node, around: _Around) -> Question:
        key = self._workbook.names.repeat_key(node, around.scope)
        inside = replace(around, scope=Scope(), audience=EVERYONE, relevant="", in_repeat=True)
        return replace(read_repeat(node, key, self._workbook), questions=tuple(self._inside(node.children, inside)))

    def _relevant(self, row: Row) -> str:
        return self._workbook.references.expression(row.place.at("relevant"), row.source("relevant"))

    def _tell_of_group(self, node: Node) -> None:
        row = node.row
        tell_of_cells(row, _NOT_OF_GROUPS, self._report)
        if node.kind.is_loop:
            self._report.warn(row.place, sentences.LOOP)
        value = row.text("appearance")
        if TABLE in value.split() and not is_matrix(node, self._workbook):
            self._report.info(row.place.at("appearance"), sentences.NOT_A_TABLE)
        elif value and TABLE not in value.split():
            self._report.info(row.place.at("appearance"), sentences.NOT_CARRIED, column="appearance", value=value)

    def _placed(self, row: Row, question: Question, around: _Around) -> Question:
        audience = self._common(row, around.audience, question.audience)
        rules = replace(question.rules, relevant=_both(around.relevant, question.rules.relevant))
        name = row.source("name")
        source_name = "" if name == question.key else name
        return replace(question, group=around.group, audience=audience, rules=rules, source_name=source_name)

    def _common(self, row: Row, outer: Audience, inner: Audience) -> Audience:
        """Return who is in both: an inner group has no audience of its own, it narrows its questions'."""
        if outer.is_everyone or inner.is_everyone:
            return inner if outer.is_everyone else outer
        common = Audience(outer.kinds & inner.kinds, outer.organisations & inner.organisations)
        if common.is_everyone:
            self._report.refuse(row.place.at("audience"), sentences.NO_COMMON_AUDIENCE)
        return common


def _both(one: str, other: str) -> str:
    """Return the expression that is true where both are; an empty one asks for nothing."""
    return f"({one}) and ({other})" if one and other else one or other


def _filled(section: _OpenSection) -> tuple[Group, ...]:
    """Return the groups that hold some question, themselves or in a group inside."""
    parents = {group.key: group.parent for group in section.groups}
    used: set[str] = set()
    waiting = [*section.questions]
    while waiting:
        question = waiting.pop()
        waiting += question.questions
        key = question.group
        while key is not None and key not in used:
            used.add(key)
            key = parents[key]
    return tuple(group for group in section.groups if group.key in used)


def _specify_other(question: Question, key: str, label: Localised) -> Question:
    """Return the text beside an "other" for a type that has no room for it."""
    rules = Rules(relevant=f"selected(${{{question.key}}}, '{OTHER_KEY}')")
    return Question(key, "short_text", label, audience=question.audience, group=question.group, rules=rules)
