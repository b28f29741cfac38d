"""A start without a store: one page that says what is wrong, and the emergency card all the same.

An app of its own, for the console stands on a store. It changes nothing but the desk's own folder.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from sro_ops.console.emergency import Emergency
from sro_ops.console.kit.ascii import speaks_utf8
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Inks, Piece
from sro_ops.console.kit.wrap import hang
from sro_ops.console.screens.emergency import clock
from sro_ops.console.screens.reading import ReadingScreen, Rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from textual.app import ComposeResult

    from sro_ops.console.blame import Blame
    from sro_ops.console.source.emergency import EmergencySource, Going
    from sro_ops.errors import SroError


def sheet(error: SroError, going: Going | None, now: datetime, width: int) -> Rows:
    """Return the page as rows of `width` cells."""
    rows: Rows = [[]]
    if going is not None:
        word = "drill" if going.drill else "real"
        ink = "warning bold" if going.drill else "error bold"
        since = going.since.astimezone(now.tzinfo)
        rows += [
            [
                (f" ◆ {going.call.upper()}", ink),
                (f"  {word}, since {since:%H:%M:%S}  ", PLAIN),
                (clock(going.since, now), STRONG),
            ],
            [],
        ]
    rows += [*hang(("✗", "error bold"), f"{_capital(error.what)}.", STRONG, 2, width), []]
    if error.where:
        rows += hang(("Where", QUIET), error.where, PLAIN, 12, width)
    if error.todo:
        rows += hang(("What to do", QUIET), f"{error.todo}.", PLAIN, 12, width)
    rows += [[], [(" F9", KEY), ("  the emergency card, which works without a store", STRONG)]]
    kept = "Its stamps are kept on this computer and go into the journal when the store is back."
    rows += hang(("", PLAIN), kept, QUIET, 4, width)
    write = "Write the rest down on paper with the time; `c` on the Desk takes it in later."
    return [*rows, [], *hang(("", PLAIN), write, QUIET, 0, width)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class NoStoreScreen(ReadingScreen):
    """The page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "try again", id="no-store.again", show=False),
        Binding("escape", "app.quit", "quit", id="no-store.quit", show=False),
        Binding("y", "copy", "copy", id="no-store.copy", show=False),
    ]

    def __init__(self, app: NoStoreApp) -> None:
        super().__init__()
        self._told = app

    def compose(self) -> ComposeResult:
        """Lay out title, sheet and keys; there is nothing for a header to say."""
        self.ruled.light(True)
        yield self.ruled
        yield self.sheet
        yield self.keys

    def page(self, width: int) -> Rows:
        """Return what is wrong, where, and what to do."""
        told = self._told
        return sheet(told.error, told.going, told.site_time(), width)

    def on_mount(self) -> None:
        """Say where this is, and which keys work."""
        fact: list[Piece] = [(f"{self._told.site_time():%H:%M}", QUIET)]
        self.headline("The store cannot be opened", fact)
        self.hints(("F9", "emergency"), ("r", "try again"), ("y", "copy"), ("^q", "quit"))
        self.set_interval(1.0, self.sheet.rebuild)

    def action_again(self) -> None:
        """Leave, to try again."""
        self._told.again = True
        self._told.exit()

    def action_copy(self) -> None:
        """Copy what is wrong, for whoever looks after the computer."""
        self.copy_text(str(self._told.error))


class NoStoreApp(Emergency):
    """The app of that page; `again` says whether to try again.

    Args:
        error: why the store cannot be opened.
        source: the emergency card of this desk.
        school: the school's name, as far as the settings say it.
        zone: the site's zone; None for the computer's own.
        theme: the shipped theme to wear.
        now: the clock, aware.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "quit", show=False, id="app.quit", priority=True)
    ]
    status = None

    def __init__(
        self,
        error: SroError,
        source: EmergencySource,
        school: str = "",
        zone: ZoneInfo | None = None,
        theme: str = "night",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self.error = error
        self.again = False
        self.now = now
        self._school, self._zone = school, zone
        self._utf8 = speaks_utf8()
        self.dress(theme)
        self.know_emergency(source)

    @property
    def school(self) -> str:
        """The school's name."""
        return self._school

    @property
    def inks(self) -> Inks:
        """The styles of the theme."""
        return Inks(self.get_css_variables(), not self.no_color, self._utf8)

    def site_time(self) -> datetime:
        """Return the time in the site's zone."""
        return self.now().astimezone(self._zone)

    def get_default_screen(self) -> NoStoreScreen:
        """Return the page."""
        return NoStoreScreen(self)

    def guest_failed(self, blame: Blame) -> None:
        """There is no plugin here."""

    def action_help_quit(self) -> None:
        """Ctrl-C leaves, too."""
        self.exit()


def tell_no_store(
    error: SroError,
    source: EmergencySource,
    school: str = "",
    zone: ZoneInfo | None = None,
    theme: str = "night",
) -> bool:
    """Show the page until it is left; say whether to try again."""
    app = NoStoreApp(error, source, school, zone, theme)
    app.run()
    app.raise_fault()
    return app.again
