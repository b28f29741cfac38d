"""What plugins declare while they load: screens, panels, reports, importers, services."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from sro_ops.host import shapes
from sro_ops.host.panels import Panel

if TYPE_CHECKING:
    from sro_ops.host.context import Context


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
        shapes.name(self.name, "ScreenContribution.name")
        shapes.text(self.title, "ScreenContribution.title")
        shapes.function(self.load, "ScreenContribution.load")
        shapes.text(self.help, "ScreenContribution.help", empty=True)


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
        shapes.text(self.title, "PanelContribution.title")
        for name in ("show", "load"):
            right = getattr(self, name) is None or callable(getattr(self, name))
            shapes.need(right, f"PanelContribution.{name}", "should be a function")
        given = self.show is not None or self.load is not None
        shapes.need(given, "PanelContribution", "should have show or load")
        shapes.need(type(self.order) is int, "PanelContribution.order", "should be a whole number")


@dataclass(frozen=True, slots=True)
class ReportContribution:
    """A report, printed as text, CSV, JSON, HTML or PDF.

    Attributes:
        name: the plugin's name, a dot and its own: ``patrol.tours``.
        title: what stands on top of it.
        parts: called with the `sro_ops.ReportAsk`: the days, the school, and what its reader may
            see; returns or yields what the report says: `sro_ops.Table`, `sro_ops.Totals`,
            `sro_ops.Chart` and `sro_ops.Paragraph` objects.
        permission: what somebody must hold, beside ``core.report``, to see it in the list of
            reports and to print it; empty for nothing more.
    """

    name: str
    title: str
    parts: Callable[[Any], Iterable[Any]]
    permission: str = ""

    def __post_init__(self) -> None:
        shapes.name(self.name, "ReportContribution.name")
        complaint = f"should be like patrol.tours, not {self.name!r}"
        shapes.need("." in self.name, "ReportContribution.name", complaint)
        shapes.text(self.title, "ReportContribution.title")
        shapes.function(self.parts, "ReportContribution.parts")
        shapes.text(self.permission, "ReportContribution.permission", empty=True)


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
        shapes.name(self.name, "ImporterContribution.name")
        shapes.text(self.type, "ImporterContribution.type")
        shapes.text(self.help, "ImporterContribution.help")
        shapes.function(self.read, "ImporterContribution.read")


@dataclass(frozen=True, slots=True)
class ServiceContribution:
    """Something that runs on for as long as a desk does: a serial line, a timer.

    Attributes:
        name: unique among services: ``stations``.
        help: one sentence: what it does.
        run: called in a thread of its own with a `Context` and a `threading.Event`; returns soon
            after that event is set.
    """

    name: str
    help: str
    run: Callable[[Context, Event], None]

    def __post_init__(self) -> None:
        shapes.name(self.name, "ServiceContribution.name")
        shapes.text(self.help, "ServiceContribution.help")
        shapes.function(self.run, "ServiceContribution.run")
