"""`sro-ops config`: the settings, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator

import click

from sro_ops import paths
from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.errors import log_path
from sro_ops.cli.output import Column, emit, emit_rows
from sro_ops.errors import Refused, SroError
from sro_ops.settings.source import SettingsFile, read

SHOWN = (Column("key", "Key"), Column("value", "Value"), Column("from", "From"))


@click.group()
def config() -> None:
    """The settings, and the folders that they lie in."""


@config.command()
@json_option
@pass_globals
def show(options: Globals, as_json: bool) -> None:
    """Show every setting with the file and line it came from; secrets stay hidden."""
    from dataclasses import asdict

    from sro_ops.settings.show import shown

    file = read(options.config, options.store)
    rows = [asdict(row) for row in shown(file, _schemas(file, options))]
    for row in rows:
        row["from"] = f"{row['file']} line {row['line']}" if row["line"] else row["source"]
        if as_json:
            del row["from"]
    emit_rows(rows, SHOWN, as_json=as_json, sample=len(rows))


@config.command()
@json_option
@pass_globals
def validate(options: Globals, as_json: bool) -> None:
    """Say everything that is wrong with the settings; exit 1 where anything is."""
    file = read(options.config, options.store)
    rows = [
        {"where": found.where, "what": found.what, "todo": found.todo, "problem": str(found)}
        for found in _problems(file, options)
    ]
    if as_json or rows:
        emit_rows(rows, [Column("problem", "Problem")], as_json=as_json)
    if rows:
        many = f"{len(rows)} things are" if len(rows) > 1 else "one thing is"
        raise Refused(f"{many} wrong in the settings", file.label)
    if not as_json:
        print(
            f"{file.label}: all is well" if file.exists else "No settings file; the defaults stand"
        )


@config.command()
@json_option
@pass_globals
def schema(options: Globals, as_json: bool) -> None:
    """Print the JSON Schema of the settings, plugins' tables included."""
    import json

    from sro_ops.settings.load import json_schema

    file = read(options.config, options.store)
    answer = json_schema(_schemas(file, options))
    print(json.dumps(answer) if as_json else json.dumps(answer, indent=2))


@config.command("paths")
@json_option
@pass_globals
def show_paths(options: Globals, as_json: bool) -> None:
    """Show the settings file, this person's folders, and where errors are kept."""
    from sro_ops.host.faults import log_path as plugin_log

    file = _readable(options)
    answer: dict[str, object] = {
        "file": str(file.path),
        "file_exists": file.path.is_file(),
        "config": str(paths.config_dir()),
        "data": str(paths.data_dir()),
        "state": str(paths.state_dir()),
        "cache": str(paths.cache_dir()),
        "errors": str(log_path()),
        "plugin_errors": str(plugin_log()),
        "plugin_dirs": _folders(file, "plugin_dirs"),
        "form_dirs": _folders(file, "form_dirs"),
    }
    emit(answer, as_json=as_json)


def _readable(options: Globals) -> SettingsFile:
    """Return the settings file, or one that says nothing where it is missing or not TOML."""
    try:
        return read(options.config, options.store)
    except SroError:
        file = read(environ={})
        path = (options.config or file.path).absolute()
        return SettingsFile(path, path.is_file(), "--config", str(path))


def _folders(file: SettingsFile, key: str) -> list[str]:
    listed = file.data.get(key, [])
    names = listed if isinstance(listed, list) else []
    return [str(file.folder / name) for name in names if isinstance(name, str)]


def _schemas(file: SettingsFile, options: Globals) -> dict[str, type]:
    """Return the schemas of plugins' tables; none while the host's own settings are wrong."""
    from sro_ops.host.installed import load_installed, schemas

    try:
        return dict(schemas(load_installed(file, options.safe_mode)))
    except SroError:
        return {}


def _problems(file: SettingsFile, options: Globals) -> Iterator[Refused]:
    from sro_ops.host import catalog
    from sro_ops.host.installed import load_installed, owners
    from sro_ops.settings.load import load, problems
    from sro_ops.settings.tables import read_bells, read_places

    found = problems(file, owners(catalog.plugins(file)))
    yield from found
    if found:
        return
    settings = load(file)
    for path, reader in ((settings.site.places, read_places), (settings.console.bells, read_bells)):
        try:
            if path is not None:
                reader(path)
        except Refused as error:
            yield error
    for status in load_installed(file, options.safe_mode).statuses():
        if status.state == "failed" and status.stage in ("discovery", "configure"):
            yield Refused(status.reason, f"plugin {status.name}")
