"""LimeSurvey's XML, of any version: tables that refer to each other by number, texts beside them or in tables apart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from forms.imports import sentences
from forms.limesurvey.source import Asked, AskedGroup, Item, Survey
from forms.xlsform.report import Place, Report

Row: TypeAlias = tuple[int, Mapping[str, str]]
"""The line where a row begins in the file, and its texts by field."""
Tables: TypeAlias = Mapping[str, Sequence[Row]]

# Tables that are read, and those that say nothing of what is asked.
_READ = frozenset({
    "groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "answers", "answer_l10ns",
    "question_attributes", "defaultvalues", "defaultvalue_l10ns", "surveys", "surveys_languagesettings",
})  # fmt: skip
_LOOKS = frozenset({"themes", "themes_inherited", "plugin_settings", "survey_themes", "surveymenu"})


def read_tables(tables: Tables, languages: Sequence[str], report: Report) -> Survey:
    """Return the survey that the tables tell of; rows that belong to nothing are told of."""
    return _TablesReader(tables, languages, report).survey()


class _TablesReader:
    """Joins the tables. In version 4 and later, texts stand in tables of their own; before that, a row per language."""

    def __init__(self, tables: Tables, languages: Sequence[str], report: Report) -> None:
        self._tables = tables
        self._report = report
        self._languages = [code for code in languages if code] or _found_languages(tables) or ["sv"]
        self._groups: dict[str, AskedGroup] = {}
        self._questions: dict[str, Asked] = {}

    def survey(self) -> Survey:
        """Return all of it."""
        survey = Survey(self._languages)
        self._read_groups()
        self._read_questions()
        self._read_subquestions()
        self._read_answers()
        self._read_attributes()
        self._read_defaults()
        survey.groups = list(self._groups.values())
        for _, row in self._rows("surveys_languagesettings"):
            code = row.get("surveyls_language", "")
            survey.titles[code] = row.get("surveyls_title", "")
            survey.descriptions[code] = row.get("surveyls_description", "")
            survey.welcomes[code] = row.get("surveyls_welcometext", "")
        uncarried = {name: len(rows) for name, rows in self._tables.items() if name not in _READ | _LOOKS and rows}
        survey.uncarried = uncarried
        return survey

    def _rows(self, table: str, order: str = "") -> list[Row]:
        rows = list(self._tables.get(table, ()))
        return sorted(rows, key=lambda row: _number(row[1].get(order, ""))) if order else rows

    def _texts(self, table: str, key: str) -> dict[str, list[Mapping[str, str]]]:
        found: dict[str, list[Mapping[str, str]]] = {}
        for _, row in self._tables.get(table, ()):
            found.setdefault(row.get(key, ""), []).append(row)
        return found

    def _read_groups(self) -> None:
        apart = self._texts("group_l10ns", "gid")
        for line, row in self._rows("groups", "group_order"):
            number = row.get("gid", "")
            place = Place(row.get("group_name", "") or f"gid {number}", line)
            group = self._groups.setdefault(number, AskedGroup(place, relevance=row.get("grelevance", "")))
            for one in (row, *apart.get(number, ())):
                self._put(group.names, one, "group_name")
                self._put(group.descriptions, one, "description")

    def _read_questions(self) -> None:
        apart = self._texts("question_l10ns", "qid")
        for line, row in self._rows("questions", "question_order"):
            if row.get("parent_qid", "0") not in {"", "0"}:
                continue
            number = row.get("qid", "")
            if number not in self._questions:
                self._begin_question(line, row, number)
            asked = self._questions.get(number)
            if asked is None:
                continue
            for one in (row, *apart.get(number, ())):
                self._put(asked.texts, one, "question")
                self._put(asked.help, one, "help")
                if one.get("script", "").strip():
                    asked.attributes["script"] = one["script"]

    def _begin_question(self, line: int, row: Mapping[str, str], number: str) -> None:
        gid = row.get("gid", "")
        place = Place(row.get("title", ""), line)
        if not self._groups and "groups" not in self._tables:
            self._groups[gid] = AskedGroup(Place(""))  # a question that was exported alone
        if gid not in self._groups:
            self._report.warn(place, sentences.BROKEN_TABLE)
            return
        asked = Asked(
            place,
            row.get("title", ""),
            row.get("type", ""),
            address=f"{row.get('sid', '')}X{gid}X{number}",
            mandatory=row.get("mandatory", ""),
            other=row.get("other", "") == "Y",
            relevance=row.get("relevance", ""),
            pattern=row.get("preg", ""),
        )
        self._questions[number] = asked
        self._groups[gid].questions.append(asked)

    def _read_subquestions(self) -> None:
        apart = self._texts("question_l10ns", "qid")
        items: dict[str, Item] = {}
        nested = [row for row in self._rows("questions") if row[1].get("parent_qid", "0") not in {"", "0"}]
        rows = sorted([*self._rows("subquestions"), *nested], key=lambda row: _number(row[1].get("question_order", "")))
        for line, row in rows:
            asked = self._owner(row.get("parent_qid", ""), line, row.get("title", ""))
            if asked is None:
                continue
            number = row.get("qid", "")
            if number not in items:
                items[number] = Item(Place(asked.code, line), row.get("title", ""), _number(row.get("scale_id", "")))
                items[number].relevance = row.get("relevance", "")
                asked.subquestions.append(items[number])
            for one in (row, *apart.get(number, ())):
                self._put(items[number].texts, one, "question")

    def _read_answers(self) -> None:
        by_number, by_code = self._texts("answer_l10ns", "aid"), self._texts("answer_l10ns", "qid")
        items: dict[tuple[str, str, int], Item] = {}
        for line, row in self._rows("answers", "sortorder"):
            qid, code, scale = row.get("qid", ""), row.get("code", ""), _number(row.get("scale_id", ""))
            asked = self._owner(qid, line, code)
            if asked is None:
                continue
            if (qid, code, scale) not in items:
                items[qid, code, scale] = Item(Place(asked.code, line), code, scale)
                asked.answers.append(items[qid, code, scale])
            coded = (one for one in by_code.get(qid, ()) if one.get("code") == code)
            for one in (row, *by_number.get(row.get("aid", "-"), ()), *coded):
                self._put(items[qid, code, scale].texts, one, "answer")

    def _read_attributes(self) -> None:
        for _, row in self._rows("question_attributes"):
            asked = self._questions.get(row.get("qid", ""))
            if asked is None:
                continue
            name, value, language = row.get("attribute", ""), row.get("value", ""), row.get("language", "")
            if language:
                asked.local_attributes.setdefault(name, {})[language] = value
            else:
                asked.attributes[name] = value

    def _read_defaults(self) -> None:
        apart = self._texts("defaultvalue_l10ns", "dvid")
        for _, row in self._rows("defaultvalues"):
            asked = self._questions.get(row.get("qid", ""))
            values = [one.get("defaultvalue", "") for one in (row, *apart.get(row.get("dvid", "-"), ()))]
            value = next(filter(None, values), "")
            if asked is None or not value:
                continue
            if row.get("sqid", "0") in {"", "0"} and not row.get("specialtype"):
                asked.default = asked.default or value
            else:
                asked.attributes["default"] = value

    def _owner(self, number: str, line: int, name: str) -> Asked | None:
        asked = self._questions.get(number)
        if asked is None:
            self._report.warn(Place(name, line), sentences.BROKEN_TABLE)
        return asked

    def _put(self, texts: dict[str, str], row: Mapping[str, str], name: str) -> None:
        """Keep a row's text in its language; a row without one is in the form's first."""
        if name in row:
            texts.setdefault(row.get("language") or self._languages[0], row[name])


def _found_languages(tables: Tables) -> list[str]:
    rows: Iterable[Row] = (row for name in ("questions", "question_l10ns") for row in tables.get(name, ()))
    return list(dict.fromkeys(code for _, row in rows if (code := row.get("language", ""))))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
