"""SurveyJS's forms, read from their JSON."""

from forms.surveyjs.reader import read

__all__ = ["read"]
