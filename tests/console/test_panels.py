"""The panels beside the log: how they are laid out, what is left out, and the hands on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from sro_ops.console.kit.ink import Piece
from sro_ops.console.panels import rows
from sro_ops.console.panels.rows import Settings
from sro_ops.console.screens.plugins import PluginsScreen
from sro_ops.console.screens.record import RecordScreen
from sro_ops.console.source.guests import Guest, PluginCard
from sro_ops.host.panels import Face, Panel, PanelRow

from .driving import console
from .fake import ZONE, FakeSource
from .needing import BROKEN, GATES, PANELS, PATROL, QUIET

HERE = Settings(ZONE)


def said(pieces: list[Piece]) -> str:
    return "".join(text for text, _ in pieces)


def laid(face: Face, about: Settings = HERE, width: int = 40) -> list[str]:
    return [said(row) for row in rows.block(face, width, about).rows]


def test_a_panel_is_a_ruled_title_a_meter_and_rows_with_a_figure() -> None:
    title, meter, first, _, last = laid(PATROL)
    assert title.startswith(" Patrol ─")
    assert title.endswith("─ Tour B ")
    assert meter.endswith("━" * 17 + "─" * 12 + "  7 of 12")
    assert (first[:6], first[-6:]) == (" ✓ Gym", "10:42 ")
    assert last.startswith(" ○ Loading dock")


def test_times_follow_the_clock_of_the_desk() -> None:
    assert laid(PATROL, Settings(ZONE, clock=12))[2].endswith("10:42a ")


def test_a_place_stands_by_its_name_before_the_words() -> None:
    face = Face("Patrol", "patrol", Panel([PanelRow("secure", "done", "Gym")]))
    assert laid(face)[1].rstrip() == " ✓ Gym  secure"


def test_an_empty_panel_says_why_in_one_line() -> None:
    assert [row.rstrip() for row in laid(QUIET)][1:] == [" No event tonight."]


def test_a_panel_of_a_plugin_that_failed_says_so_and_which_key_says_more() -> None:
    assert [row.rstrip() for row in laid(BROKEN)] == [
        " ✗ Property stopped",
        " KeyError: 'net'",
        " enter details",
    ]


def test_a_panel_that_is_loading_is_its_title() -> None:
    (only,) = laid(Face("Patrol", "patrol"))
    assert only.endswith("─ … ")


def test_a_row_about_a_protected_record_is_hidden_until_names_are_shown() -> None:
    hidden = replace(GATES, protected=frozenset({"S-2026-0188"}))
    assert laid(hidden)[2].rstrip() == " ▣ Protected record"
    assert "Gate B" in laid(hidden, replace(HERE, names=True))[2]


def test_more_than_six_rows_are_counted() -> None:
    face = Face("Halls", "halls", Panel([PanelRow(f"hall {n}") for n in range(9)]))
    assert laid(face)[-1] == " +3 more"


@pytest.mark.parametrize("width", [40, 46])
@pytest.mark.parametrize("face", PANELS, ids=lambda face: face.title)
def test_no_row_is_wider_than_the_shelf(face: Face, width: int) -> None:
    long = replace(face, stopped=face.stopped and "x" * 90)
    assert all(cell_len(row) <= width for row in laid(long, width=width))


def test_the_glance_shows_as_many_panels_as_fit_whole() -> None:
    assert said(rows.glance(PANELS, 80)).startswith(" Patrol 7/12  │  Screening 1,483 today")
    assert said(rows.glance(PANELS, 30)) == " Patrol 7/12"


async def test_the_titles_stand_there_before_the_plugins_are_loaded() -> None:
    source = FakeSource.day(panels=PANELS)
    source.started.clear()
    async with console(source, ready=False) as desk:
        await desk.sees("Patrol ─")
        assert "due 10:48" not in desk.screen
        source.started.set()
        await desk.sees("due 10:48")


async def test_without_panels_the_log_has_their_room() -> None:
    async with console() as desk:
        await desk.until(lambda: desk.desk.timeline.size.width == 120)


async def test_tab_goes_to_the_panels_then_to_the_list_then_back_to_typing() -> None:
    async with console(FakeSource.day(panels=PANELS)) as desk:
        await desk.sees("due 10:48")
        await desk.press("tab")
        await desk.sees("▌Patrol")
        await desk.press("tab")
        await desk.until(lambda: desk.desk.timeline.has_focus)
        await desk.press("tab")
        await desk.until(lambda: desk.desk.entry.field.has_focus)


async def test_enter_on_a_row_opens_its_record_and_on_a_stopped_panel_its_plugin() -> None:
    source = FakeSource.day(panels=PANELS)
    source.cards = [
        PluginCard("patrol", "0.1", "sro-ops", "failed", False),
        PluginCard("property", "0.1", "sro-ops", "active", True, "Theft and damage", faults=1),
    ]
    async with console(source) as desk:
        await desk.sees("due 10:48")
        await desk.press("tab", "down", "down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, RecordScreen))
        await desk.press("escape")
        await desk.until(lambda: desk.desk.shelf.has_focus, "the panels")
        await desk.press("down", "down", "enter")
        await desk.sees("Theft and damage")
        assert isinstance(desk.app.screen, PluginsScreen)
        rows = desk.screen.splitlines()
        assert rows[3].startswith("▌● property")
        await desk.press("escape")
        await desk.until(lambda: desk.desk.shelf.has_focus, "the panels")


async def test_panels_that_do_not_fit_are_left_out_whole_and_counted() -> None:
    async with console(FakeSource.day(panels=PANELS), size=(120, 18)) as desk:
        await desk.sees("2 more panels  tab")
        assert "Tonight" not in desk.screen
        await desk.press("tab", "down", "down", "down")
        await desk.sees("No event tonight.")
        assert "due 10:48" not in desk.screen


async def test_a_small_screen_has_the_glance_and_tab_goes_to_the_list() -> None:
    async with console(FakeSource.day(panels=PANELS), size=(80, 24)) as desk:
        await desk.sees("Patrol 7/12  │  Screening")
        await desk.press("tab")
        await desk.until(lambda: desk.desk.timeline.has_focus)


async def test_a_source_that_cannot_tell_stops_every_panel() -> None:
    source = FakeSource.day(panels=[PATROL])

    def broken() -> list[Face]:
        raise OSError("no answer")

    source.faces = broken  # type: ignore[method-assign]
    async with console(source) as desk:
        await desk.sees("✗ Patrol stopped")
        await desk.sees("OSError: no answer")


async def test_a_panel_that_is_a_widget_stands_below_the_others() -> None:
    async with console(FakeSource.day(panels=PANELS), size=(120, 22)) as desk:
        await desk.sees("Property stopped")
        await desk.desk.shelf.host(Static("Hands on\nsecond row"))
        await desk.sees("Hands on")
        await desk.sees("1 more panel  tab")
        assert "due 10:48" in desk.screen


async def test_a_plugins_widget_is_hosted_once_the_plugins_are_loaded() -> None:
    class Lamps(Static):
        def __init__(self) -> None:
            super().__init__("Lamps are lit")

    source = FakeSource.day()
    source.brought = [Guest("lamps", "panel", "Lamps", "Lamps", lambda: Lamps)]
    async with console(source) as desk:
        await desk.sees("Lamps are lit")
        assert desk.desk.timeline.size.width < 120


class Hand(Static, can_focus=True):
    """A panel that takes keys."""


async def test_tab_goes_to_panels_that_are_widgets_like_the_others() -> None:
    async with console(FakeSource.day(panels=PANELS), size=(120, 30)) as desk:
        await desk.sees("Property stopped")
        one, plain, two = Hand("one"), Static("no hands"), Hand("two")
        await desk.desk.shelf.host(one, plain, two)
        await desk.press("tab")
        await desk.until(lambda: desk.desk.shelf.has_focus, "the panels of rows")
        await desk.press("tab")
        await desk.until(lambda: one.has_focus, "the first widget")
        await desk.sees("tab next panel")
        await desk.press("tab")
        await desk.until(lambda: two.has_focus, "the second one")
        await desk.press("shift+tab", "shift+tab")
        await desk.until(lambda: desk.desk.shelf.has_focus, "back to the rows")
        await desk.press("tab", "tab", "tab")
        await desk.until(lambda: desk.desk.timeline.has_focus, "the log")
        two.focus()
        await desk.until(lambda: two.has_focus, "the second one")
        await desk.press("escape")
        await desk.until(lambda: desk.desk.entry.field.has_focus, "typing")


async def test_without_panels_of_rows_tab_goes_to_a_widget() -> None:
    async with console(FakeSource.day(), size=(120, 30)) as desk:
        one = Hand("one")
        await desk.desk.shelf.host(one)
        desk.desk.set_class(False, "-bare")
        await desk.until(lambda: one.region.height > 0, "the panel")
        await desk.press("tab")
        await desk.until(lambda: one.has_focus, "the widget")


async def test_one_key_takes_the_step_that_a_row_gives() -> None:
    row = PanelRow("lock broken", "open", "Door 4", number="PO-2026-0001", step="acknowledge")
    source = FakeSource.day(panels=[Face("Pass-on", "patrol", Panel([row], "1 new"))])
    async with console(source) as desk:
        await desk.until(lambda: "1 new" in desk.screen, "the panel")
        await desk.press("escape", "tab", "tab")
        await desk.until(lambda: desk.desk.shelf.has_focus, "the shelf")
        await desk.press("k")
        await desk.press("down")
        await desk.sees("k acknowledge")
        await desk.press("k")
        await desk.sees("acknowledge: done")
        assert source.records.calls == [("move", "PO-2026-0001", "acknowledge")]
