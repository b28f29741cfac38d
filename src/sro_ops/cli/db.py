"""`sro-ops db`: where the schema of the store and of each plugin stands, and its upgrade."""

from __future__ import annotations

from pathlib import Path

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened, settings_file, store_path
from sro_ops.cli.output import Column, emit, emit_rows
from sro_ops.errors import Refused


@click.group()
def db() -> None:
    """The schema: the host's own tables and those of each plugin."""


@db.command()
@json_option
@pass_globals
def status(given: Globals, as_json: bool) -> None:
    """Show the revision of every part of the schema, and the steps still to run; reads only."""
    from sro_ops.store.migrations.core import standings

    folders = _migrations(given)
    rows = []
    for part in standings(store_path(given), plugins=folders):
        state = "behind" if part.pending else "not installed"
        if not part.pending and (part.name == "core" or part.name in folders):
            state = "current"
        rows.append(
            {
                "name": part.name,
                "revision": part.revision,
                "pending": list(part.pending),
                "state": state,
            }
        )
    columns = [
        Column("name", "Part"),
        Column("revision", "Revision"),
        Column("state", "State"),
        Column("pending", "Pending"),
    ]
    emit_rows(rows, columns, as_json=as_json)


@db.command()
@json_option
@pass_globals
def upgrade(given: Globals, as_json: bool) -> None:
    """Run what is pending, of the host's tables first; a copy of the store is made before."""
    from sro_ops.store.migrations.core import standings, upgrade_core

    path = store_path(given)
    before = {part.name: part.revision for part in standings(path)}
    copies = _copies(path)
    upgrade_core(path)
    failed = _load_plugins(given)
    done = [
        {"name": part.name, "before": before.get(part.name), "after": part.revision}
        for part in standings(path)
        if before.get(part.name) != part.revision
    ]
    made = sorted(_copies(path) - copies)
    lines = [f"{row['name']}  {row['before'] or 'new'} → {row['after']}" for row in done]
    lines += [f"The store from before: {copy}" for copy in made]
    emit(
        {"upgraded": done, "copies": made, "failed": failed},
        as_json=as_json,
        text="\n".join(lines) or "Nothing is pending",
    )
    if failed:
        raise Refused(str(failed[0]["reason"]))


def _migrations(given: Globals) -> dict[str, Path]:
    """Return the folder of migrations of each installed plugin, there or not; imports none."""
    from sro_ops.host.catalog import plugins

    return {
        found.name: Path(found.folder) / "migrations" for found in plugins(settings_file(given))
    }


def _load_plugins(given: Globals) -> list[dict[str, object]]:
    """Load the plugins, which brings their tables up to date; return those that failed at it."""
    with opened(given, signed_on=False) as house:
        return [
            {"name": one.name, "reason": one.reason}
            for one in house.plugins.statuses()
            if one.stage == "migrate" and one.state == "failed"
        ]


def _copies(path: Path) -> set[str]:
    return {str(copy) for copy in path.parent.glob(f"{path.name}.before-*")}
