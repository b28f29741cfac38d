"""Makes the pictures of the documentation from the demo, with the clock stopped.

    make pictures

Four screens in two themes. The same code, day and seed give the same words on every screen, which
a test holds against the pictures that are kept; fonts are left to the reader.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from sro_ops.console.app import SroApp
    from sro_ops.settings.source import SettingsFile

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
NOW = datetime(2026, 10, 14, 14, 32, 10, tzinfo=ZoneInfo("America/Chicago"))
SEED, DAYS = 1, 20
"""The seed of the demo, and the calendar days that lie behind."""
SIZE = (120, 40)
THEMES = ("night", "day")
TYPED = "door 7 propped, closed it"
KEYS = {" ": "space", ",": "comma", ":": "colon"}
WAIT = 20.0
"""Seconds within which a screen shows what it should."""


async def desk(app: SroApp, pilot: Pilot[None]) -> None:
    """Type a line that is not yet saved."""
    await pilot.press(*(KEYS.get(letter, letter) for letter in TYPED))
    await until(app, pilot, "number on save", "Patrol")


async def records(app: SroApp, pilot: Pilot[None]) -> None:
    """Go to the list of notes, one of them beside it."""
    await pilot.press("f10")
    await until(app, pilot, "Notes")
    await pilot.press(*"notes", "enter")
    await until(app, pilot, "records", "History")


async def form(app: SroApp, pilot: Pilot[None]) -> None:
    """Begin a note as a form, and fill in what happened, when and where."""
    await records(app, pilot)
    await pilot.press("n")
    await until(app, pilot, "New note")
    for text in ("Window of the art room broken", "13:40", "", "hall 1"):
        await pilot.press(*(KEYS.get(letter, letter) for letter in text), "tab")
    await until(app, pilot, "Wed 14 Oct 2026, 13:40", "hall 1")


async def emergency(app: SroApp, pilot: Pilot[None]) -> None:
    """Open the emergency card."""
    await pilot.press("f9")
    await until(app, pilot, "1200 West Oak Street")


SCREENS: dict[str, Callable[[SroApp, Pilot[None]], Awaitable[None]]] = {
    "desk": desk,
    "list": records,
    "form": form,
    "emergency": emergency,
}
"""Name of a picture -> how its screen is reached from the Desk."""


@contextmanager
def school() -> Iterator[SettingsFile]:
    """Play the demo in a folder that is thrown away."""
    from sro_ops.demo.plan import Plan
    from sro_ops.demo.playing import play, write_school

    before = os.environ.get("SRO_OPS_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SRO_OPS_HOME"] = str(Path(folder) / "home")
        plan = Plan(NOW, SEED, behind=DAYS, made=NOW)
        file = write_school(Path(folder) / "store", "picture", plan)
        play(file, plan)
        try:
            yield file
        finally:
            os.environ.pop("SRO_OPS_HOME")
            if before is not None:
                os.environ["SRO_OPS_HOME"] = before


async def picture(file: SettingsFile, name: str, theme: str) -> str:
    """Open the demo's console, go to a screen, and return it as SVG."""
    from sro_ops.access.signing import by_system_user
    from sro_ops.console.app import SroApp
    from sro_ops.console.housed import HouseSource
    from sro_ops.demo.school import SITE
    from sro_ops.host.opening import open_house

    with open_house(file) as house, house.store.raw() as link:
        path = house.store.path
        actor = by_system_user(link, "picture", house.roles, house.desk.id)
    source = HouseSource(file, path, actor, SITE, clock=lambda: NOW.astimezone(UTC))
    app = SroApp(source, now=lambda: NOW)
    async with app.run_test(size=SIZE) as pilot:
        while not app.desk.entry.ready:
            await pilot.pause(0.05)
        await until(app, pilot, "Nothing due", "today")
        app.theme = theme
        app.desk.entry.field.cursor_blink = False
        await SCREENS[name](app, pilot)
        return without_fonts(await settled(app, pilot))


async def until(app: SroApp, pilot: Pilot[None], *words: str) -> None:
    """Wait until all these words stand on the screen.

    Raises:
        TimeoutError: they did not come; says what stands there.
    """
    end = monotonic() + WAIT
    while not all(word in (seen := text_of(shot(app))) for word in words):
        if monotonic() > end:
            raise TimeoutError(f"{words} never came:\n{seen}")
        await pilot.pause(0.05)


async def settled(app: SroApp, pilot: Pilot[None]) -> str:
    """Wait until the screen stays as it is, and return it."""
    before, now = "", shot(app)
    while now != before:
        await pilot.pause(0.6)
        before, now = now, shot(app)
    return now


def shot(app: SroApp) -> str:
    """Return the screen as SVG; two of the same screen are the same."""
    svg = app.export_screenshot(title="sro-ops")
    return re.sub(r"terminal-\d+-", "terminal-", svg)


def text_of(svg: str) -> str:
    """Return the words of a picture, a row a line: what is stable in it."""
    rows: dict[float, list[tuple[float, str]]] = {}
    found = re.findall(r'<text [^>]*x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', svg)
    for x, y, text in found:
        rows.setdefault(float(y), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    return "\n".join("".join(text for _, text in sorted(rows[y])).rstrip() for y in sorted(rows))


def without_fonts(svg: str) -> str:
    """Return a picture that fetches nothing: no font from elsewhere, the reader's own instead."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"Fira Code, ?monospace", "ui-monospace, Menlo, Consolas, monospace", svg)


def path_of(name: str, theme: str) -> Path:
    """Return where a picture is kept."""
    return FOLDER / (f"{name}.svg" if theme == THEMES[0] else f"{name}-{theme}.svg")


def main() -> int:
    """Write every picture; say how large each is."""
    FOLDER.mkdir(exist_ok=True)
    with school() as file:
        for name in sys.argv[1:] or SCREENS:
            for theme in THEMES:
                path = path_of(name, theme)
                path.write_text(asyncio.run(picture(file, name, theme)) + "\n", encoding="utf-8")
                print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
