"""Small forms in the shapes that LimeSurvey has saved over the years: XML before and since version 4, and TSV."""

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

Row = Mapping[str, object]
TSV_HEADING = (
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation",
    "mandatory", "other", "default", "same_default", "exclude_all_others", "max_answers", "hidden",
)  # fmt: skip


def xml(tables: Mapping[str, Sequence[Row]], languages: Iterable[str] = ("sv",), kind: str = "Survey") -> bytes:
    """An export: for each table its fields and its rows, every text in a CDATA section as LimeSurvey does."""
    listed = "".join(f"<language>{code}</language>" for code in languages)
    body = "".join(_table(name, rows) for name, rows in tables.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n'
        f" <LimeSurveyDocType>{kind}</LimeSurveyDocType>\n <DBVersion>625</DBVersion>\n"
        f" <languages>{listed}</languages>\n{body}</document>\n"
    ).encode()


def _table(name: str, rows: Sequence[Row]) -> str:
    fields = "".join(f"<fieldname>{field}</fieldname>" for field in (rows[0] if rows else ()))
    lines = "".join(
        "   <row>\n"
        + "".join(f"    <{field}>{_cell(value)}</{field}>\n" for field, value in row.items())
        + "   </row>\n"
        for row in rows
    )
    return f" <{name}>\n  <fields>{fields}</fields>\n  <rows>\n{lines}  </rows>\n </{name}>\n"


def _cell(value: object) -> str:
    text = str(value)
    return f"<![CDATA[{text}]]>" if "]]>" not in text else escape(text)


def question(qid: int, letter: str, title: str, gid: int = 1, **settings: object) -> dict[str, object]:
    """A row of the table of questions, since version 4."""
    return {
        "qid": qid, "parent_qid": 0, "sid": 77, "gid": gid, "type": letter, "title": title, "preg": "", "other": "N",
        "mandatory": "N", "question_order": qid, "scale_id": 0, "same_default": 0, "relevance": "1", **settings,
    }  # fmt: skip


def text(qid: int, words: str, language: str = "sv", **more: object) -> dict[str, object]:
    """A row of the table of the questions' texts."""
    return {"id": qid, "qid": qid, "question": words, "help": "", "language": language, **more}


def sub(qid: int, parent: int, title: str, scale: int = 0, order: int = 0) -> dict[str, object]:
    """A row of the table of subquestions."""
    row = question(qid, "T", title, question_order=order or qid, scale_id=scale)
    return {**row, "parent_qid": parent}


def answer(aid: int, qid: int, code: str, scale: int = 0) -> dict[str, object]:
    """A row of the table of answers."""
    return {"aid": aid, "qid": qid, "code": code, "sortorder": aid, "assessment_value": 0, "scale_id": scale}


def answer_text(aid: int, words: str, language: str = "sv") -> dict[str, object]:
    """A row of the table of the answers' texts."""
    return {"id": aid, "aid": aid, "answer": words, "language": language}


def attribute(qid: int, name: str, value: object, language: str = "") -> dict[str, object]:
    """A row of the table of settings."""
    return {"qid": qid, "attribute": name, "value": value, "language": language}


def group(gid: int = 1, **settings: object) -> dict[str, object]:
    """A row of the table of groups."""
    return {"gid": gid, "sid": 77, "group_order": gid, "randomization_group": "", "grelevance": "", **settings}


def group_text(gid: int, name: str, language: str = "sv", description: str = "") -> dict[str, object]:
    """A row of the table of the groups' texts."""
    return {"id": gid, "gid": gid, "group_name": name, "description": description, "language": language}


def tsv(*rows: Mapping[str, object]) -> bytes:
    """A tab-separated structure with a mark of its encoding, as LimeSurvey writes it."""
    lines = ["\t".join(TSV_HEADING), *("\t".join(_quoted(row.get(name, "")) for name in TSV_HEADING) for row in rows)]
    return "\ufeff".encode() + "\r\n".join(lines).encode()


def _quoted(value: object) -> str:
    plain = str(value)
    return '"' + plain.replace('"', '""') + '"' if any(letter in plain for letter in '\t\n"') else plain


MODERN = {
    "answers": [answer(1, 2, "A1"), answer(2, 2, "A2"), answer(3, 5, "1"), answer(4, 5, "2"), answer(5, 6, "a"),
                answer(6, 6, "b")],
    "answer_l10ns": [
        *(answer_text(aid, words) for aid, words in enumerate(("Ofta", "Sällan", "Bra", "Dåligt", "Stöd", "Skydd"), 1)),
        answer_text(1, "Often", "en"), answer_text(2, "Seldom", "en"),
    ],
    "groups": [group(1), group(2, grelevance='Q2.NAOK == "A1"')],
    "group_l10ns": [group_text(1, "Läget", description="<p>Om <b>läget</b>.</p>"), group_text(1, "How it is", "en"),
                    group_text(2, "Mer")],
    "questions": [
        question(1, "S", "Q1", mandatory="Y", preg="/^[A-Z]/"),
        question(2, "L", "Q2", other="Y"),
        question(3, "M", "Q3", relevance='((Q2.NAOK == "A1" or Q2.NAOK == "-oth-"))'),
        question(4, "T", "Q4", relevance='Q3_SQ2.NAOK == "Y" and !is_empty(Q1.NAOK)', mandatory="S"),
        question(5, "F", "Q5", gid=2),
        question(6, "R", "Q6", gid=2),
        question(7, "N", "Q7", gid=2, relevance="77X1X2.NAOK == 'A2'"),
        question(8, "Y", "Q8", gid=2),
        question(9, "D", "Q9", gid=2, relevance='Q8.NAOK == "Y"'),
        question(10, "X", "Q10", gid=2),
        question(11, "Q", "Q11", gid=2),
    ],
    "subquestions": [sub(31, 3, "SQ1"), sub(32, 3, "SQ2"), sub(33, 3, "SQ3"), sub(51, 5, "R1"), sub(52, 5, "R2"),
                     sub(111, 11, "a"), sub(112, 11, "b")],
    "question_l10ns": [
        text(1, "Vad heter ni?", help="<em>Hela</em> namnet"), text(1, "What is your name?", "en"),
        text(2, "Hur ofta?"), text(3, "Vilka?"), text(4, "Varför?"), text(5, "Hur fungerar det?"), text(6, "Ordna"),
        text(7, "Hur många?"), text(8, "Finns det?"), text(9, "När?"),
        text(10, 'Läs <a href="https://example.org/a">mer h&auml;r</a>.<br>Tack!'), text(11, "Vilka två?"),
        text(31, "Unga"), text(32, "Äldre"), text(33, "Inga"), text(51, "Stödet"), text(52, "Skyddet"),
        text(111, "Första"), text(112, "Andra"),
    ],
    "question_attributes": [
        attribute(3, "exclude_all_others", "SQ3"), attribute(3, "max_answers", "2"), attribute(3, "hide_tip", "1"),
        attribute(3, "array_filter", "Q9"), attribute(7, "min_num_value_n", "0"),
        attribute(7, "max_num_value_n", "100"), attribute(7, "num_value_int_only", "1"),
        attribute(7, "em_validation_q", "self.NAOK != 13"), attribute(7, "em_validation_q_tip", "Inte 13.", "sv"),
    ],
    "surveys": [{"sid": 77, "language": "sv", "additional_languages": "en"}],
    "surveys_languagesettings": [
        {"surveyls_survey_id": 77, "surveyls_language": "sv", "surveyls_title": "Våld i nära relationer",
         "surveyls_description": "<p>Inför mötet.</p>", "surveyls_welcometext": "Välkomna"},
        {"surveyls_survey_id": 77, "surveyls_language": "en", "surveyls_title": "Domestic violence",
         "surveyls_description": "", "surveyls_welcometext": ""},
    ],
    "quota": [{"id": 1, "sid": 77}],
}  # fmt: skip
"""A form as version 4 and later save it: texts in tables of their own."""


def older(tables: Mapping[str, Sequence[Row]] = MODERN) -> dict[str, list[dict[str, object]]]:
    """The same form as versions 2 and 3 save it: a row for each language, with the text in it."""
    made: dict[str, list[dict[str, object]]] = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    for name, texts, key, fields in (
        ("groups", "group_l10ns", "gid", ("group_name", "description")),
        ("questions", "question_l10ns", "qid", ("question", "help")),
        ("subquestions", "question_l10ns", "qid", ("question", "help")),
        ("answers", "answer_l10ns", "aid", ("answer",)),
    ):
        made[name] = [
            {**row, **{field: one[field] for field in fields}, "language": one["language"]}
            for row in made[name]
            for one in tables[texts]
            if one[key] == row[key]
        ]
    for row in made["answers"]:
        del row["aid"]
    return {name: rows for name, rows in made.items() if not name.endswith("_l10ns")}


TSV_ROWS = (
    {"class": "S", "name": "sid", "text": "77"},
    {"class": "S", "name": "language", "text": "sv"},
    {"class": "S", "name": "additional_languages", "text": "en"},
    {"class": "SL", "name": "surveyls_title", "text": "Våld i nära relationer", "language": "sv"},
    {"class": "SL", "name": "surveyls_title", "text": "Domestic violence", "language": "en"},
    {"class": "G", "name": "Läget", "relevance": "1", "text": "<p>Om läget.</p>", "language": "sv"},
    {"class": "Q", "type/scale": "S", "name": "Q1", "relevance": "1", "text": "Vad heter ni?", "help": "Hela namnet",
     "language": "sv", "mandatory": "Y", "other": "N"},
    {"class": "Q", "type/scale": "L", "name": "Q2", "text": "Hur ofta?", "language": "sv", "other": "Y"},
    {"class": "A", "type/scale": "0", "name": "A1", "text": "Ofta", "language": "sv"},
    {"class": "A", "type/scale": "0", "name": "A2", "text": 'Sällan,\n"ibland"', "language": "sv"},
    {"class": "Q", "type/scale": "M", "name": "Q3", "relevance": 'Q2 == "A1"', "text": "Vilka?", "language": "sv",
     "exclude_all_others": "SQ2", "max_answers": "1"},
    {"class": "SQ", "type/scale": "0", "name": "SQ1", "text": "Unga", "language": "sv"},
    {"class": "SQ", "type/scale": "0", "name": "SQ2", "text": "Inga", "language": "sv"},
    {"class": "G", "name": "How it is", "text": "", "language": "en"},
    {"class": "Q", "type/scale": "S", "name": "Q1", "text": "What is your name?", "language": "en"},
    {"class": "Q", "type/scale": "L", "name": "Q2", "text": "How often?", "language": "en"},
    {"class": "A", "type/scale": "0", "name": "A1", "text": "Often", "language": "en"},
    {"class": "QTA", "name": "quota"},
)  # fmt: skip
