"""`sro-ops plugin`: what an author of a plugin needs on the shell."""

from __future__ import annotations

from pathlib import Path

import click

from sro_ops.cli import table
from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import settings_file, store_path
from sro_ops.cli.output import emit
from sro_ops.errors import Refused


@click.group()
def plugin() -> None:
    """For authors of plugins."""


@plugin.group()
def migrate() -> None:
    """Steps from the tables of one version of a plugin to those of the next."""


@migrate.command()
@click.argument("name")
@click.argument("title")
@json_option
@pass_globals
def make(given: Globals, name: str, title: str, as_json: bool) -> None:
    """Draft the next step of the plugin NAME from what differs; read it before you run it.

    TITLE says what the step is for. The store's tables must be as the last step left them.
    """
    from sro_ops.host.installed import known_name, load_installed
    from sro_ops.store.migrations.draft import draft

    file = settings_file(given)
    known_name(file, name)
    host = load_installed(file, given.safe_mode, table.targets())
    found = next((one for one in host.plugins if one.manifest.name == name), None)
    if found is None:
        raise Refused("it does not load", name, "See `sro-ops plugins`")
    folder = Path(found.module.__file__ or "").parent / "migrations"
    made = draft(store_path(given), name, found.offers.record_types, folder, title)
    emit({"file": str(made)}, as_json=as_json, text=f"{made}  drafted; read it before you run it")
