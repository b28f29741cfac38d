"""Who sits where: the shape that the header shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """Who sits where: what the header shows.

    `clock` is 12 or 24; `theme` is one of ``night``, ``day``, ``contrast``, ``terminal``, or the
    path of a file, read as `theme_table`; `operator` is the short name that the timeline shows in
    its last column; `keymap` gives ids of keys others. `keymap_wrong` and `theme_wrong` say why a
    file was left alone. `speed` is how many times as fast as real time the clock runs, in a demo.
    """

    site: str
    site_name: str
    zone: tzinfo
    operator: str = ""
    badge: str = ""
    desk: str = ""
    clock: int = 24
    theme: str = "night"
    keymap: Mapping[str, str] = field(default_factory=dict)
    keymap_wrong: str = ""
    theme_table: Mapping[str, Any] | None = None
    theme_wrong: str = ""
    speed: float = 1
