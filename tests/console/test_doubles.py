"""Something alike that is open already, offered while a line is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sro_ops.console.source.alike import Double

from .driving import console
from .fake import FakeSource
from .housing import housed, keep, school, write_plugin

BIKE = Double("T-2026-0037", "10:31  bicycle, blue Trek, lock cut")
LINE = "theft blue trek at bike rack"


async def test_it_is_offered_and_tab_and_enter_add_the_line_to_it() -> None:
    async with console(FakeSource.day(double=BIKE)) as desk:
        await desk.types(LINE)
        await desk.sees("looks like T-2026-0037  10:31  bicycle, blue Trek, lock cut")
        await desk.sees("tab add to it   ↵ save")
        await desk.press("tab")
        await desk.sees("adds this line to T-2026-0037  esc makes it a record of its own")
        await desk.sees("↵ add it   esc a record of its own")
        assert desk.field == LINE
        assert desk.source.saved_texts == []
        await desk.press("enter")
        await desk.sees("✓ added to T-2026-0037 10:42:03")
        assert ("add_to", "T-2026-0037", LINE) in desk.source.calls
        assert desk.field == ""


async def test_enter_without_tab_makes_a_record_of_its_own() -> None:
    async with console(FakeSource.day(double=BIKE)) as desk:
        await desk.types(LINE)
        await desk.sees("looks like T-2026-0037")
        await desk.press("enter")
        await desk.until(lambda: desk.source.saved_texts == [LINE])


async def test_escape_makes_it_a_record_of_its_own_again() -> None:
    async with console(FakeSource.day(double=BIKE)) as desk:
        await desk.types(LINE)
        await desk.sees("looks like")
        await desk.press("tab")
        await desk.sees("adds this line to")
        await desk.press("escape")
        await desk.sees("will be theft")
        assert desk.desk.entry.field.has_focus
        await desk.press("enter")
        await desk.until(lambda: desk.source.saved_texts == [LINE])


async def test_what_is_wrong_with_the_line_comes_first() -> None:
    async with console(FakeSource.day(double=BIKE)) as desk:
        await desk.types("theft bike @rakc")
        await desk.until(lambda: ("alike", "theft bike @rakc") in desk.source.calls)
        await desk.pilot.pause(0.1)
        assert "No place “rakc”" in desk.second_line


async def test_a_protected_record_is_offered_without_its_number_and_words() -> None:
    hidden = Double("R-2026-0012", "10:31  secret", protected=True)
    async with console(FakeSource.day(double=hidden)) as desk:
        await desk.types(LINE)
        await desk.sees("looks like ▣ a protected record")
        assert "secret" not in desk.screen
        assert "R-2026" not in desk.second_line


async def test_a_line_that_could_not_be_added_comes_back_as_it_was() -> None:
    source = FakeSource.day(double=BIKE)
    async with console(source) as desk:
        await desk.types(LINE)
        await desk.sees("looks like")
        source.down = "the store does not answer"
        await desk.press("tab", "enter")
        await desk.sees("✗ Not saved: the store does not answer")
        assert (desk.field, desk.desk.entry.adding) == (LINE, "T-2026-0037")


@pytest.mark.usefixtures("alone")
def test_on_a_real_store_a_line_is_added_to_what_is_open(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    with housed(school(tmp_path)) as source:
        kept = keep(source, "sweep gym lockers open")
        double = source.alike("sweep gym two lockers broken")
        assert double is not None
        assert (double.number, double.what[7:]) == (kept.number, "lockers open")
        saved = source.add_to(double.number, "sweep gym two lockers broken with Tyler Reed")
        assert saved.line is not None
        assert (saved.line.verb, saved.line.number) == ("appended", kept.number)
        assert "Tyler" not in saved.line.summary
        assert saved.line.people == ("Tyler Reed",)
        assert source.alike("patrol gym secure") is None
