"""What Alembic runs: the connection is given by `storage.migrate`, which owns transaction and settings."""

from alembic import context

from storage.tables.base import complete_metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=complete_metadata(),
    render_as_batch=True,
    transactional_ddl=False,  # the transaction around all steps is `storage.migrate`'s
)
context.run_migrations()
