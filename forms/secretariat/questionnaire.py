"""Forms of the builder: the questionnaire's texts, its sections and its questions, and a workbook to import."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField

from forms import languages
from forms.audience import KIND_NAMES_PLURAL, Audience, OrganisationKind
from forms.localised import Localised
from forms.numbers import show_decimal
from forms.question_types.base import QuestionType, Setting
from forms.questionnaire import Question, Questionnaire, Section
from forms.rule_checks import RULE_NAMES
from forms.secretariat.base import NEEDED, TypedForm

LANGUAGES = ("sv", "en")

_SETTING_FIELDS = {
    Setting.CHOICES: ("choices",),
    Setting.OTHER: ("other",),
    Setting.EXCLUSIVE: ("exclusive",),
    Setting.ROWS: ("rows",),
    Setting.BOUNDS: ("minimum", "maximum"),
    Setting.STEP: ("step",),
    Setting.END_LABELS: ("low_label_sv", "low_label_en", "high_label_sv", "high_label_en"),
    Setting.SUGGESTED_LENGTH: ("suggested_length",),
    Setting.ITEMS: ("item_label_sv", "item_label_en", "proposals"),
}


_TEXTS = ("label", "hint", "low_label", "high_label", "item_label")


class RevisionForm(TypedForm):
    """Any change of the draft: `revision` is the one that the person saw."""

    revision = HiddenField(default="0")

    def seen(self) -> int:
        """The revision that the page was made of; -1, which no draft has, where none was sent."""
        text = self.revision.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1

    def localised(self, name: str) -> dict[str, str]:
        """What stands in a text's fields, by language."""
        return {code: self.line(f"{name}_{code}") for code in LANGUAGES}

    def line(self, name: str) -> str:
        """What stands in a field; empty where nothing came, and where the form has no such field."""
        return str(self[name].data or "") if name in self else ""

    def chosen(self, name: str) -> tuple[str, ...]:
        """What is ticked among several boxes; nothing where the form has none."""
        return tuple(self[name].data or ()) if name in self else ()

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked; False where the form has no such box."""
        return name in self and bool(self[name].data)


class MoveForm(RevisionForm):
    """Up or down; or into a section, before one of its questions or last."""

    direction = StringField()
    section = StringField()
    before = StringField()

    def step(self) -> Literal["up", "down"]:
        """Which way; down where it does not say."""
        return "up" if self.direction.data == "up" else "down"


class TextsForm(RevisionForm):
    """The form's title and introduction."""

    title_sv = StringField()
    title_en = StringField()
    intro_sv = TextAreaField()
    intro_en = TextAreaField()


class LanguagesForm(RevisionForm):
    """What a form is to be read in beside Swedish and English."""

    more = SelectMultipleField(validate_choice=False, choices=[])

    @classmethod
    def of(cls, form: Questionnaire, revision: int, locale: str) -> "LanguagesForm":
        """Return the form as it stands: each language by its name for the reader and by its own."""
        codes = dict.fromkeys((*languages.MORE, *form.more_languages))
        made = cls(formdata=None, data={"more": form.more_languages, "revision": revision})
        shown = ((code, languages.named(code).text(locale), languages.name(code)) for code in codes)
        made.more.choices = sorted(
            ((code, name if name.casefold() == own.casefold() else f"{name} ({own})") for code, name, own in shown),
            key=lambda choice: choice[1].casefold(),
        )
        return made


class AudienceForm(RevisionForm):
    """Who gets something: ticked kinds and organisations; nothing ticked is everyone."""

    kinds = SelectMultipleField(validate_choice=False)
    organisations = SelectMultipleField(validate_choice=False)

    def offer_audience(self, names: Iterable[tuple[int, str]], locale: str) -> None:
        """Offer the kinds in the reader's language, and these organisations by id and name."""
        kinds = [(kind.value, KIND_NAMES_PLURAL[kind].text(locale)) for kind in OrganisationKind]
        self.kinds.choices = [*kinds, (PLAIN, PLAIN_READERS.text(locale))]
        self.organisations.choices = [(str(number), name) for number, name in names]


class RulesForm(AudienceForm):
    """The rules of a part of the form, as expressions."""

    rule_relevant = TextAreaField()

    def rule_names(self) -> list[str]:
        """The rules that the form has a field for."""
        return [name for name in RULE_NAMES if f"rule_{name}" in self]

    def rules(self) -> dict[str, str]:
        """What was sent in the rules' fields, by rule; a field that was not sent says nothing."""
        return {name: self.line(f"rule_{name}") for name in self.rule_names() if self[f"rule_{name}"].raw_data}

    def message(self) -> dict[str, str]:
        """What was sent as the constraint's message, by language."""
        names = {code: f"constraint_message_{code}" for code in LANGUAGES}
        return {code: self.line(name) for code, name in names.items() if name in self and self[name].raw_data}


class SectionForm(RulesForm):
    """A section's texts, audience and rule."""

    title_sv = StringField(validators=NEEDED)
    title_en = StringField()
    intro_sv = TextAreaField()
    intro_en = TextAreaField()


class QuestionForm(RulesForm):
    """A question of any type; `for_type` leaves the fields that its type uses."""

    rule_required_if = TextAreaField()
    rule_constraint = TextAreaField()
    constraint_message_sv = StringField()
    constraint_message_en = StringField()
    rule_choice_filter = TextAreaField()
    rule_calculation = TextAreaField()
    rule_default = StringField()
    label_sv = TextAreaField(validators=NEEDED)
    label_en = TextAreaField()
    hint_sv = TextAreaField()
    hint_en = TextAreaField()
    choices = TextAreaField(validators=NEEDED)
    other = BooleanField()
    exclusive = TextAreaField()
    rows = TextAreaField(validators=NEEDED)
    minimum = StringField()
    maximum = StringField()
    step = StringField()
    low_label_sv = StringField()
    low_label_en = StringField()
    high_label_sv = StringField()
    high_label_en = StringField()
    suggested_length = StringField()
    item_label_sv = StringField()
    item_label_en = StringField()
    proposals = BooleanField()
    required = BooleanField()
    theme = SelectField(validate_choice=False, default="")

    def for_type(self, kind: QuestionType, *, is_inner: bool = False) -> "QuestionForm":
        """Drop the fields that a question of this type has no use for, and those that its group decides."""
        wanted, is_answered = kind.settings, kind.is_answered
        for setting, names in _SETTING_FIELDS.items():
            if setting not in wanted:
                for name in names:
                    del self[name]
        self._leave_rules(kind)
        if not is_answered:
            del self.required
        if is_inner or not is_answered:
            del self.theme
        if is_inner:
            del self.kinds, self.organisations
        return self

    def _leave_rules(self, kind: QuestionType) -> None:
        """Drop the rules that make no sense for the type."""
        unused = {"calculation": not kind.is_computed, "default": not (kind.is_answered or kind.is_computed)}
        unused |= dict.fromkeys(("required_if", "constraint"), not kind.is_answered)
        unused["choice_filter"] = Setting.CHOICES not in kind.settings
        for name, is_unused in unused.items():
            if is_unused:
                del self[f"rule_{name}"]
        if not kind.is_answered:
            del self.constraint_message_sv, self.constraint_message_en


PLAIN = "plain"
"""Stands among the kinds for those of any kind who choose plain language."""
PLAIN_READERS = Localised(sv="De som väljer lättläst", en="Those who choose plain language")


class WordingForm(RevisionForm):
    """A question in other words, for the kinds that are ticked."""

    kinds = SelectMultipleField(validate_choice=False)
    label_sv = TextAreaField()
    label_en = TextAreaField()
    hint_sv = TextAreaField()
    hint_en = TextAreaField()

    def offer_kinds(self, locale: str) -> None:
        """Offer the kinds in the reader's language."""
        self.kinds.choices = [(kind.value, KIND_NAMES_PLURAL[kind].text(locale)) for kind in OrganisationKind]


class ImportForm(RevisionForm):
    """A file with a form; `replace` is asked for where there is a form already."""

    file = FileField(validators=NEEDED)
    replace = BooleanField()


class TemplateForm(RevisionForm):
    """A name to keep the form under; `replace` is asked for where another template has it."""

    name = StringField(validators=NEEDED)
    replace = BooleanField()


class FromTemplateForm(RevisionForm):
    """A template to begin with; `start_over` is asked for where there is a form already."""

    template = SelectField(choices=[], coerce=str, validate_choice=False)
    start_over = BooleanField()

    def chosen_id(self) -> int | None:
        """The id of the template that was chosen, or None."""
        text = self.template.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def audience_data(audience: Audience) -> dict[str, Any]:
    """What stands in an audience's fields."""
    return {
        "kinds": [kind.value for kind in audience.kinds],
        "organisations": [str(number) for number in audience.organisations],
    }


def section_data(section: Section) -> dict[str, Any]:
    """What stands in a section's fields."""
    texts = {"title": section.title.to_json(), "intro": section.intro.to_json()}
    return {**by_language(texts), **audience_data(section.audience), "rule_relevant": section.relevant}


def question_data(question: Question, lists: Mapping[str, str], locale: str) -> dict[str, Any]:
    """What stands in a question's fields; `lists` are its choices and rows as typed."""
    texts = {name: getattr(question, name).to_json() for name in _TEXTS}
    bounds = {"minimum": question.minimum, "maximum": question.maximum, "step": question.step}
    return {
        **by_language(texts),
        **{name: "" if bound is None else show_decimal(bound, locale) for name, bound in bounds.items()},
        "suggested_length": str(question.suggested_length or ""),
        **audience_data(question.audience),
        **lists,
        **{f"rule_{name}": getattr(question.rules, name) for name in RULE_NAMES},
        **by_language({"constraint_message": question.rules.constraint_message.to_json()}),
        "other": question.other,
        "proposals": question.proposals,
        "required": question.required,
        "theme": question.theme or "",
    }


def by_language(texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Fields of localised texts: {"title": {"sv": "Läget"}} becomes {"title_sv": "Läget", "title_en": ""}."""
    return {f"{name}_{code}": text.get(code, "") for name, text in texts.items() for code in LANGUAGES}
