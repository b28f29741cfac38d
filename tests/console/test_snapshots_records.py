"""Pictures of lists, records, forms and what stands around them, at three sizes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from sro_ops.console.app import SroApp
from sro_ops.console.log.news import LISTENING
from sro_ops.console.screens.form import FormScreen
from sro_ops.console.screens.records import RecordsScreen

from .fake import NOW, FakeSource
from .fakerecords import FakeRecords, Many
from .test_snapshots import SIZES, Compare, ready, typed


def app(theme: str = "night", **more: object) -> SroApp:
    source = FakeSource.day(60, theme=theme, **more)
    return SroApp(source, theme, lambda: NOW)


def listed(*keys: str, mode: str = "f7") -> Callable[[Pilot[None]], Awaitable[None]]:
    """Open a mode's list, wait for its rows, press keys, and wait for what they ask for."""

    async def run(pilot: Pilot[None]) -> None:
        await ready(mode)(pilot)
        screen = pilot.app.screen
        while isinstance(screen, RecordsScreen) and (
            screen.facts is None or not screen.rows.run.loaded
        ):
            await pilot.pause(0.02)
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot, 5 if key.startswith("page") else 1)
        await settled(pilot)

    return run


async def settled(pilot: Pilot[None], times: int = 10) -> None:
    """Wait until nothing is asked for, and the screen has stayed the same for so many looks.

    Looks are 20 ms apart: ten of them are longer than the cursor rests before a record is read.
    """
    still, before = 0, ""
    for _ in range(1_000):
        await pilot.pause(0.02)
        if any(not one.is_finished and one.name != LISTENING for one in pilot.app.workers):
            still = 0
            continue
        now = "\n".join(
            "".join(segment.text for segment in strip)
            for strip in pilot.app.screen._compositor.render_strips()
        )
        still, before = (still + 1, before) if now == before else (0, now)
        if still == times:
            return


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["night", "day", "contrast"])
def test_a_record_list(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(app(theme), run_before=listed("down"), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_long_list_in_its_middle(snap_compare: Compare, size: tuple[int, int]) -> None:
    records = FakeRecords(Many(25_000))
    keys = ("pagedown",) * 6
    run = listed(*keys, mode="f3")
    assert snap_compare(app(records=records), run_before=run, terminal_size=size)


def test_a_filter_being_typed(snap_compare: Compare) -> None:
    run = listed("slash", *typed("open"))
    assert snap_compare(app(), run_before=run, terminal_size=(80, 24))


def test_a_filtered_list(snap_compare: Compare) -> None:
    run = listed("slash", *typed("open"), "enter")
    assert snap_compare(app("day"), run_before=run, terminal_size=(120, 40))


def test_an_empty_list(snap_compare: Compare) -> None:
    run = listed("slash", *typed("nowhere"), "enter")
    assert snap_compare(app(), run_before=run, terminal_size=(80, 24))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_record_in_hand(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), run_before=listed("enter"), terminal_size=size)


def test_a_protected_record_beside_the_list(snap_compare: Compare) -> None:
    run = listed(*["down"] * 7)
    assert snap_compare(app("day"), run_before=run, terminal_size=(120, 40))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_question_before_a_step(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("enter", "r") if size[0] < 100 else ("r",)

    async def run(pilot: Pilot[None]) -> None:
        await listed(*keys[:-1])(pilot)
        await pilot.press(keys[-1])
        for _ in range(10):
            await pilot.pause(0.02)

    assert snap_compare(app(), run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_mode_whose_plugin_is_not_there(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app("day"), run_before=listed(mode="f5"), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_palette(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), run_before=listed("ctrl+p"), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["night", "day", "contrast"])
def test_a_form_with_two_wrong_fields(
    snap_compare: Compare, size: tuple[int, int], theme: str
) -> None:
    keys = (*typed("Bicycle"), "tab", *typed("0810"), "tab", *typed("rakc"), "down", *typed("4oo"))

    async def run(pilot: Pilot[None]) -> None:
        await listed("n")(pilot)
        await pilot.press(*keys, "ctrl+s")
        form = pilot.app.screen
        assert isinstance(form, FormScreen)
        while form.drafted is None or form.drafted.texts != form.texts:
            await pilot.pause(0.02)  # the title says when the draft was kept
        for _ in range(10):
            await pilot.pause(0.02)

    assert snap_compare(app(theme), run_before=run, terminal_size=size)


def test_a_form_that_changes_a_record(snap_compare: Compare) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await listed()(pilot)
        await listed("e", mode="f7")(pilot)

    assert snap_compare(app("day"), run_before=run, terminal_size=(120, 40))
