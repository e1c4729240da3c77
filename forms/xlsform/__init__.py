"""Questionnaires as XLSForm workbooks, in and out. Sheets come and go as lists of cell values; others touch files."""

from forms.xlsform.reader import XlsFormResult, read
from forms.xlsform.report import ReportLine, Severity, XlsFormError
from forms.xlsform.writer import write

__all__ = ["ReportLine", "Severity", "XlsFormError", "XlsFormResult", "read", "write"]
