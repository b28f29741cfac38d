"""A plugin with a screen and a panel for every way in which one can fail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sro_ops import PanelContribution, ScreenContribution, hookimpl

KINDS = (
    *("load", "init", "compose", "yield", "mount", "render", "render_line", "layout", "markup"),
    *("handler", "exit", "action", "app_action", "unknown_action"),
    *("call_later", "app_later", "desk_later", "after_refresh", "call_next"),
    *("timer", "app_timer", "worker", "thread", "watch", "css", "variable", "child_css"),
    "block",
)
"""What fails: each is a panel and a screen of its own."""


def load(base: str, kind: str) -> type[Any]:
    if kind == "load":
        raise ImportError("no module named scanner")
    from faulty import screens

    found: type[Any] = screens.made(base, kind)
    return found


def loading(base: str, kind: str) -> Callable[[], type[Any]]:
    return partial(load, base, kind)


@hookimpl
def sro_screens() -> list[ScreenContribution]:
    return [ScreenContribution(f"faulty.{one.replace('_', '-')}", one, loading("screen", one))
            for one in KINDS]  # fmt: skip


@hookimpl
def sro_panels() -> list[PanelContribution]:
    return [PanelContribution(one, load=loading("panel", one)) for one in KINDS]
