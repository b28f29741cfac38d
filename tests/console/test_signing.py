"""Signing on at the screen, changing places, locking: what each key does, and what nobody sees."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from sro_ops.console.screens.sign_on import SignOnScreen

from .driving import Driver, console
from .fake import FakeSource


def shut(**more: object) -> FakeSource:
    """A source before which nobody has signed on."""
    source = FakeSource.day()
    source.granted = replace(source.granted, signed_on=False, badge="", **more)  # type: ignore[arg-type]
    return source


async def at_the_gate(driver: Driver) -> SignOnScreen:
    await driver.until(lambda: isinstance(driver.app.screen, SignOnScreen), "the gate")
    await driver.pilot.pause()
    found = driver.app.screen
    assert isinstance(found, SignOnScreen)
    return found


async def in_again(driver: Driver) -> None:
    await driver.until(lambda: driver.app.screen is driver.desk, "the desk")
    await driver.until(lambda: driver.desk.entry.ready, "a loaded desk")


async def test_badge_and_pin_open_the_desk_and_nothing_is_seen_before() -> None:
    async with console(shut(), ready=False) as driver:
        await at_the_gate(driver)
        assert "Sign on" in driver.screen
        assert driver.desk.timeline.view is None
        await driver.types("214", enter=True)
        await driver.types("2468")
        assert "2468" not in driver.screen
        assert "••••" in driver.screen
        await driver.press("enter")
        await in_again(driver)
        await driver.sees("Building secured")
        await driver.types("patrol gym", enter=True)
        await driver.until(lambda: driver.source.saved_texts == ["patrol gym"], "the line")


async def test_a_wrong_pin_says_so_and_the_pause_counts_down() -> None:
    source = shut()
    source.wait = 30
    async with console(source, ready=False) as driver:
        gate = await at_the_gate(driver)
        await driver.types("214", enter=True)
        await driver.types("9999", enter=True)
        await driver.sees("Too many wrong PINs. Next try in")
        await driver.types("2468", enter=True)
        assert isinstance(driver.app.screen, SignOnScreen)
        left = gate.wait
        await driver.until(lambda: gate.wait < left, "a second")
        assert f"Next try in {gate.wait} seconds" in driver.screen
        gate.wait = 1
        await driver.until(lambda: "Next try" not in driver.screen, "the end of the pause")
        await driver.press("enter")
        await in_again(driver)


async def test_keys_typed_before_the_gate_stands_go_to_it() -> None:
    async with console(shut(), ready=False) as driver:
        gate = await at_the_gate(driver)
        assert gate.badge.has_focus


async def test_a_locked_desk_shows_nothing_and_opens_by_the_pin_alone() -> None:
    async with console() as driver:
        await driver.types("half a line")
        await driver.press("ctrl+l")
        await at_the_gate(driver)
        assert "Locked" in driver.screen
        await driver.until(lambda: driver.source.shut == [False], "that it is told")
        assert "Building secured" not in driver.screen
        await driver.press("escape", "f1", "ctrl+t", "f2")
        assert isinstance(driver.app.screen, SignOnScreen)
        await driver.types("2468", enter=True)
        await in_again(driver)
        assert driver.field == "half a line"
        assert driver.desk.entry.field.has_focus


async def test_a_pin_typed_where_a_line_belongs_is_never_readable() -> None:
    async with console() as driver:
        await driver.press("ctrl+l")
        await at_the_gate(driver)
        await driver.types("2468")
        assert "2468" not in driver.screen
        assert "••••" in driver.screen


async def test_a_line_typed_at_the_lock_is_saved_after_the_pin() -> None:
    async with console() as driver:
        await driver.press("ctrl+l")
        await at_the_gate(driver)
        await driver.types("door 4 propped", enter=True)
        await driver.sees("1 line waits for your PIN")
        assert driver.source.saved_texts == []
        await driver.types("2468", enter=True)
        await in_again(driver)
        await driver.until(lambda: driver.source.saved_texts == ["door 4 propped"], "the line")


async def test_a_line_typed_at_the_lock_is_that_of_who_signs_on() -> None:
    async with console() as driver:
        await driver.types("a draft of Reyes")
        await driver.press("ctrl+l")
        gate = await at_the_gate(driver)
        await driver.types("door 4 propped", enter=True)
        gate.badge.put("230")
        await driver.types("1357", enter=True)
        await in_again(driver)
        await driver.until(lambda: driver.source.saved_texts == ["door 4 propped"], "the line")
        assert driver.source.sits == "Okafor"
        assert driver.field == ""


async def test_taking_over_keeps_the_draft_of_each() -> None:
    async with console() as driver:
        await driver.types("a draft of Reyes")
        await driver.press("ctrl+t")
        await at_the_gate(driver)
        await driver.types("230", enter=True)
        await driver.types("1357", enter=True)
        await in_again(driver)
        await driver.sees("● Okafor")
        assert driver.field == ""
        await driver.press("ctrl+t")
        await at_the_gate(driver)
        await driver.types("214", enter=True)
        await driver.types("2468", enter=True)
        await in_again(driver)
        await driver.until(lambda: driver.field == "a draft of Reyes", "the draft")


async def test_taking_over_may_be_left() -> None:
    async with console() as driver:
        await driver.press("ctrl+t")
        await at_the_gate(driver)
        await driver.press("escape")
        await in_again(driver)
        assert driver.source.sits == "Reyes"


async def test_nobody_takes_over_while_lines_are_not_saved() -> None:
    source = FakeSource.day()
    async with console(source) as driver:
        source.held = threading.Event()
        await driver.types("patrol gym", enter=True)
        await driver.press("ctrl+t")
        await driver.sees("1 line is not saved yet")
        await driver.press("ctrl+l")
        gate = await at_the_gate(driver)
        gate.badge.put("230")
        gate.pin.put("1357")
        gate.pin.focus()
        await driver.pilot.pause()
        await driver.press("enter")
        await driver.sees("Reyes has lines that are not saved yet")
        source.held.set()


async def test_a_desk_that_nobody_touches_locks_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    source = FakeSource.day()
    async with console(source) as driver:
        source.granted = replace(source.granted, lock_after=0.5)
        await at_the_gate(driver)
        assert "Locked" in driver.screen
        await driver.until(lambda: source.shut == [True], "that it is told")


async def test_where_the_system_signs_on_the_desk_does_not_lock() -> None:
    source = FakeSource.day()
    source.granted = replace(source.granted, by_pin=False)
    async with console(source) as driver:
        await driver.press("ctrl+l")
        await driver.sees("lock the computer itself")
        assert driver.app.screen is driver.desk


async def test_a_dialog_and_a_page_do_not_outlive_who_opened_them() -> None:
    async with console() as driver:
        await driver.press("escape", "enter")
        await driver.sees("Narrative")
        await driver.press("ctrl+t")
        await at_the_gate(driver)
        await driver.types("230", enter=True)
        await driver.types("1357", enter=True)
        await in_again(driver)
        assert driver.app.screen is driver.desk
