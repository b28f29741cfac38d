"""What the Desk does about its panels: their place, their keys, opening what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.message import Message

from sro_ops.console import messages
from sro_ops.console.entry import speech
from sro_ops.console.entry.overlay import Overlay
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.ink import STRONG
from sro_ops.console.kit.plain import shown
from sro_ops.console.log.pane import Pane
from sro_ops.console.needs.acting import NeedsActions
from sro_ops.console.panels.rows import Settings
from sro_ops.console.panels.shelf import Glance, Shelf
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.events import Resize
    from textual.widget import Widget

    from sro_ops.console.entry.area import EntryArea
    from sro_ops.console.source.desk import DeskSource

AT_ONCE = 200
"""Lines of one catch-up; further ones wait for the entry line."""


class StepTaken(Message):
    """The step of a panel's row was taken."""

    def __init__(self, number: str, step: str) -> None:
        super().__init__()
        self.number = number
        self.step = step


class Body(Horizontal):
    """What stands between the strip and the entry line: the log, and what is beside it."""


class LogColumn(Vertical):
    """The ruled title of the list, and the list."""


class PanelActions(NeedsActions):
    """The part of the Desk that acts on its panels."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (100, "-normal"),
        (160, "-wide"),
        (180, "-vast"),
    ]
    DEFAULT_CSS = """
    PanelActions {
        layers: base over;
        Body { height: 1fr; }
        LogColumn { width: 1fr; height: 1fr; }
        Shelf { display: none; }
        Glance, Pane { display: none; }
        &.-narrow Glance { display: block; }
        &.-normal Shelf { display: block; width: 40; margin-left: 1; }
        &.-wide Shelf { display: block; width: 40; margin-left: 2; }
        &.-wide Pane, &.-vast Pane { display: block; width: 50; margin-left: 2; }
        &.-vast Shelf { display: block; width: 46; margin-left: 2; }
        &.-bare Shelf, &.-bare Glance { display: none; }
    }
    """

    def __init__(self, source: DeskSource) -> None:
        super().__init__(source)
        self.shelf = Shelf(source.faces)
        self.glance = Glance()
        self.pane = Pane(source.glimpse)
        self.overlay = Overlay()

    def action_catch_up(self) -> None:
        """Write up several lines later than they happened."""
        if self._able():
            self._catch_up(())

    def on_entry_area_pasted(self, event: EntryArea.Pasted) -> None:
        """Show what pasted lines will become."""
        self._catch_up(event.lines)

    def _catch_up(self, lines: Sequence[str]) -> None:
        from sro_ops.console.catchup.screen import CatchUp

        screen, rest = CatchUp(self.source, lines[:AT_ONCE]), lines[AT_ONCE:]

        def after(left: Sequence[str] | None) -> None:
            done = sum(1 for line in screen.lines if line.number)
            self.entry.field.focus()
            if left or rest:
                self.entry.keep([*(left or ()), *rest])
            elif done:
                self.entry.last_saved = app_of(self).site_time()
                self.entry.flash(speech.caught_up(done))

        self.app.push_screen(screen, after)

    def on_entry_area_completed(self, event: EntryArea.Completed) -> None:
        """Show the completions above the entry line; made when they are first wanted."""
        if not self.overlay.is_attached:
            self.mount(self.overlay)
        low = self.size.height < 10
        scrolled = self.entry.field.scroll_offset.x
        self.overlay.show(() if low else event.found, event.lit, scrolled, self.size.width)

    def ask_titles(self) -> None:
        """Ask which panels there will be, so that each has its place before it is loaded."""
        ask(
            self,
            self.source.titles,
            messages.Titles,
            lambda _: messages.Titles(()),
        )

    def host_guests(self) -> None:
        """Set panels that are widgets of their plugins below the others, each in its box."""
        from sro_ops.console.boxes import PanelBox

        boxes = [PanelBox(one) for one in self.source.guests() if one.kind == "panel"]
        if boxes:
            self.set_class(False, "-bare")
            self.run_worker(self.shelf.host(*boxes), exit_on_error=False)

    def on_titles(self, event: messages.Titles) -> None:
        """Show the titles, unless the panels are there already."""
        if self.shelf.faces is None:
            self.shelf.show(event.faces)

    def on_shelf_changed(self, event: Shelf.Changed) -> None:
        """Show the panels in one line too; without any, their room is the log's."""
        faces = self.shelf.faces or ()
        self.glance.glance(faces)
        self.set_class(not faces and not self.shelf.hosting, "-bare")

    def on_shelf_opened(self, event: Shelf.Opened) -> None:
        """Open the record of a row, or how the plugin of a stopped panel stands."""
        if event.number:
            self.open_record(event.number)
        elif event.face.stopped:
            app_of(self).action_plugins(event.face.plugin)

    def action_panel(self, step: int) -> None:
        """Go to the next panels, first those of rows, then each that is a widget; then the log."""
        stops = self.shelf.stops
        here = self.focused
        at = next((i for i, stop in enumerate(stops) if _holds(stop, here)), -1) + step
        if 0 <= at < len(stops):
            stops[at].focus()
        elif step > 0:
            self.list_.focus()
        else:
            self.action_type()

    def on_shelf_stepped(self, event: Shelf.Stepped) -> None:
        """Take a row's step, in a thread."""
        number, step = event.number, event.step
        ask(
            self,
            lambda: self.source.records.move(number, step),
            lambda moved: StepTaken(moved, step),
            lambda why: messages.Trouble("Not done", why),
        )

    def on_step_taken(self, event: StepTaken) -> None:
        """Say what was done."""
        words = f"{shown(event.number)}  {shown(event.step)}: done"
        self.entry.flash([("✓ ", "success bold"), (words, STRONG)])
        self.shelf.stale()

    async def on_entry_area_left(self, event: EntryArea.Left) -> None:
        """Go to the list, by Tab to the panels in sight; from what others did back to today."""
        if self.since_shown and not event.by_tab:
            await self._drop_results()
        elif event.by_tab and self.shelf.stops:
            self.shelf.stops[0].focus()
        else:
            self.list_.focus()

    def settle_panels(self) -> None:
        """Show times and names in the panels as the rest of the Desk does."""
        zone = self.status.zone if self.status is not None else None
        self.shelf.tell(Settings(zone, self.entry.clock, self.names_on))

    def _show_names(self) -> None:
        super()._show_names()
        self.settle_panels()

    def on_resize(self, event: Resize) -> None:
        """Leave a very low window to the list and the entry line."""
        self.glance.styles.display = "none" if event.size.height < 16 else None


def _holds(stop: Widget, focused: Widget | None) -> bool:
    """Say whether the focus is on a stop, or on something within it; a shelf holds only itself."""
    if focused is None or isinstance(stop, Shelf):
        return stop is focused
    return stop in focused.ancestors_with_self
