"""The first row: what plugins say in it, at every size."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sro_ops.host.replies import HeaderFact

from .driving import console
from .fake import NOW, FakeSource

ME = HeaderFact("On duty", "Reyes", NOW - timedelta(hours=3, minutes=11))
OTHER = HeaderFact("On duty", "Okafor", NOW - timedelta(hours=3, minutes=27))


@pytest.mark.parametrize(
    ("width", "words"),
    [(80, "● Reyes 07:31"), (120, "On duty: Reyes 07:31"), (200, " 07:31")],
)
async def test_who_sits_here_stands_with_what_is_said_of_them(width: int, words: str) -> None:
    source = FakeSource.day(facts=[ME])
    async with console(source, size=(width, 24)) as desk:
        await desk.until(lambda: words in desk.screen.splitlines()[0], words)
        assert desk.screen.splitlines()[0].count("Reyes") == 1


async def test_others_are_told_where_there_is_room() -> None:
    async with console(FakeSource.day(facts=[OTHER]), size=(160, 40)) as desk:
        await desk.until(lambda: "On duty: Okafor 07:15" in desk.screen.splitlines()[0])
        assert "● Reyes" in desk.screen.splitlines()[0]


async def test_on_a_small_screen_the_clock_and_who_sits_here_come_first() -> None:
    async with console(FakeSource.day(facts=[OTHER]), size=(80, 24)) as desk:
        await desk.until(lambda: desk.app.facts)
        assert "Okafor" not in desk.screen.splitlines()[0]
        assert "Reyes" in desk.screen.splitlines()[0]
