"""Operators and roles on the screen: what is shown, to whom, and what each key does."""

from __future__ import annotations

import pytest

from sro_ops.console.kit.formpage import FormPage
from sro_ops.console.operators.pages import NewcomerPage, PinPage, TokenScreen
from sro_ops.console.operators.screen import OperatorsScreen
from sro_ops.console.source.operators import Newcomer

from .driving import Driver, console
from .fake import FakeSource
from .fake_operators import FakeOperators


async def opened(driver: Driver) -> OperatorsScreen:
    """Open the page by the palette, and wait for the list."""
    await driver.press("ctrl+p")
    await driver.types("operators", enter=True)
    await driver.sees("Olga Ortiz")
    found = driver.app.screen
    assert isinstance(found, OperatorsScreen)
    return found


async def page(driver: Driver, cls: type[FormPage]) -> FormPage:
    """Wait for a form, its first field in hand."""
    await driver.until(lambda: isinstance(driver.app.screen, cls), cls.__name__)
    found = driver.app.screen
    assert isinstance(found, FormPage)
    await driver.until(lambda: found.focused is not None, "the first field")
    return found


async def fill(driver: Driver, form: FormPage, **texts: str) -> None:
    """Type into fields by their names."""
    for name, text in texts.items():
        row = next(row for row in form.rows if row.field.name == name)
        await driver.until(lambda row=row: row.display, f"the field {name}")  # type: ignore[misc]
        form.set_focus(row.input)
        await driver.until(lambda row=row: row.input.has_focus, name)  # type: ignore[misc]
        await driver.types(text)
        await driver.until(lambda row=row, text=text: row.text == text, text)  # type: ignore[misc]


async def test_everybody_stands_there_with_state_roles_and_the_last_sign_on() -> None:
    async with console() as driver:
        await opened(driver)
        rows = {row.split()[0]: row for row in driver.screen.splitlines() if row.split()}
        assert "7 operators, 1 switched off" in driver.screen
        assert "● may sign on" in rows["230"]
        assert "officer at OHS, event_staff" in rows["230"]
        assert "today 07:31" in rows["230"]
        assert "⊘ switched off" in rows["55"]
        assert "◇ no role now" in rows["31"]
        assert "Dana Reyes (you)" in rows["214"]
        assert "token" in rows["svc"]


async def test_setup_under_more_leads_there() -> None:
    async with console() as driver:
        await driver.press("f10")
        await driver.types("setup", enter=True)
        await driver.sees("who may sign on, PINs, tokens")
        await driver.press("enter")
        await driver.sees("Olga Ortiz")


async def test_who_has_no_right_is_shown_nothing_of_it() -> None:
    source = FakeSource.day()
    source.operators = FakeOperators(may=False)
    async with console(source) as driver:
        await driver.press("ctrl+p")
        await driver.types("operators")
        await driver.sees("Nothing of that name")
        await driver.press("escape")
        driver.app.action_operators()
        await driver.pilot.pause()
        assert driver.app.screen is driver.desk


async def test_a_newcomer_is_added_with_a_pin_that_nobody_reads() -> None:
    async with console() as driver:
        await opened(driver)
        await driver.press("n")
        form = await page(driver, NewcomerPage)
        await fill(driver, form, name="Nia Lind", badge="77", pin="8765", again="8764")
        assert "8765" not in driver.screen
        await driver.press("ctrl+s")
        await driver.sees("The two PINs differ")
        await driver.press("backspace")
        await driver.types("5")
        await driver.press("ctrl+s")
        await driver.sees("✓ added")
        await driver.sees("Nia Lind")
        assert driver.source.operators.added == [Newcomer("Nia Lind", "77", "officer", "8765")]


async def test_a_refusal_leaves_everything_in_its_field() -> None:
    async with console() as driver:
        await opened(driver)
        await driver.press("n")
        form = await page(driver, NewcomerPage)
        await fill(driver, form, name="Nia Lind", badge="7", pin="8765", again="8765")
        await driver.press("ctrl+s")
        await driver.sees("Not saved: badge 7 is taken")
        assert form.texts["name"] == "Nia Lind"


async def test_a_program_gets_a_token_that_is_shown_once() -> None:
    async with console() as driver:
        screen = await opened(driver)
        await driver.press("n")
        form = await page(driver, NewcomerPage)
        await fill(driver, form, name="Import", badge="imp")
        for name, key in (("role", "s"), ("way", "a")):
            row = next(row for row in form.rows if row.field.name == name)
            form.set_focus(row.input)
            await driver.until(lambda row=row: row.input.has_focus)  # type: ignore[misc]
            await driver.press(*([key] if name == "role" else ["right", "right"]))
        await driver.until(lambda: form.texts["way"] == "service", "a token")
        assert "pin" not in form.texts
        await driver.press("ctrl+s")
        await driver.until(lambda: isinstance(driver.app.screen, TokenScreen), "the token")
        await driver.sees("tok-3nJx8mQv1Lw0")
        await driver.press("y")
        await driver.sees("✓ copied")
        assert driver.app.clipboard == "tok-3nJx8mQv1Lw0"
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is screen, "the list")
        assert "tok-3nJx8mQv1Lw0" not in driver.screen


async def test_a_supervisor_sets_a_new_pin() -> None:
    async with console() as driver:
        await opened(driver)
        await driver.press("down", "down", "p")
        form = await page(driver, PinPage)
        assert "New PIN for 230" in driver.screen
        await driver.sees("What happens")
        await fill(driver, form, pin="8765", again="8765")
        await driver.press("enter")
        await driver.sees("✓ new PIN set")
        assert driver.source.operators.pins == {"230": "8765"}


@pytest.mark.parametrize(("downs", "does", "off"), [(2, "off", True), (5, "on", False)])
async def test_somebody_is_switched_off_or_on_after_a_question(
    downs: int, does: str, off: bool
) -> None:
    async with console() as driver:
        screen = await opened(driver)
        await driver.press(*["down"] * downs, "x")
        await driver.sees(f" Switch {does} ")
        await driver.press("enter")
        await driver.sees(f"✓ switched {does}")
        await driver.until(
            lambda: screen.list.row is not None and screen.list.row.disabled is off, "the new state"
        )


async def test_nobody_switches_themselves_off() -> None:
    async with console() as driver:
        screen = await opened(driver)
        await driver.press("down")
        assert "switch off" not in driver.screen.splitlines()[-1]
        await driver.press("x")
        await driver.pilot.pause()
        assert driver.app.screen is screen


async def test_roles_are_told_in_words() -> None:
    async with console() as driver:
        await opened(driver)
        await driver.press("r")
        await driver.sees("Held by Olga Ortiz")
        assert "everything that plugins bring, later ones too" in driver.screen
        assert "core." not in driver.screen
