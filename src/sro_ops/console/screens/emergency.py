"""The emergency card: what to say to 911, whom to call, and five calls that stamp the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from sro_ops.console.kit.bars import Bar, Hint, Keys, Ruled, inks_of
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, ruled, spread, trim
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.sheet import Sheet
from sro_ops.console.kit.wrap import hang
from sro_ops.console.whole import app_of
from sro_ops.settings.emergency import CALLS, Card

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.strip import Strip

    from sro_ops.console.source.emergency import Going

Rows = list[list[Piece]]
TWO_COLUMNS = 110
"""Cells from which phones and radio stand beside what to say."""

ALL_CLEAR = "All clear"


class Running(Bar):
    """What is going on, with its clock."""

    ground = "background"

    def render_line(self, y: int) -> Strip:
        """Return the row on its ground."""
        width = self.size.width
        return inks_of(self).strip(spread(self.left, self.right, width), width, self.ground)


def clock(since: datetime, now: datetime) -> str:
    """Return how long something has gone on: ``00:03:12``."""
    seconds = max(int((now - since).total_seconds()), 0)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def calls(card: Card, width: int) -> Rows:
    """Return the five calls with their keys."""
    longest = max(len(name) for name, _ in card.calls)
    return [
        trim(
            [(f" {key} ", KEY), (f"{name.ljust(longest)}  ", STRONG), (shown(says), PLAIN)],
            width - 1,
        )
        for key, (name, says) in enumerate(card.calls, start=1)
    ]


def sheet(card: Card, school: str, width: int) -> Rows:
    """Return the card as rows of `width` cells."""
    wide = width >= TWO_COLUMNS
    column = (width - 2) // 2 if wide else width
    rows: Rows = [[]]
    if card.problem:
        rows += [*hang(("✗ ", "error bold"), card.problem, "error", 2, width), []]
    left = _say(card, school, column) + _table("Doors", card.doors, column)
    right = _table("Phones", card.phones, column) + _table("Radio", card.radio, column)
    rows += [*calls(card, width), []]
    return rows + (_beside(left, right, column) if wide else left + right)


def _say(card: Card, school: str, width: int) -> Rows:
    rows: Rows = [ruled([("Call 911. Say:", STRONG)], [], width)]
    for number, sentence in enumerate(card.script, start=1):
        text = sentence.replace("{school}", school or "our school")
        rows += hang((f"{number}", QUIET), text, PLAIN, 3, width)
    address = card.address or "no address yet: name an emergency file in the settings"
    rows += hang(("Address", QUIET), address, STRONG if card.address else QUIET, 9, width)
    return [*rows, []]


def _table(title: str, pairs: Sequence[tuple[str, str]], width: int) -> Rows:
    if not pairs:
        return []
    indent = min(max(len(name) for name, _ in pairs) + 2, max(width // 2, 10))
    rows: Rows = [ruled([(title, STRONG)], [(str(len(pairs)), QUIET)], width)]
    for name, value in pairs:
        rows += hang((shown(name)[: indent - 2], STRONG), value, PLAIN, indent, width)
    return [*rows, []]


def _beside(left: Rows, right: Rows, width: int) -> Rows:
    rows: Rows = []
    for at in range(max(len(left), len(right))):
        one = list(left[at]) if at < len(left) else []
        gap = width + 2 - sum(cell_len(text) for text, _ in one)
        rows.append([*one, (" " * gap, PLAIN), *(right[at] if at < len(right) else [])])
    return rows


class EmergencyScreen(ModalScreen[None]):
    """The card, over whatever was there, also over the lock.

    Args:
        card: what it says.
        school: the school's name.
        going: tells what is going on.
        stamp: called with a call and whether it is a drill.
    """

    AUTO_FOCUS = "Sheet"
    CSS = "EmergencyScreen { layout: vertical; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "leave", "back", id="emergency.back", show=False),
        *(
            Binding(str(key), f"call({key})", f"call {name}", id=f"emergency.{name.lower()}",
                    show=False)
            for key, (name, _) in enumerate(CALLS, start=1)
        ),
        Binding("r", "real(True)", "it is real", id="emergency.real", show=False),
        Binding("d", "real(False)", "it is a drill", id="emergency.drill", show=False),
        Binding("c", "clear", "all clear", id="emergency.clear", show=False),
    ]  # fmt: skip

    def __init__(
        self,
        card: Card,
        school: str,
        going: Callable[[], Going | None],
        stamp: Callable[[str, bool], None],
    ) -> None:
        super().__init__()
        self._card = card
        self._going = going
        self._stamp = stamp
        self._asked = ""
        self._said: Sequence[Piece] = ()
        self.sheet = Sheet(lambda width: sheet(self._card, school, width))
        self.running = Running()

    def compose(self) -> ComposeResult:
        """Lay out title, what is going on, the card, and keys."""
        yield Ruled()
        yield self.running
        yield self.sheet
        yield Keys()

    def on_mount(self) -> None:
        """Run the clock."""
        self.query_one(Ruled).light(True)
        self.query_one(Ruled).show(
            [("Emergency", STRONG)], [("esc", "accent bold"), (" back", QUIET)]
        )
        self.set_interval(1.0, self.tell)
        self.tell()

    def tell(self) -> None:
        """Say what is going on, and since when; or what is asked."""
        now, going = app_of(self).now(), self._going()
        zone = app_of(self).site_time().tzinfo
        self.running.ground = "alarm-ground" if going and not going.drill else "background"
        if self._asked:
            left = [(f" {self._asked}: is it real, or a drill?", STRONG)]
            self.running.show(left, [("r", KEY), (" real  ", PLAIN), ("d", KEY), (" drill", PLAIN)])
        elif going is not None:
            word = "drill" if going.drill else "real"
            ink = "warning bold" if going.drill else "error bold"
            since = f"{going.since.astimezone(zone):%H:%M:%S}"
            left = [(f" ◆ {going.call.upper()}", ink), (f"  {word}, since {since}", PLAIN)]
            self.running.show(left, [(clock(going.since, now), STRONG)])
        else:
            self.running.show(self._said or [(" Nothing is called.", QUIET)])
        self.running.refresh()
        self.query_one(Keys).keys(self._hints(going))

    def _hints(self, going: Going | None) -> tuple[Hint, ...]:
        if self._asked:
            return (("r", "real"), ("d", "drill"), ("esc", "neither"))
        over: tuple[Hint, ...] = (("c", "all clear"),) if going else ()
        return (("1 to 5", "call it"), *over, ("↑ ↓", "scroll"), ("esc", "back"))

    def action_call(self, key: int) -> None:
        """Ask whether it is real; nothing is stamped yet."""
        self._asked = self._card.calls[key - 1][0]
        self.tell()

    def action_real(self, real: bool) -> None:
        """Stamp what was asked about."""
        if self._asked:
            call, self._asked = self._asked, ""
            self._stamp(call, not real)
            self.tell()

    def action_clear(self) -> None:
        """Stamp the end of what is going on."""
        going = self._going()
        if going is not None and not self._asked:
            self._stamp(ALL_CLEAR, going.drill)
            at = app_of(self).site_time()
            self._said = [(" ✓ All clear", "success bold"), (f"  {at:%H:%M:%S}", PLAIN)]
            self.tell()

    def action_leave(self) -> None:
        """Leave the question, or the card; what is going on goes on."""
        if self._asked:
            self._asked = ""
            self.tell()
        else:
            self.dismiss(None)

    def not_kept(self, why: str) -> None:
        """Say that a stamp could not be kept on this machine."""
        self._said = [(f" ✗ Not kept: {shown(why)}. Write the time down.", "error bold")]
        self.tell()
