"""The plugins of an installation, loaded without a store: what the shell asks about plugins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sro_ops.errors import Refused
from sro_ops.host.catalog import plugins
from sro_ops.host.discovery import Found, look_at
from sro_ops.host.load import LoadOptions, load_plugins
from sro_ops.host.plugin_host import PluginHost
from sro_ops.host.status import PluginStatus
from sro_ops.settings.load import load, read_table
from sro_ops.settings.source import SettingsFile

if TYPE_CHECKING:
    from pydantic import BaseModel


def owners(found: Collection[Found]) -> list[str]:
    """Return the tables of the settings that plugins own, by their plugin.toml."""
    return [one.manifest.settings for one in found if one.manifest and one.manifest.settings]


def load_installed(
    file: SettingsFile, safe_mode: bool = False, commands: Collection[str] = ()
) -> PluginHost:
    """Load the plugins of an installation, without migrating anything.

    Args:
        file: the settings file.
        safe_mode: load our own alone.
        commands: the host's own shell commands.

    Raises:
        Refused: the settings of the host are wrong.
    """
    return load_plugins(plugins(file), _options(file, safe_mode, commands))


def check_plugin(file: SettingsFile, path: Path, commands: Collection[str] = ()) -> PluginStatus:
    """Load a plugin from a path as it would load beside the others, and say how that went.

    An installed plugin of the same name is left out, as if this one had taken its place.

    Raises:
        Refused: the settings of the host are wrong.
    """
    checked = replace(look_at(path), replacing=True)
    others = [
        one
        for one in plugins(file)
        if one.name != checked.name and one.folder != checked.folder and not one.problem
    ]
    options = _options(file, False, commands)
    disabled = [name for name in options.disabled if name != checked.name]
    host = load_plugins([*others, checked], replace(options, disabled=disabled))
    return host.statuses()[-1]


def schemas(host: PluginHost) -> dict[str, type[BaseModel]]:
    """Return the schemas of plugins' tables, by table."""
    return {
        plugin.manifest.settings: type(plugin.settings)
        for plugin in host.plugins
        if plugin.manifest.settings is not None and plugin.settings is not None
    }


def known_name(file: SettingsFile, name: str) -> None:
    """Refuse a name that is no plugin's and on no list.

    Raises:
        Refused: names the nearest.
    """
    from sro_ops.text import nearest

    listed = file.data.get("disabled_plugins", [])
    names = [one.name for one in plugins(file)]
    if name in names or (isinstance(listed, list) and name in listed):
        return
    offer = nearest(name, names)
    todo = f"Nearest: {offer}" if offer else "`sro-ops plugins` lists them"
    raise Refused(f'no plugin "{name}"', "", todo)


def _options(file: SettingsFile, safe_mode: bool, commands: Collection[str]) -> LoadOptions:
    settings = load(file)
    return LoadOptions(
        disabled=settings.disabled_plugins,
        safe_mode=safe_mode,
        words=settings.verbs,
        commands=commands,
        configure=lambda table, model: read_table(file, table, model),
    )
