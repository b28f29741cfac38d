"""Plugins' panels and screens: opened in a box, replaced by a page when they fail, and switched off
when they fail too often.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar
from weakref import WeakKeyDictionary, WeakSet

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from sro_ops.console.blame import Blame, Owners
from sro_ops.console.boxes import GuestLoaded, GuestNotLoaded, PanelBox, load
from sro_ops.console.containment import FAULTS, Contained
from sro_ops.console.kit.asking import why
from sro_ops.console.screens.fault import Fault, FaultScreen
from sro_ops.console.source.guests import Guest, GuestSource, Noted
from sro_ops.console.watchdog import HeldUp, Watchdog


class GuestFailed(Message):
    """Something of a plugin's raised; `host` is the box or screen in which it stands."""

    def __init__(self, blame: Blame, host: Widget | None) -> None:
        super().__init__()
        self.blame = blame
        self.host = host


class FaultNoted(Message):
    """A fault was counted and its traceback kept."""

    def __init__(self, noted: Noted, host: Widget | None) -> None:
        super().__init__()
        self.noted = noted
        self.host = host


class Hosting(Contained):
    """The app as the host of plugins' screens and panels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+g", "plugins", "how plugins stand", id="app.plugins", show=False)
    ]

    def __init__(self) -> None:
        super().__init__()
        self._guest_source: GuestSource | None = None
        self._failing: WeakSet[Widget] = WeakSet()
        self._opened: WeakKeyDictionary[Screen[Any], Guest] = WeakKeyDictionary()
        self._off: set[str] = set()
        self._watchdog: Watchdog | None = None

    def know_guests(self, source: GuestSource) -> None:
        """Learn what belongs to which plugin; the source has loaded them."""
        self._guest_source = source
        self.owners = Owners(source.packages())
        if self._watchdog is None:
            self._watchdog = Watchdog(
                lambda: self.owners, self._holding, self._held, lambda: self.is_running
            )
            self._watchdog.start()

    def _holding(self, plugin: str, seconds: float) -> None:
        self.write_over(f" ✗ {plugin} holds the screen: {seconds:.0f} s. What you type is kept. ")

    def _held(self, plugin: str, where: str, error: HeldUp) -> None:
        self.screen.refresh()
        self.post_message(GuestFailed(Blame(plugin, where, error), None))

    def home(self) -> None:
        """Give the focus back to where whatever is typed is an entry."""

    def go_home(self) -> None:
        """Go to the Desk from wherever this is."""
        self.home()

    def say(self, words: str) -> None:
        """Say something where it covers no data."""

    # Opening screens

    def action_plugins(self, asked: str = "") -> None:
        """Open the Plugins screen, once; at a plugin that is asked for."""
        from sro_ops.console.screens.plugins import PluginsScreen

        if self._guest_source is None:
            self.say("getting ready … press the key again in a moment")
        elif not isinstance(self.screen, PluginsScreen):
            self.push_screen(PluginsScreen(self._guest_source, asked))

    def open_guest(self, guest: Guest) -> None:
        """Open a plugin's screen."""
        load(self, guest)

    def on_guest_loaded(self, event: GuestLoaded) -> None:
        """Show the screen that was loaded."""
        guest = event.guest
        try:
            screen: Screen[Any] = event.cls()
            self._opened[screen] = guest
            self.try_styles(event.cls)
            self.push_screen(screen)
        except FAULTS as error:
            self._not_opened(guest, error)

    def on_guest_not_loaded(self, event: GuestNotLoaded) -> None:
        """Say that a screen cannot be opened."""
        self._not_opened(event.guest, event.error)

    def made(self, cls: type[Screen[Any]], title: str) -> Screen[Any]:
        """Make a plugin's screen for a mode; the page that says why not, where that fails."""
        plugin = self.owners.of_class(cls)
        try:
            self.try_styles(cls)
            screen = cls()
        except FAULTS as error:
            page = FaultScreen(self._fault(plugin, title, error), None)
            self._note(Blame(plugin, title, error), page)
            return page
        self._opened[screen] = Guest(plugin, "screen", title, title, lambda: cls)
        return screen

    def _not_opened(self, guest: Guest, error: BaseException) -> None:
        page = FaultScreen(self._fault(guest.plugin, guest.title, error), self._again(guest))
        self.push_screen(page)
        self._note(Blame(guest.plugin, guest.title, error), page)

    def _again(self, guest: Guest | None) -> Any:
        return None if guest is None else lambda: self.open_guest(guest)

    # What fails

    def guest_failed(self, blame: Blame) -> None:
        """Take notice of a fault, once for each box or screen that stands on the screen."""
        host = self._host(blame.node)
        if host is None:
            if blame.plugin not in self._off:
                self.post_message(GuestFailed(blame, None))
        elif host not in self._failing:
            self._failing.add(host)
            self.post_message(GuestFailed(blame, host))

    def _host(self, node: DOMNode | None) -> Widget | None:
        for one in node.ancestors_with_self if node is not None else ():
            if isinstance(one, PanelBox):
                return one
            if isinstance(one, Screen) and self.owners.of_class(type(one)):
                return one
        return None

    def on_guest_failed(self, event: GuestFailed) -> None:
        """Put an error page in place of what failed, and have the fault noted."""
        blame, host = event.blame, event.host
        if isinstance(host, PanelBox):
            self._failing.discard(host)
            host.stop(self._fault(blame.plugin, host.guest.title, blame.error, blame.where))
        elif isinstance(host, Screen):
            guest = self._opened.get(host)
            title = guest.title if guest else type(host).__name__
            fault = self._fault(blame.plugin, title, blame.error, blame.where)
            page = FaultScreen(fault, self._again(guest))
            self.swap_screen(host, page)
            host = page
        else:
            self.say(f"✗ {blame.plugin}: {_in_words(blame.error)}")
        self._note(blame, host)

    def _fault(self, plugin: str, title: str, error: BaseException, where: str = "") -> Fault:
        return Fault(plugin, title, _in_words(error), where, off=plugin in self._off)

    def _note(self, blame: Blame, host: Widget | None) -> None:
        source = self._guest_source
        if source is None:
            return

        def work() -> None:
            noted = source.note_fault(blame.plugin, blame.where, blame.error)
            self.post_message(FaultNoted(noted, host))

        self.run_worker(work, thread=True, exit_on_error=False)

    def on_fault_noted(self, event: FaultNoted) -> None:
        """Say where the traceback is; a plugin with too many faults is switched off."""
        noted, host = event.noted, event.host
        if isinstance(host, PanelBox) and host.fault is not None:
            host.stop(replace(host.fault, log=noted.log))
        elif isinstance(host, FaultScreen):
            host.tell(replace(host.fault, log=noted.log, off=noted.off))
        if noted.off and noted.plugin not in self._off:
            self._off.add(noted.plugin)
            self._switch_off(noted)

    def _switch_off(self, noted: Noted) -> None:
        self.say(f"✗ {noted.plugin} is switched off after errors")
        for screen in [one for stack in self._screen_stacks.values() for one in stack]:
            for box in screen.query(PanelBox):
                if box.plugin_within == noted.plugin:
                    known = box.fault or Fault(noted.plugin, box.guest.title, noted.reason)
                    box.stop(replace(known, log=noted.log, off=True))
            if self.owners.of_class(type(screen)) == noted.plugin:
                guest = self._opened.get(screen)
                title = guest.title if guest else type(screen).__name__
                fault = Fault(noted.plugin, title, noted.reason, log=noted.log, off=True)
                self.swap_screen(screen, FaultScreen(fault, None))


def _in_words(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return "it tried to end sro-ops"
    return str(error) if isinstance(error, HeldUp) else why(_plain(error))


def _plain(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else RuntimeError(repr(error))
