"""The console's own themes: night, day, contrast. Each ink is readable on each of its grounds.

Hex values are the visual guide's; each ink stands at 4.6:1 or better on each ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from textual.theme import Theme


def _own(name: str, dark: bool, inks: dict[str, str], more: dict[str, str]) -> Theme:
    """Make a theme of one accent; `more` holds the variables that Textual does not know."""
    accent = inks["accent"]
    variables = {
        **more,
        "boost": inks["boost"],  # Textual makes the field of that name transparent
        "block-cursor-background": more["cursor"],
        "block-cursor-foreground": more["cursor-ink"],
        "block-cursor-blurred-background": more["cursor-blurred"],
        "input-cursor-background": accent,
        "input-cursor-foreground": inks["background"],
        "input-selection-background": more["cursor"],
        "input-selection-foreground": more["cursor-ink"],
        "footer-key-foreground": accent,
        "footer-description-foreground": more["quiet"],
        "footer-background": inks["background"],
        "border": accent,
        "border-blurred": more["hair"],
        "scrollbar": more["hair"],
        "scrollbar-background": inks["background"],
    }
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        accent=accent,
        secondary=more["quiet"],
        foreground=inks["foreground"],
        background=inks["background"],
        surface=inks["surface"],
        panel=inks["panel"],
        boost=inks["boost"],
        warning=inks["warning"],
        error=inks["error"],
        success=inks["success"],
        variables=variables,
    )


NIGHT = _own(
    "night",
    True,
    {
        "accent": "#7AB8F5",
        "foreground": "#D8DEE6",
        "background": "#0E1319",
        "surface": "#161D26",
        "panel": "#1E2833",
        "boost": "#253140",
        "warning": "#E8B75A",
        "error": "#F68983",
        "success": "#85C990",
    },
    {
        "quiet": "#9AA8B7",
        "hair": "#2C3845",
        "cursor": "#1A3550",
        "cursor-ink": "#D8DEE6",
        "cursor-blurred": "#1A2430",
        "alarm-ground": "#3A1F20",
        "soon-ground": "#332A17",
        "ok-ground": "#16321F",
    },
)
DAY = _own(
    "day",
    False,
    {
        "accent": "#0A58A0",
        "foreground": "#1B2127",
        "background": "#F8F6F1",
        "surface": "#EFECE4",
        "panel": "#E3DFD5",
        "boost": "#D9D4C8",
        "warning": "#7F4F00",
        "error": "#AE2018",
        "success": "#226033",
    },
    {
        "quiet": "#525B65",
        "hair": "#CDC8BC",
        "cursor": "#CBE0F5",
        "cursor-ink": "#1B2127",
        "cursor-blurred": "#E6E8E8",
        "alarm-ground": "#F6DAD5",
        "soon-ground": "#F5E6C4",
        "ok-ground": "#D5EAD6",
    },
)
CONTRAST = _own(
    "contrast",
    True,
    {
        "accent": "#4DE1FF",
        "foreground": "#FFFFFF",
        "background": "#000000",
        "surface": "#000000",
        "panel": "#000000",
        "boost": "#1A1A1A",
        "warning": "#FFD83D",
        "error": "#FF8F87",
        "success": "#6CFF95",
    },
    {
        "quiet": "#E0E0E0",
        "hair": "#8A8A8A",
        "cursor": "#FFFFFF",
        "cursor-ink": "#000000",
        "cursor-blurred": "#303030",
        "alarm-ground": "#000000",
        "soon-ground": "#000000",
        "ok-ground": "#000000",
    },
)
_OWN = "ansi_default"
TERMINAL = replace(
    _own(
        "terminal",
        True,
        {
            **dict.fromkeys(("foreground", "background", "surface", "panel", "boost"), _OWN),
            "accent": "ansi_cyan",
            "warning": "ansi_yellow",
            "error": "ansi_red",
            "success": "ansi_green",
        },
        {
            **dict.fromkeys(("quiet", "hair", "cursor", "cursor-ink", "cursor-blurred"), _OWN),
            **dict.fromkeys(("alarm-ground", "soon-ground", "ok-ground"), _OWN),
            "ansi-background": "ansi_black",
            "ansi-foreground": "ansi_white",
        },
    ),
    ansi=True,
)
"""The terminal's own colours: no grounds, the cursor reversed, quiet in the default ink."""

THEMES = (NIGHT, DAY, CONTRAST, TERMINAL)


FROM_FILE = "from-file"
"""What the theme of a file is called while the console runs."""


def from_file(table: Mapping[str, Any]) -> Theme:
    """Return the theme of a file that `sro_ops.settings.theme.read_theme` has read.

    What it does not name is night's, or day's where it is not dark.
    """
    dark = bool(table.get("dark", True))
    base = NIGHT if dark else DAY
    known = {
        **{name: str(getattr(base, name)) for name in _FIELDS},
        **{name: base.variables[name] for name in (*_MORE, "boost")},
        **{name: str(value) for name, value in table.items() if name != "dark"},
    }
    inks = {name: known[name] for name in (*_FIELDS, "boost")}
    return _own(FROM_FILE, dark, inks, {name: known[name] for name in _MORE})


_FIELDS = (
    "accent", "foreground", "background", "surface", "panel", "warning", "error", "success",
)  # fmt: skip
_MORE = (
    "quiet", "hair", "cursor", "cursor-ink", "cursor-blurred", "alarm-ground", "soon-ground",
    "ok-ground",
)  # fmt: skip


def variable_defaults(dark: bool) -> dict[str, str]:
    """Return our own variables for a theme that lacks them: a built-in's or a district's."""
    names = ("quiet", "hair", "cursor", "cursor-ink", "cursor-blurred")
    grounds = ("alarm-ground", "soon-ground", "ok-ground")
    base = (NIGHT if dark else DAY).variables
    return {name: base[name] for name in (*names, *grounds)}
