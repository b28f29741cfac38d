"""Writing up a page of notes: one list, one Enter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events

from sro_ops.console.catchup.lines import Later, figure, row
from sro_ops.console.catchup.screen import CatchUp
from sro_ops.console.source.typed import Mark, Preview, Problem
from sro_ops.store.ids import new_id

from .driving import Driver, console
from .fake import FakeSource
from .housing import housed, school, write_plugin

TIMED = Preview("patrol", "Gym", "11:42", marks=(Mark(0, 5, "time"),))
WRONG = replace(TIMED, problems=(Problem(0, 1, "No place “rakc”", "Bike rack"),))


def said(line: Later, width: int = 80) -> str:
    return "".join(text for text, _ in row(line, width, 5))


def paste(desk: Driver, text: str) -> None:
    desk.desk.entry.field.post_message(events.Paste(text))


def test_a_row_says_when_what_kind_and_where() -> None:
    made = said(Later("11:42 patrol gym secure", "x", TIMED))
    assert made.split() == ["·", "11:42", "patrol", "11:42", "patrol", "gym", "secure", "Gym"]


def test_a_line_without_a_time_says_now_and_a_wrong_one_says_what_is_wrong() -> None:
    assert " · now  " in said(Later("patrol gym", "x", replace(TIMED, marks=())))
    assert "✗" in said(Later("x", "x", WRONG))
    assert said(Later("x", "x", WRONG)).endswith("No place “rakc” ")


@pytest.mark.parametrize("preview", [None, TIMED, WRONG])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_row_is_wider_than_the_screen(preview: Preview | None, width: int) -> None:
    assert cell_len(said(Later("word " * 60, "x", preview), width)) <= width


def test_the_title_counts_what_needs_a_look() -> None:
    lines = [Later("a", "1", TIMED), Later("b", "2", WRONG), Later("c", "3", Preview("note"))]
    words = "".join(text for text, _ in figure(lines))
    assert words == "3 lines   ✗ 1 to look at   1 without a time"


async def test_pasted_lines_stand_in_one_list_and_enter_saves_them_all() -> None:
    async with console() as desk:
        paste(desk, "patrol gym secure\ntheft bike @rakc\n\ndog on field\n")
        await desk.until(lambda: isinstance(desk.app.screen, CatchUp))
        await desk.sees("3 lines   ✗ 1 to look at")
        await desk.sees("No place “rakc”")
        assert desk.source.saved_texts == []
        await desk.press("enter")
        await desk.sees("✓ 3 lines saved, written later")
        assert desk.source.saved_texts == ["patrol gym secure", "theft bike @rakc", "dog on field"]
        assert desk.app.screen is desk.desk
        assert desk.field == ""


async def test_lines_are_typed_there_and_the_last_one_can_be_taken_back() -> None:
    async with console() as desk:
        await desk.press("escape", "c")
        await desk.until(lambda: isinstance(desk.app.screen, CatchUp))
        await desk.types("dog on field", enter=True)
        await desk.types("patrol gim", enter=True)
        await desk.sees("2 lines")
        await desk.press("up", "backspace", "backspace")
        await desk.types("ym", enter=True)
        await desk.press("enter")
        await desk.until(lambda: desk.source.saved_texts == ["dog on field", "patrol gym"])


async def test_a_line_that_is_refused_stops_the_rest_and_enter_goes_on() -> None:
    source = FakeSource.day()
    async with console(source) as desk:
        paste(desk, "one\nbad two\nthree")
        await desk.sees("3 lines")
        await desk.press("enter")
        await desk.sees("✗ Not saved: no place for it. Enter tries again.")
        assert source.saved_texts == ["one"]
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.desk)
        await desk.until(lambda: desk.field == "bad two")
        assert [draft.text for draft in desk.desk.entry.outbox.kept] == ["three"]


async def test_escape_keeps_every_line_for_the_entry_line() -> None:
    async with console() as desk:
        await desk.types("half ")
        paste(desk, "one\ntwo")
        await desk.sees("2 lines")
        await desk.press("escape")
        await desk.sees("2 lines kept. ↵ saves this one and brings the next")
        assert desk.field == "half one"
        await desk.press("enter")
        await desk.until(lambda: desk.field == "two")


async def test_lines_that_are_pasted_while_the_desk_loads_are_kept_one_by_one() -> None:
    source = FakeSource.day()
    source.started.clear()
    async with console(source, ready=False) as desk:
        await desk.sees("live")
        paste(desk, "one\ntwo\nthree")
        await desk.until(lambda: desk.field == "one")
        source.started.set()
        for text in ("one", "two", "three"):
            await desk.sees(f"› {text}")
            await desk.press("enter")
        await desk.until(lambda: source.saved_texts == ["one", "two", "three"])


async def test_a_very_long_paste_is_caught_up_in_part_and_the_rest_waits() -> None:
    async with console() as desk:
        paste(desk, "\n".join(f"line {number}" for number in range(1000)))
        await desk.sees("200 lines")
        await desk.press("escape")
        await desk.until(lambda: desk.field == "line 0")
        assert desk.desk.entry.outbox.unsaved == 999


@pytest.mark.usefixtures("alone")
def test_the_journal_says_written_later_and_a_retry_is_one_record(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    with housed(school(tmp_path)) as source:
        id = new_id()
        first = source.save_later("yest 14:40 patrol gym secure", id)
        assert source.save_later("yest 14:40 patrol gym secure", id).number == first.number
        page = source.record_page(first.number)
        assert any("written later" in one.text for one in page.history)
        assert len(page.history) == 1
