"""Draws the references of submissions and answers: random, so that they tell nothing, and easy to read out."""

import secrets
from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models import Answer, Submission

# No vowels, so that no word is spelled; no 0 or 1, which are misread; a letter first, so that it is never a number.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
SIGNS = f"23456789{LETTERS}"


def new_submission_reference() -> str:
    """Eight signs in two groups, as read out on the phone."""
    while True:
        reference = f"{_signs(4)}-{_signs(4)}"
        if not db.session.scalar(select(Submission.id).where(Submission.reference == reference)):
            return reference


def new_answer_references(count: int) -> Sequence[str]:
    """As many new Svars-ids, in no order that tells anything."""
    fresh: set[str] = set()
    while len(fresh) < count:
        drawn = {_signs(6) for _ in range(count - len(fresh))}
        fresh |= drawn - set(db.session.scalars(select(Answer.reference).where(Answer.reference.in_(drawn))))
    return list(fresh)


def _signs(count: int) -> str:
    return secrets.choice(LETTERS) + "".join(secrets.choice(SIGNS) for _ in range(count - 1))
