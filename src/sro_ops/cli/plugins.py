"""`sro-ops plugins`: which there are, how each stands, and switching them on and off."""

from __future__ import annotations

from pathlib import Path

import click

from sro_ops.cli import table
from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.output import Column, emit, emit_rows
from sro_ops.errors import Refused
from sro_ops.host.status import WORDS, PluginStatus

COLUMNS = (
    Column("name", "Name"),
    Column("version", "Version"),
    Column("shown", "State"),
    Column("source", "From"),
    Column("why", "Why"),
)


@click.group(invoke_without_command=True)
@click.option("--check", type=click.Path(path_type=Path), help="Try the plugin at this path.")
@json_option
@pass_globals
@click.pass_context
def plugins(ctx: click.Context, given: Globals, check: Path | None, as_json: bool) -> None:
    """List the plugins and how each stands."""
    if ctx.invoked_subcommand is not None:
        return
    if check is not None:
        _check(given, check, as_json)
        return
    from sro_ops.host.installed import load_installed
    from sro_ops.settings.source import read

    file = read(given.config, given.store)
    host = load_installed(file, given.safe_mode, table.targets())
    rows = [_row(status) for status in host.statuses()]
    if as_json:
        rows = [status.as_json() for status in host.statuses()]
    emit_rows(rows, COLUMNS, as_json=as_json, empty="No plugins.")


def _row(status: PluginStatus) -> dict[str, object]:
    why = f"{status.stage}: {status.reason}" if status.state == "failed" else status.reason
    return {**status.as_json(), "shown": WORDS[status.state], "why": why}


def _check(given: Globals, path: Path, as_json: bool) -> None:
    from sro_ops.host.faults import log_path
    from sro_ops.host.installed import check_plugin
    from sro_ops.settings.source import read

    status = check_plugin(read(given.config, given.store), path, table.targets())
    if as_json:
        emit(status.as_json(), as_json=True)
    if status.state == "active":
        if not as_json:
            emit(_found(status), as_json=False)
        return
    todo = f"Tracebacks are kept in {log_path()}" if status.faults else ""
    raise Refused(f"failed at {status.stage}: {status.reason}", status.name, todo)


def _found(status: PluginStatus) -> dict[str, object]:
    offers = {kind: ", ".join(names) for kind, names in status.offers.items()}
    about = {"name": status.name, "version": status.version, "state": WORDS[status.state]}
    return {**about, "hooks": ", ".join(status.hooks), **offers}


@plugins.command()
@click.argument("name")
@json_option
@pass_globals
def enable(given: Globals, name: str, as_json: bool) -> None:
    """Take a plugin off the list of disabled ones in the settings file."""
    _switch(given, name, False, as_json)


@plugins.command()
@click.argument("name")
@json_option
@pass_globals
def disable(given: Globals, name: str, as_json: bool) -> None:
    """Put a plugin on the list of disabled ones in the settings file; its records stay."""
    _switch(given, name, True, as_json)


def _switch(given: Globals, name: str, disabled: bool, as_json: bool) -> None:
    from sro_ops.host.installed import known_name
    from sro_ops.settings.edit import set_disabled
    from sro_ops.settings.source import read

    file = read(given.config, given.store)
    known_name(file, name)
    changed = set_disabled(file, name, disabled)
    state = "disabled" if disabled else "enabled"
    text = f"{name} is {state} from the next start on." if changed else f"{name} was {state}."
    answer = {"name": name, "state": state, "changed": changed, "file": str(file.path)}
    emit(answer, as_json=as_json, text=text)
