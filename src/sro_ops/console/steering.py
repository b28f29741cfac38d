"""Where to go: the modes, their screens, and the keys that hold everywhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from sro_ops.console import modes
from sro_ops.console.entry.unsaved import FormDraft, Unsaved
from sro_ops.console.guests import Hosting
from sro_ops.console.kit.asking import why
from sro_ops.console.modes import MODES, Mode

if TYPE_CHECKING:
    from sro_ops.console.desk import Desk
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.store.model import Line

GETTING_READY = "getting ready …"

AGAIN = 0.1
"""Seconds after which it is looked again whether everything is loaded."""


class ScreenCame(Message):
    """A plugin's screen is imported, for this mode."""

    def __init__(self, mode: Mode, found: type[Screen[Any]]) -> None:
        super().__init__()
        self.mode = mode
        self.found = found


class ScreenFailed(Message):
    """A plugin's screen could not be imported, and why."""

    def __init__(self, mode: Mode, why: str) -> None:
        super().__init__()
        self.mode = mode
        self.why = why


class Hearing(Protocol):
    """A screen that wants to know when records change."""

    @property
    def is_attached(self) -> bool:
        """Whether it is still there."""
        ...

    def heard(self, types: Collection[str]) -> None:
        """Learn that records of these types have changed."""
        ...


@runtime_checkable
class Drafting(Protocol):
    """A screen that says whether its draft is kept."""

    def draft_kept(self, drafts: Mapping[str, FormDraft], why: str) -> None:
        """Learn which drafts of forms lie on the disk now, by key, or why they do not."""
        ...


class Steering(Hosting):
    """The half of the app that goes places.

    Attributes:
        mode: the mode in sight.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "help for where you are", show=False, id="app.help"),
        *(
            Binding(f"f{at + 1},{at}", f"mode('{mode.name}')", mode.title, show=False,
                    id=f"app.{mode.name}")
            for at, mode in enumerate(MODES, 1)
        ),
        Binding("f10", "more", "more", show=False, id="app.more"),
        Binding("ctrl+p", "palette", "what can be done from here", show=False, id="app.palette"),
        Binding("ctrl+o", "jump", "jump by a letter", show=False, id="app.jump"),
        Binding("ctrl+q", "quit", "quit", show=False, id="app.quit", priority=True),
    ]  # fmt: skip
    source: DeskSource
    desk: Desk

    def __init__(self) -> None:
        super().__init__()
        self.mode = modes.DESK
        self.drafts: dict[str, FormDraft] = {}
        self.hearing: list[Hearing] = []
        self._known: set[str] = set()
        self._asked = 0

    def keep_draft(self, key: str, texts: Mapping[str, str]) -> None:
        """Keep what is typed into a form, by its type or number, durably from the next moment."""
        self.drafts[key] = FormDraft(key, dict(texts), self.site_time())
        self.desk.keep_typed()

    def drop_draft(self, key: str) -> None:
        """Forget what was typed into a form: it is kept as a record, or was taken out again."""
        if self.drafts.pop(key, None) is not None:
            self.desk.keep_typed()

    def restore_forms(self, drafts: Sequence[FormDraft]) -> None:
        """Bring back what was typed into forms, before a restart."""
        self.drafts = {**{one.key: one for one in drafts}, **self.drafts}

    def forms_kept(self, kept: Sequence[Unsaved], why: str) -> None:
        """Let an open form say that its draft is kept, or why it is not."""
        drafts = {one.key: one for one in kept if isinstance(one, FormDraft)}
        for screen in self.screen_stack:
            if isinstance(screen, Drafting):
                screen.draft_kept(drafts, why)

    def site_time(self) -> datetime:
        """Return the time in the site's zone."""
        raise NotImplementedError

    # Modes

    def action_mode(self, name: str) -> None:
        """Go to a mode by its name."""
        for mode in (*MODES, *(self._further() if self.desk.entry.ready else ())):
            if mode.name == name:
                self.go(mode)
                return

    def go(self, mode: Mode) -> None:
        """Go to a mode; its screen is made when it is opened first."""
        if mode == modes.DESK:
            self._asked += 1
            self._switch(mode)
            self.desk.action_type()
        elif not self.desk.entry.ready:
            self.desk.entry.flash([(GETTING_READY, "quiet")])
            self._wait_for(mode)
        elif mode.name in self._known:
            self._switch(mode)
        else:
            self._begin(mode)

    def _wait_for(self, mode: Mode) -> None:
        """Go to a mode as soon as everything is loaded, unless another key was pressed since."""
        pressed = self._asked = self._asked + 1

        def again() -> None:
            if self._asked != pressed or self.mode != modes.DESK:
                return
            if self.desk.entry.ready:
                self.go(mode)
            else:
                self.set_timer(AGAIN, again)

        self.set_timer(AGAIN, again)

    def begin_anew(self) -> None:
        """Forget every screen and draft but the Desk's: somebody else sits here now."""
        self._switch(modes.DESK)
        for name in self._known:
            self.remove_mode(name)
        self._known.clear()
        self.drafts.clear()
        self.hearing.clear()

    def _begin(self, mode: Mode) -> None:
        for offer in self.source.screens.offers():
            if offer.plugin in mode.plugins:
                self._load(mode, offer.name)
                return
        kinds = modes.kinds_in(mode, self.source.records.kinds())
        if kinds:
            from sro_ops.console.screens.records import RecordsScreen

            self._open(mode, lambda: RecordsScreen(self.source, mode.title, kinds))
        else:
            self._miss(mode, f"No plugin on this desk brings {mode.title}")

    def open_lists(self) -> None:
        """Open the lists of the present mode's records over its screen."""
        from sro_ops.console.screens.records import RecordsScreen

        kinds = modes.kinds_in(self.mode, self.source.records.kinds())
        if kinds:
            self.push_screen(RecordsScreen(self.source, self.mode.title, kinds))

    def _miss(self, mode: Mode, words: str) -> None:
        from sro_ops.console.screens.missing import MissingScreen

        self._open(mode, lambda: MissingScreen(mode.title, words))

    def _load(self, mode: Mode, name: str) -> None:
        """Import a plugin's screen in a thread: nothing here touches a disk."""

        def work() -> None:
            try:
                answer: Message = ScreenCame(mode, self.source.screens.load(name))
            except Exception as error:
                answer = ScreenFailed(mode, why(error))
            self.post_message(answer)

        self.run_worker(work, thread=True, exit_on_error=False)

    def on_screen_came(self, event: ScreenCame) -> None:
        """Open a plugin's screen, or the page that says why it cannot be made."""
        screen = self.made(event.found, event.mode.title)
        self._open(event.mode, lambda: screen)

    def go_home(self) -> None:
        """Go to the Desk from whatever mode this is."""
        self.go(modes.DESK)

    def on_screen_failed(self, event: ScreenFailed) -> None:
        """Say that a plugin's screen is not there, and why."""
        self._miss(event.mode, event.why)

    def _open(self, mode: Mode, make: Callable[[], Screen[Any]]) -> None:
        if mode.name not in self._known:
            self._known.add(mode.name)
            self.add_mode(mode.name, make)
        self._switch(mode)

    def _switch(self, mode: Mode) -> None:
        self.mode = mode
        self.switch_mode(mode.name)

    def news(self, lines: Sequence[Line]) -> None:
        """Let the screens of other modes know which records have changed."""
        types = {line.type for line in lines}
        for screen in self.hearing:
            if screen.is_attached:
                screen.heard(types)

    def _further(self) -> list[Mode]:
        owners = [kind.plugin for kind in self.source.records.kinds()]
        owners += [offer.plugin for offer in self.source.screens.offers()]
        return modes.further(owners)
