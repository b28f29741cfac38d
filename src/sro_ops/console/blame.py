"""Whose fault it was: from an error to the plugin, and to the widget, that it came from.

A traceback tells it: a frame that runs a plugin's own module, or a frame of Textual's that works
on a plugin's widget. What neither speaks of a plugin is the console's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType, TracebackType

from textual.dom import DOMNode
from textual.worker import Worker

NODES = ("self", "widget", "namespace", "default_namespace", "node", "screen")
"""Names of variables in which Textual holds the widget that it works on."""


@dataclass(frozen=True, slots=True)
class Blame:
    """A fault and whose it is; `node` is the widget in which it arose, where that is known."""

    plugin: str
    where: str
    error: BaseException
    node: DOMNode | None = None


class Owners:
    """Which plugin a module, a class, a function or a widget belongs to; empty for none."""

    def __init__(self, packages: Mapping[str, str] | None = None) -> None:
        self._packages = dict(packages or {})

    def of_module(self, name: object) -> str:
        """Return the plugin whose package a module lies in."""
        return self._packages.get(str(name).partition(".")[0], "")

    def of_class(self, cls: type) -> str:
        """Return the plugin that a class, or a class above it, comes from."""
        return next((found for one in cls.__mro__ if (found := self.of_module(one.__module__))), "")

    def of_function(self, function: Callable[..., object]) -> str:
        """Return the plugin that a function or a bound method comes from."""
        while isinstance(function, partial):
            function = function.func
        whose = getattr(function, "__self__", None)
        if isinstance(whose, DOMNode) and (found := self.of_node(whose)):
            return found
        return self.of_module(getattr(function, "__module__", ""))

    def of_node(self, node: DOMNode) -> str:
        """Return the plugin of a widget: its own class's, or that of what it stands in."""
        for one in node.ancestors_with_self:
            guest = getattr(one, "plugin_within", "")
            if found := guest or self.of_class(type(one)):
                return str(found)
        return ""

    def blame(self, error: BaseException, node: DOMNode | None = None) -> Blame | None:
        """Return whose fault an error is; None where it is the console's own.

        Args:
            error: what was raised.
            node: the widget in which it arose, where the caller knows.
        """
        plugin = self.of_node(node) if node is not None else ""
        place = ""
        for one in _chain(error):
            for frame, line in reversed(list(_frames(one.__traceback__))):
                found = self.of_module(frame.f_globals.get("__name__", ""))
                if found and not place:
                    plugin, place = plugin or found, _place(frame, line)
                if node is None and (at := self._node(frame)) is not None:
                    node, plugin = at, self.of_node(at)
        return Blame(plugin, place or _at(node), _first(error), node) if plugin else None

    def _node(self, frame: FrameType) -> DOMNode | None:
        for name in NODES:
            value = frame.f_locals.get(name)
            if isinstance(value, Worker):
                value = value.node
            if isinstance(value, DOMNode) and self.of_node(value):
                return value
        return None


def _place(frame: FrameType, line: int) -> str:
    code = frame.f_code
    return f"{code.co_name}, {Path(code.co_filename).name} line {line}"


def _at(node: DOMNode | None) -> str:
    return type(node).__name__ if node is not None else "screen"


def _frames(traceback: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, and what it was raised from or wraps, the innermost last; at most ten."""
    seen: list[BaseException] = []
    one: object = error
    while isinstance(one, BaseException) and one not in seen and len(seen) < 10:
        seen.append(one)
        yield one
        one = getattr(one, "error", None) or one.__cause__ or one.__context__


def _first(error: BaseException) -> BaseException:
    """Return what a worker's or a timer's own error wraps."""
    wrapped = getattr(error, "error", None)
    if isinstance(wrapped, BaseException):
        return wrapped
    hidden = type(error).__name__ == "CallbackError"
    return (error.__cause__ or error.__context__ or error) if hidden else error
