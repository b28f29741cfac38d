"""A plugin's panel in its box, and the loading of what plugins bring to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from sro_ops.console.blame import Blame
from sro_ops.console.containment import FAULTS
from sro_ops.console.screens.fault import Fault, FaultPanel

if TYPE_CHECKING:
    from sro_ops.console.guests import Hosting
    from sro_ops.console.source.guests import Guest


class GuestLoaded(Message):
    """A plugin's class is there."""

    def __init__(self, guest: Guest, cls: type[Any]) -> None:
        super().__init__()
        self.guest = guest
        self.cls = cls


class GuestNotLoaded(Message):
    """A plugin's class could not be loaded; `error` is what was raised."""

    def __init__(self, guest: Guest, error: BaseException) -> None:
        super().__init__()
        self.guest = guest
        self.error = error


def load(asker: Widget | App[Any], guest: Guest) -> None:
    """Import a guest's class in a thread; `asker` gets `GuestLoaded` or `GuestNotLoaded`."""

    def work() -> None:
        message: Message
        try:
            cls = guest.load()
            wanted = Screen if guest.kind == "screen" else Widget
            if not (isinstance(cls, type) and issubclass(cls, wanted)):
                raise TypeError(f"{guest.title} should be a subclass of {wanted.__name__}")
            message = GuestLoaded(guest, cls)
        except FAULTS as error:
            message = GuestNotLoaded(guest, error)
        asker.post_message(message)

    asker.run_worker(work, thread=True, exit_on_error=False)


class PanelBox(Widget):
    """A plugin's panel in its box: empty while it loads, a page of what went wrong if it fails."""

    DEFAULT_CSS = "PanelBox { height: auto; }"

    def __init__(self, guest: Guest) -> None:
        super().__init__()
        self.guest = guest
        self.plugin_within = guest.plugin
        self.fault: Fault | None = None

    def on_mount(self) -> None:
        """Load the panel."""
        load(self, self.guest)

    async def again(self) -> None:
        """Open the panel anew after it failed; not once its plugin is switched off."""
        if self.fault is not None and not self.fault.off:
            self.fault = None
            await self.remove_children(FaultPanel)
            load(self, self.guest)

    async def on_guest_loaded(self, event: GuestLoaded) -> None:
        """Take the panel in."""
        event.stop()
        if self.fault is None:
            try:
                await self.mount(event.cls())
            except FAULTS as error:
                self._failed(error)

    def on_guest_not_loaded(self, event: GuestNotLoaded) -> None:
        """Say that it did not load."""
        event.stop()
        self._failed(event.error)

    def _failed(self, error: BaseException) -> None:
        host_of(self).guest_failed(Blame(self.guest.plugin, self.guest.title, error, self))

    def stop(self, fault: Fault) -> None:
        """Put an error page in place of the panel, or bring it up to date."""
        first, self.fault = self.fault is None, fault
        if not first:
            for page in self.query(FaultPanel):
                page.tell(fault)
            return
        app, focused = host_of(self), self.screen.focused
        for child in self.children:
            for node in child.walk_children(Widget, with_self=True):
                node.can_focus = False
            if focused is None or child in focused.ancestors_with_self:
                app.home()
            app.run_worker(app.take_away(child), exit_on_error=False)
        self.mount(FaultPanel(fault, self.again))


def host_of(widget: Widget) -> Hosting:
    """Return the app as what it is."""
    return cast("Hosting", widget.app)
