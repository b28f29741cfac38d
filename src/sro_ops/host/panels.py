"""Panels of the Desk: what a plugin's panel shows, and asking every plugin for its own.

Most panels are rows of words: a plugin hands them over, and the Desk lays them out at every size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sro_ops.host.plugin_host import PluginHost


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One row of a panel.

    Attributes:
        text: what a person reads.
        state: ``open``, ``active``, ``done``, ``next``, ``soon``, ``overdue`` …: the glyph before
            the text; empty for none.
        place: the code of a place, shown by its name before the text; empty for none.
        figure: a count or a few words at the right, or an aware moment, shown as the time of day.
        number: the record that it tells of, which Enter opens; a row about a protected record is
            hidden from the room by it. Empty for none.
        step: the step of that record's workflow that one key takes from here: ``acknowledge``. Give
            it only where nobody needs to look first. Empty for none.
    """

    text: str = ""
    state: str = ""
    place: str = ""
    figure: str | datetime = ""
    number: str = ""
    step: str = ""

    def __post_init__(self) -> None:
        for name in ("text", "state", "place", "number", "step"):
            _text(getattr(self, name), f"PanelRow.{name}")
        if not isinstance(self.figure, datetime):
            _text(self.figure, "PanelRow.figure")
        elif self.figure.utcoffset() is None:
            raise TypeError("PanelRow.figure should be a datetime with a time zone")


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel shows now.

    Attributes:
        rows: three to six of them, the most telling first; further ones are counted, not shown.
        figure: one fact beside the title: ``14 today``.
        meter: how much of how many, as a bar under the title: ``(7, 12)``; None for none.
        empty: what stands there without rows: why, and what to do.
        glance: what the one line of a small screen says after the title; else `figure`.
    """

    rows: Sequence[PanelRow] = field(default=())
    figure: str = ""
    meter: tuple[int, int] | None = None
    empty: str = "Nothing yet."
    glance: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.rows, list | tuple):
            raise TypeError("Panel.rows should be a list of PanelRow")
        if not all(isinstance(row, PanelRow) for row in self.rows):
            raise TypeError("Panel.rows should be a list of PanelRow")
        for name in ("figure", "empty", "glance"):
            _text(getattr(self, name), f"Panel.{name}")
        if self.meter is not None:
            right = isinstance(self.meter, tuple) and len(self.meter) == 2
            if not right or not all(type(count) is int for count in self.meter):
                raise TypeError("Panel.meter should be two whole numbers: (7, 12)")


def _text(value: object, what: str) -> None:
    if not isinstance(value, str):
        raise TypeError(f"{what} should be text")


@dataclass(frozen=True, slots=True)
class Face:
    """A panel as it stands on the Desk.

    Attributes:
        title: what stands above it.
        plugin: whose it is.
        panel: what it shows; None while its plugin is loading, and where it has stopped.
        stopped: why it shows nothing, in one line; empty while it is well.
        protected: numbers in its rows that the room must not see.
    """

    title: str
    plugin: str
    panel: Panel | None = None
    stopped: str = ""
    protected: frozenset[str] = frozenset()


def faces(
    plugins: PluginHost, titles: Sequence[Face], session: Any, site: str, now: datetime
) -> list[Face]:
    """Ask every plugin what its panels show; one that fails has stopped, and the rest goes on.

    Args:
        plugins: the loaded plugins.
        titles: every panel that a plugin.toml names, those of plugins that failed included.
        session: a guarded session for reading, with the rights of who asks.
        site: the code of the Desk's site.
        now: aware, in the site's zone.

    Returns:
        The panels of active plugins by their order, then those that have stopped.
    """
    statuses = {status.name: status for status in plugins.statuses()}
    stopped = [
        Face(one.title, one.plugin, None, statuses[one.plugin].reason)
        for one in titles
        if one.plugin in statuses and statuses[one.plugin].state in ("failed", "quarantined")
    ]
    off = {face.plugin for face in stopped}
    offered = [one for one in plugins.offered("panels") if one.plugin not in off]
    offered.sort(key=lambda one: (one.value.order, one.value.title))
    shown = [
        _face(plugins, one.plugin, one.value, (session, site, now))
        for one in offered
        if one.value.show is not None
    ]
    return [*shown, *stopped]


def _face(plugins: PluginHost, plugin: str, offer: Any, about: tuple[Any, str, datetime]) -> Face:
    """Ask one panel, in a box."""
    try:
        panel = offer.show(*about)
        if not isinstance(panel, Panel):
            raise TypeError(f"should return a Panel, not {type(panel).__name__}")
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        from sro_ops.host.faults import reason_of

        plugins.fault(plugin, f"panel {offer.title}", error)
        return Face(offer.title, plugin, None, reason_of(error))
    return Face(offer.title, plugin, panel)
