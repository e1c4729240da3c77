"""The coordinator's desk: read the views, sort them, and write one answer beside them that says whom it rests on."""

from app.respondent.joint import grouping, reading, writing

__all__ = ["grouping", "reading", "writing"]
