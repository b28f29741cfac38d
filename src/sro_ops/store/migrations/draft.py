"""A first draft of a migration: what Alembic sees between the database and the declaration.

It is for somebody to read, correct and try: what a new column holds in old records, and whether a
column was renamed or went, no program can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Table

from sro_ops.errors import Refused
from sro_ops.store import sqlite_file
from sro_ops.store.dialect import SQLITE
from sro_ops.store.entities import Base, CoreRecord
from sro_ops.store.migrations import stand
from sro_ops.store.migrations.declared import tables_of
from sro_ops.store.migrations.revisions import after, chain
from sro_ops.store.migrations.stand import DECLARED
from sro_ops.store.migrations.work import reading

_PAGE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}


def upgrade() -> None:
    {body}
'''

_TYPES = {
    "Id": 'sa.String(36).with_variant(sa.Uuid(as_uuid=False), "postgresql")',
    "UtcTime": 'sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql")',
    "Cents": "sa.BigInteger()",
    "CleanText": "sa.Text()",
    "CanonicalJson": "sa.Text()",
}
"""The house's own column types, as SQLAlchemy's: a step must mean the same for ever."""


def draft(
    path: Path, name: str, classes: Iterable[type[CoreRecord]], folder: Path, title: str
) -> Path:
    """Write the next step into `folder` and return its file.

    Args:
        path: the file of a store whose tables are as the plugin's last step left them.
        name: the plugin.
        classes: its record types, as they are declared now.
        folder: its folder of migrations; made when it is not there.
        title: what the step is for.

    Raises:
        Refused: steps are pending, the plugin has no tables there, or nothing differs.
        Unreachable: the store cannot be read.
    """
    tables = tables_of(name, classes)
    known = chain([folder]) if folder.is_dir() else ()
    sqlite_file.check_file(path)
    with reading(path) as connection:
        _check(connection, name, known)
        body = _body(connection, tables)
    revision = f"{len(known) + 1:04d}"
    words = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:40]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"r{revision}_{words}.py"
    if target.exists() or revision in known:
        raise Refused("a file lies there already", str(target), "Give the step another title")
    title = title.replace("\\", "").replace('"', "'").strip(" .") or "A step"
    before = f'"{known[-1]}"' if known else "None"
    page = _PAGE.format(title=title, revision=revision, before=before, body=body)
    target.write_text(page, encoding="utf-8")
    return target


def _check(connection: Connection, name: str, known: tuple[str, ...]) -> None:
    found = stand.read(connection.connection.driver_connection, SQLITE, name)
    if found is None:
        raise Refused("it has no tables in this store", name, "Name a store that it has run with")
    newest = known[-1] if known else DECLARED
    if found.revision != newest:
        pending = after(known, found.revision) if found.revision in known else known
        raise Refused(
            f"steps are pending in this store: {', '.join(pending) or 'none that are known'}",
            name,
            "Run `sro-ops db upgrade` first, or name another store",
        )


def _body(connection: Connection, tables: Iterable[Table]) -> str:
    names = {table.name for table in tables}

    def ours(item: Any, name: str | None, kind: str, *about: Any) -> bool:
        return (name if kind == "table" else item.table.name) in names

    context = MigrationContext.configure(
        connection,
        opts={"include_object": ours, "target_metadata": Base.metadata, "render_as_batch": True},
    )
    found = produce_migrations(context, Base.metadata).upgrade_ops
    if found is None or found.is_empty():
        raise Refused("nothing differs between the declaration and this store")
    text = render_python_code(
        found, render_as_batch=True, render_item=_rendered, migration_context=context
    )
    return "\n".join(line for line in text.splitlines() if "### " not in line).strip()


def _rendered(kind: str, item: Any, about: Any) -> str | Literal[False]:
    if kind == "type" and type(item).__module__ == "sro_ops.store.types":
        return _TYPES[type(item).__name__]
    return False
