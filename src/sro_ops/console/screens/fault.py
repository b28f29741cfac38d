"""What stands in place of a plugin's panel or screen that failed: what, where it is kept, again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from sro_ops.console.kit.bars import Hint, inks_of
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, trim
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.wrap import hang
from sro_ops.console.screens.reading import WIDEST, ReadingScreen, Rows
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from textual.events import Click
    from textual.strip import Strip

Again = Callable[[], Awaitable[None] | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a person is told of a fault.

    Attributes:
        plugin: whose it is.
        title: of the panel or screen.
        reason: why, in one line.
        where: in which function, file and line; empty where that is not known.
        log: the file that holds the traceback; empty until it is kept.
        off: whether the plugin is switched off.
    """

    plugin: str
    title: str
    reason: str
    where: str = ""
    log: str = ""
    off: bool = False

    @property
    def headline(self) -> str:
        """``Halls stopped``, or ``Halls is switched off after errors``."""
        return f"{self.title} is switched off after errors" if self.off else f"{self.title} stopped"

    def as_text(self) -> str:
        """Return all of it as text, for copying."""
        rows = [self.headline, f"plugin {self.plugin}", self.reason, self.where, self.log]
        return "\n".join(row for row in rows if row)


class FaultPanel(Widget, can_focus=True):
    """Two rows in place of a panel: that it stopped, and why."""

    DEFAULT_CSS = "FaultPanel { height: 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "details", "what happened", id="failed.details", show=False),
        Binding("r", "again", "open it again", id="failed.again", show=False),
    ]

    def __init__(self, fault: Fault, again: Again) -> None:
        super().__init__()
        self.fault = fault
        self._again = again

    def tell(self, fault: Fault) -> None:
        """Bring the page up to date."""
        self.fault = fault
        self.refresh()

    def on_focus(self) -> None:
        """Show the bar."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the bar."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Open the details."""
        self.action_details()

    def render_line(self, y: int) -> Strip:
        """Return one of the two rows."""
        width, focused = self.size.width, self.has_focus
        bar: Piece = ("▌", "accent") if focused else (" ", PLAIN)
        if y == 0:
            keys: list[Piece] = [("  ↵", KEY), (" details", QUIET)]
            head = trim([("✗ ", "error bold"), (self.fault.headline, "error bold")], width - 13)
            row = [bar, *head, *keys]
        else:
            row = [bar, *trim([(shown(self.fault.reason), QUIET)], width - 2)]
        return inks_of(self).strip(trim(row, width), width)

    def action_details(self) -> None:
        """Show all that is known."""
        self.app.push_screen(FaultScreen(self.fault, self._again))

    async def action_again(self) -> None:
        """Open the panel anew."""
        await _run(self._again)


def sheet(fault: Fault, width: int) -> Rows:
    """Return the page as rows of `width` cells."""
    width = min(width, WIDEST)
    rows: Rows = [[], [(" ✗ ", "error bold"), (fault.headline, STRONG)], []]
    facts = [("Plugin", fault.plugin), ("Why", fault.reason), ("Where", fault.where)]
    facts.append(("Kept in", fault.log or "…"))
    for label, value in facts:
        if value:
            rows += hang((label, QUIET), value, PLAIN, 11, width)
    rows.append([])
    words = "The desk goes on: everything else works, and nothing that was saved is touched."
    if fault.off:
        words += " The plugin stays off until sro-ops starts again."
    rows += hang(("", PLAIN), words, QUIET, 0, width)
    advice = f"To leave it out: sro-ops plugins disable {fault.plugin}"
    rows += hang(("", PLAIN), advice, QUIET, 0, width)
    return rows


class FaultScreen(ReadingScreen):
    """The whole page: in place of a plugin's screen, or behind a panel's two rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "back", "back", id="fault.back", show=False),
        Binding("r", "again", "open it again", id="fault.again", show=False),
        Binding("y", "copy", "copy", id="fault.copy", show=False),
    ]

    def __init__(self, fault: Fault, again: Again | None) -> None:
        super().__init__()
        self.fault = fault
        self._again = again

    def on_mount(self) -> None:
        """Say where this is, and which keys work."""
        self.tell(self.fault)

    def page(self, width: int) -> Rows:
        """Return what is known of the fault."""
        return sheet(self.fault, width)

    def tell(self, fault: Fault) -> None:
        """Bring the page up to date."""
        self.fault = fault
        if not self.is_mounted:
            return
        back: Sequence[Piece] = [("esc", KEY), (" back", QUIET)]
        self.headline(fault.title, back)
        again: tuple[Hint, ...] = (("r", "open it again"),) if self._may_again else ()
        self.hints(("esc", "back"), *again, ("y", "copy"))
        self.sheet.rebuild()

    @property
    def _may_again(self) -> bool:
        return self._again is not None and not self.fault.off

    def action_back(self) -> None:
        """Go back to what was there before."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
            app_of(self).home()
        else:
            app_of(self).go_home()

    async def action_again(self) -> None:
        """Open it anew."""
        if self._may_again:
            self.action_back()
            await _run(self._again)

    def action_copy(self) -> None:
        """Copy what stands here."""
        self.copy_text(self.fault.as_text())


async def _run(again: Any) -> None:
    waiting = again() if again is not None else None
    if waiting is not None:
        await waiting
