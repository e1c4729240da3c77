"""SurveyJS's choices, rows and columns: values, plain or with texts, as choices of ours."""

from collections.abc import Mapping

from forms.imports import sentences
from forms.imports.context import Workshop
from forms.imports.keys import choice_keys
from forms.questionnaire import Choice
from forms.surveyjs.element import Element, as_text, as_texts

MOST_COUNTED = 500
_ELSEWHERE = ("choicesByUrl", "choicesFromQuestion", "choiceValuesFromQuestion")
_CONDITIONS = ("visibleIf", "enableIf", "requiredIf")


def read_choices(source: Element, workshop: Workshop, *names: str) -> tuple[tuple[Choice, ...], dict[str, str]]:
    """Return the choices in the first of these properties that is a list, and their keys by value."""
    items = source.items(*names) or (_counted(source) if "choices" in names else [])
    workshop.spend(len(items))
    values = [_value(item) for item in items]
    keys = choice_keys([value for value in values if value])
    labels = {}
    for item, value in zip(items, values, strict=True):
        if value and keys[value] not in labels:
            place = source.at(value)
            labels[keys[value]] = workshop.texts.label(_texts(item, value, source.language), place)
            _tell(item, source, value, workshop)
    alone = {keys[value] for item, value in zip(items, values, strict=True) if value and _stands_alone(item)}
    return tuple(Choice(key, label, exclusive=key in alone) for key, label in labels.items()), keys


def tell_of_choices(source: Element, choices: tuple[Choice, ...], workshop: Workshop) -> None:
    """Tell of choices that the file does not hold itself, or not at all."""
    elsewhere = [name for name in _ELSEWHERE if source.has(name)]
    for name in elsewhere:
        value = source.properties[name]
        address = as_text(value.get("url")) if isinstance(value, Mapping) else as_text(value)
        workshop.report.warn(source.at(name), sentences.CHOICES_ELSEWHERE, value=address)
    if not choices and not elsewhere:
        workshop.report.warn(source.at("choices"), sentences.NO_CHOICES)


def extra_choices(source: Element, choices: tuple[Choice, ...], workshop: Workshop) -> tuple[Choice, ...]:
    """Return the choices with "none of these" and its kin after them; each stands alone."""
    extra = list(choices)
    for name, flags in (("none", ("showNoneItem", "hasNone")), ("refused", ("showRefuseItem",)),
                        ("dontknow", ("showDontKnowItem",))):  # fmt: skip
        if source.flag(*flags):
            key = name if name not in {one.key for one in extra} else f"{name}_2"
            texts = source.texts(_TEXT_OF[name]) or dict(_WORDS[name])
            extra.append(Choice(key, workshop.texts.read(texts, source.at(_TEXT_OF[name])), exclusive=True))
    return tuple(extra)


_TEXT_OF = {"none": "noneText", "refused": "refuseText", "dontknow": "dontKnowText"}
_WORDS = {
    "none": {"sv": "Inget av dessa", "en": "None of these"},
    "refused": {"sv": "Vill inte svara", "en": "Prefer not to answer"},
    "dontknow": {"sv": "Vet inte", "en": "Don't know"},
}


def _stands_alone(item: object) -> bool:
    return isinstance(item, Mapping) and item.get("isExclusive") is True


def _counted(source: Element) -> list[object]:
    """Return the choices that are told of by the first and last number, such as years."""
    ends = [source.number(name) for name in ("choicesMin", "choicesMax", "choicesStep")]
    if ends[0] is None or ends[1] is None or any(end is not None and end != int(end) for end in ends):
        return []
    step = max(1, int(ends[2] or 1))
    if (ends[1] - ends[0]) / step > MOST_COUNTED:
        return []
    return list(range(int(ends[0]), int(ends[1]) + 1, step))


def _value(item: object) -> str:
    return as_text(item.get("value", item.get("name"))) if isinstance(item, Mapping) else as_text(item)


def _texts(item: object, value: str, language: str) -> dict[str, str]:
    if isinstance(item, Mapping):
        return as_texts(item.get("text", item.get("title")), language) or {language: value}
    return {language: value}


def _tell(item: object, source: Element, value: str, workshop: Workshop) -> None:
    if not isinstance(item, Mapping):
        return
    for name in _CONDITIONS:
        if condition := as_text(item.get(name)):
            workshop.report.warn(source.at(value), sentences.CONDITION, value=condition)
    if item.get("imageLink"):
        workshop.report.warn(source.at(value), sentences.MEDIA, names="imageLink")
