"""Alembic's entry: migrates over the connection that ``tools.records.migrating`` hands in, inside its transaction."""

from alembic import context

from tools.records.tables import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
