"""The rules of a form in words, as the builder shows them."""

from collections.abc import Iterator

from forms.expressions.words import explain
from forms.localised import Localised
from forms.logic.plan import read
from forms.questionnaire import Question, Questionnaire, Section
from forms.rule_checks import is_expression

_SENTENCES = {
    "relevant": Localised(sv="Visas om {0}.", en="Shown if {0}."),
    "required_if": Localised(sv="Måste besvaras om {0}.", en="Needed if {0}."),
    "constraint": Localised(sv="Godtas om {0}.", en="Accepted if {0}."),
    "choice_filter": Localised(sv="Ett alternativ visas om {0}.", en="An option is shown if {0}."),
    "calculation": Localised(sv="Räknas ut så: {0}.", en="Worked out as: {0}."),
    "default": Localised(sv="Från början: {0}.", en="From the start: {0}."),
}


def question_words(question: Question, questionnaire: Questionnaire, locale: str) -> list[str]:
    """Return a sentence for each of the question's rules."""
    rules = {name: getattr(question.rules, name) for name in _SENTENCES}
    return [_told(name, source, questionnaire, locale) for name, source in rules.items() if source.strip()]


def section_words(section: Section, questionnaire: Questionnaire, locale: str) -> list[str]:
    """Return a sentence for the section's own rule, and one for each of its groups'."""
    return list(_of_section(section, questionnaire, locale))


def _of_section(section: Section, questionnaire: Questionnaire, locale: str) -> Iterator[str]:
    if section.relevant.strip():
        yield _told("relevant", section.relevant, questionnaire, locale)
    for group in section.groups:
        if group.relevant.strip():
            name = group.title.text(locale) or group.key
            yield f"{name}: {_told('relevant', group.relevant, questionnaire, locale)}"


def _told(name: str, source: str, questionnaire: Questionnaire, locale: str) -> str:
    rule = None if name == "default" and not is_expression(source) else read(source)
    told = source if rule is None else explain(rule, questionnaire, locale)
    return _SENTENCES[name].text(locale).format(told)
