"""The completions above the entry line."""

from __future__ import annotations

import pytest

from sro_ops.console.entry.offers import find
from sro_ops.console.entry.overlay import WIDTH, row
from sro_ops.console.source.typed import Completion

from .driving import console
from .fake import FakeSource

GYM = Completion("Gym", "place", "GYM", 7, 9, "Gym")
LOBBY = Completion("Gym lobby with a very long name indeed", "place", "GYML", 7, 9, "Gym lobby")


@pytest.mark.parametrize("one", [GYM, LOBBY, Completion("Åsa Ek", "person", "student", 0, 1, "x")])
@pytest.mark.parametrize("width", [WIDTH, 40, 20])
def test_a_row_has_the_width_of_the_list(one: Completion, width: int) -> None:
    said = "".join(text for text, _ in row(one, lit=False, width=width))
    assert len(said) == max(width, 22)
    assert said.rstrip().endswith(one.code)


def test_tab_takes_the_first_even_where_no_ghost_can_show_it() -> None:
    code = Completion("Cafeteria", "place", "CAFE", 8, 10, "Cafeteria")
    assert find("patrol @zz", [], [code]) == ((8, 10, "Cafeteria"), "")


async def test_what_the_word_may_become_stands_above_the_line_and_moves_nothing() -> None:
    async with console() as desk:
        before = desk.screen.splitlines()
        await desk.types("patrol g")
        await desk.sees("Gym lobby")
        rows = desk.screen.splitlines()
        assert rows[-5][9:15] == " Gym  "
        assert rows[-4][9:19] == " Gym lobby"
        assert rows[:-5] == before[:-5]
        assert [row[:9] for row in rows[-5:-3]] == [row[:9] for row in before[-5:-3]]


async def test_tab_takes_the_first_and_the_list_goes() -> None:
    async with console() as desk:
        await desk.types("patrol g")
        await desk.sees("Gym lobby")
        await desk.press("tab")
        await desk.until(lambda: desk.field == "patrol Gym ")
        await desk.until(lambda: not desk.desk.overlay.display)


async def test_it_goes_with_the_line() -> None:
    async with console() as desk:
        await desk.types("patrol g")
        await desk.sees("Gym lobby")
        await desk.press("enter")
        await desk.until(lambda: not desk.desk.overlay.display)


async def test_it_goes_while_the_list_is_in_hand_and_comes_back() -> None:
    async with console() as desk:
        await desk.types("patrol g")
        await desk.sees("Gym lobby")
        await desk.press("escape")
        await desk.until(lambda: not desk.desk.overlay.display)
        await desk.press("tab")
        await desk.sees("Gym lobby")


async def test_up_brings_earlier_lines_while_it_stands_there() -> None:
    async with console() as desk:
        await desk.types("dog", enter=True)
        await desk.until(lambda: desk.source.saved_texts == ["dog"])
        await desk.types("patrol g")
        await desk.sees("Gym lobby")
        await desk.press("up")
        assert desk.field == "dog"


async def test_a_very_low_window_has_none() -> None:
    async with console(FakeSource.day(), size=(40, 8)) as desk:
        await desk.types("patrol g")
        await desk.sees("› patrol g")
        assert "Gym lobby" not in desk.screen
