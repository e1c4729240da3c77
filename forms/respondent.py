"""The fixed forms of the respondent's pages; what a questionnaire asks is made by `forms.builder`."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from forms.secretariat.base import NEEDED, TypedForm

LANGUAGES = {"sv": "Svenska", "en": "English"}


class SendForm(FlaskForm):
    """Sends what the page shows: `send_key` makes it once only, `content` is the hash of what was shown.

    `review` is the asking for approval that the page told of, empty where none was.
    """

    send_key = HiddenField(validators=[InputRequired(), Length(max=64)])
    content = HiddenField(name="content-version", validators=[InputRequired(), Length(max=64)])
    review = HiddenField(name="review-version", validators=[Length(max=20)])
    has_looked = BooleanField()
    written_in = SelectField(default="", validate_choice=False)


class CodeForm(FlaskForm):
    """The code from the mail; spaces in it do not matter."""

    code = StringField(validators=[Length(max=64)])


class AbstainForm(FlaskForm):
    """Says that the organisation abstains; why is its own business."""

    send_key = HiddenField(validators=[InputRequired(), Length(max=64)])
    reason = TextAreaField()


class WorkbookForm(FlaskForm):
    """Hands in an answer workbook."""

    file = FileField()


class ColleagueForm(TypedForm):
    """Invites a colleague; the page gives the roles that its reader may give."""

    email = EmailField(validators=NEEDED)
    name = StringField()
    role = RadioField()
    language = RadioField(choices=LANGUAGES, default="sv")


class PersonForm(TypedForm):
    """Names another person to answer in one's place."""

    email = EmailField()
    name = StringField()
    role = StringField()
    language = RadioField(choices=LANGUAGES, default="sv")


class CommentForm(TypedForm):
    """Something said to colleagues."""

    text = TextAreaField()


class AssignForm(TypedForm):
    """Who is to answer a question; the page gives the names."""

    person = SelectField()


class AttachForm(FlaskForm):
    """Attaches one file to a question."""

    file = FileField()
