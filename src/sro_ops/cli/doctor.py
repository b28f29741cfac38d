"""`sro-ops doctor`: versions, the store, the plugins; what is well and what is not."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import version
from typing import Any

import click

from sro_ops._version import __version__
from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened, settings_file
from sro_ops.cli.output import Column, emit_rows
from sro_ops.errors import Refused, SroError

LEAST_SQLITE = (3, 37)
_LIBRARIES = ("textual", "sqlalchemy", "alembic", "pluggy", "pydantic", "click", "psycopg")
_SYNCHRONOUS = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}

Rows = list[dict[str, Any]]


@click.command()
@json_option
@pass_globals
def doctor(given: Globals, as_json: bool) -> None:
    """Look over versions, settings, store and plugins.

    Exit 1 where something is not well, 3 where the store cannot be opened.
    """
    rows, wrong = _versions(), None
    for what, look in (("settings", _settings), ("store", _store)):
        try:
            rows += look(given)
        except SroError as error:
            wrong = error
            rows.append(_row(what, str(error), "wrong"))
            break
    columns = (Column("state", "State"), Column("what", "What"), Column("found", "Found"))
    emit_rows(rows, columns, as_json=as_json, sample=len(rows))
    count = sum(row["state"] != "ok" for row in rows)
    if count:
        said = f"{count} things are not well" if count > 1 else "one thing is not well"
        raise (type(wrong) if wrong else Refused)(said, todo="See the list above")


def _versions() -> Rows:
    rows = [_row("sro-ops", __version__), _row("Python", platform.python_version())]
    enough = sqlite3.sqlite_version_info[:2] >= LEAST_SQLITE
    rows.append(_row("SQLite", sqlite3.sqlite_version, "ok" if enough else "too old"))
    return rows + [_row(name, version(name)) for name in _LIBRARIES]


def _settings(given: Globals) -> Rows:
    from sro_ops.settings.load import load

    file = settings_file(given)
    load(file)
    return [_row("settings", str(file.path) if file.exists else "none: the defaults stand")]


def _store(given: Globals) -> Rows:
    with opened(given, signed_on=False) as house, house.store.raw() as link:
        mode = link.execute("PRAGMA journal_mode").fetchone()[0]
        sync = _SYNCHRONOUS[link.execute("PRAGMA synchronous").fetchone()[0]]
        lines = link.execute("SELECT coalesce(max(pos), 0) FROM journal_line").fetchone()[0]
        durable = (mode, sync) == ("wal", "FULL")
        rows = [
            _row("store", str(house.store.path)),
            _row("durability", f"{mode}, synchronous {sync}", "ok" if durable else "wrong"),
            _row("journal", house.alarm or f"{lines:,} lines", "wrong" if house.alarm else "ok"),
        ]
        return rows + [_plugin(status) for status in house.plugins.statuses()]


def _plugin(status: Any) -> dict[str, Any]:
    fine = status.state in ("active", "disabled")
    found = f"{status.version} {status.state}"
    if not fine:
        found += f" at {status.stage}: {status.reason}"
    return _row(f"plugin {status.name}", found, "ok" if fine else status.state)


def _row(what: str, found: str, state: str = "ok") -> dict[str, Any]:
    return {"state": state, "what": what, "found": found}
