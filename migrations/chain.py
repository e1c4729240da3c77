"""Doors to the migration chain for the application: where it stands, and up to its head.

Alembic is imported where it is used: it is a tenth of a cold start, and few processes ask.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def head_revision() -> str:
    """The newest revision that the code knows."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current_revision(connection: Connection) -> str:
    """The revision that this database stands at; empty where it has none."""
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(connection: Connection, revision: str = "head") -> str:
    """Migrate up within the caller's transaction; returns the revision reached."""
    from alembic import command

    command.upgrade(_config(connection), revision)
    return current_revision(connection)


def downgrade(connection: Connection, revision: str = "base") -> str:
    """Migrate down within the caller's transaction; returns the revision reached."""
    from alembic import command

    command.downgrade(_config(connection), revision)
    return current_revision(connection)
