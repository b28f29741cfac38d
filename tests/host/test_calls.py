"""Calls into plugins: each in a box, and a plugin with too many faults is switched off."""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sro_ops.errors import Refused
from sro_ops.host import faults
from sro_ops.host.faults import FaultBook, log_path
from sro_ops.host.replies import ScanMatch

from .conftest import Loaded, Written, nothing, status

NOW = datetime(2026, 10, 14, 19, 32, tzinfo=UTC)
ACTOR: Any = SimpleNamespace(operator="o")


def scans(body: str) -> str:
    return f"@hookimpl\ndef sro_scan(code):\n    {body}\n"


GOOD = scans("return ScanMatch('Gym', f'patrol {code}')")


@pytest.mark.parametrize(
    "body",
    [
        "1 / 0",
        "raise SystemExit(3)",
        "raise Refused('no')",
        "raise GeneratorExit",
        "return 'gym'",
        "return ScanMatch('', 'x')",
        "raise type('Odd', (BaseException,), {})",
        "import nowhere_at_all",
    ],
)
def test_one_that_fails_does_not_stop_the_others(write: Written, load: Loaded, body: str) -> None:
    write("aa", GOOD)
    write("bad", scans(body))
    write("zz", GOOD)
    host = load()
    assert {one.plugin for one in host.scan("CP-7", nothing)} == {"aa", "zz"}
    assert host.scan("CP-7", nothing)[0].value == ScanMatch("Gym", "patrol CP-7")
    assert status(host, "bad").faults == 2
    assert status(host, "bad").state == "active"


def test_the_keyboards_interrupt_is_the_persons_own(write: Written, load: Loaded) -> None:
    write("bad", scans("raise KeyboardInterrupt"))
    host = load()
    with pytest.raises(KeyboardInterrupt):
        host.scan("x", nothing)


def test_five_faults_switch_a_plugin_off(write: Written, load: Loaded) -> None:
    write("bad", "called = []\n" + scans("called.append(code); raise KeyError('lost')"))
    write("good", GOOD)
    host = load()
    for _ in range(9):
        assert [one.plugin for one in host.scan("x", nothing)] == ["good"]
    assert len(sys.modules["t_bad"].called) == 5
    bad = status(host, "bad")
    assert (bad.state, bad.faults) == ("quarantined", 5)
    assert bad.reason == "switched off after errors; the last was in sro_scan: KeyError: 'lost'"
    assert status(host, "good").state == "active"


def test_faults_of_different_hooks_count_together(write: Written, load: Loaded) -> None:
    code = "@hookimpl\ndef sro_after_commit(lines): 1/0\n" + scans("1/0")
    write("bad", code)
    host = load(faults=FaultBook(limit=2))
    host.scan("x", nothing)
    assert status(host, "bad").state == "active"
    host.after_commit([])
    assert status(host, "bad").state == "quarantined"


def test_faults_outside_of_hooks_count_too(write: Written, load: Loaded) -> None:
    write("bad", GOOD)
    host = load()
    for _ in range(5):
        host.fault("bad", "screen Halls", ValueError("no widget"))
    assert status(host, "bad").reason.endswith(
        "the last was in screen Halls: ValueError: no widget"
    )
    assert host.scan("x", nothing) == []


def test_every_fault_is_written_with_its_traceback(write: Written, load: Loaded) -> None:
    write("bad", scans("raise KeyError(code)"))
    load().scan("CP-\x1b[31m7", nothing)
    text = log_path().read_text("utf-8")
    assert "plugin bad, sro_scan: KeyError:" in text
    assert "in sro_scan\n    raise KeyError(code)" in text
    assert "\x1b" not in text


def test_the_log_begins_anew_before_it_grows_without_end(
    write: Written, load: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "LOG_BYTES", 500)
    write("bad", scans("raise KeyError('x' * 300)"))
    host = load(faults=FaultBook(limit=50))
    for _ in range(20):
        host.scan("x", nothing)
    kept = sorted(path.name for path in log_path().parent.iterdir())
    assert kept == ["plugins.log", "plugins.log.1"]
    assert all(path.stat().st_size < 3000 for path in log_path().parent.iterdir())


def test_a_log_that_cannot_be_written_stops_nothing(
    write: Written, load: Loaded, home: Path
) -> None:
    write("bad", scans("1/0"))
    home.mkdir()
    (home / "state").write_text("a file where the folder should be")
    host = load()
    assert host.scan("x", nothing) == []
    assert status(host, "bad").faults == 1


def test_what_each_hook_costs_is_known(write: Written, load: Loaded) -> None:
    write("good", scans("import time; time.sleep(0.002)"))
    host = load()
    host.scan("x", nothing)
    host.scan("y", nothing)
    timing = host.timings()["good", "sro_scan"]
    assert (timing.calls, timing.faults) == (2, 0)
    assert timing.seconds >= timing.longest >= 0.002


def test_calls_from_several_threads_lose_no_count(write: Written, load: Loaded) -> None:
    write("bad", scans("1/0"))
    host = load(faults=FaultBook(limit=10_000))
    threads = [
        threading.Thread(target=lambda: [host.scan("x", nothing) for _ in range(50)])
        for _ in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert status(host, "bad").faults == 200
    assert host.timings()["bad", "sro_scan"].faults == 200


VETO = """
@hookimpl
def sro_before_save(record, verb):
    if verb == "logged" and not record.place:
        raise Refused("a sweep needs a place", todo="Add @hall-a")
"""


def test_a_veto_is_returned_with_its_reason_and_is_no_fault(write: Written, load: Loaded) -> None:
    write("county", VETO)
    write("other", "@hookimpl\ndef sro_before_save(changes, actor): raise Refused(f'{changes}')")
    host = load()
    vetoes = host.vetoes(SimpleNamespace(place=None), {"hall": "a"}, "logged", ACTOR)  # type: ignore[arg-type]
    assert {one.plugin: str(one.value) for one in vetoes} == {
        "county": "a sweep needs a place. Add @hall-a",
        "other": "{'hall': 'a'}",
    }
    assert all(isinstance(one.value, Refused) for one in vetoes)
    assert status(host, "county").faults == 0


def test_a_check_that_crashes_lets_the_record_be_saved(write: Written, load: Loaded) -> None:
    write("bad", "@hookimpl\ndef sro_before_save(record): record.no_such_thing.at_all")
    host = load()
    assert host.vetoes(SimpleNamespace(), {}, "logged", ACTOR) == []  # type: ignore[arg-type]
    assert status(host, "bad").faults == 1


def test_deadlines_come_soonest_first_and_a_wrong_one_costs_its_own_plugin(
    write: Written, load: Loaded
) -> None:
    head = "@hookimpl\ndef sro_deadlines(now):\n    "
    write("late", head + "yield Deadline('late', now + timedelta(days=3))")
    write("soon", head + "return [Deadline('soon', now), Deadline('ago', now - timedelta(1))]")
    write("wrong", head + "yield Deadline('x', now)\n    1 / 0")
    write("shape", head + "return ['tomorrow']")
    write("naive", head + "return [Deadline('x', now.replace(tzinfo=None))]")
    write("none", head + "return None")
    host = load()
    found = host.deadlines(None, NOW)
    assert [(one.plugin, one.value.what) for one in found] == [
        ("soon", "ago"),
        ("soon", "soon"),
        ("late", "late"),
    ]
    assert [one.value.state(NOW) for one in found] == ["overdue", "soon", "ok"]
    assert [status(host, name).faults for name in ("wrong", "shape", "naive", "none")] == [1] * 4


def test_the_demo_day_comes_in_order(write: Written, load: Loaded) -> None:
    head = "@hookimpl\ndef sro_demo_day(day, seed):\n    "
    write(
        "aa", head + "return [DemoEntry(time(9), f'patrol {seed}'), DemoEntry(time(7), str(day))]"
    )
    write("bb", head + "return [DemoEntry(time(8), 'door 4')]")
    found = load().demo_day(date(2026, 10, 14), 7)
    assert [(one.value.at, one.value.text) for one in found] == [
        (time(7), "2026-10-14"),
        (time(8), "door 4"),
        (time(9), "patrol 7"),
    ]


def test_a_plugin_may_tell_less_of_a_day_of_the_year_behind(write: Written, load: Loaded) -> None:
    code = "@hookimpl\ndef sro_demo_day(front):\n    return [DemoEntry(time(9), str(front))]"
    write("aa", code)
    host, day = load(), date(2026, 10, 14)
    assert [one.value.text for one in host.demo_day(day, 7, front=False)] == ["False"]
    assert [one.value.text for one in host.demo_day(day, 7)] == ["True"]


def test_what_was_committed_is_told_to_everybody(write: Written, load: Loaded) -> None:
    code = "seen = []\n@hookimpl\ndef sro_after_commit(lines): seen.append(lines)\n"
    write("bad", "@hookimpl\ndef sro_after_commit(lines): 1/0")
    write("good", code)
    line: Any = object()
    load().after_commit([line])
    assert sys.modules["t_good"].seen == [(line,)]


DRIVERS = "@hookspec\ndef sro_stations_drivers(speed): 'Drivers.'\n"
DRIVER = "@hookimpl(optionalhook=True)\ndef sro_stations_drivers(speed):\n    "


def test_a_plugin_asks_a_hook_of_its_own_and_each_answers_in_a_box(
    write: Written, load: Loaded
) -> None:
    write("aa", DRIVER + "return f'a{speed}'")
    write("bb", DRIVER + "return None")
    write("stations", DRIVERS)
    write("zz", DRIVER + "1/0")
    host = load()
    answers = host.ask("stations", "sro_stations_drivers", {"speed": 9}, nothing)
    assert [(one.plugin, one.value) for one in answers] == [("aa", "a9")]
    assert status(host, "zz").faults == 1
    assert {one.state for one in host.statuses()} == {"active"}


def test_who_asks_may_check_the_answers_and_a_wrong_one_is_the_fault_of_who_gave_it(
    write: Written, load: Loaded
) -> None:
    def number(value: object) -> int:
        if not isinstance(value, int):
            raise TypeError("should return a number")
        return value

    write("aa", DRIVER + "return 'nine'")
    write("bb", DRIVER + "return speed")
    write("stations", DRIVERS)
    host = load()
    answers = host.ask("stations", "sro_stations_drivers", {"speed": 9}, nothing, number)
    assert [one.plugin for one in answers] == ["bb"]
    assert (status(host, "aa").faults, status(host, "stations").faults) == (1, 0)


def test_a_hook_that_takes_a_context_gets_each_plugin_its_own(write: Written, load: Loaded) -> None:
    write("stations", DRIVERS.replace("(speed)", "(context)"))
    for name in ("aa", "zz"):
        write(name, DRIVER.replace("(speed)", "(context)") + "return context")
    answers = load().ask("stations", "sro_stations_drivers", {}, lambda plugin: f"of {plugin}")
    assert {(one.plugin, one.value) for one in answers} == {("aa", "of aa"), ("zz", "of zz")}


@pytest.mark.parametrize(
    ("plugin", "hook", "said"),
    [
        ("aa", "sro_stations_drivers", "aa has no hook sro_stations_drivers"),
        ("stations", "sro_stations_driver", "stations has no hook sro_stations_driver"),
        ("stations", "sro_scan", "stations has no hook sro_scan"),
        ("gone", "sro_gone_things", "gone has no hook sro_gone_things"),
    ],
)
def test_a_plugin_asks_no_hooks_but_its_own(
    write: Written, load: Loaded, plugin: str, hook: str, said: str
) -> None:
    write("aa", "@hookimpl(optionalhook=True)\ndef sro_gone_things(): return 1\n")
    write("stations", DRIVERS)
    with pytest.raises(Refused, match=said):
        load().ask(plugin, hook, {}, nothing)


@pytest.mark.parametrize("given", [{}, {"sped": 9}, {"speed": 9, "more": 1}])
def test_wrong_arguments_are_the_fault_of_who_asks(
    write: Written, load: Loaded, given: dict[str, int]
) -> None:
    write("aa", DRIVER + "return speed")
    write("stations", DRIVERS)
    host = load()
    with pytest.raises(TypeError, match="sro_stations_drivers takes speed"):
        host.ask("stations", "sro_stations_drivers", given, nothing)
    assert status(host, "aa").faults == 0


def test_without_that_plugin_its_hook_is_passed_over(write: Written, load: Loaded) -> None:
    write("aa", "@hookimpl(optionalhook=True)\ndef sro_stations_drivers(speed): return 1")
    assert status(load(), "aa").state == "active"


def test_deadlines_are_soon_within_their_own_span() -> None:
    from sro_ops.host.replies import Deadline

    drill = Deadline("Fire drill", NOW, soon=timedelta(days=12))
    assert drill.state(NOW - timedelta(days=13)) == "ok"
    assert drill.state(NOW - timedelta(days=11)) == "soon"
    assert drill.state(NOW + timedelta(seconds=1)) == "overdue"


@pytest.mark.skipif(os.name != "posix", reason="not here: modes are POSIX's")
def test_the_log_is_for_ones_own_eyes(write: Written, load: Loaded) -> None:
    write("bad", scans("1/0"))
    load().scan("x", nothing)
    assert log_path().stat().st_mode & 0o777 == 0o600
    assert log_path().parent.stat().st_mode & 0o077 == 0
