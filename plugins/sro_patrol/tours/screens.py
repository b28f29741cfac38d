"""The patrol screen: today's tours, the checkpoints of the one under way, and a field for scans."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.message import Message
from textual.widget import Widget

from sro_ops.ui import (
    QUIET,
    STRONG,
    Page,
    PickList,
    Question,
    Ruled,
    ScanLine,
    ask,
    nothing,
    shown,
    time_of,
)
from sro_patrol.tours import service
from sro_patrol.tours.board import TourRow, board
from sro_patrol.tours.screens_lists import StopList, TourList
from sro_patrol.tours.telling import Told


class Board(Message):
    """Today's tours, read anew."""

    def __init__(self, rows: Sequence[TourRow]) -> None:
        super().__init__()
        self.rows = rows


class Acted(Message):
    """Something was done to a tour."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told


class Trouble(Message):
    """Something could not be read or done, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class PatrolScreen(Page):
    """Walk a tour: scan, skip with a reason, report an exception, finish."""

    NAME = "Patrol"
    HINTS = (("esc", "list"), ("s", "start"), ("k", "skip"), ("e", "exception"),
             ("f", "finish"), ("r", "records"))  # fmt: skip
    AUTO_FOCUS = "EntryField"
    DEFAULT_CSS = """
    PatrolScreen TourList { height: auto; max-height: 8; }
    PatrolScreen.-normal TourList { margin: 0 0 1 0; }
    """
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (100, "-normal")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "start", "start the chosen tour", show=False, id="patrol.start"),
        Binding("k", "skip", "skip the chosen checkpoint", show=False, id="patrol.skip"),
        Binding("e", "exception", "something is wrong there", show=False, id="patrol.exception"),
        Binding("f", "finish", "finish the tour", show=False, id="patrol.finish"),
        Binding("r", "lists", "checkpoints, plans and other records", show=False,
                id="patrol.records"),
        Binding("slash", "type", "to the field", show=False, id="patrol.type"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.tours = TourList(nothing(
            "No tour is planned yet.", ("r n", "add checkpoints, then a tour plan"),
        ))  # fmt: skip
        self.stops_title = Ruled()
        self.stops = StopList(nothing(
            "No tour is under way.", ("esc s", "starts the chosen one"),
        ))  # fmt: skip
        self.line = ScanLine("Scan a checkpoint, or type its code")

    def body(self) -> Iterable[Widget]:
        """Lay out tours, checkpoints and the field."""
        yield self.tours
        yield self.stops_title
        yield self.stops
        yield self.line

    # Reading

    def on_mount(self) -> None:
        """Read at once, and again every minute, for time alone makes things late."""
        self.stops_title.show([("Checkpoints", STRONG)], [("…", QUIET)])
        self.read()
        self.set_interval(60.0, self.read)

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Read what may have changed meanwhile."""
        self.read()

    def heard(self, types: Collection[str]) -> None:
        """Read anew when somebody scanned, here or at another desk."""
        if any(one.startswith("patrol.") for one in types):
            self.read()

    def read(self) -> None:
        """Ask for today's tours."""
        ask(self, lambda: board(self.context), Board, Trouble)

    def on_board(self, event: Board) -> None:
        """Show them; the first tour under way stands below with its checkpoints."""
        self.tours.show(event.rows)
        self.tours.styles.height = max(min(len(event.rows), 8), 1) if event.rows else 5
        walking = self.walking
        running = sum(row.walk is not None for row in event.rows)
        self.figure(f"{running} under way" if running else "no tour under way")
        if walking is None or walking.stands is None:
            self.stops.show(())
            self.stops_title.show([("Checkpoints", STRONG)], [("none", QUIET)])
            return
        self.stops.show(walking.checkpoints())
        self.stops_title.show(
            [(shown(walking.name), STRONG)], [(f"{walking.number}  {walking.detail}", QUIET)]
        )

    @property
    def walking(self) -> TourRow | None:
        """The tour whose checkpoints are shown: the chosen one, else the officer's own."""
        chosen = self.tours.row
        if chosen is not None and chosen.walk is not None:
            return chosen
        return next((row for row in self.tours.items if row.walk is not None), None)

    def on_trouble(self, event: Trouble) -> None:
        """Say why not."""
        self.line.tell([("✗ ", "error bold"), (shown(event.why), STRONG)])

    # Hands

    def on_pick_list_changed(self, event: PickList.Changed) -> None:
        """Show the checkpoints of the tour that is chosen."""
        walking = self.walking
        if event.picks is self.tours and walking is not None and walking.stands is not None:
            self.stops.show(walking.checkpoints())

    def on_pick_list_opened(self, event: PickList.Opened) -> None:
        """Start the chosen tour."""
        if event.picks is self.tours:
            self.action_start()

    def on_scan_line_kept(self, event: ScanLine.Kept) -> None:
        """Read anew."""
        self.read()

    def on_scan_line_left(self, event: ScanLine.Left) -> None:
        """Go to the checkpoint that is next, or to the tours where none is under way."""
        if self.walking is None:
            self.tours.focus()
            return
        following = (at for at, row in enumerate(self.stops.items) if row.next)
        self.stops.point(next(following, self.stops.cursor))
        self.stops.focus()

    def action_type(self) -> None:
        """Go back to the field."""
        self.line.field.focus()

    def action_start(self) -> None:
        """Begin the chosen tour; without a choice, the one that is due first."""
        row = self.tours.row
        if row is None or not row.startable:
            row = next((one for one in self.tours.items if one.startable), None)
        if row is None:
            self.line.tell([("✗ ", "error bold"), ("No tour can be started.", STRONG)])
            return
        ask(self, partial(self._start, row.number), Acted, Trouble)

    def _start(self, number: str) -> Told:
        return service.start(self.context, number)

    def on_acted(self, event: Acted) -> None:
        """Say what it came to; the field is ready for the first scan."""
        self.done(event.told)

    def done(self, told: Told | None) -> None:
        """Say what was done, and read anew."""
        if told is not None:
            words = f"{told.opened} opened. {told.words}" if told.opened else told.words
            self.line.tell([("✓ ", "success bold"), (shown(words), STRONG)])
            self.read()
            self.line.field.focus()

    def action_skip(self) -> None:
        """Ask why nobody goes to the chosen checkpoint."""
        row = self.stops.row
        if row is not None and not row.one.open:
            words = f"{row.one.stop.name} is settled already: {row.one.word}."
            self.line.tell([("✗ ", "error bold"), (shown(words), STRONG)])
            return
        self._about("Skip", "It counts as skipped, with your reason.", "Why", service.skip)

    def action_exception(self) -> None:
        """Ask what is wrong at the chosen checkpoint."""
        then = "A record is opened and linked to the tour."
        self._about("Exception at", then, "What is wrong there", service.exception)

    def _about(
        self, verb: str, then: str, label: str, act: Callable[[Any, str, str, str], Told]
    ) -> None:
        tour, row = self.walking, self.stops.row
        if tour is None or row is None:
            self.line.tell([("✗ ", "error bold"), ("No tour is under way.", STRONG)])
            return
        one = row.one
        name, number = one.stop.name, tour.number
        due = f", due {time_of(self, one.due)}" if one.due else ""
        what = f"{tour.name}  {one.word}{due}"

        def do(text: str) -> Told:
            return act(self.context, name, text, number)

        question = Question(
            f"{verb} {name}?" if verb == "Skip" else f"{verb} {name}", what, then,
            "Skip" if verb == "Skip" else "Report", do, label=label, need="Say it in a few words",
        )  # fmt: skip
        self.app.push_screen(question, self.done)

    def action_finish(self) -> None:
        """Ask before a tour ends with checkpoints that nobody was at."""
        tour = self.walking
        if tour is None or tour.stands is None:
            self.line.tell([("✗ ", "error bold"), ("No tour is under way.", STRONG)])
            return
        number = tour.number
        left = len(tour.stands.stops) - tour.stands.settled
        then = f"{left} not scanned; they count as missed." if left else "All were scanned."

        def do(text: str) -> Told:
            return service.finish(self.context, number)

        question = Question(f"Finish {tour.name}?", tour.detail, then, "Finish", do)
        self.app.push_screen(question, self.done)
