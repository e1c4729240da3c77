"""Rules as the secretariat types them: read at once, so that a slip is told at its field."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import get_locale

from app.services.input_checks import Checks
from forms.expressions import LONGEST_SOURCE
from forms.localised import Localised
from forms.questionnaire import Rules
from forms.rule_checks import is_expression, refused

LONGEST_MESSAGE = 1_000


def as_rules(checks: Checks, before: Rules, typed: Mapping[str, str], message: Mapping[str, str]) -> Rules:
    """The rules with what was typed; those that the page had no field for stay. `typed` has sources by rule."""
    sources = {name: as_rule(checks, name, source) for name, source in typed.items()}
    texts = {code: checks.text(f"constraint_message_{code}", text, LONGEST_MESSAGE) for code, text in message.items()}
    said = Localised.of({**before.constraint_message.to_json(), **texts})
    return replace(before, **sources, constraint_message=said)


def as_rule(checks: Checks, name: str, source: str) -> str:
    """One rule as typed, refused at the field `rule_<name>` where it can't be read."""
    written = checks.text(f"rule_{name}", source, LONGEST_SOURCE)
    fault = refused(written) if name != "default" or is_expression(written) else None
    if fault is not None:
        checks.refuse(f"rule_{name}", fault.text(str(get_locale())))
    return written
