"""The record under the cursor, beside the log on a wide screen."""

from __future__ import annotations

from dataclasses import replace

from sro_ops.console.log.pane import for_the_room
from sro_ops.console.source.page import Fact, RecordPage

from .driving import console
from .fake import FakeSource

WIDE = (200, 50)


def glimpsed(source: FakeSource) -> list[object]:
    return [call[1] for call in source.calls if call[0] == "glimpse"]


def test_the_room_sees_initials() -> None:
    page = RecordPage(
        "I-2026-0001", "two students", "fight", "open",
        facts=(Fact("Value", "$400.00"), Fact("Owner", "Jayden Moore", person=True)),
        people=(Fact("with", "Tyler Reed"),),
    )  # fmt: skip
    seen = for_the_room(page)
    assert [fact.value for fact in seen.facts] == ["$400.00", "J.M."]
    assert [who.value for who in seen.people] == ["T.R."]


async def test_it_shows_the_record_of_the_cursors_row() -> None:
    async with console(size=WIDE) as desk:
        await desk.press("escape", "up", "up")
        await desk.sees("WTU128C0443K")
        await desk.sees("Narrative ─")


async def test_it_waits_until_the_cursor_has_rested() -> None:
    async with console(size=WIDE) as desk:
        await desk.until(lambda: glimpsed(desk.source))
        desk.source.calls.clear()
        await desk.press("escape", *["up"] * 2)
        await desk.until(lambda: "T-2026-0037" in glimpsed(desk.source))
        assert len(glimpsed(desk.source)) <= 2


async def test_a_protected_record_is_not_read_until_somebody_opens_it() -> None:
    async with console(size=WIDE) as desk:
        await desk.press("escape", *["up"] * 14)
        await desk.sees("enter opens it, and leaves a line")
        assert "R-2026-0012" not in glimpsed(desk.source)


async def test_names_are_initials_there_until_v() -> None:
    async with console(size=WIDE) as desk:
        await desk.press("escape", *["up"] * 3)
        await desk.sees("party")
        await desk.sees("J.M.")
        assert "Jayden" not in desk.screen
        await desk.press("v")
        await desk.sees("Jayden Moore")


async def test_it_follows_what_other_desks_do_to_the_record() -> None:
    source = FakeSource.day()
    async with console(source, size=WIDE) as desk:
        await desk.press("escape", "up", "up")
        await desk.sees("WTU128C0443K")
        source.calls.clear()
        theft = next(one for one in source.lines if one.number == "T-2026-0037")
        source.arrive(replace(theft, pos=source.next_pos, id="x", verb="amended"))
        await desk.until(lambda: "T-2026-0037" in glimpsed(source))


async def test_a_screen_of_less_than_160_columns_has_none() -> None:
    async with console(size=(159, 40)) as desk:
        await desk.press("escape", "up", "up")
        await desk.sees("T-2026-0037")
        assert "WTU128C0443K" not in desk.screen
        assert not glimpsed(desk.source)
