"""Rules for single values that both ways of reading the settings share: no pydantic here."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from sro_ops.text import nearest

THEMES = ("night", "day", "contrast", "terminal")
SIGN_ON = ("pin", "os_user")
CLOCKS = (12, 24)
HOST_KEYS = frozenset(
    {
        "store",
        "plugin_dirs",
        "form_dirs",
        "disabled_plugins",
        "jurisdiction",
        "site",
        "access",
        "roles",
        "console",
        "verbs",
    }
)
"""The host's own keys and tables at the top of the file; every other table is a plugin's."""

_SITE_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d{1,9})\s*([smhd])")


def site_code(raw: str) -> str:
    """Return a site's code, as it stands before the slash in OHS/P-2026-0142.

    Raises:
        ValueError: it is not 2 to 8 capitals and digits, the first a capital.
    """
    if not _SITE_CODE.fullmatch(raw):
        raise ValueError("should be 2 to 8 capitals and digits, like OHS")
    return raw


def theme(raw: object, folder: Path) -> str:
    """Return the name of a shipped theme, or the path of a theme file.

    Raises:
        ValueError: it is neither; the message names the nearest.
    """
    if isinstance(raw, str) and raw in THEMES:
        return raw
    if isinstance(raw, str) and raw.endswith(".toml"):
        return str(folder / Path(raw).expanduser())
    offer = nearest(raw, THEMES) if isinstance(raw, str) else None
    tail = f". Nearest: {offer}" if offer else ""
    raise ValueError(f"should be {', '.join(THEMES)} or a file that ends in .toml{tail}")


def duration(raw: object) -> timedelta:
    """Return ``"90s"``, ``"10m"``, ``"2h"`` or ``"1d"`` as a span of time.

    Raises:
        ValueError: it is written in another way.
    """
    if isinstance(raw, timedelta):
        return raw
    match = _DURATION.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if match is None:
        raise ValueError('should be a duration like "90s", "10m" or "2h"')
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])


def duration_text(span: timedelta) -> str:
    """Return a span as it is written in the settings, in its largest whole unit."""
    seconds = int(span.total_seconds())
    unit = next(u for u in reversed(_UNITS) if seconds % _UNITS[u] == 0)
    return f"{seconds // _UNITS[unit]}{unit}"


def lock_after(raw: object) -> timedelta:
    """Return how long a desk may idle before it locks: 10 s to 24 h.

    Raises:
        ValueError: it is no duration, or out of these bounds.
    """
    span = duration(raw)
    if not timedelta(seconds=10) <= span <= timedelta(hours=24):
        raise ValueError("should be between 10s and 24h")
    return span


def zone(name: str) -> str:
    """Return the name of a time zone that exists.

    Raises:
        ValueError: there is none of this name; the message names the nearest.
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        offer = nearest(name, available_timezones())
        tail = f"Nearest: {offer}" if offer else "Write it like America/Chicago"
        raise ValueError(f'should be a time zone, not "{name}". {tail}') from None
    return name
