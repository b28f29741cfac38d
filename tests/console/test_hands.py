"""Whatever is pressed, pasted, resized or arrives: the Desk stands, and takes the next line."""

from __future__ import annotations

import random

import pytest
from textual import events

from sro_ops.console.source.alike import Double

from .driving import Driver, console
from .fake import FakeSource, line
from .needing import DUE, PANELS, others

KEYS = [
    "tab",
    "shift+tab",
    "escape",
    "up",
    "down",
    "pageup",
    "pagedown",
    "home",
    "end",
    "enter",
    "a",
    "c",
    "s",
    "v",
    "x",
    "y",
    "u",
    "slash",
    "question_mark",
    "p",
    "a",
    "t",
    "r",
    "o",
    "l",
    "space",
    "g",
    "y",
    "m",
    "backspace",
    "delete",
    "left",
    "right",
    "f1",
    "f2",
    "at",
    "1",
    "ctrl+u",
]
SIZES = ((20, 5), (80, 24), (99, 30), (120, 40), (161, 16), (200, 50), (1, 1), (300, 80))


async def meddle(desk: Driver, chance: random.Random) -> None:
    """Do one thing that hands, other desks or plugins may do at any moment."""
    needs, shelf = desk.desk.needs, desk.desk.shelf
    what = chance.random()
    if what < 0.06:
        await desk.pilot.resize_terminal(*chance.choice(SIZES))
    elif what < 0.09:
        first = desk.source.next_pos
        desk.source.arrive(*(line(first + n, "note", "n") for n in range(chance.randint(1, 30))))
    elif what < 0.11:
        needs.post_message(needs.Answer(chance.sample(DUE, chance.randint(0, len(DUE)))))
    elif what < 0.13:
        shelf.show(chance.sample(PANELS, chance.randint(0, len(PANELS))))
    elif what < 0.15:
        desk.desk.entry.field.post_message(events.Paste("one\ntwo patrol\nthree"))
    elif what < 0.17:
        needs.tick(still=5)
    else:
        await desk.press(chance.choice(KEYS))


@pytest.mark.parametrize("seed", range(3))
async def test_the_desk_takes_a_line_after_anything(seed: int) -> None:
    chance = random.Random(seed)
    source = FakeSource.day(
        120,
        due=list(DUE),
        panels=list(PANELS),
        meanwhile=others() if seed % 2 else None,
        double=Double("T-2026-0037", "10:31  bicycle"),
    )
    async with console(source) as desk:
        for _ in range(60):
            await meddle(desk, chance)
        await desk.pilot.resize_terminal(120, 40)
        while desk.app.screen is not desk.desk:
            await desk.press("escape")
        while desk.desk.entry.fixing or desk.desk.entry.adding:
            desk.desk.entry.field.focus()
            await desk.press("escape")
        desk.desk.entry.field.focus()
        await desk.press("end", "ctrl+u")
        await desk.types(f"the last word {seed}", enter=True)
        await desk.until(lambda: f"the last word {seed}" in source.saved_texts)
