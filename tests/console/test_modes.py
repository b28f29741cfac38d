"""Modes: seven with a key, the rest under More; a plugin's own screen, or the list, or one line."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.widget import Widget

from sro_ops.console.app import SroApp
from sro_ops.console.screens.missing import MissingScreen
from sro_ops.console.screens.records import RecordsScreen
from sro_ops.console.source.screens import ScreenOffer
from sro_ops.ui import Empty, Page, Sheet, chart, failed, meter, nothing, share_row

from .driving import console
from .fake import NOW, FakeSource
from .fakerecords import FakeScreens
from .test_snapshots import SIZES, Compare, ready


class Halls(Page):
    """A screen with every chart on it."""

    NAME = "Hall sweeps"
    HINTS = (("n", "new"),)

    def body(self) -> Iterable[Widget]:
        yield Sheet(self.rows)
        yield Empty(nothing("No tour running.", ("p", "start one")))
        yield Empty(failed("Patrol stopped", "it raised KeyError: 'hall'", "/var/log/plugins.log"))

    def on_mount(self) -> None:
        self.figure("7 of 12 today")

    def rows(self, width: int) -> list[list[tuple[str, str]]]:
        return [
            [],
            [(" Halls  ", "quiet"), *meter(7, 12)],
            [],
            *chart([3, 5, 9, None, 0, 4], "07:30", "now", "21", least=True),
            [],
            share_row(" Hall A", 12, 30, width),
            share_row(" Hall B", 1_030, 1_030, width),
        ]


OFFER = ScreenOffer("halls", "Hall sweeps", "incidents", "How far today's sweeps are")


def with_halls(found: object = Halls) -> FakeSource:
    return FakeSource.day(20, screens=FakeScreens([(OFFER, found)]))


@pytest.mark.parametrize(
    ("key", "title"),
    [("f3", "Patrol"), ("f7", "Property")],
)
async def test_a_mode_with_record_types_and_no_screen_is_their_list(key: str, title: str) -> None:
    async with console(size=(80, 24)) as desk:
        await desk.press(key)
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        assert desk.app.mode.title == title


async def test_a_mode_whose_plugin_is_not_there_says_so_in_one_line() -> None:
    async with console(size=(80, 24)) as desk:
        await desk.press("f5")
        await desk.until(lambda: isinstance(desk.app.screen, MissingScreen))
        await desk.sees("No plugin on this desk brings Events.")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.desk)


async def test_digits_go_to_modes_from_the_list_and_are_text_on_the_entry_line() -> None:
    async with console(size=(80, 24)) as desk:
        await desk.types("6")
        assert desk.field == "6"
        await desk.press("backspace", "escape", "6")
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        await desk.press("2")
        await desk.until(lambda: desk.app.mode.title == "Patrol")
        await desk.press("1")
        await desk.until(lambda: desk.app.screen is desk.desk)


async def test_a_plugin_s_own_screen_stands_in_its_mode() -> None:
    async with console(with_halls(), size=(80, 24)) as desk:
        await desk.press("f6")
        await desk.until(lambda: isinstance(desk.app.screen, Halls))
        await desk.sees("7 of 12 today")
        await desk.press("question_mark")
        await desk.sees("Here: Incidents")


async def test_a_plugin_s_screen_that_cannot_be_imported_is_named_and_the_desk_goes_on() -> None:
    async with console(with_halls(found=None), size=(80, 24)) as desk:
        await desk.press("f6")
        await desk.sees("it fell over while it was imported.")
        await desk.press("f2")
        await desk.until(lambda: desk.app.screen is desk.desk)
        await desk.types("patrol gym secure", enter=True)
        await desk.sees("saved")


async def test_a_mode_asked_for_before_everything_is_loaded_opens_when_it_is() -> None:
    source = FakeSource.day(20)
    source.started.clear()
    async with console(source, size=(80, 24), ready=False) as desk:
        await desk.sees("What happened?")
        await desk.press("f7")
        await desk.sees("getting ready")
        source.started.set()
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))


async def test_nothing_of_one_operator_s_lists_and_drafts_is_left_for_the_next() -> None:
    async with console(size=(80, 24)) as desk:
        await desk.press("f7")
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        first = desk.app.screen
        desk.app.keep_draft("property.theft", {"what": "Bicy"})
        desk.app.begin_anew()
        await desk.until(lambda: desk.app.screen is desk.desk)
        assert desk.app.drafts == {}
        await desk.press("f7")
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        assert desk.app.screen is not first


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["night", "day", "contrast"])
def test_charts_empty_states_and_an_error(
    snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    source = with_halls()
    source.theme = theme
    app = SroApp(source, theme, lambda: NOW)
    assert snap_compare(app, run_before=ready("f6"), terminal_size=size)
