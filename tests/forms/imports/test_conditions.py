"""What LimeSurvey and SurveyJS ask for, said in our own language, or not at all."""

import pytest

from forms.expressions import parse
from forms.imports.conditions import translate
from forms.imports.terms import Answer, NotCarriedError, Variable

NAMES = {
    "Q1": Variable("q1", Answer.CHOICE, {"-oth-": "other", "Helt sant": "helt_sant"}),
    "Q2_S1": Variable("q2", Answer.ITEM, item="s1"),
    "age": Variable("age", Answer.NUMBER),
    "yn": Variable("yn", Answer.CHOICE, {"Y": "yes", "N": "no", "true": "yes", "false": "no"}),
    "m": Variable("m", Answer.SEVERAL, {"a b": "a_b"}),
    "t": Variable("t"),
    "77X1X2": Variable("older", Answer.CHOICE),
    "self": Variable("", Answer.NUMBER),
}

LIMESURVEY = {
    'Q1.NAOK == "A1"': "${q1} = 'A1'",
    'Q1 eq "A1"': "${q1} = 'A1'",
    '"A1" == Q1.NAOK': "${q1} = 'A1'",
    "18 <= age": "${age} >= 18",
    'Q1.NAOK != "-oth-"': "${q1} != 'other'",
    '((Q2_S1.NAOK == "Y") and !is_empty(t))': "selected(${q2}, 's1') and ${t} != ''",
    'Q2_S1 != "Y"': "not(selected(${q2}, 's1'))",
    "is_empty(Q2_S1)": "not(selected(${q2}, 's1'))",
    '!(Q2_S1 or Q1 == "a")': "not(selected(${q2}, 's1') or ${q1} = 'a')",
    'age >= "18" && age.NAOK < 65': "${age} >= 18 and ${age} < 65",
    "age * 2 + 1 > 10": "${age} * 2 + 1 > 10",
    "(age + 1) * 2 > 10": "(${age} + 1) * 2 > 10",
    "age / 2 >= 3.5": "${age} div 2 >= 3.5",
    'yn == "Y" || yn == ""': "${yn} = 'yes' or ${yn} = ''",
    '(Q1 == "a" or Q1 == "b") and age > 1': "(${q1} = 'a' or ${q1} = 'b') and ${age} > 1",
    'if(yn == "Y", 1, 0) == 1': "if(${yn} = 'yes', 1, 0) = 1",
    "count(Q2_S1.NAOK, t) >= 2": "if(selected(${q2}, 's1'), 1, 0) + if(${t} != '', 1, 0) >= 2",
    "sum(age, age.NAOK) > 10": "sum(${age}, ${age}) > 10",
    "round(age / 3, 1) == 2": "round(${age} div 3, 1) = 2",
    "intval(t) > 3": "int(${t}) > 3",
    "strlen(t.NAOK) > 3": "string-length(${t}) > 3",
    'regexMatch("/^[a-z]+$/", t)': "regex(${t}, '^[a-z]+$')",
    "77X1X2.NAOK == 'x'": "${older} = 'x'",
    "self.NAOK > 13": ". > 13",
    """t == "it's" """: """${t} = "it's\"""",
}
SURVEYJS = {
    "{Q1} = 'Helt sant' and {yn} notempty": "${q1} = 'helt_sant' and ${yn} != ''",
    "{Q1} <> 'a' or {t} empty": "${q1} != 'a' or ${t} = ''",
    "{Q1} = yes": "${q1} = 'yes'",
    "{m} contains 'a b'": "selected(${m}, 'a_b')",
    "{m} notcontains 'x'": "not(selected(${m}, 'x'))",
    "{m} anyof ['x', 'y']": "selected(${m}, 'x') or selected(${m}, 'y')",
    "{m} allof ['x', 'y'] and {age} > 1": "selected(${m}, 'x') and selected(${m}, 'y') and ${age} > 1",
    "{Q1} anyof ['x', 'y']": "${q1} = 'x' or ${q1} = 'y'",
    "{t} contains 'x'": "contains(${t}, 'x')",
    "{yn} = true": "${yn} = 'yes'",
    "{yn}": "${yn} = 'yes'",
    "!{yn}": "${yn} != 'yes'",
    "{age} greaterorequal 18": "${age} >= 18",
    "iif({yn} = true, {age}, 0) > 3": "if(${yn} = 'yes', ${age}, 0) > 3",
    "{t} > today()": "${t} > today()",
    "{age} >= -3": "${age} >= -3",
}
NOT_SAID = (
    "", "1", "Q9 == 'a'", "Q1", "Q1 ==", "in_array(Q1, 'a')", "count() > 1", "{age} contains 1", "Q1.shown == 'x'", "Q2_S1 > 3", "Q2_S1 + 1 > 2",
    "m == 'x'", """t == "it's \\"so\\"" """, 'regexMatch("/a/i", t)', "t = 'a' ; drop", "'" * 3, "{a} = {b}",
    "(" * 60 + "age" + ")" * 60 + " > 1", "!!!!!!yn", "age" + " + age" * 900 + " > 1",
)  # fmt: skip


def limesurvey(source: str) -> str:
    def resolve(name: str) -> Variable | None:
        code, _, suffix = name.partition(".")
        return NAMES.get(code) if suffix in {"", "NAOK"} else None

    return translate(source, resolve, bare_words_are_names=True)


@pytest.mark.parametrize(("source", "ours"), LIMESURVEY.items())
def test_limesurvey(source: str, ours: str) -> None:
    assert limesurvey(source) == ours
    parse(ours)


@pytest.mark.parametrize(("source", "ours"), SURVEYJS.items())
def test_surveyjs(source: str, ours: str) -> None:
    assert translate(source, NAMES.get, bare_words_are_names=False) == ours
    parse(ours)


@pytest.mark.parametrize("source", [one for one in NOT_SAID if one != "Q1"])
def test_what_cannot_be_said_is_not_carried(source: str) -> None:
    with pytest.raises(NotCarriedError):
        limesurvey(source)
