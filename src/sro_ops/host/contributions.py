"""What plugins hand to the host: small frozen shapes that check themselves when they are made.

A wrong value raises TypeError or ValueError where the plugin makes it, so that the traceback shows
the plugin's own line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

from sro_ops.host.panels import Panel

_NAME = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")
_TIMED = "should be a datetime with a time zone"


def _need(right: bool, what: str, complaint: str) -> None:
    if not right:
        raise TypeError(f"{what} {complaint}")


def _text(value: object, what: str, empty: bool = False) -> None:
    right = isinstance(value, str) and (empty or bool(value.strip()))
    _need(right, what, "should be text")


def _name(value: object, what: str) -> None:
    right = isinstance(value, str) and _NAME.fullmatch(value) is not None
    _need(right, what, f"should be a name like daily or patrol.daily, not {value!r}")


@dataclass(frozen=True, slots=True)
class ScanMatch:
    """A scanned code that a plugin knows.

    Attributes:
        what: what the code stands for, in words: ``Checkpoint Gym north``.
        entry: the line of the entry line that the scan stands for: ``patrol @gym scanned``.
    """

    what: str
    entry: str

    def __post_init__(self) -> None:
        _text(self.what, "ScanMatch.what")
        _text(self.entry, "ScanMatch.entry")


@dataclass(frozen=True, slots=True)
class ScreenContribution:
    """A screen of the console.

    Attributes:
        name: unique among screens: ``patrol``.
        title: what a person reads: ``Patrol``.
        load: called without arguments when the screen is first opened; imports and returns its
            class, a subclass of `textual.screen.Screen`. Nothing of Textual is needed before.
        help: one sentence for the palette and the help page.
    """

    name: str
    title: str
    load: Callable[[], type[Any]]
    help: str = ""

    def __post_init__(self) -> None:
        _name(self.name, "ScreenContribution.name")
        _text(self.title, "ScreenContribution.title")
        _need(callable(self.load), "ScreenContribution.load", "should be a function")
        _text(self.help, "ScreenContribution.help", empty=True)


@dataclass(frozen=True, slots=True)
class PanelContribution:
    """A panel beside the log on the Desk: rows of words, or a widget where hands need more.

    Attributes:
        title: what stands above it; one of the titles under `panels` in plugin.toml.
        show: called off the screen's thread, after commits and every minute, with a guarded
            session for reading, the code of the Desk's site, and the present moment in the site's
            zone; returns a `sro_ops.Panel`. None where `load` is given.
        load: called without arguments before it is first shown; imports and returns its class, a
            subclass of `textual.widget.Widget`. None for a panel of rows.
        order: panels stand in this order, smallest on top; the same order goes by title.
    """

    title: str
    show: Callable[[Any, str, datetime], Panel] | None = None
    load: Callable[[], type[Any]] | None = None
    order: int = 50

    def __post_init__(self) -> None:
        _text(self.title, "PanelContribution.title")
        for name in ("show", "load"):
            right = getattr(self, name) is None or callable(getattr(self, name))
            _need(right, f"PanelContribution.{name}", "should be a function")
        given = self.show is not None or self.load is not None
        _need(given, "PanelContribution", "should have show or load")
        _need(type(self.order) is int, "PanelContribution.order", "should be a whole number")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that needs attention by a moment.

    Attributes:
        what: what to do: ``Tell the parent of the restraint``.
        due: by when, aware.
        number: the record that it is about, ``I-2026-0031``; empty for none.
        citation: the rule behind it: ``Wis. Stat. 118.305(4)(a)``; empty for none.
        soon: how long before `due` it counts as soon.
    """

    what: str
    due: datetime
    number: str = ""
    citation: str = ""
    soon: timedelta = timedelta(days=1)

    def __post_init__(self) -> None:
        _text(self.what, "Deadline.what")
        aware = isinstance(self.due, datetime) and self.due.utcoffset() is not None
        _need(aware, "Deadline.due", _TIMED)
        _text(self.number, "Deadline.number", empty=True)
        _text(self.citation, "Deadline.citation", empty=True)
        _need(isinstance(self.soon, timedelta), "Deadline.soon", "should be a timedelta")

    def state(self, now: datetime) -> Literal["ok", "soon", "overdue"]:
        """Return how it stands at `now`, an aware moment."""
        if now > self.due:
            return "overdue"
        return "soon" if now >= self.due - self.soon else "ok"


@dataclass(frozen=True, slots=True)
class ReportContribution:
    """A report, printed as text, CSV, JSON, HTML or PDF.

    Attributes:
        name: the plugin's name, a dot and its own: ``patrol.tours``.
        title: what stands on top of it.
        parts: called with the `sro_ops.ReportAsk`: the days, the school, and what its reader may
            see; returns or yields what the report says: `sro_ops.Table`, `sro_ops.Totals`,
            `sro_ops.Chart` and `sro_ops.Paragraph` objects.
    """

    name: str
    title: str
    parts: Callable[[Any], Iterable[Any]]

    def __post_init__(self) -> None:
        _name(self.name, "ReportContribution.name")
        dotted = "." in self.name
        _need(dotted, "ReportContribution.name", f"should be like patrol.tours, not {self.name!r}")
        _text(self.title, "ReportContribution.title")
        _need(callable(self.parts), "ReportContribution.parts", "should be a function")


@dataclass(frozen=True, slots=True)
class ImporterContribution:
    """A reader of a file format that CSV and JSON mappings do not cover.

    Attributes:
        name: unique among importers: ``visitors.badgepass``.
        type: the record type that its rows become; one of the plugin's own.
        help: one sentence: which program writes such files.
        read: called with the file's path; yields one mapping of field name to value for each
            record, and raises `sro_ops.Refused` for a file that it cannot read.
    """

    name: str
    type: str
    help: str
    read: Callable[[Path], Iterable[dict[str, object]]]

    def __post_init__(self) -> None:
        _name(self.name, "ImporterContribution.name")
        _text(self.type, "ImporterContribution.type")
        _text(self.help, "ImporterContribution.help")
        _need(callable(self.read), "ImporterContribution.read", "should be a function")


@dataclass(frozen=True, slots=True)
class ServiceContribution:
    """Something that runs on for as long as a desk does: a serial line, a timer.

    Attributes:
        name: unique among services: ``stations``.
        help: one sentence: what it does.
        run: called in a thread of its own with a `threading.Event`; returns soon after that event
            is set.
    """

    name: str
    help: str
    run: Callable[[Any], None]

    def __post_init__(self) -> None:
        _name(self.name, "ServiceContribution.name")
        _text(self.help, "ServiceContribution.help")
        _need(callable(self.run), "ServiceContribution.run", "should be a function")


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """One line that somebody types on the demo day.

    Attributes:
        at: when, in the site's own time.
        text: the line, as on the entry line: ``patrol gym secure``.
    """

    at: time
    text: str

    def __post_init__(self) -> None:
        _need(isinstance(self.at, time), "DemoEntry.at", "should be a datetime.time")
        _text(self.text, "DemoEntry.text")
