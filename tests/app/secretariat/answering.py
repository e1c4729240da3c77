"""An answered meeting for page tests, and what its database says afterwards."""

from flask import Flask

from app.extensions import db
from app.queries.digest import answers as answer_queries
from app.queries.digest import digests as digest_queries
from app.queries.digest.answers import AnswerRow
from tests.factories.answers import answered
from tests.factories.scenes import Scene


def made(app: Flask) -> Scene:
    """The scene, committed."""
    with app.app_context(), db.transaction():
        return answered()


def rows(app: Flask, scene: Scene) -> list[AnswerRow]:
    """Every counted answer as it stands now, flagged ones too."""
    with app.app_context():
        return answer_queries.of_meeting(scene.meeting.id, flagged=True)


def lines(app: Flask, scene: Scene) -> list[tuple[str, str, tuple[int, ...]]]:
    """The newest edition's lines: theme, wording, ids of the answers under them."""
    with app.app_context():
        digest = digest_queries.latest(scene.meeting.id)
        if digest is None:
            return []
        resting = digest_queries.answers_of_lines(digest)
        return [(line.theme.key, line.wording, resting.get(line.id, ())) for line in digest.lines]
