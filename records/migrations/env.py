"""Alembic asks this file how to run; `records.migrate` hands it the connection."""

from alembic import context

import records.room_tables  # noqa: F401 - its tables belong to the same metadata
from records.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
