"""A new store: its file, its first site and its first operator; all of it, or nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sro_ops.access.operators import NewOperator, add_operator, check_new, maker
from sro_ops.clock import Clock, utc_now
from sro_ops.errors import Refused
from sro_ops.host.house import roles_of
from sro_ops.records.note import Note
from sro_ops.settings.load import load
from sro_ops.settings.quick import store_address
from sro_ops.settings.source import SettingsFile
from sro_ops.store.desk import this_desk
from sro_ops.store.engine import sqlite_path
from sro_ops.store.make import create_store
from sro_ops.store.sites import Site, check_site
from sro_ops.store.store import Store
from sro_ops.text import nearest


def set_up(file: SettingsFile, site: Site, first: NewOperator, clock: Clock = utc_now) -> Path:
    """Make a store with its first site and operator; nothing is left where that fails.

    `clock` tells the time of its first lines.

    Raises:
        Refused: a store is there already, or a value is wrong.
    """
    _check(file, site, first)
    url = store_address(file)
    path = sqlite_path(url)
    made = [folder for folder in path.parents if not folder.exists()]
    try:
        create_store(url)
        _fill(Store(url, clock), path, site, first)
    except BaseException:
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    return path


def _fill(store: Store, path: Path, site: Site, first: NewOperator) -> None:
    """Write what a new store begins with, or take its file away again."""
    try:
        me = maker(this_desk(store.url).id)
        store.register([Note])
        store.add_site(me, site)
        add_operator(store, me, first)
    except BaseException:
        store.close()
        for suffix in ("", "-wal", "-shm", ".gate"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise
    store.close()


def _check(file: SettingsFile, site: Site, first: NewOperator) -> None:
    """Refuse what is wrong before anything is made."""
    held = roles_of(load(file))
    if first.role not in held:
        close = nearest(first.role, held)
        todo = f"Nearest: {close}" if close else f"Roles: {', '.join(held)}"
        raise Refused(f'no role "{first.role}"', todo=todo)
    check_site(site)
    check_new(first)
