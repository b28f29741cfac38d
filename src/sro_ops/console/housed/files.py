"""The files of a desk's own that are read before the house is open: keymap, theme, places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.settings.source import SettingsFile


def theme(name: str) -> dict[str, Any]:
    """Return a theme file as the status holds it; a mistake in it stops nothing."""
    from sro_ops.settings.theme import read_theme

    if not name.endswith(".toml"):
        return {}
    try:
        return {"theme_table": read_theme(Path(name))}
    except Refused as error:
        return {"theme_wrong": str(error)}


def keymap(path: str | None) -> dict[str, Any]:
    """Return a site's own keys as the status holds them; a mistake in them stops nothing."""
    from sro_ops.settings.keymap import read_keymap

    try:
        return {"keymap": read_keymap(Path(path))} if path else {}
    except Refused as error:
        return {"keymap_wrong": str(error)}


def place_names(file: SettingsFile) -> dict[str, str]:
    """Return the names of places by code; none where the list cannot be read: `load` says why."""
    site = file.data.get("site")
    name = site.get("places") if isinstance(site, dict) else None
    if not isinstance(name, str):
        return {}
    from sro_ops.settings.tables import read_places

    try:
        return {place.code: place.name for place in read_places(file.folder / name)}
    except Refused:
        return {}
