"""Plugins' panels and screens on the desk: what a person sees when one fails, and afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest
from faulty.screens import Boom, boom
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from sro_ops.console import containment
from sro_ops.console.blame import Owners
from sro_ops.console.boxes import PanelBox
from sro_ops.console.modes import Mode
from sro_ops.console.screens.fault import FaultPanel, FaultScreen
from sro_ops.console.source.guests import Guest, HookTime, PluginCard
from sro_ops.console.steering import ScreenCame

from .driving import Driver, console
from .fake import FakeSource


class Lamp(Static):
    """A panel that works, until its shared switch says otherwise."""

    broken = False

    def on_mount(self) -> None:
        if self.broken:
            raise Boom("the lamp is out")
        self.update("the lamp is lit")


class LampScreen(Screen[None]):
    def on_key(self, event: Key) -> None:
        if event.key == "z":
            raise Boom("the lamp is out")


class Slow(Static, can_focus=True):
    async def on_key(self, event: Key) -> None:
        event.stop()
        await asyncio.sleep(3600)


for one in (Lamp, LampScreen, Slow):
    one.__module__ = "lamps.screens"


def panel(load: Callable[[], type[Any]]) -> Guest:
    return Guest("lamps", "panel", "Lamps", "Lamps", load)


def noted(source: FakeSource, count: int) -> bool:
    return len(source.noted) == count


@asynccontextmanager
async def desk(load: Callable[[], type[Any]]) -> AsyncGenerator[Driver, None]:
    source = FakeSource.day()
    source.packages_of = {"lamps": "lamps"}
    async with console(source) as driver:
        await driver.desk.mount(PanelBox(panel(load)), after=driver.desk.timeline)
        yield driver


@pytest.fixture(autouse=True)
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lamp, "broken", False)


async def test_a_panel_that_works_stands_in_its_box() -> None:
    async with desk(lambda: Lamp) as driver:
        await driver.sees("the lamp is lit")
        assert driver.source.noted == []


async def test_a_panel_that_failed_opens_again_by_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Lamp, "broken", True)
    async with desk(lambda: Lamp) as driver:
        await driver.sees("Lamps stopped")
        assert "Boom: the lamp is out" in driver.screen
        monkeypatch.setattr(Lamp, "broken", False)
        driver.desk.query_one(FaultPanel).focus()
        await driver.pilot.pause()
        await driver.press("r")
        await driver.sees("the lamp is lit")
        assert "stopped" not in driver.screen


async def test_the_details_say_what_happened_where_and_where_it_is_kept() -> None:
    def load() -> type[Any]:
        raise Boom("no bulb")

    async with desk(load) as driver:
        await driver.sees("Lamps stopped")
        driver.desk.query_one(FaultPanel).focus()
        await driver.pilot.pause()
        await driver.press("enter")
        await driver.sees("The desk goes on")
        for words in (
            "Boom: no bulb",
            "/home/sro/logs/plugins.log",
            "sro-ops plugins disable lamps",
        ):
            assert words in driver.screen
        await driver.press("y")
        await driver.sees("copied")
        assert "no bulb" in driver.app.clipboard
        await driver.press("escape")
        await driver.sees("What happened?")


async def test_after_five_faults_a_plugin_is_switched_off_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Lamp, "broken", True)
    async with desk(lambda: Lamp) as driver:
        box = driver.desk.query_one(PanelBox)
        for count in range(1, 6):
            await driver.until(partial(noted, driver.source, count), f"{count} faults")
            await driver.until(lambda: box.fault is not None, "the page")
            if count < 5:
                await box.again()
        await driver.sees("Lamps is switched off after errors")
        await box.again()
        assert "switched off" in driver.screen
        assert len(driver.source.noted) == 5


async def test_a_handler_that_never_comes_back_gives_the_keys_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(containment, "PATIENCE", 0.2)
    monkeypatch.setattr(containment, "GOING", 0.2)
    async with desk(lambda: Slow) as driver:
        await driver.until(lambda: driver.desk.query(Slow), "the panel")
        driver.desk.query_one(Slow).focus()
        await driver.pilot.pause()
        driver.app.post_message(Key("z", "z"))
        box = driver.desk.query_one(PanelBox)
        while box.fault is None or driver.desk.query(Slow):
            await asyncio.sleep(0.05)  # the pilot would wait for the panel that never comes back
        await driver.types("patrol gym", enter=True)
        await driver.until(lambda: driver.source.saved_texts == ["patrol gym"], "the line")


async def test_a_screen_that_failed_opens_again_by_a_key() -> None:
    async with desk(lambda: Lamp) as driver:
        guest = Guest("lamps", "screen", "lamps", "All lamps", lambda: LampScreen)
        driver.app.open_guest(guest)
        await driver.until(lambda: isinstance(driver.app.screen, LampScreen), "the screen")
        await driver.press("z")
        await driver.sees("All lamps stopped")
        assert isinstance(driver.app.screen, FaultScreen)
        await driver.press("r")
        await driver.until(lambda: isinstance(driver.app.screen, LampScreen), "the screen again")


async def test_what_is_no_screen_is_named() -> None:
    async with desk(lambda: Lamp) as driver:
        driver.app.open_guest(Guest("lamps", "screen", "lamps", "All lamps", lambda: Lamp))
        await driver.sees("All lamps should be a subclass of Screen")


def raised(call: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        call()
    return caught.value


def test_a_fault_without_a_plugin_in_its_trace_is_the_consoles_own() -> None:
    assert Owners({"lamps": "lamps"}).blame(raised(lambda: int("ours"))) is None


def test_a_fault_is_a_plugins_where_one_of_its_functions_ran() -> None:
    def timer() -> None:
        try:
            boom()
        except Boom as error:
            raise RuntimeError("a timer failed") from error

    found = Owners({"faulty": "faulty"}).blame(raised(timer))
    assert found is not None
    assert (found.plugin, found.where.partition(",")[0]) == ("faulty", "boom")


def test_widgets_of_ours_are_nobodys() -> None:
    assert Owners({"lamps": "lamps"}).of_class(Widget) == ""
    assert Owners({"lamps": "lamps"}).of_class(Lamp) == "lamps"


async def test_the_plugins_screen_puts_what_failed_first_and_copies_itself() -> None:
    source = FakeSource.day()
    times = (HookTime("sro_scan", 2, 1, 0.004, 0.003),)
    source.cards = [
        PluginCard("patrol", "0.1", "sro-ops", "active", True, times=times),
        PluginCard("halls", "1.4", "a folder", "failed", False, reason="no lamp", stage="import"),
    ]
    async with console(source) as driver:
        await driver.press("ctrl+g")
        await driver.sees("1 failed, 1 active")
        screen = driver.screen
        assert screen.index("halls 1.4   failed at import") < screen.index("patrol 0.1   active")
        assert "2 calls, 2.0 ms each, longest 3.0 ms, 1 failed" in screen
        await driver.press("y")
        await driver.sees("copied")
        assert "no lamp" in driver.app.clipboard
        await driver.press("escape")
        assert driver.app.screen is driver.desk


class Unmade(Screen[None]):
    def __init__(self) -> None:
        raise Boom("no lamp")


Unmade.__module__ = "lamps.screens"


async def test_a_mode_whose_screen_cannot_be_made_says_so_and_leads_back() -> None:
    async with desk(lambda: Lamp) as driver:
        mode = Mode("lamps", "Lamps", ("lamps",))
        driver.app.on_screen_came(ScreenCame(mode, Unmade))
        await driver.sees("Boom: no lamp")
        await driver.press("escape")
        await driver.sees("What happened?")
        await driver.types("patrol gym", enter=True)
        await driver.until(lambda: driver.source.saved_texts == ["patrol gym"], "the line")
