"""LimeSurvey's forms, read: its XML (.lss, .lsg, .lsq) and its tab-separated structure (.txt)."""

from forms.limesurvey.reader import read_tsv, read_xml
from forms.limesurvey.tsv import is_limesurvey

__all__ = ["is_limesurvey", "read_tsv", "read_xml"]
