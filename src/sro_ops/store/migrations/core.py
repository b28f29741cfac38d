"""Bringing the host's own tables to this program's schema, and saying where a store stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sro_ops.store import schema, sqlite_file
from sro_ops.store.dialect import SQLITE
from sro_ops.store.migrations import stand
from sro_ops.store.migrations.revisions import after, chain
from sro_ops.store.migrations.stand import DECLARED, Stand
from sro_ops.store.migrations.upgrade import Home, Outcome, run_steps
from sro_ops.store.migrations.work import workbench

VERSIONS = Path(__file__).resolve().parent / "versions"
"""Where the steps of the host's own tables lie."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one part of a store's schema stands; `pending` are the steps still to run."""

    name: str
    revision: str
    pending: tuple[str, ...] = ()


def upgrade_core(path: Path, folders: Sequence[Path] = (VERSIONS,)) -> Outcome | None:
    """Run the pending steps of the host's tables in the store at `path`; None where there are none.

    Raises:
        Unreachable: no store, a newer one, or one that others keep busy; nothing was changed.
        Refused: a step failed; what was kept is whole.
    """
    known = chain(folders)
    sqlite_file.check_file(path)
    if not after(known, _revision(path, known)):
        return None
    with workbench(path) as connection:
        revision = _revision(path, known)
        pending = after(known, revision)
        if not pending:
            return None
        outcome = Outcome("core", revision, revision)
        home = Home("core", schema.VERSION_TABLE, "", tuple(folders))
        run_steps(connection, path, home, pending, schema.known_types, outcome)
        return outcome


def standings(
    path: Path,
    folders: Sequence[Path] = (VERSIONS,),
    plugins: Mapping[str, Path] = MappingProxyType({}),
) -> list[Standing]:
    """Return where the host's tables and every plugin's stand; reads only.

    Args:
        path: the store's file.
        folders: where the host's steps lie.
        plugins: the folder of migrations of each installed plugin; it need not be there.

    Raises:
        Unreachable: no store, or a newer one.
        Refused: a folder of migrations is no chain.
    """
    known = chain(folders)
    sqlite_file.check_file(path)
    revision = _revision(path, known)
    found = [Standing("core", revision, after(known, revision))]
    link = sqlite_file.connect(path, readonly=True)
    try:
        for name in stand.names(link, SQLITE):
            now = stand.read(link, SQLITE, name)
            if now is not None:
                found.append(Standing(name, now.revision, _pending(now, plugins.get(name))))
    finally:
        link.close()
    return found


def _pending(now: Stand, folder: Path | None) -> tuple[str, ...]:
    if folder is None or not folder.is_dir():
        return ()
    known = chain([folder])
    if now.revision == DECLARED:
        return known
    return after(known, now.revision) if now.revision in known else ()


def _revision(path: Path, known: Sequence[str]) -> str:
    link: Any = sqlite_file.connect(path, readonly=True)
    try:
        return schema.known_revision(link, path, known)
    finally:
        link.close()
