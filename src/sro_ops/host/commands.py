"""The shell commands that plugins bring, told at once and without importing any plugin."""

from __future__ import annotations

import os
from pathlib import Path

from sro_ops import paths
from sro_ops.host import kept

Row = tuple[str, str, str]
"""A command's name, its help, and the plugin that brings it."""


def plugin_commands(config: str | Path | None = None, safe_mode: bool = False) -> list[Row]:
    """Return the commands that plugins bring; none while the settings cannot be read.

    Args:
        config: the settings file that the shell named; else the usual one.
        safe_mode: whether only our own plugins count.
    """
    named = config or os.environ.get("SRO_OPS_CONFIG")
    settings = os.path.abspath(named) if named else str(paths.config_dir() / "sro-ops.toml")
    rows = kept.read("commands", settings)
    if rows is None:
        rows = _found(config, settings)
    return [(name, text, plugin) for name, text, plugin, ours in rows if ours or not safe_mode]


def _found(config: str | Path | None, settings: str) -> list[tuple[str, str, str, bool]]:
    from sro_ops.errors import SroError
    from sro_ops.host import catalog
    from sro_ops.settings.source import read

    try:
        file = read(config)
    except SroError:
        return []
    found = catalog.plugins(file)
    rows = catalog.commands(found, catalog.disabled(file))
    kept.write("commands", settings, [settings, *catalog.watched(file, found)], rows)
    return rows
