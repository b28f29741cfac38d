"""Pictures of every screen at three sizes, with a frozen clock (renew: --snapshot-update)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from sro_ops.console.app import SroApp
from sro_ops.console.first_run import FirstRunApp, Offered
from sro_ops.console.kit.sheet import Sheet
from sro_ops.console.no_store import NoStoreApp
from sro_ops.console.operators.screen import OperatorsScreen
from sro_ops.console.screens.fault import Fault, FaultPanel, FaultScreen
from sro_ops.console.screens.sign_on import SignOnScreen
from sro_ops.console.source.alike import Double
from sro_ops.console.source.emergency import Going
from sro_ops.console.source.guests import HookTime, PluginCard
from sro_ops.errors import Unreachable

from .fake import NOW, FakeSource
from .fake_emergency import FakeEmergency
from .needing import DUE, PANELS, others

SIZES = [(80, 24), (120, 40), (200, 50)]
Compare = Callable[..., bool]


def ready(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait until the desk is loaded, press keys, and wait for what they ask for."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, SroApp)
        while not app.desk.entry.ready:
            await pilot.pause(0.02)
        await pilot.press(*keys)
        for _ in range(10):
            await pilot.pause(0.02)
        if app.size.width >= 160:
            await pilot.pause(0.5)  # the record beside the log is read once the cursor has rested

    return run


def typed(text: str) -> tuple[str, ...]:
    """Name the keys that type `text`."""
    names = {" ": "space", "@": "at", "/": "slash"}
    return tuple(names.get(letter, letter) for letter in text)


def app(**more: object) -> SroApp:
    source = FakeSource.day(60, **{"panels": PANELS, **more})
    return SroApp(source, source.theme, lambda: NOW)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["night", "day", "contrast"])
def test_the_desk_at_rest(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(app(theme=theme), run_before=ready(), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("theme", ["night", "day", "contrast"])
def test_what_needs_you(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(app(theme=theme, due=DUE), run_before=ready(), terminal_size=size)


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_the_panels_in_hand(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("tab", "down", "down")
    assert snap_compare(app(theme="day"), run_before=ready(*keys), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_needs_you_in_hand(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("escape", "a", "down")
    assert snap_compare(app(due=DUE), run_before=ready(*keys), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_line_being_typed(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), run_before=ready(*typed("patrol gy")), terminal_size=size)


def test_a_line_with_an_unknown_place(snap_compare: Compare) -> None:
    keys = typed("theft bike @rakc 400")
    assert snap_compare(app(theme="day"), run_before=ready(*keys), terminal_size=(120, 40))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_something_alike_is_open(snap_compare: Compare, size: tuple[int, int]) -> None:
    typing = ready(*typed("theft blue trek at bike rack"))

    async def run(pilot: Pilot[None]) -> None:
        await typing(pilot)
        assert isinstance(pilot.app, SroApp)
        while pilot.app.desk.entry._doubles.found is None:
            await pilot.pause(0.05)
        await pilot.pause(0.1)

    double = Double("T-2026-0037", "10:31  bicycle, blue Trek, lock cut")
    assert snap_compare(app(theme="day", double=double), run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_catching_up(snap_compare: Compare, size: tuple[int, int]) -> None:
    lines = ("patrol gym secure", "theft bike @rakc $400 lock cut", "dog on the field")

    async def run(pilot: Pilot[None]) -> None:
        await ready()(pilot)
        assert isinstance(pilot.app, SroApp)
        pilot.app.desk.entry.field.post_message(events.Paste("\n".join(lines)))
        for _ in range(20):
            await pilot.pause(0.02)

    assert snap_compare(app(theme="day"), run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_others_wrote(snap_compare: Compare, size: tuple[int, int]) -> None:
    desk = app(theme="day", meanwhile=others(5))
    assert snap_compare(desk, run_before=ready(), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_list_in_hand(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("escape", "up", "up")
    assert snap_compare(app(), run_before=ready(*keys), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_record_page(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("escape", "up", "up", "enter")
    assert snap_compare(app(), run_before=ready(*keys), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_question_before_crossing_out(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("escape", "up", "up", "x", *typed("entered twice"))
    assert snap_compare(app(), run_before=ready(*keys), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_help_page(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(theme="day"), run_before=ready("f1"), terminal_size=size)


def test_search_results(snap_compare: Compare) -> None:
    keys = (*typed("/check"), "enter")
    assert snap_compare(app(), run_before=ready(*keys), terminal_size=(80, 24))


def test_an_empty_log(snap_compare: Compare) -> None:
    empty = SroApp(FakeSource(theme="day"), "day", lambda: NOW)
    assert snap_compare(empty, run_before=ready(), terminal_size=(80, 24))


def test_a_line_that_was_not_saved(snap_compare: Compare) -> None:
    keys = (*typed("patrol gym"), "enter")
    down = app(down="the store does not answer")
    assert snap_compare(down, run_before=ready(*keys), terminal_size=(80, 24))


def stopped(off: bool = False) -> Fault:
    return Fault(
        "halls", "Hall sweeps", "ValueError: no hall called “West 3”",
        "render_line, screens.py line 42", "/home/sro/.local/state/sro-ops/logs/plugins.log", off,
    )  # fmt: skip


def pushed(*screens: Callable[[], Screen[None]]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait until the desk is loaded, and open screens on it."""

    async def run(pilot: Pilot[None]) -> None:
        await ready()(pilot)
        for make in screens:
            await pilot.app.push_screen(make())
        await ready()(pilot)

    return run


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_page_in_place_of_a_screen_that_failed(
    snap_compare: Compare, size: tuple[int, int]
) -> None:
    run = pushed(lambda: FaultScreen(stopped(), lambda: None))
    assert snap_compare(app(), run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_panel_that_failed(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await ready()(pilot)
        screen = pilot.app.screen
        await screen.mount(FaultPanel(stopped(), lambda: None), after=screen.query_one("#log"))
        await ready()(pilot)

    assert snap_compare(app(theme="day"), run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_locked_desk_with_a_line(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("ctrl+l", *typed("door 4 propped"), "enter", "2", "4")
    assert snap_compare(app(theme="day"), run_before=ready(*keys), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_change_of_operator(snap_compare: Compare, size: tuple[int, int]) -> None:
    keys = ("ctrl+t", *typed("230"), "enter", "9", "enter")
    assert snap_compare(app(), run_before=ready(*keys), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_emergency_card(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), run_before=ready("f9", "3", "r"), terminal_size=size)


def test_the_question_before_a_stamp(snap_compare: Compare) -> None:
    keys = ready("f9", "1")
    assert snap_compare(app(theme="contrast"), run_before=keys, terminal_size=(80, 24))


CARDS = [
    PluginCard(
        "patrol", "0.1.0", "sro-ops", "active", True, "Patrols and door checks", seconds=0.084,
        offers={"record_types": ("patrol.check", "patrol.door"), "verbs": ("patrol", "door"),
                "panels": ("Patrol",)},
        times=(HookTime("sro_deadlines", 212, 0, 0.31, 0.0094),
               HookTime("sro_scan", 1, 0, 0.0, 0.0)),
    ),
    PluginCard(
        "halls", "1.4", "/srv/sro/plugins.d/t_halls", "switched off after errors", False,
        "Hall sweeps after the bell", "switched off after errors; the last was in render_line",
        seconds=0.012, faults=5, recent=("render_line, screens.py line 42: ValueError: no hall",),
        log="/home/sro/.local/state/sro-ops/logs/plugins.log",
    ),
    PluginCard(
        "visitors", "2.0", "package sro-visitors 2.0", "failed", False, "Visitors at the desk",
        "ImportError: no module named scanner", "import", 0.3,
    ),
    PluginCard("drills", "0.1", "sro-ops", "disabled", False, "Drills",
               "left out by the settings"),
]  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_plugins_screen(snap_compare: Compare, size: tuple[int, int]) -> None:
    made = app()
    made.source.cards = CARDS  # type: ignore[attr-defined]
    assert snap_compare(made, run_before=ready("ctrl+g"), terminal_size=size)


def operators(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Open the operators' page, wait for the list, and press keys."""

    async def run(pilot: Pilot[None]) -> None:
        await ready("ctrl+p", *typed("operators"), "enter")(pilot)
        found = pilot.app.screen
        assert isinstance(found, OperatorsScreen)
        while found.list.row is None:
            await pilot.pause(0.02)
        for key in keys:
            await pilot.press(key)
            await ready()(pilot)

    return run


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_operators(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(), run_before=operators("down"), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_new_operator(snap_compare: Compare, size: tuple[int, int]) -> None:
    run = operators("n", *typed("Nia"), "down", "7", "down", "down", "down", "down", "1")
    assert snap_compare(app(theme="day"), run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_roles(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(app(theme="day"), run_before=operators("r"), terminal_size=size)


def shut() -> SroApp:
    """A console before which nobody has signed on."""
    made = app()
    assert isinstance(made.source, FakeSource)
    made.source.granted = replace(made.source.granted, signed_on=False, badge="")
    return made


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_signing_on_at_the_start(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        while not isinstance(pilot.app.screen, SignOnScreen):
            await pilot.pause(0.02)
        await pilot.pause()
        await pilot.press("2", "1", "4", "enter", "9", "9")
        await pilot.pause()

    assert snap_compare(shut(), run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_four_questions(snap_compare: Compare, size: tuple[int, int]) -> None:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press(*typed("Oakfield"), "enter", *typed("OHS"), "enter")
        await pilot.pause()

    offered = Offered("/home/reyes/.local/share/sro-ops/sro-ops.db", zone="America/Chicago")
    first = FirstRunApp(offered, lambda answers: None, "night")
    assert snap_compare(first, run_before=run, terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_start_without_a_store(snap_compare: Compare, size: tuple[int, int]) -> None:
    where = "/home/reyes/.local/share/sro-ops/sro-ops.db"
    why = Unreachable(
        "the store of this desk is gone", where,
        "Is its disk there? `sro-ops restore` brings a backup back",
    )  # fmt: skip
    card = FakeEmergency()
    card.went_on = Going("Lockdown", False, NOW - timedelta(minutes=3, seconds=12))
    zone = ZoneInfo("America/Chicago")

    async def run(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, NoStoreApp)
        while pilot.app.going is None:
            await pilot.pause(0.02)
        await pilot.pause()
        pilot.app.screen.query_one(Sheet).rebuild()
        await pilot.pause()

    made = NoStoreApp(why, card, "Oakfield High", zone, "night", lambda: NOW)
    assert snap_compare(made, run_before=run, terminal_size=size)
