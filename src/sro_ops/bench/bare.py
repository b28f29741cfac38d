"""The bare side of the console's ratios: the least that Textual needs for the same thing.

Each is the source of a program, run by ``python -c``.
"""

from __future__ import annotations

import sys

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello")
Hello().run()
"""
"""One word on the screen."""

INPUT = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input(placeholder="ready")
Bare().run()
"""
"""One field to type in."""

LIST = """
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
class Rows(ScrollView, can_focus=True):
    BINDINGS = [Binding("down", "down")]
    cursor = 0
    def on_mount(self):
        self.virtual_size = Size(80, 1_000_000)
    def action_down(self):
        self.cursor += 1
        if self.cursor >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=self.cursor - self.size.height + 1, animate=False)
        self.refresh_line(self.cursor - 1)
        self.refresh_line(self.cursor)
    def render_line(self, y):
        index = self.scroll_offset.y + y
        style = Style(reverse=index == self.cursor)
        return Strip([Segment(f"row {index} of a bare list".ljust(self.size.width), style)])
class Bare(App):
    AUTO_FOCUS = "Rows"
    def compose(self):
        yield Rows()
Bare().run()
"""
"""A list of a million rows with a cursor, each drawn when it is in sight."""


def program(source: str) -> list[str]:
    """Return how a program of this page is run."""
    return [sys.executable, "-c", source]
