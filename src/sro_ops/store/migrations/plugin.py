"""Bringing one plugin's tables to what this version of it declares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from sro_ops.errors import Refused
from sro_ops.store import schema
from sro_ops.store.dialect import SQLITE
from sro_ops.store.entities import CoreRecord
from sro_ops.store.migrations import declared, stand
from sro_ops.store.migrations.revisions import after, chain
from sro_ops.store.migrations.stand import DECLARED, Stand
from sro_ops.store.migrations.upgrade import Home, Outcome, run_steps
from sro_ops.store.migrations.work import driver, step, workbench
from sro_ops.store.model import RecordType
from sro_ops.store.store import Store

_WRITE_ONE = "Write a migration with `sro-ops plugin migrate make`"


def migrate_plugin(
    store: Store, name: str, classes: Iterable[type[CoreRecord]], folder: Path | None = None
) -> Outcome | None:
    """Bring the tables of the plugin `name` to what `classes` declare.

    Tables that are missing are made. With a folder of migrations the pending ones run, one
    transaction each, after a copy of the store was made; without one, only what adds is done.
    Nothing is imported and nothing locked when there is nothing to do; then None is returned.

    Args:
        store: the open store, of this program's own schema.
        name: the plugin's short name, which its tables begin with.
        classes: its record types.
        folder: its folder ``migrations``; None where it has none.

    Raises:
        Refused: the plugin cannot be used with this store, and why. What was kept is whole.
        Unreachable: the store cannot be written now.
    """
    plan = _Plan(name, list(classes), folder)
    if not plan.tables and not plan.known:
        return None
    with store.raw() as link:
        found = stand.read(link, SQLITE, name)
    if found == plan.wanted:
        return None
    plan.check(found)
    with workbench(store.path) as connection:
        with connection.begin():
            found = stand.read(driver(connection), SQLITE, name)
        if found == plan.wanted:
            return None
        plan.check(found)
        return plan.carry_out(connection, store.path, found)


class _Plan:
    def __init__(self, name: str, classes: Sequence[type[CoreRecord]], folder: Path | None) -> None:
        self.name = name
        folders = (folder,) if folder else ()
        self.home = Home(name, stand.version_table(name), f"{name}_", folders)
        self.known = chain(folders)
        self.tables: list[Table] = declared.tables_of(name, classes)
        self.kinds = {cls.__record__.type: cls.__record__ for cls in classes if cls.__record__}
        head = self.known[-1] if self.known else DECLARED
        self.wanted = Stand(head, declared.fingerprint(self.tables))

    def check(self, found: Stand | None) -> None:
        """Refuse tables that a newer version of the plugin left."""
        if found and found.revision != DECLARED and found.revision not in self.known:
            raise Refused(
                f"its tables were left by a newer version (revision {found.revision})",
                self.name,
                "Install that version; nothing was changed",
            )

    def carry_out(self, connection: Connection, path: Path, found: Stand | None) -> Outcome:
        """Run the pending steps, then make what is missing and hold the rest to the declaration."""
        before = found.revision if found else None
        outcome = Outcome(self.name, before, before or "")
        pending = self._pending(found)
        if pending:
            run_steps(connection, path, self.home, pending, self._types, outcome)
        with step(connection) as link:
            outcome.made = declared.create_missing(connection, self.tables)
            outcome.added = self._settle(connection)
            stand.write(link, SQLITE, self.name, self.wanted)
        outcome.after = self.wanted.revision
        return outcome

    def _pending(self, found: Stand | None) -> tuple[str, ...]:
        """Tables that never were there are made whole; those without migrations take every one."""
        if found is None or not self.known:
            return ()
        return after(self.known, None if found.revision == DECLARED else found.revision)

    def _settle(self, connection: Connection) -> list[str]:
        found = declared.differences(connection, self.tables)
        stuck = [one for one in found if not one.cure or self.known]
        if stuck:
            raise Refused(f"{stuck[0]}", self.name, _WRITE_ONE)
        declared.add(connection, found)
        return [str(one) for one in found]

    def _types(self, link: Any) -> list[RecordType]:
        """Return the plugin's types that have records, with the parts of then and of now."""
        found = []
        for kind in schema.known_types(link):
            if kind.plugin == self.name:
                mine = self.kinds.get(kind.type, kind).part_tables
                parts = tuple(dict.fromkeys([*kind.part_tables, *mine]))
                found.append(replace(kind, part_tables=parts))
        return found
