"""How alembic reaches the database: over a connection handed to it, or by DATABASE_URL."""

from alembic import context
from sqlalchemy import Connection

import config
from app.extensions import make_engine
from app.models import Base


def run(connection: Connection) -> None:
    """Migrate over this connection, all in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=False,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(config.load().database_url).connect() as own:
        run(own)
        own.commit()
