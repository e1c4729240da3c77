"""The fixed forms of a coordinator's pages: what members are told, and one question of the member form."""

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from forms.questionnaire import Question
from forms.secretariat.base import TypedForm


class CoordinatorForm(TypedForm):
    """A form that knows which revision the person had before them."""

    revision = HiddenField()

    def seen(self) -> int:
        """The revision that the person saw; 0, which is none, where the page did not say."""
        typed = self.revision.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0

    def line(self, name: str) -> str:
        """What was typed in one field; empty where nothing came, and where the form has no such field."""
        return str(self[name].data or "") if name in self else ""


class CollectionForm(CoordinatorForm):
    """What members read before they begin, and the choices of the collection."""

    purpose = TextAreaField()
    readers = TextAreaField()
    read_when = TextAreaField()
    closes_on = StringField()
    members = StringField()
    groups_allowed = BooleanField()
    is_sensitive = BooleanField()


class MemberQuestionForm(CoordinatorForm):
    """One question; fields that its type does not use are taken away by `for_type`."""

    label = StringField()
    hint = TextAreaField()
    choices = TextAreaField()
    minimum = StringField()
    maximum = StringField()
    low_label = StringField()
    high_label = StringField()

    def for_type(self, type_name: str) -> "MemberQuestionForm":
        """Keep the fields that this type uses."""
        unused = set()
        if type_name != "one_choice":
            unused |= {"choices"}
        if type_name != "scale":
            unused |= {"minimum", "maximum", "low_label", "high_label"}
        for name in unused:
            delattr(self, name)
        return self


def question_data(question: Question) -> dict[str, str]:
    """What the form shows of a question."""
    return {
        "label": question.label.get("sv"),
        "hint": question.hint.get("sv"),
        "choices": "\n".join(choice.label.text("sv") for choice in question.choices),
        "minimum": str(question.minimum if question.minimum is not None else ""),
        "maximum": str(question.maximum if question.maximum is not None else ""),
        "low_label": question.low_label.get("sv"),
        "high_label": question.high_label.get("sv"),
    }


class GroupForm(CoordinatorForm):
    """The name of a group of views."""

    name = StringField()


class JointForm(CoordinatorForm):
    """What is done with the chosen views beside a joint answer."""

    excerpt = TextAreaField()
    text = TextAreaField()
    is_quoted = BooleanField()
