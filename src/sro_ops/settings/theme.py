"""Theme files: the colours of the console in TOML, checked so that they can be read.

A file names what differs from night or day; `INKS` are what is written, `GROUNDS` what stands
behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sro_ops.errors import Refused
from sro_ops.settings.toml import read_toml
from sro_ops.text import nearest

if TYPE_CHECKING:
    from pathlib import Path

INKS = ("accent", "foreground", "quiet", "warning", "error", "success", "cursor-ink")
GROUNDS = ("background", "surface", "panel", "boost", "cursor", "cursor-blurred", "alarm-ground",
           "soon-ground", "ok-ground")  # fmt: skip
COLOURS = (*INKS, *GROUNDS, "hair")
"""What a theme file may say."""

LEAST = 3.0
"""The least contrast between what is written and the page: WCAG's for large text."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_theme(path: Path) -> dict[str, Any]:
    """Return a theme file: ``dark`` and the colours that it names.

    Raises:
        Refused: it cannot be read, has an unknown key or a colour that is none, or an ink that
            cannot be read on its page; names the file and the key.
    """
    found = read_toml(path)
    if not isinstance(found.setdefault("dark", True), bool):
        raise Refused("dark should be true or false", path.name)
    for name, value in found.items():
        _check(name, value, path.name)
    ground = found.get("background")
    for ink in INKS[:-1]:
        if ground and ink in found and contrast(found[ink], ground) < LEAST:
            raise Refused(f"{ink} cannot be read on background", path.name, "Take a stronger one")
    return found


def _check(name: str, value: object, where: str) -> None:
    if name == "dark":
        return
    if name not in COLOURS:
        close = nearest(name, COLOURS)
        raise Refused(f'unknown colour "{name}"', where, f"Nearest: {close}" if close else "")
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        raise Refused(f"{name} should be a colour", where, 'Write it like "#7AB8F5"')


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, by WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
