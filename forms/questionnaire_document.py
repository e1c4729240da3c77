"""A questionnaire as the one versioned JSON document that is stored, hashed, and read again without loss."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from forms.audience import Audience
from forms.documents import (
    DocumentError,
    Json,
    JsonObject,
    as_flag,
    as_list,
    as_object,
    as_text,
    as_whole_number,
)
from forms.localised import Localised
from forms.numbers import decimal_text
from forms.questionnaire import KEY_PATTERN, Choice, Group, Question, Questionnaire, Rules, Section, Wording

SCHEMA = 1
_DECIMAL_PATTERN = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)


def to_json(questionnaire: Questionnaire) -> JsonObject:
    """Return the document to store. Settings left at their default are left out, so later ones change no old hash."""
    more = {"more_languages": list(questionnaire.more_languages)} if questionnaire.more_languages else {}
    return {
        **more,
        "schema": SCHEMA,
        "title": questionnaire.title.to_json(),
        "intro": questionnaire.intro.to_json(),
        "sections": [_section_to_json(section) for section in questionnaire.sections],
    }


def canonical(questionnaire: Questionnaire) -> bytes:
    """Return the one byte string of this content: what a version's hash is taken of."""
    document = to_json(questionnaire)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def from_json(document: object) -> Questionnaire:
    """Read a stored document; raise DocumentError naming the place when it is malformed or of another schema."""
    fields = as_object(document, "questionnaire", ("schema", "title", "intro", "sections", "more_languages"))
    if fields.get("schema") != SCHEMA:
        raise DocumentError(f"questionnaire: schema {fields.get('schema')!r} is not {SCHEMA}")
    sections = as_list(fields.get("sections", []), "sections", _section)
    _refuse_doubles("section", [section.key for section in sections])
    _refuse_doubles("question", [question.key for section in sections for question in section.questions])
    for section in sections:
        _refuse_unknown_groups(section)
    more = as_list(fields.get("more_languages", []), "more_languages", as_text)
    return Questionnaire(_localised(fields, "title", ""), _localised(fields, "intro", ""), sections, more)


def _section_to_json(section: Section) -> JsonObject:
    document: dict[str, Json] = {
        "key": section.key,
        "title": section.title.to_json(),
        "intro": section.intro.to_json() if section.intro else None,
        "audience": None if section.audience.is_everyone else section.audience.to_json(),
        "relevant": section.relevant or None,
        "groups": [_group_to_json(group) for group in section.groups] or None,
    }
    return {**_kept(document), "questions": [_question_to_json(question) for question in section.questions]}


def _group_to_json(group: Group) -> JsonObject:
    return _kept(
        {
            "key": group.key,
            "title": group.title.to_json() or None,
            "hint": group.hint.to_json() or None,
            "relevant": group.relevant or None,
            "parent": group.parent,
        }
    )


def _question_to_json(question: Question) -> JsonObject:
    document: dict[str, Json] = {
        "key": question.key,
        "type": question.type,
        "label": question.label.to_json(),
        "hint": question.hint.to_json() or None,
        "required": question.required or None,
        "theme": question.theme,
        "audience": None if question.audience.is_everyone else question.audience.to_json(),
        "choices": [_choice_to_json(choice) for choice in question.choices] or None,
        "other": question.other or None,
        "minimum": None if question.minimum is None else decimal_text(question.minimum),
        "maximum": None if question.maximum is None else decimal_text(question.maximum),
        "low_label": question.low_label.to_json() or None,
        "high_label": question.high_label.to_json() or None,
        "step": None if question.step is None else decimal_text(question.step),
        "suggested_length": question.suggested_length,
        "rows": [_choice_to_json(row) for row in question.rows] or None,
        "questions": [_question_to_json(inner) for inner in question.questions] or None,
        "item_label": question.item_label.to_json() or None,
        "proposals": question.proposals or None,
        "group": question.group,
        "rules": _rules_to_json(question.rules) or None,
        "wordings": [_wording_to_json(wording) for wording in question.wordings] or None,
        "source_type": question.source_type or None,
        "source_name": question.source_name or None,
    }
    return _kept(document)


def _choice_to_json(choice: Choice) -> JsonObject:
    return {
        "key": choice.key,
        "label": choice.label.to_json(),
        **_kept({"exclusive": choice.exclusive or None, "columns": dict(choice.columns) or None}),
    }


def _wording_to_json(wording: Wording) -> JsonObject:
    texts = {"label": wording.label.to_json(), "hint": wording.hint.to_json() or None}
    return _kept({"kinds": sorted(wording.kinds), **texts, "plain": wording.plain or None})


def _rules_to_json(rules: Rules) -> JsonObject:
    expressions: JsonObject = {name: getattr(rules, name) or None for name in _EXPRESSIONS}
    return _kept({**expressions, "constraint_message": rules.constraint_message.to_json() or None})


def _kept(document: Mapping[str, Json]) -> JsonObject:
    return {name: value for name, value in document.items() if value is not None}


_QUESTION_FIELDS = tuple(Question.__dataclass_fields__)
_WORDING_FIELDS = tuple(Wording.__dataclass_fields__)
_SECTION_FIELDS = tuple(Section.__dataclass_fields__)
_GROUP_FIELDS = tuple(Group.__dataclass_fields__)
_RULES_FIELDS = tuple(Rules.__dataclass_fields__)
_EXPRESSIONS = tuple(name for name in _RULES_FIELDS if name != "constraint_message")


def _section(value: object, where: str) -> Section:
    fields = as_object(value, where, _SECTION_FIELDS)
    return Section(
        key=_key(fields, where),
        title=_localised(fields, "title", where),
        intro=_localised(fields, "intro", where),
        audience=_audience(fields, where),
        relevant=_text(fields, "relevant", where),
        groups=_groups(fields.get("groups", []), f"{where}.groups"),
        questions=as_list(fields.get("questions", []), f"{where}.questions", _question),
    )


def _groups(value: object, where: str) -> tuple[Group, ...]:
    groups = as_list(value, where, _group)
    _refuse_doubles("group", [group.key for group in groups])
    known: set[str] = set()
    for group in groups:  # a group stands after the one that holds it, so no chain of parents can turn back on itself
        if group.parent is not None and group.parent not in known:
            raise DocumentError(f"{where}: group {group.key!r} stands in an unknown group")
        known.add(group.key)
    return groups


def _group(value: object, where: str) -> Group:
    fields = as_object(value, where, _GROUP_FIELDS)
    return Group(
        key=_key(fields, where),
        title=_localised(fields, "title", where),
        hint=_localised(fields, "hint", where),
        relevant=_text(fields, "relevant", where),
        parent=_optional_text(fields, "parent", where),
    )


def _question(value: object, where: str) -> Question:
    fields = as_object(value, where, _QUESTION_FIELDS)
    length = fields.get("suggested_length")
    return Question(
        key=_key(fields, where),
        type=as_text(fields.get("type"), f"{where}.type"),
        label=_localised(fields, "label", where),
        hint=_localised(fields, "hint", where),
        required=as_flag(fields.get("required", False), f"{where}.required"),
        theme=_optional_text(fields, "theme", where),
        audience=_audience(fields, where),
        choices=as_list(fields.get("choices", []), f"{where}.choices", _choice),
        other=as_flag(fields.get("other", False), f"{where}.other"),
        minimum=_decimal(fields, "minimum", where),
        maximum=_decimal(fields, "maximum", where),
        low_label=_localised(fields, "low_label", where),
        high_label=_localised(fields, "high_label", where),
        step=_decimal(fields, "step", where),
        suggested_length=None if length is None else as_whole_number(length, f"{where}.suggested_length"),
        rows=as_list(fields.get("rows", []), f"{where}.rows", _choice),
        questions=as_list(fields.get("questions", []), f"{where}.questions", _question),
        item_label=_localised(fields, "item_label", where),
        proposals=as_flag(fields.get("proposals", False), f"{where}.proposals"),
        group=_optional_text(fields, "group", where),
        rules=_rules(fields.get("rules", {}), f"{where}.rules"),
        wordings=as_list(fields.get("wordings", []), f"{where}.wordings", _wording),
        source_type=_text(fields, "source_type", where),
        source_name=_text(fields, "source_name", where),
    )


def _wording(value: object, where: str) -> Wording:
    fields = as_object(value, where, _WORDING_FIELDS)
    kinds = Audience.from_json({"kinds": fields.get("kinds", [])}, where).kinds
    plain = as_flag(fields.get("plain", False), f"{where}.plain")
    return Wording(kinds, _localised(fields, "label", where), _localised(fields, "hint", where), plain)


def _rules(value: object, where: str) -> Rules:
    fields = as_object(value, where, _RULES_FIELDS)
    expressions = {name: _text(fields, name, where) for name in _EXPRESSIONS}
    return Rules(**expressions, constraint_message=_localised(fields, "constraint_message", where))


def _choice(value: object, where: str) -> Choice:
    fields = as_object(value, where, ("key", "label", "exclusive", "columns"))
    key = as_text(fields.get("key"), f"{where}.key")
    if not key.strip():
        raise DocumentError(f"{where}.key: is empty")
    columns = as_object(fields.get("columns", {}), f"{where}.columns")
    return Choice(
        key,
        _localised(fields, "label", where),
        exclusive=as_flag(fields.get("exclusive", False), f"{where}.exclusive"),
        columns=tuple((name, as_text(cell, f"{where}.columns.{name}")) for name, cell in columns.items()),
    )


def _text(fields: Mapping[str, object], name: str, where: str) -> str:
    return as_text(fields.get(name, ""), f"{where}.{name}")


def _optional_text(fields: Mapping[str, object], name: str, where: str) -> str | None:
    value = fields.get(name)
    return None if value is None else as_text(value, f"{where}.{name}")


def _key(fields: Mapping[str, object], where: str) -> str:
    key = as_text(fields.get("key"), f"{where}.key")
    if not KEY_PATTERN.fullmatch(key):
        raise DocumentError(f"{where}.key: {key!r} is not a key")
    return key


def _localised(fields: Mapping[str, object], name: str, where: str) -> Localised:
    return Localised.from_json(fields.get(name, {}), f"{where}.{name}")


def _audience(fields: Mapping[str, object], where: str) -> Audience:
    return Audience.from_json(fields.get("audience", {}), f"{where}.audience")


def _decimal(fields: Mapping[str, object], name: str, where: str) -> Decimal | None:
    value = fields.get(name)
    if value is None:
        return None
    text = as_text(value, f"{where}.{name}")
    if not _DECIMAL_PATTERN.fullmatch(text):
        raise DocumentError(f"{where}.{name}: {text[:40]!r} is not a number")
    return Decimal(text)


def _refuse_unknown_groups(section: Section) -> None:
    known = {group.key for group in section.groups}
    for question in section.questions:
        if question.group is not None and question.group not in known:
            raise DocumentError(f"question {question.key!r} stands in an unknown group")


def _refuse_doubles(noun: str, keys: list[str]) -> None:
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise DocumentError(f"{noun} key {twice!r} stands twice")
