"""The record list: rows by key, far jumps, filter, the record beside it, and what keys do to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sro_ops.console.kit.records import RecordList
from sro_ops.console.screens.record import RecordScreen
from sro_ops.console.screens.records import RecordsScreen

from .driving import Driver, console
from .fake import FakeSource, line
from .fakerecords import FakeRecords, Many


def listing(desk: Driver) -> RecordsScreen:
    screen = desk.app.screen
    assert isinstance(screen, RecordsScreen)
    return screen


def source(count: int = 0) -> FakeSource:
    records = FakeRecords(Many(count)) if count else FakeRecords()
    return FakeSource.day(20, records=records)


def chosen(screen: RecordsScreen) -> str:
    return screen.rows.row.number if screen.rows.row else ""


async def go(desk: Driver, key: str = "f7") -> RecordsScreen:
    await desk.press(key)
    await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen), "the list")
    await desk.until(lambda: listing(desk).facts is not None, "its figure")
    await desk.until(lambda: listing(desk).rows.row is not None, "its rows")
    return listing(desk)


async def test_a_list_names_its_figure_and_what_still_needs_somebody() -> None:
    async with console(source(), size=(80, 24)) as desk:
        await go(desk)
        title, filter_, heads, first, *_ = desk.screen.splitlines()[1:]
        assert title.rstrip().endswith("14 records, 6 open")
        assert filter_.strip() == "/ everything"
        assert heads.split() == ["Number", "State", "When", "↓", "What", "Value"]
        assert first.split()[:5] == ["▌T-2026-0137", "○", "open", "22", "Sep"]
        assert first.rstrip().endswith("$400.00")


async def test_the_second_line_has_the_whole_text_of_the_chosen_row() -> None:
    async with console(source(), size=(80, 24)) as desk:
        await go(desk)
        await desk.press("down")
        assert "…" in desk.screen.splitlines()[5]
        await desk.until(
            lambda: "damage: Mirror broken, second floor boys' room" in desk.second_line
        )


async def test_a_protected_record_shows_nothing_of_itself_until_names_are_asked_for() -> None:
    async with console(source(), size=(200, 50)) as desk:
        await go(desk)
        row = next(row for row in desk.screen.splitlines() if "Protected record" in row)
        assert row.split()[:5] == ["▣", "15", "Sep", "10:15", "Protected"]
        await desk.press(*["down"] * 5)
        await desk.until(lambda: "one of 30 missing, with T.R." in desk.second_line)
        await desk.press("v")
        await desk.sees("what the room must not see")
        await desk.until(lambda: "with Tyler Reed" in desk.second_line)
        await desk.press("v")
        await desk.until(lambda: "must not see" not in desk.screen)


async def test_a_protected_record_is_not_read_by_passing_it() -> None:
    async with console(source(), size=(120, 40)) as desk:
        await go(desk)
        await desk.press(*["down"] * 7)
        await desk.sees("opens it; the journal keeps that you did")
        await desk.pilot.pause(0.4)
        assert ("page", "T-2026-0130") not in desk.source.calls
        await desk.press("enter")
        await desk.until(lambda: ("page", "T-2026-0130") in desk.source.calls)


async def test_pages_are_read_by_key_as_the_list_is_walked() -> None:
    async with console(source(500), size=(80, 24)) as desk:
        screen = await go(desk, "f3")
        await desk.press(*["pagedown"] * 4)
        await desk.until(lambda: screen.rows.row is not None)
        assert screen.rows.row is not None
        assert screen.rows.row.number == f"P-2026-{500 - screen.rows.cursor:04d}"
        asked = [call for call in desk.source.records.calls if call[0] == "page"]
        assert ("page", "id-0000059", 60, False) in asked
        assert all(call[0] != "near" for call in desk.source.records.calls)


async def test_a_jump_to_the_middle_of_a_million_shows_placeholders_then_rows() -> None:
    async with console(source(1_000_000), size=(80, 24)) as desk:
        screen = await go(desk, "f3")
        assert "about 1,000,000 records" in desk.screen
        desk.source.records.held.clear()
        screen.rows.action_jump(0.5)
        await desk.sees("…")
        assert screen.rows.row is None
        desk.source.records.held.set()
        await desk.until(lambda: screen.rows.row is not None)
        assert screen.rows.row is not None
        assert abs(int(screen.rows.row.number[7:]) - 500_000) < 50
        assert ("near", 0.5, 60) in desk.source.records.calls
        await desk.press("up")
        await desk.press(*["pageup"] * 3)
        await desk.until(lambda: screen.rows.row is not None)
        await desk.press("home")
        await desk.until(lambda: screen.rows.row is not None)
        assert screen.rows.row.number == "P-2026-1000000"


@pytest.mark.parametrize("late", ["paged", "counted"])
async def test_a_key_pressed_before_rows_or_figure_have_come_means_the_same_row(late: str) -> None:
    async with console(source(), size=(80, 24)) as desk:
        waited = getattr(desk.source.records, late)
        waited.clear()
        await desk.press("f7")
        await desk.until(lambda: isinstance(desk.app.focused, RecordList))
        screen = listing(desk)
        if late == "paged":
            await desk.until(lambda: screen.facts is not None)
        else:
            await desk.until(lambda: screen.rows.row is not None)
        await desk.press("down")
        waited.set()
        await desk.until(lambda: screen.facts is not None and screen.rows.row is not None)
        assert chosen(screen) == "T-2026-0136"


async def test_who_goes_to_the_end_of_a_list_before_it_is_counted_stands_on_its_last_record() -> (
    None
):
    async with console(source(5_000), size=(80, 24)) as desk:
        desk.source.records.counted.clear()
        await desk.press("f3")
        await desk.until(lambda: isinstance(desk.app.focused, RecordList))
        screen = listing(desk)
        await desk.until(lambda: screen.rows.row is not None)
        await desk.press("end")
        await desk.until(lambda: chosen(screen) == "P-2026-0001")
        desk.source.records.counted.set()
        await desk.until(lambda: screen.facts is not None)
        assert chosen(screen) == "P-2026-0001"
        await desk.sees("▌P-2026-0001")


async def test_a_window_that_is_dragged_away_from_the_cursor_stays_where_it_is() -> None:
    async with console(source(5_000), size=(120, 40)) as desk:
        screen = await go(desk, "f3")
        screen.rows.scroll_to(y=2_500, animate=False)
        await desk.until(lambda: screen.rows.run.get(2_500) is not None, "the rows in sight")
        await desk.until(lambda: screen.rows.run.start < 2_450, "the page before them")
        row = screen.rows.run.get(screen.rows.scroll_offset.y)
        assert row is not None
        assert f"\n {row.number}" in desk.screen
        assert screen.rows.cursor == 0


async def test_the_last_record_is_read_from_the_end() -> None:
    async with console(source(5_000), size=(80, 24)) as desk:
        screen = await go(desk, "f3")
        await desk.press("end")
        await desk.until(lambda: screen.rows.row is not None)
        assert screen.rows.row is not None
        assert screen.rows.row.number == "P-2026-0001"
        assert screen.rows.run.total == 5_000


async def test_a_filter_is_typed_shown_and_left_as_it_was() -> None:
    async with console(source(), size=(80, 24)) as desk:
        screen = await go(desk)
        await desk.press("slash")
        await desk.types("open, held", enter=True)
        await desk.sees("4 records")
        assert desk.app.focused is screen.rows
        await desk.press("slash", "ctrl+u")
        await desk.types("nothing")
        await desk.press("escape")
        assert screen.filter.value == "open, held"
        assert "4 records" in desk.screen


async def test_a_list_without_rows_says_so_and_names_the_keys() -> None:
    async with console(source(), size=(80, 24)) as desk:
        await go(desk)
        await desk.press("slash")
        await desk.types("nowhere", enter=True)
        await desk.sees("No records here.")
        await desk.sees("n  new theft")


async def test_s_turns_the_list_around() -> None:
    async with console(source(), size=(80, 24)) as desk:
        screen = await go(desk)
        await desk.press("s")
        await desk.until(lambda: screen.rows.row and screen.rows.row.number == "T-2025-0124")
        await desk.sees("When ↑")


async def test_a_list_that_cannot_be_read_says_why_and_reads_again_on_a_key() -> None:
    async with console(source(), size=(80, 24)) as desk:
        desk.source.records.down = "the store does not answer"
        await desk.press("f7")
        await desk.sees("Not read: the store does not answer.")
        desk.source.records.down = ""
        await desk.press("s")
        await desk.sees("T-2025-0124")


async def test_at_80_columns_enter_opens_a_record_and_says_which_of_how_many() -> None:
    async with console(source(), size=(80, 24)) as desk:
        await go(desk)
        await desk.press("down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, RecordScreen))
        assert "2 of 14" in desk.screen
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))


async def test_from_100_columns_the_chosen_record_stands_beside_the_list() -> None:
    async with console(source(), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.sees("Camera 7 covers the rack")
        await desk.press("enter")
        await desk.until(lambda: screen.detail.has_focus)
        await desk.press("escape")
        assert screen.rows.has_focus


async def test_a_step_of_the_workflow_is_a_key_that_asks_first() -> None:
    async with console(source(), size=(120, 40)) as desk:
        await go(desk)
        await desk.sees("r recover")
        await desk.press("r")
        await desk.sees("Recover T-2026-0137?")
        await desk.sees("It goes from open to done.")
        await desk.press("enter")
        await desk.until(lambda: ("move", "T-2026-0137", "recover") in desk.source.records.calls)
        await desk.sees("T-2026-0137 now done")
        await desk.until(lambda: "13 records" in desk.screen or "5 open" in desk.screen)


async def test_a_refused_step_keeps_the_question_open_with_the_reason() -> None:
    async with console(source(), size=(120, 40)) as desk:
        await go(desk)
        await desk.sees("r recover")
        desk.source.records.down = "somebody else changed it"
        await desk.press("r", "enter")
        await desk.sees("Not moved: somebody else changed it.")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))


async def test_a_line_is_added_and_a_link_made_by_keys() -> None:
    async with console(source(), size=(120, 40)) as desk:
        await go(desk)
        await desk.sees("+ line")
        await desk.press("plus", "enter")
        await desk.sees("Type the line.")
        await desk.types("camera 9 too", enter=True)
        await desk.until(
            lambda: ("append", "T-2026-0137", "camera 9 too") in desk.source.records.calls
        )
        await desk.sees("l link")
        await desk.press("l")
        await desk.types("N-2026-0044 see", enter=True)
        await desk.until(
            lambda: ("link", "T-2026-0137", "N-2026-0044", "see") in desk.source.records.calls
        )


async def test_a_key_for_a_record_that_is_still_being_read_acts_when_it_is_there() -> None:
    async with console(source(), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.sees("r recover")
        desk.source.held.clear()
        await desk.press("down")
        await desk.until(lambda: chosen(screen) == "T-2026-0136")
        await desk.press("x")
        assert desk.app.screen is screen
        desk.source.held.set()
        await desk.sees("Cross out T-2026-0136?")


async def test_a_key_for_a_record_that_was_left_meanwhile_does_nothing_to_the_next() -> None:
    async with console(source(), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.sees("r recover")
        desk.source.held.clear()
        await desk.press("down", "x", "down")
        desk.source.held.set()
        await desk.until(lambda: screen.acting_on and screen.acting_on.number == "T-2026-0135")
        assert desk.app.screen is screen


async def test_letters_typed_into_the_filter_do_nothing_to_a_record() -> None:
    async with console(source(), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.sees("r recover")
        await desk.press("slash")
        await desk.types("rxe+")
        assert screen.filter.value == "rxe+"
        assert isinstance(desk.app.screen, RecordsScreen)


async def test_a_record_that_changed_stays_under_the_cursor() -> None:
    async with console(source(), size=(80, 24)) as desk:
        screen = await go(desk)
        await desk.press("down", "down", "down")
        records = desk.source.records
        newest = replace(records.rows[0], id="new", number="T-2026-0138")
        records.rows = [newest, *records.rows]
        desk.source.arrive(line(desk.source.next_pos, "theft", type="property.theft"))
        await desk.sees("T-2026-0138")
        assert screen.rows.row is not None
        assert screen.rows.row.number == "T-2026-0134"


async def test_many_records_that_come_on_top_do_not_take_the_cursor_from_its_own() -> None:
    async with console(source(), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.press("down", "down", "down")
        records = desk.source.records
        records.rows = [*Many(200, "property.theft"), *records.rows]
        desk.source.arrive(line(desk.source.next_pos, "theft", type="property.theft"))
        await desk.until(lambda: screen.facts is not None and screen.facts.count == 214)
        await desk.until(lambda: ("page", "id-000", 59, False) in records.calls)
        await desk.until(lambda: screen.rows.cursor == 203)
        assert chosen(screen) == "T-2026-0134"


async def test_the_desk_is_as_it_was_when_one_comes_back() -> None:
    async with console(source(), size=(80, 24)) as desk:
        await desk.types("patrol gy")
        await go(desk)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.desk)
        assert desk.field == "patrol gy"
        assert desk.app.focused is desk.desk.entry.field


async def test_people_beside_the_list_are_initials_until_the_record_is_opened() -> None:
    async with console(source(), size=(120, 40)) as desk:
        await go(desk)
        await desk.press(*["down"] * 5)
        await desk.sees("People ")
        assert "Tyler" not in desk.screen
        await desk.press("enter")
        await desk.sees("Tyler Reed")
