"""The files of a desk's own that the status holds: its keymap and its theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sro_ops.errors import Refused


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
