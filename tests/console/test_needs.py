"""The strip of what needs you: its rows, its height, and the hands on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sro_ops.console.needs import rows
from sro_ops.console.screens.record import RecordScreen
from sro_ops.console.source.needs import Need

from .driving import console
from .fake import NOW, ZONE, FakeSource, line
from .needing import DUE, NOTICE

HERE = NOW.astimezone(ZONE)


def said(need: Need, width: int = 80, names: bool = False, more: int = 0) -> str:
    return "".join(text for text, _ in rows.pieces(need, width, HERE, names, more))


def test_what_failed_or_is_overdue_stands_first_then_the_soonest() -> None:
    shuffled = [DUE[3], DUE[1], DUE[2], DUE[0]]
    assert [need.state for need in rows.in_order(shuffled)] == [
        "overdue",
        "failed",
        "soon",
        "later",
    ]


def test_a_failure_without_a_moment_stands_above_all() -> None:
    lost = Need("failed", "Lines were lost")
    assert rows.in_order([*DUE, lost])[0] is lost


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=48), "48 min"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=2), "2 days"),
        (timedelta(days=12), "12 d"),
    ],
)
def test_an_age_takes_six_cells_at_most(gap: timedelta, words: str) -> None:
    assert rows.age(replace(NOTICE, at=NOW - gap), NOW) == words
    assert rows.age(replace(NOTICE, at=NOW + gap), NOW) == words


def test_the_rule_behind_it_is_shown_from_100_columns() -> None:
    assert "118.305" not in said(NOTICE, 99)
    assert said(NOTICE, 100).rstrip().endswith("Wis. Stat. 118.305(4)   T-2026-0037")


def test_on_a_wide_screen_number_and_rule_stand_beside_what_it_is() -> None:
    row = said(NOTICE, 200)
    assert row.index("T-2026-0037") == 9 + 2 + 6 + 2 + 64 + 2
    assert row.index("Wis. Stat.") > row.index("T-2026-0037")


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
@pytest.mark.parametrize("need", DUE)
def test_a_row_fits_its_screen(need: Need, width: int) -> None:
    assert len(said(need, width, more=12)) == width - 1


def test_a_protected_record_tells_the_room_neither_kind_nor_number_nor_rule() -> None:
    hidden = replace(NOTICE, protected=True)
    assert "▣ Protected record" in said(hidden, 120)
    for word in ("Parent", "T-2026", "118.305"):
        assert word not in said(hidden, 120)
        assert word in said(hidden, 120, names=True)


def test_without_colours_what_is_urgent_is_reversed() -> None:
    inks = [ink for _, ink in rows.pieces(NOTICE, 80, HERE, names=False, colours=False)]
    assert inks[0] == "error bold reverse"
    soon = rows.pieces(DUE[2], 80, HERE, names=False, colours=False)
    assert "reverse" not in soon[0][1]


async def test_a_quiet_day_says_so_and_what_comes_next() -> None:
    source = FakeSource.day(due=[DUE[3]])
    async with console(source) as desk:
        await desk.sees("✓ Nothing due.  Next: Fire drill report, tomorrow 08:00")


async def test_it_says_what_is_due_and_how_much_more_there_is() -> None:
    async with console(FakeSource.day(due=[*DUE, *DUE[2:3]]), size=(80, 24)) as desk:
        await desk.sees("▲ OVERDUE  2 days  Parent notice")
        await desk.until(lambda: desk.desk.needs.size.height == 2)
        assert desk.screen.splitlines()[2].endswith("+2 more  a ")
        assert "Tour C" not in desk.screen


async def test_a_shows_all_of_it_and_escape_returns_to_the_list() -> None:
    async with console(FakeSource.day(due=DUE), size=(80, 24)) as desk:
        await desk.sees("OVERDUE")
        await desk.press("escape", "a")
        await desk.sees("○ later")
        assert "T-2026-0037" in desk.second_line
        await desk.press("escape")
        await desk.until(lambda: desk.desk.timeline.has_focus)
        assert "○ later" not in desk.screen


async def test_enter_opens_the_record() -> None:
    async with console(FakeSource.day(due=DUE)) as desk:
        await desk.sees("OVERDUE")
        await desk.press("escape", "a", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, RecordScreen))
        await desk.sees("T-2026-0037")


async def test_a_with_nothing_due_says_so() -> None:
    async with console() as desk:
        await desk.sees("Nothing due.")
        await desk.press("escape", "a")
        await desk.sees("nothing is due")


async def test_names_show_what_a_protected_row_is_about() -> None:
    source = FakeSource.day(due=[replace(NOTICE, protected=True)])
    async with console(source) as desk:
        await desk.sees("OVERDUE  2 days  ▣ Protected record")
        await desk.press("escape", "v")
        await desk.sees("OVERDUE  2 days  Parent notice")


async def test_its_height_waits_until_no_key_is_pressed() -> None:
    async with console(FakeSource.day()) as desk:
        await desk.sees("Nothing due.")
        strip = desk.desk.needs
        await desk.press("p")
        strip.post_message(strip.Answer(DUE))
        await desk.until(lambda: strip.needs)
        strip.tick(still=0.2)
        await desk.pilot.pause()
        assert strip.size.height == 1
        assert desk.screen.splitlines()[1].endswith("+2 more  a ")
        strip.tick(still=2.0)
        await desk.until(lambda: strip.size.height == 3)


async def test_the_rows_of_a_held_list_stay_where_they_are_when_it_grows() -> None:
    async with console(FakeSource.day(200)) as desk:
        await desk.sees("Nothing due.")
        await desk.press("escape", "pageup", "pageup", *["down"] * 5)
        await desk.sees("held")
        before = desk.screen.splitlines()[10:]
        strip = desk.desk.needs
        strip.post_message(strip.Answer(DUE))
        await desk.until(lambda: strip.needs)
        strip.tick(still=2.0)
        await desk.until(lambda: strip.size.height == 3)
        assert desk.screen.splitlines()[10:] == before


async def test_it_is_asked_again_after_a_commit() -> None:
    clock = [NOW]
    async with console(now=lambda: clock[0]) as desk:
        await desk.sees("Nothing due.")
        desk.source.due = [NOTICE]
        clock[0] += timedelta(seconds=5)
        desk.source.arrive(line(desk.source.next_pos, "note", "restraint"))
        await desk.sees("▲ OVERDUE")


async def test_a_source_that_cannot_say_is_no_quiet_day() -> None:
    source = FakeSource.day()

    def broken() -> list[Need]:
        raise OSError("no answer")

    source.needs = broken  # type: ignore[method-assign]
    async with console(source) as desk:
        await desk.sees("✗ FAILED")
        await desk.sees("Nobody can say what is due: OSError: no answer")
