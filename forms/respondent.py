"""The fixed forms of the respondent's pages; what a questionnaire asks is made by `forms.builder`."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length


class SendForm(FlaskForm):
    """Sends what the page shows: `send_key` makes it once only, `content` is the hash of what was shown."""

    send_key = HiddenField(validators=[InputRequired(), Length(max=64)])
    content = HiddenField(name="content-version", validators=[InputRequired(), Length(max=64)])
    has_looked = BooleanField()


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
