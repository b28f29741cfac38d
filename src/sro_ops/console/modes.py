"""The modes of the console: their order, keys, and whose duties each of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sro_ops.console.kit.ink import PLAIN, Piece, length

if TYPE_CHECKING:
    from sro_ops.console.source.records import Kind


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of the console.

    Attributes:
        name: ``property``.
        title: ``Property``.
        plugins: names of the plugins whose records and screens belong there.
    """

    name: str
    title: str
    plugins: tuple[str, ...] = ()


DESK = Mode("desk", "Desk")
MODES = (
    DESK,
    Mode("patrol", "Patrol", ("patrol",)),
    Mode("screening", "Screening", ("stations", "screening")),
    Mode("events", "Events", ("events",)),
    Mode("incidents", "Incidents", ("incidents",)),
    Mode("property", "Property", ("property",)),
    Mode("people", "People", ("people",)),
)
"""The seven on F2 to F8 and the digits 1 to 7, in their order; whatever else there is, is More."""


def mode_of(plugin: str) -> Mode:
    """Return the mode where a plugin's duties stand; one of its own under More if need be."""
    for mode in MODES:
        if plugin in mode.plugins:
            return mode
    return Mode(plugin, "Notes" if plugin == "core" else plugin.capitalize(), (plugin,))


def further(plugins: Iterable[str]) -> list[Mode]:
    """Return the modes under More: one for each plugin that has its place in none of the seven."""
    found = dict.fromkeys(mode_of(plugin) for plugin in plugins)
    return sorted((mode for mode in found if mode not in MODES), key=lambda mode: mode.title)


def kinds_in(mode: Mode, kinds: Sequence[Kind]) -> list[Kind]:
    """Return the record types of a mode."""
    return [kind for kind in kinds if kind.plugin in mode.plugins]


def tabs(current: str, room: int) -> list[Piece]:
    """Return the modes as the header shows them, by name where all fit, else by digit alone."""
    full = _tabs(current, names=True)
    return full if length(full) <= room else _tabs(current, names=False)


def _tabs(current: str, names: bool) -> list[Piece]:
    made: list[Piece] = []
    for digit, mode in enumerate(MODES, 1):
        label = f"{digit} {mode.title}"
        if mode.name == current:
            made.append((f" {label} ", "accent bold on:background"))
        else:
            made.append((f" {label if names else digit} ", "quiet"))
    if current not in {mode.name for mode in MODES}:
        made.append((f" {mode_of(current).title} ", "accent bold on:background"))
    return made or [("", PLAIN)]
