"""The question types, by name. Adding one is a file, a line here, and a test."""

from forms.question_types.acknowledge import Acknowledge
from forms.question_types.base import QuestionType
from forms.question_types.calculated import Calculated, Hidden
from forms.question_types.date import Date
from forms.question_types.date_and_time import DateAndTime
from forms.question_types.decimal import DecimalNumber
from forms.question_types.file import File
from forms.question_types.integer import Integer
from forms.question_types.long_text import LongText
from forms.question_types.matrix import Matrix
from forms.question_types.note import Note
from forms.question_types.one_choice import OneChoice
from forms.question_types.range import Range
from forms.question_types.rank import Rank
from forms.question_types.repeat import Repeat
from forms.question_types.scale import Scale
from forms.question_types.several_choices import SeveralChoices
from forms.question_types.short_text import ShortText
from forms.question_types.time import Time
from forms.question_types.yes_no import YesNo

# In the order the builder offers them. A workbook's row goes to the first that takes it, so the particular stands
# before the general.
_ALL: tuple[QuestionType, ...] = (
    LongText(),
    ShortText(),
    YesNo(),
    OneChoice(),
    SeveralChoices(),
    Rank(),
    Matrix(),
    Scale(),
    Integer(),
    DecimalNumber(),
    Range(),
    Date(),
    Time(),
    DateAndTime(),
    Acknowledge(),
    File(),
    Note(),
    Calculated(),
    Hidden(),
)

_FLAT = {kind.name: kind for kind in _ALL}
QUESTION_TYPES: dict[str, QuestionType] = {**_FLAT, Repeat.name: Repeat(_FLAT)}


def question_type(name: str) -> QuestionType:
    """Return the type with this name; KeyError for one that does not exist."""
    return QUESTION_TYPES[name]


_OWN_WORDS = frozenset({"short_text", "long_text", "file", "repeat"})


def language_of(type_name: str, written_in: str, labels_in: str) -> str:
    """Return the language an answer's text is in: people's own words in theirs, labels of choices in the form's."""
    return written_in if type_name in _OWN_WORDS else labels_in
