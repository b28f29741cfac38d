"""The one module that touches Textual's internals: what happens when something raises.

A fault of a plugin costs that plugin's screen or panel and nothing else: every widget's messages
are dispatched in a box, and so are the rendering of a plugin's widgets, the actions and callbacks
that the app runs for it, its timers and its workers. A fault of the console itself ends it with one
line in words. Written for, and tested with, the release of Textual that is pinned.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from inspect import isawaitable
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Callback, ScreenResume
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.blame import Blame, Owners
from sro_ops.console.containment import terminal
from sro_ops.console.containment.styles import try_styles
from sro_ops.console.kit.plain import shown

PATIENCE = 10.0
"""Seconds after which a plugin's action, callback or handler is not waited for any longer."""

GOING = 2.0
"""Seconds after which a widget that does not go by itself is stopped."""

FAULTS = (Exception, SystemExit)


class Contained(App[None]):
    """An app that goes on when a plugin fails, and never prints a traceback at anybody.

    Attributes:
        owners: what belongs to which plugin.
    """

    def __init__(self) -> None:
        super().__init__()
        self.owners = Owners()
        self._tried: set[type[Widget]] = set()
        self._under_way: set[asyncio.Future[None]] = set()

    # The terminal may go, or a signal may end the program

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that notices when its terminal is gone."""
        return terminal.driver_class(super().get_driver_class(), self._gone)

    def on_load(self) -> None:
        """Listen for the signals that end a program."""
        terminal.on_signals(lambda number: self.leave(128 + number))

    def on_mount(self) -> None:
        """Look every second whether the terminal is still there."""
        stdin = sys.__stdin__
        if not self.is_headless and stdin is not None and stdin.isatty():
            self._terminal = stdin.fileno()
            self.set_interval(1.0, self._look)

    def _look(self) -> None:
        if terminal.closed(self._terminal):
            self._gone()

    def _gone(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave_without)

    def _leave_without(self) -> None:
        terminal.forget_terminal()
        self.leave(terminal.GONE)

    def leave(self, code: int) -> None:
        """End the console in order: what is being saved is saved, the terminal is given back."""
        if not self._exit:
            self.exit(return_code=code)

    def guest_failed(self, blame: Blame) -> None:
        """Take notice of a plugin's fault; called on the screen's thread, must not raise."""
        raise NotImplementedError

    def contain(self, error: BaseException, node: DOMNode | None = None) -> bool:
        """Hand a plugin's fault to `guest_failed`; False where it is the console's own."""
        blame = self.owners.blame(error, node)
        if blame is None:
            return False
        self.guest_failed(blame)
        return True

    # What Textual hands on when something raised

    def _handle_exception(self, error: Exception) -> None:
        """Contain what Textual caught in a timer, a worker, a layout or a callback."""
        if not self.contain(error):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End the app without Textual's page of code; `raise_fault` hands the error on."""
        self.bell()
        self._close_messages_no_wait()

    def raise_fault(self) -> None:
        """Raise what ended the app, if anything did; the shell puts it into one line."""
        if self._exception is not None:
            raise self._exception

    # What the app itself runs for a plugin: with `_handle_exception` alone its pump would end

    async def _dispatch_message(self, message: Message) -> None:
        """Dispatch a message of the app's own pump."""
        try:
            await super()._dispatch_message(message)
        except FAULTS as error:
            if not self.contain(error, self._guest(message._sender)):
                raise

    def _guest(self, node: object) -> DOMNode | None:
        """Return a widget that is a plugin's, such as the sender of a message; else None."""
        return node if isinstance(node, DOMNode) and self.owners.of_node(node) else None

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:
        """Run an action; a plugin's is not waited for without end."""
        running = super()._dispatch_action(namespace, action_name, params)
        method = getattr(namespace, f"action_{action_name}", None)
        if self.owners.of_node(namespace) or (method and self.owners.of_function(method)):
            await self._bounded(running, namespace)
            return True
        return await running

    async def on_callback(self, event: Callback) -> None:
        """Run what `call_later` was given, a palette's choice too; a plugin's not without end."""
        if self.owners.of_function(event.callback):
            event.prevent_default()  # Textual's own handler would run it once more
            await self._bounded(_called(event.callback), self._guest(event._sender))

    async def _bounded(self, running: Coroutine[Any, Any, Any], node: DOMNode | None) -> None:
        """Run something of a plugin's, and contain its fault, without waiting for it for ever."""

        async def run() -> None:
            try:
                await running
            except FAULTS as error:
                if not self.contain(error, node):
                    self._handle_exception(_plain(error))

        task = asyncio.ensure_future(run())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.wait({task}, timeout=PATIENCE)

    # What every widget is given when it joins the screen

    def _register_child(
        self, parent: DOMNode, child: Widget, before: int | None, after: int | None
    ) -> None:
        """Box a widget in before it lives; a plugin's style sheet is tried out first."""
        plugin = self.owners.of_class(type(child)) or self.owners.of_node(parent)
        if plugin:
            self.try_styles(type(child))
        super()._register_child(parent, child, before, after)
        child.__dict__["_dispatch_message"] = self._boxed(child, bool(plugin))
        if plugin:
            child.__dict__["render_lines"] = self._rendered(child)
        elif isinstance(child, Screen):
            child.__dict__["_invoke_and_clear_callbacks"] = self._one_by_one(child)

    def _boxed(self, widget: Widget, guest: bool) -> Callable[[Message], Coroutine[Any, Any, None]]:
        dispatch = widget._dispatch_message

        async def boxed(message: Message) -> None:
            waiting = self._overdue(widget, message) if guest else None
            try:
                await dispatch(message)
            except FAULTS as error:
                if not self.contain(error, widget if guest else self._guest(message._sender)):
                    raise
            finally:
                if waiting is not None:
                    waiting.cancel()

        return boxed

    def _overdue(self, widget: Widget, message: Message) -> asyncio.TimerHandle:
        """Have a handler noticed that does not come back: its widget takes no key meanwhile."""
        what = f"{type(widget).__name__} has worked on {type(message).__name__} for"
        error = TimeoutError(f"{what} {PATIENCE:g} s and takes no keys")
        loop = asyncio.get_running_loop()
        return loop.call_later(PATIENCE, lambda: self.contain(error, widget))

    def _rendered(self, widget: Widget) -> Callable[[Region], list[Strip]]:
        render = widget.render_lines

        def rendered(crop: Region) -> list[Strip]:
            try:
                return render(crop)
            except FAULTS as error:
                self.contain(error, widget)
                return [Strip.blank(crop.width) for _ in range(crop.height)]

        return rendered

    def _one_by_one(self, screen: Screen[Any]) -> Callable[[], Coroutine[Any, Any, None]]:
        """Return what runs `call_after_refresh`: one that raises does not stop the others."""

        async def run() -> None:
            waiting = screen._callbacks[:]
            screen._callbacks.clear()
            for callback, pump in waiting:
                guest = self._guest(pump)
                with pump._context():
                    try:
                        if guest or self.owners.of_function(callback):
                            await self._bounded(_called(callback), guest)
                        else:
                            await _called(callback)
                    except FAULTS as error:
                        if not self.contain(error):
                            raise

        return run

    def try_styles(self, cls: type[Widget]) -> None:
        """Parse a plugin's style sheet by itself: a wrong one would stop every later style.

        Raises:
            ValueError: says which class, and where in its style sheet.
        """
        if cls not in self._tried:
            try_styles(cls, self.owners, self.get_css_variables())
            self._tried.add(cls)

    def write_over(self, words: str) -> None:
        """Write words over the last row at once, from any thread: the screen's own is held."""
        if self._driver is not None and not self.is_headless:
            row = self.size.height
            text = shown(words)[: self.size.width]
            self._driver.write(f"\x1b7\x1b[{row};1H\x1b[0;7m{text}\x1b[0m\x1b8")

    # Taking away what failed

    def swap_screen(self, old: Screen[Any], new: Screen[Any]) -> None:
        """Put a screen in the place of one that failed, wherever in the stacks that stands."""
        for stack in self._screen_stacks.values():
            if old in stack:
                self._get_screen(new)
                self._load_screen_css(new)
                new._push_result_callback(self, None)
                stack[stack.index(old)] = new
                if new.is_current:
                    self.capture_mouse(None)
                    new.post_message(ScreenResume())
                self.run_worker(self.take_away(old), exit_on_error=False)
                return

    async def take_away(self, widget: Widget) -> None:
        """Take a plugin's widget off the screen, also where it does not go by itself."""
        widget.display = False
        going = asyncio.ensure_future(_gone(widget))
        self._under_way.add(going)
        going.add_done_callback(self._under_way.discard)
        await asyncio.wait({going}, timeout=GOING)
        if not going.done():
            for node in widget.walk_children(Widget, with_self=True):
                if node._task is not None:
                    node._task.cancel()


async def _called(callback: Callable[..., Any]) -> None:
    result = callback()
    if isawaitable(result):
        await result


def _plain(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else RuntimeError(repr(error))


async def _gone(widget: Widget) -> None:
    with suppress(*FAULTS):
        await widget.remove()
