"""Driving the console in tests: open it, press keys, wait for words, read the screen."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from textual.pilot import Pilot

from sro_ops.console.app import SroApp
from sro_ops.console.desk import Desk

from .fake import NOW, FakeSource

PATIENCE = 10.0
"""Seconds after which something that should have happened is given up."""


def screen_text(app: SroApp) -> str:
    """Return what stands on the screen, row by row."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row) for row in rows)


class Driver:
    """An open console and the hands on it."""

    def __init__(self, app: SroApp, pilot: Pilot[None], source: FakeSource) -> None:
        self.app = app
        self.pilot = pilot
        self.source = source

    @property
    def desk(self) -> Desk:
        return self.app.desk

    @property
    def field(self) -> str:
        """What stands on the entry line."""
        return self.desk.entry.field.value

    @property
    def screen(self) -> str:
        return screen_text(self.app)

    @property
    def second_line(self) -> str:
        return self.screen.splitlines()[-2]

    async def until(self, holds: Callable[[], object], what: str = "") -> None:
        """Wait until something holds."""
        waited = 0.0
        while not holds():
            await self.pilot.pause(0.02)
            waited += 0.02
            assert waited < PATIENCE, f"{what or 'it'} never came:\n{self.screen}"

    async def sees(self, words: str) -> None:
        """Wait until words stand on the screen."""
        await self.until(lambda: words in self.screen, repr(words))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def types(self, text: str, enter: bool = False) -> None:
        """Type letter by letter; then Enter."""
        names = {" ": "space", "/": "slash", "@": "at", "?": "question_mark", "-": "minus"}
        await self.pilot.press(*(names.get(letter, letter) for letter in text))
        if enter:
            await self.pilot.press("enter")


@asynccontextmanager
async def console(
    source: FakeSource | None = None,
    size: tuple[int, int] = (120, 40),
    now: Callable[[], datetime] = lambda: NOW,
    ready: bool = True,
) -> AsyncGenerator[Driver, None]:
    """Open a console on `source` and wait until it is loaded, unless `ready` is False."""
    source = source or FakeSource.day()
    app = SroApp(source, source.theme, now)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot, source)
        if ready:
            await driver.until(lambda: app.desk.entry.ready, "a loaded desk")
            await pilot.pause()
        yield driver
