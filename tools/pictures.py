"""Makes the pictures of the documentation from the demo, with the clock stopped.

    make pictures

The same code, day and seed give the same picture, byte for byte; fonts are left to the reader.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.store.model import Actor

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "desk.svg"
NOW = datetime(2026, 10, 14, 14, 32, tzinfo=ZoneInfo("America/Chicago"))
SEED = 1
SIZE = (120, 40)
TYPED = "door 7 propped, closed it"
KEYS = {" ": "space", ",": "comma"}


async def picture(folder: Path) -> str:
    """Play the demo in `folder`, open its Desk, type a line, and return the screen as SVG."""
    from sro_ops.console.app import SroApp
    from sro_ops.console.housed import HouseSource
    from sro_ops.demo.plan import Plan
    from sro_ops.demo.playing import play, write_school
    from sro_ops.demo.school import SITE
    from sro_ops.host.opening import open_house

    plan = Plan(NOW, SEED, behind=1, made=NOW)
    file = write_school(folder, "picture", plan)
    play(file, plan)
    with open_house(file) as house:
        path, actor = house.store.path, _officer(house)

    class Stopped(HouseSource):
        def load(self) -> None:
            super().load()
            self._open.store.clock = lambda: NOW.astimezone(UTC)

    app = SroApp(Stopped(file, path, actor, SITE), now=lambda: NOW)
    async with app.run_test(size=SIZE) as pilot:
        while not app.desk.entry.ready:
            await pilot.pause(0.05)
        await pilot.press(*(KEYS.get(letter, letter) for letter in TYPED))
        app.desk.entry.field.cursor_blink = False
        await pilot.pause(0.5)
        return without_fonts(app.export_screenshot(title="sro-ops"))


def _officer(house: House) -> Actor:
    from sro_ops.access.signing import by_system_user

    with house.store.raw() as link:
        return by_system_user(link, "picture", house.roles, house.desk.id)


def without_fonts(svg: str) -> str:
    """Return a picture that fetches nothing: no font from elsewhere, the reader's own instead."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"Fira Code, ?monospace", "ui-monospace, Menlo, Consolas, monospace", svg)


def main() -> int:
    """Write the picture; say how large it is."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SRO_OPS_HOME"] = str(Path(folder) / "home")
        svg = asyncio.run(picture(Path(folder) / "store"))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg + "\n", encoding="utf-8")
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
