"""The shelf: panels stacked beside the log, whole or not at all; one widget draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from sro_ops.console.kit.bars import Bar, inks_of
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, Piece
from sro_ops.console.panels import rows
from sro_ops.console.panels.rows import Key, Settings
from sro_ops.console.refreshing import Refreshed
from sro_ops.console.samekeys import same_keys
from sro_ops.host.panels import Face

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Click, Resize
    from textual.strip import Strip

    from sro_ops.host.panels import PanelRow


class Guests(Vertical):
    """The panels that are widgets of their own; Tab goes to each of them, as to the others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.panel(1)", "the next panel, or the log", show=False,
                id="guests.next"),
        Binding("shift+tab", "screen.panel(-1)", "the panel before, or type", show=False,
                id="guests.before"),
        Binding("escape", "screen.type", "type", show=False, id="guests.type"),
    ]  # fmt: skip


class Shelf(Widget, can_focus=True):
    """The panels.

    Attributes:
        faces: the panels as they stand; None until their titles are known.
        about: how this desk shows things.
    """

    DEFAULT_CSS = """
    Shelf { width: 40; height: 1fr; }
    Shelf > Guests { dock: bottom; height: auto; max-height: 60%; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, id="panels.up"),
        Binding("down", "move(1)", "down", show=False, id="panels.down"),
        Binding("enter", "open", "open the record", show=False, id="panels.open"),
        Binding("k", "step", "take the row's step", show=False, id="panels.step"),
        Binding("a", "screen.attention", "what needs you", show=False, id="panels.attention"),
        Binding("tab", "screen.panel(1)", "the next panel, or the log", show=False,
                id="panels.log"),
        Binding("shift+tab,escape", "screen.type", "type", show=False, id="panels.type"),
        *same_keys("panels"),
    ]  # fmt: skip

    class Answer(Message):
        """The panels as they stand."""

        def __init__(self, faces: Sequence[Face]) -> None:
            super().__init__()
            self.faces = faces

    class Trouble(Message):
        """Nobody could be asked, and why."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    class Changed(Message):
        """There are other panels, or they show something else."""

    class Opened(Message):
        """Enter on a panel, or on one of its rows."""

        def __init__(self, face: Face, number: str) -> None:
            super().__init__()
            self.face = face
            self.number = number

    class Pointed(Message):
        """The cursor is on something else."""

    class Stepped(Message):
        """The key of a row's step."""

        def __init__(self, number: str, step: str) -> None:
            super().__init__()
            self.number = number
            self.step = step

    def __init__(self, look: Callable[[], Sequence[Face]]) -> None:
        super().__init__()
        self.faces: Sequence[Face] | None = None
        self.about = Settings()
        self._asked = Refreshed(look, self.Answer, self.Trouble)
        self._chosen: Key | None = None
        self._rows: list[list[Piece]] = []
        self._stops: dict[Key, int] = {}
        self._first = 0
        self._guests = Guests()

    # Asking

    def start(self) -> None:
        """Ask what the panels show from now on."""
        self._asked.start(self)

    def stale(self) -> None:
        """Ask again soon: something was committed."""
        self._asked.stale()

    def tick(self) -> None:
        """Ask where it is time to."""
        self._asked.tick(self)

    def on_shelf_answer(self, event: Answer) -> None:
        """Show the panels as they stand."""
        event.stop()
        self._asked.done()
        self.show(event.faces)

    def on_shelf_trouble(self, event: Trouble) -> None:
        """Say on every panel that nobody could be asked."""
        event.stop()
        self._asked.done()
        self.show([Face(one.title, one.plugin, None, event.why) for one in self.faces or ()])

    def show(self, faces: Sequence[Face]) -> None:
        """Show these panels from now on."""
        self.faces = faces
        self._lay()
        self.post_message(self.Changed())

    async def host(self, *widgets: Widget) -> None:
        """Set panels that are widgets of their own below the others."""
        if not self._guests.is_attached:
            await self.mount(self._guests)
        await self._guests.mount(*widgets)
        self.call_after_refresh(self._lay)

    @property
    def hosting(self) -> bool:
        """Whether there are panels that are widgets."""
        return self._guests.is_attached

    @property
    def stops(self) -> list[Widget]:
        """Where Tab stops: the panels of rows, then the first place of each that is a widget."""
        if not self.display:
            return []
        found: list[Widget] = [self] if self.faces else []
        for panel in self._guests.children if self.hosting else ():
            inner = (one for one in panel.walk_children(Widget, with_self=True) if one.focusable)
            found += [one for one in (next(inner, None),) if one is not None]
        return found

    @property
    def _room(self) -> int:
        """The rows that are left for panels of rows."""
        taken = self._guests.outer_size.height if self._guests.is_attached else 0
        return self.size.height - taken

    def tell(self, about: Settings) -> None:
        """Show things in another way from now on."""
        if about != self.about:
            self.about = about
            self._lay()

    # Hands

    def on_resize(self, event: Resize) -> None:
        """Lay the panels out for the new size."""
        self._lay()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Light where the cursor was, or the first panel; without focus begin at the top again."""
        super().watch_has_focus(_has_focus)
        if not _has_focus:
            self._first = 0
        elif self.faces and self._chosen not in self._every():
            self._chosen = (self.faces[0].title, -1)
        self._lay()

    def action_move(self, by: int) -> None:
        """Move the cursor to the next title or row."""
        every = self._every()
        if every:
            at = every.index(self._chosen) if self._chosen in every else 0
            self._chosen = every[min(max(at + by, 0), len(every) - 1)]
            self._lay()
            self.post_message(self.Pointed())

    def action_open(self) -> None:
        """Open what the cursor is on."""
        for face in self.faces or ():
            if self._chosen is not None and face.title == self._chosen[0]:
                index = self._chosen[1]
                number = face.panel.rows[index].number if face.panel and index >= 0 else ""
                self.post_message(self.Opened(face, number))

    @property
    def row(self) -> PanelRow | None:
        """The row that the cursor is on; None on a title."""
        title, index = self._chosen or ("", -1)
        for face in self.faces or ():
            if face.title == title and face.panel is not None and 0 <= index < len(face.panel.rows):
                return face.panel.rows[index]
        return None

    def action_step(self) -> None:
        """Take the step of the row that the cursor is on."""
        row = self.row
        if row is not None and row.step and row.number:
            self.post_message(self.Stepped(row.number, row.step))

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; twice opens."""
        for key, y in self._stops.items():
            if y == event.y:
                self._chosen = key
                self._lay()
                if event.chain == 2:
                    self.action_open()

    def _every(self) -> list[Key]:
        width = self.size.width
        blocks = (rows.block(face, width, self.about) for face in self.faces or ())
        return [key for block in blocks for key in block.stops]

    # Layout

    def _lay(self) -> None:
        """Lay out as many whole panels as fit, the one with the cursor among them."""
        chosen = self._chosen if self.has_focus else None
        titles = [face.title for face in self.faces or ()]
        at = titles.index(chosen[0]) if chosen is not None and chosen[0] in titles else 0
        self._first = min(self._first, at)
        while not self._fill(chosen, at) and self._first < at:
            self._first += 1
        self.refresh()

    def _fill(self, chosen: Key | None, wanted: int) -> bool:
        """Fill the shelf from its first panel on; say whether the `wanted` one has room."""
        height, faces = self._room, list(self.faces or ())
        self._rows, self._stops = [], {}
        held = False
        for index in range(self._first, len(faces)):
            made = rows.block(faces[index], self.size.width, self.about, chosen)
            gap = 1 if self._rows else 0
            last = index == len(faces) - 1
            if len(self._rows) + gap + len(made.rows) + (0 if last else 2) > height:
                self._leave_out(len(faces) - index, height)
                return held
            self._rows += [[]] * gap
            self._stops |= {key: len(self._rows) + y for key, y in made.stops.items()}
            self._rows += made.rows
            held = held or index == wanted
        return held or not faces

    def _leave_out(self, count: int, height: int) -> None:
        if len(self._rows) + 1 < height:
            self._rows.append([])
        if len(self._rows) < height:
            word = "panel" if count == 1 else "panels"
            self._rows.append([(" ", PLAIN), (f"{count} more {word}  ", QUIET), ("tab", KEY)])

    def render_line(self, y: int) -> Strip:
        """Return one row of the shelf."""
        pieces = self._rows[y] if y < len(self._rows) else []
        return inks_of(self).strip(pieces, self.size.width, "surface")


class Glance(Bar):
    """The panels in one line, on a screen that has no room for the shelf."""

    def __init__(self) -> None:
        super().__init__()
        self.faces: Sequence[Face] = ()

    def glance(self, faces: Sequence[Face]) -> None:
        """Show these panels from now on."""
        self.faces = faces
        self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the line."""
        return rows.glance(self.faces, width)
