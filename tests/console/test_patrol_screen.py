"""The patrol screen under an officer's hands, on a real store."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sro_ops.console.app import SroApp
from sro_ops.console.housed import HouseSource
from sro_ops.console.kit.dialogs import Question
from sro_patrol.tours.models import Checkpoint, Plan, Stop
from sro_patrol.tours.screens import PatrolScreen

from .driving import PATIENCE, screen_text
from .housing import house_of, housed, school

SPOTS = (("Gym doors", "TAG-GYM"), ("Loading dock", "TAG-DOCK"), ("Band room", "TAG-BAND"))


class Hands:
    """An open console, and waiting for what it shows."""

    def __init__(self, app: SroApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def until(self, holds: Callable[[], object], what: str) -> None:
        waited = 0.0
        while not holds():
            await self.pilot.pause(0.02)
            waited += 0.02
            assert waited < PATIENCE, f"{what} never came:\n{screen_text(self.app)}"

    async def sees(self, words: str) -> None:
        await self.until(lambda: words in screen_text(self.app), words)

    async def types(self, text: str) -> None:
        names = {" ": "space", "-": "minus"}
        await self.pilot.press(*(names.get(letter, letter) for letter in text), "enter")

    @property
    def screen(self) -> PatrolScreen:
        assert isinstance(self.app.screen, PatrolScreen)
        return self.app.screen


@asynccontextmanager
async def patrol(source: HouseSource, size: tuple[int, int] = (120, 40)) -> AsyncGenerator[Hands]:
    """Open the console, and go to Patrol."""
    app = SroApp(source, "night")
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.until(lambda: app.desk.entry.ready, "a loaded desk")
        await pilot.press("f3")
        await hands.until(lambda: isinstance(app.screen, PatrolScreen), "the screen")
        await hands.until(lambda: hands.screen.line.field.has_focus, "the field")
        yield hands


def plan(source: HouseSource) -> None:
    """Enter three checkpoints, the second with a question, and a plan of them."""
    house = house_of(source)
    with house.store.write(source._actor, house.site) as session:
        late = Plan(name="After lunch")
        session.add(late)
        for count, (name, code) in enumerate(SPOTS, 1):
            asked = {"question": "Latched?", "choices": "yes; no"} if count == 2 else {}
            session.add(Checkpoint(name=name, code=code, **asked))
            session.add(Stop(record=late, checkpoint=code, due=str(10 * count)))


@pytest.fixture
def folder(tmp_path: Path, alone: None) -> Path:
    return tmp_path


async def test_where_nothing_is_planned_it_says_what_to_do(folder: Path) -> None:
    with housed(school(folder)) as source:
        async with patrol(source, (80, 24)) as hands:
            await hands.sees("No tour is planned yet.")
            await hands.sees("add checkpoints, then a tour plan")


async def test_a_tour_is_started_scanned_asked_skipped_and_ended_by_keys(folder: Path) -> None:
    with housed(school(folder)) as source:
        plan(source)
        async with patrol(source) as hands:
            await hands.sees("○ to start")
            await hands.pilot.press("escape")
            await hands.until(lambda: hands.screen.tours.has_focus, "the tours")
            await hands.pilot.press("s")
            await hands.sees("After lunch began, 0 of 3; next: Gym doors")
            await hands.until(lambda: hands.screen.line.field.has_focus, "the field")
            await hands.types("TAG-GYM")
            await hands.sees("Gym doors: on time, 1 of 3; next: Loading dock")
            await hands.sees("› next       Loading dock")
            await hands.types("TAG-DOCK")
            await hands.until(lambda: isinstance(hands.app.screen, Question), "the question")
            await hands.types("2")
            await hands.sees("Loading dock: no; next: Band room")
            await hands.until(lambda: hands.screen.line.field.has_focus, "the field again")
            await hands.pilot.press("escape")
            await hands.until(lambda: hands.screen.stops.has_focus, "the checkpoints")
            await hands.pilot.press("k")
            await hands.until(lambda: isinstance(hands.app.screen, Question), "the reason")
            await hands.types("concert")
            await hands.sees("Band room: skipped, 3 of 3; tour finished")
            await hands.sees("✓ walked")
            await hands.sees("No tour is under way.")


async def test_an_exception_opens_a_record_and_a_settled_checkpoint_is_not_skipped(
    folder: Path,
) -> None:
    with housed(school(folder)) as source:
        plan(source)
        async with patrol(source) as hands:
            await hands.sees("○ to start")
            await hands.pilot.press("escape")
            await hands.until(lambda: hands.screen.tours.has_focus, "the tours")
            await hands.pilot.press("enter")
            await hands.sees("› next       Gym doors")
            await hands.until(lambda: hands.screen.line.field.has_focus, "the field")
            await hands.pilot.press("escape")
            await hands.until(lambda: hands.screen.stops.has_focus, "the checkpoints")
            await hands.pilot.press("e")
            await hands.until(lambda: isinstance(hands.app.screen, Question), "the dialog")
            await hands.types("door does not latch")
            await hands.sees("PX-2026-0001 opened. Gym doors: exception, 1 of 3")
            await hands.sees("◆ exception  Gym doors")
            hands.screen.stops.focus()
            await hands.until(lambda: hands.screen.stops.has_focus, "the checkpoints")
            hands.screen.stops.point(0)
            await hands.pilot.press("k")
            await hands.sees("Gym doors is settled already: exception.")


async def test_a_code_that_nobody_knows_is_said_and_the_field_is_free(folder: Path) -> None:
    with housed(school(folder)) as source:
        plan(source)
        async with patrol(source) as hands:
            await hands.types("TAG-XX")
            await hands.sees("✗ nobody knows the code “TAG-XX”")
            assert hands.screen.line.field.value == ""


async def test_the_lists_of_the_records_are_one_key_away_and_back(folder: Path) -> None:
    with housed(school(folder)) as source:
        plan(source)
        async with patrol(source) as hands:
            await hands.pilot.press("escape")
            await hands.until(lambda: hands.screen.tours.has_focus, "the tours")
            await hands.pilot.press("r")
            await hands.sees("CP-2026-0001")
            await hands.pilot.press("escape")
            await hands.until(lambda: isinstance(hands.app.screen, PatrolScreen), "the way back")
