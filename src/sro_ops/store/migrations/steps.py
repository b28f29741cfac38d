"""The one environment of Alembic, without a file of settings: which runs one revision at a time.

Imported only when something is to be done. Every step is one transaction with its row in the
version table: what fails leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from sro_ops.store.migrations.stand import DECLARED

HERE = Path(__file__).resolve().parent


class Environment:
    """The revisions of one version table.

    Args:
        table: the version table.
        folders: where the revisions lie.
    """

    def __init__(self, table: str, folders: Sequence[Path]) -> None:
        self.table = table
        self.scripts = ScriptDirectory(str(HERE), version_locations=[str(f) for f in folders])

    def run(self, connection: Connection, revision: str) -> None:
        """Run the step to `revision`, which follows where the tables stand.

        The caller began the transaction and ends it. Whatever the step's code raises is raised.
        """
        forget = f"DELETE FROM {self.table} WHERE version_num = :none"
        connection.execute(text(forget), {"none": DECLARED})
        context = self.context(connection, lambda now, _: self._plan(revision, now))
        with Operations.context(context):
            context.run_migrations()

    def context(self, connection: Connection, plan: Any = None) -> MigrationContext:
        """Return Alembic's context on `connection`, in the transaction that is open there."""
        return MigrationContext.configure(
            connection,
            opts={
                "fn": plan,
                "version_table": self.table,
                "transactional_ddl": True,
                "render_as_batch": True,
                "script": self.scripts,
            },
        )

    def _plan(self, revision: str, now: Any) -> Any:
        return self.scripts._upgrade_revs(revision, now)
