"""The emergency card on the screen: at once, from everywhere, with stamps that are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sro_ops.console.screens.emergency import EmergencyScreen, clock
from sro_ops.console.screens.sign_on import SignOnScreen
from sro_ops.console.source.emergency import Going

from .driving import Driver, console
from .fake import NOW, FakeSource


async def card(driver: Driver) -> EmergencyScreen:
    await driver.press("f9")
    await driver.until(lambda: isinstance(driver.app.screen, EmergencyScreen), "the card")
    await driver.pilot.pause()
    found = driver.app.screen
    assert isinstance(found, EmergencyScreen)
    return found


async def test_the_card_says_what_to_say_and_whom_to_call() -> None:
    async with console() as driver:
        await card(driver)
        for words in (
            *("This is the school resource officer at Oakfield High.", "1200 West Oak Street"),
            *("gym, north lot", "555-0100", "Channel 3"),
            *("Locks, lights, out of sight.", "Nothing is called."),
        ):
            assert words in driver.screen
        await driver.press("escape")
        assert driver.app.screen is driver.desk


async def test_a_call_asks_once_by_one_key_and_stamps_the_time() -> None:
    async with console() as driver:
        await card(driver)
        await driver.press("3")
        assert "Lockdown: is it real, or a drill?" in driver.screen
        assert driver.source.stamps == []
        await driver.press("r")
        await driver.sees("LOCKDOWN  real, since 10:42:03")
        await driver.until(lambda: driver.source.stamps == [("Lockdown", False, NOW)], "the stamp")
        await driver.press("c")
        await driver.sees("All clear")
        await driver.until(lambda: len(driver.source.stamps) == 2, "the end")
        assert driver.source.stamps[1][0] == "All clear"


async def test_what_is_going_on_stands_in_the_header_until_it_is_over() -> None:
    async with console(size=(80, 24)) as driver:
        await card(driver)
        await driver.press("3", "r", "escape")
        assert "◆ LOCKDOWN F9" in driver.screen.splitlines()[0]
        await card(driver)
        await driver.press("c", "escape")
        assert "LOCKDOWN" not in driver.screen.splitlines()[0]


async def test_a_call_that_is_not_meant_is_left_by_escape() -> None:
    async with console() as driver:
        await card(driver)
        await driver.press("4", "escape")
        assert "Nothing is called." in driver.screen
        assert driver.source.stamps == []


async def test_it_opens_on_a_locked_desk_and_leads_back_to_the_lock() -> None:
    async with console() as driver:
        await driver.press("ctrl+l")
        await driver.until(lambda: isinstance(driver.app.screen, SignOnScreen), "the lock")
        await card(driver)
        await driver.press("3", "d")
        await driver.sees("LOCKDOWN  drill")
        await driver.press("f9")
        assert isinstance(driver.app.screen, SignOnScreen)
        assert driver.source.stamps[0][:2] == ("Lockdown", True)


async def test_it_opens_before_anybody_has_signed_on() -> None:
    source = FakeSource.day()
    source.granted = replace(source.granted, signed_on=False, badge="")
    async with console(source, ready=False) as driver:
        await driver.until(lambda: isinstance(driver.app.screen, SignOnScreen), "the gate")
        await card(driver)
        assert "Call 911. Say:" in driver.screen


async def test_what_was_going_on_before_a_restart_still_is() -> None:
    source = FakeSource.day()
    source.went_on = Going("Shelter", False, NOW - timedelta(minutes=3, seconds=12))
    async with console(source) as driver:
        await card(driver)
        await driver.sees("SHELTER  real, since 10:38:51")
        assert "00:03:12" in driver.screen


async def test_a_stamp_that_cannot_be_kept_says_to_write_it_down() -> None:
    source = FakeSource.day()
    source.no_disk = "no space left"
    async with console(source) as driver:
        await card(driver)
        await driver.press("1", "r", "c")
        await driver.sees("Write the time down")


def test_the_clock_counts_hours() -> None:
    assert clock(NOW, NOW + timedelta(hours=1, minutes=2, seconds=3)) == "01:02:03"
    assert clock(NOW, NOW - timedelta(seconds=5)) == "00:00:00"
