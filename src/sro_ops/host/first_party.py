"""Which plugins are sro-ops' own: safe mode loads these alone."""

from __future__ import annotations

from pathlib import Path

MODULES = frozenset({"sro_patrol", "sro_stations", "sro_events", "sro_property"})
"""The packages of our own distribution that are plugins."""

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the package `sro_ops`."""


def source_tree() -> Path | None:
    """Return the folder `plugins` of a source checkout; None where sro-ops is installed."""
    root = PACKAGE.parents[1]
    plugins = root / "plugins"
    ours = PACKAGE.parent.name == "src" and (root / "pyproject.toml").is_file()
    return plugins if ours and plugins.is_dir() else None


def is_first_party(module: str, folder: Path) -> bool:
    """Say whether a plugin is ours: by its name, and by lying where our own files lie.

    That is beside the package `sro_ops` in a wheel, and in `plugins` in a source checkout. Who can
    put a file there can change sro-ops itself.
    """
    if module not in MODULES:
        return False
    parent = folder.resolve().parent
    return parent in (PACKAGE.parent, source_tree())
