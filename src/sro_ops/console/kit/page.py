"""A screen as every mode has it: header, ruled title with a figure, a body, the keys that work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from sro_ops.console.header import Header
from sro_ops.console.kit.bars import Hint, Keys, Ruled, stand_of
from sro_ops.console.kit.ink import QUIET, STRONG, Piece

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from sro_ops.console.source.records import RecordSource


class Page(Screen[None]):
    """A mode's screen: give it a `NAME`, say `body`, and call `figure` when there is one.

    Attributes:
        NAME: the title: ``Hall sweeps``.
        HINTS: keys that work here, the most wanted first: ``(("n", "new"),)``.
    """

    NAME: ClassVar[str] = ""
    HINTS: ClassVar[Sequence[Hint]] = ()
    DEFAULT_CSS = "Page { layout: vertical; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.mode('desk')", "to the Desk", show=False, id="page.back"),
        Binding("question_mark", "app.help", "help", show=False, id="page.help"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.ruled = Ruled()
        self.keys = Keys()

    def body(self) -> Iterable[Widget]:
        """Return what stands between the title and the keys."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out header, title, body and keys."""
        self.figure("…")
        self.keys.keys((*self.HINTS, ("esc", "desk"), ("?", "help")))
        yield Header()
        yield self.ruled
        yield from self.body()
        yield self.keys

    def on_mount(self) -> None:
        """Fill the header, and listen to what is saved."""
        app = stand_of(self)
        if app.status is not None:
            self.query_one(Header).tell(app.status, app.site_time())
        app.hearing.append(self)

    def heard(self, types: Collection[str]) -> None:
        """Learn that records of these types have changed; for a subclass that wants to know."""

    def action_lists(self) -> None:
        """Open the lists of this mode's records."""
        stand_of(self).open_lists()

    def figure(self, words: str) -> None:
        """Show a figure or a fact in the title: a title never stands without one."""
        self.ruled.show([(self.NAME, STRONG)], [(words, QUIET)])

    def say(self, pieces: Sequence[Piece]) -> None:
        """Say something at the right of the last row."""
        self.keys.show((), pieces)

    @property
    def context(self) -> Any:
        """What this screen's plugin works in: its `sro_ops.Context`, for threads alone; see `ask`.

        Ask for it anew each time: another officer may have signed on meanwhile.
        """
        app = stand_of(self)
        return app.source.screens.context(app.owners.of_class(type(self)))

    @property
    def records(self) -> RecordSource:
        """Lists of records, read in threads; see `ask`."""
        return stand_of(self).source.records
