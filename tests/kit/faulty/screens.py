"""The faults, each a class to be mixed into a panel or a screen. They fail at once, or at `z`."""

from __future__ import annotations

import sys
import time
from typing import Any, ClassVar

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.command import Hit, Hits, Provider
from textual.events import Key
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static


class Boom(Exception):
    """What every fault here raises."""


def boom(*_: object) -> Any:
    raise Boom("the lamp is out")


class Panel(Widget, can_focus=True):
    """A panel that takes the focus, so that its keys are pressed."""

    DEFAULT_CSS = "Panel { height: 3; }"

    def on_mount(self) -> None:
        self.focus()


class Init:
    def __init__(self) -> None:
        boom()


class Compose:
    def compose(self) -> ComposeResult:
        boom()
        yield Static("never")


class Yield:
    def compose(self) -> Any:
        yield 5


class Mount:
    def on_mount(self) -> None:
        boom()


class Render:
    def render(self) -> RenderResult:
        return str(boom())


class RenderLine:
    def render_line(self, y: int) -> Strip:
        boom()
        return Strip.blank(1)


class Tall(Widget):
    DEFAULT_CSS = "Tall { height: auto; }"

    def get_content_height(self, *_: object) -> int:
        return int(boom())


class Layout:
    def compose(self) -> ComposeResult:
        yield Tall()


class Markup:
    def compose(self) -> ComposeResult:
        yield Static("[bold")
        yield Static("[/wrong]")


class Handler:
    def on_key(self, event: Key) -> None:
        if event.key == "z":
            boom()


class Exit:
    def on_key(self, event: Key) -> None:
        if event.key == "z":
            sys.exit(3)


class Action:
    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "fail")]

    def action_fail(self) -> None:
        boom()


class AppAction:
    """An action of the app's own that fails for what a plugin asked of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "app.push_screen('nowhere')")]


class UnknownAction:
    BINDINGS: ClassVar[list[BindingType]] = [Binding("z", "nowhere.at_all(")]


class AtZ:
    """Something that is done when `z` is pressed."""

    app: Any
    screen: Any

    def on_key(self, event: Key) -> None:
        if event.key == "z":
            self.do()

    def do(self) -> None:
        raise NotImplementedError


class CallLater(AtZ):
    def do(self) -> None:
        self.call_later(boom)  # type: ignore[attr-defined]


class AppLater(AtZ):
    def do(self) -> None:
        self.app.call_later(boom)


class DeskLater(AtZ):
    def do(self) -> None:
        self.app.screen_stack[0].call_later(boom)


class AfterRefresh(AtZ):
    def do(self) -> None:
        self.app.screen_stack[0].call_after_refresh(boom)
        self.call_after_refresh(boom)  # type: ignore[attr-defined]


class CallNext(AtZ):
    def do(self) -> None:
        self.app.call_next(boom)
        self.call_next(boom)  # type: ignore[attr-defined]


class Timer(AtZ):
    def do(self) -> None:
        self.set_timer(0.01, boom)  # type: ignore[attr-defined]


class AppTimer(AtZ):
    """One that goes on and on, whatever becomes of the panel."""

    def do(self) -> None:
        self.app.set_interval(0.05, boom)


class Worker(AtZ):
    def do(self) -> None:
        self.run_worker(self.fail())  # type: ignore[attr-defined]

    async def fail(self) -> None:
        boom()


class Thread(AtZ):
    def do(self) -> None:
        self.run_worker(boom, thread=True)  # type: ignore[attr-defined]


class Watch(AtZ):
    lamp: reactive[int] = reactive(0)

    def watch_lamp(self, lamp: int) -> None:
        if lamp:
            boom()

    def do(self) -> None:
        self.lamp = 1  # type: ignore[arg-type]


class Block:
    """It does not fail; it lets nobody else do anything."""

    def on_mount(self) -> None:
        self.set_timer(1.0, hold)  # type: ignore[attr-defined]
        self.set_timer(0.3, self.app.home)  # type: ignore[attr-defined]


def hold() -> None:
    time.sleep(4)


class Css:
    DEFAULT_CSS = "Css { width: { }"


class Variable:
    CSS = "Variable { color: $no-such-colour; }"
    DEFAULT_CSS = CSS


class Child(Widget):
    DEFAULT_CSS = "Child { lamp: 5; }"


class ChildCss:
    def compose(self) -> ComposeResult:
        yield Child()


FAULTS: dict[str, type[Any]] = {
    "init": Init, "compose": Compose, "yield": Yield, "mount": Mount, "render": Render,
    "render_line": RenderLine, "layout": Layout, "markup": Markup, "handler": Handler,
    "exit": Exit, "action": Action, "app_action": AppAction, "unknown_action": UnknownAction,
    "call_later": CallLater, "app_later": AppLater, "desk_later": DeskLater,
    "after_refresh": AfterRefresh, "call_next": CallNext, "timer": Timer, "app_timer": AppTimer,
    "worker": Worker, "thread": Thread, "watch": Watch, "css": Css, "variable": Variable,
    "child_css": ChildCss, "block": Block,
}  # fmt: skip


def made(base: str, kind: str) -> type[Any]:
    """Return the fault of a kind as a panel or as a screen."""
    fault = FAULTS[kind]
    under = Panel if base == "panel" else Screen
    name = f"{fault.__name__}{base.title()}"
    bindings = fault.__dict__.get("BINDINGS", [])
    return type(name, (fault, under), {"__module__": __name__, "BINDINGS": bindings})


class Palette(Provider):
    """A palette's provider: one finds something whose command fails, the other fails to find."""

    async def search(self, query: str) -> Hits:
        if "find" in query:
            boom()
        yield Hit(1.0, "light the lamp", boom)
