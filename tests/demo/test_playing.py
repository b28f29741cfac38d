"""The demo's school: a believable year behind, a day in front, and a journal that does not lie."""

from __future__ import annotations

import re
import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from sro_ops.bench.paint import Terminal
from sro_ops.cli.demo import demo
from sro_ops.clock import RunningClock
from sro_ops.console.housed import HouseSource
from sro_ops.demo.calendar import is_school_day
from sro_ops.demo.plan import ZONE, Plan
from sro_ops.demo.playing import play, write_school
from sro_ops.demo.running import others_typing
from sro_ops.demo.school import OFFICER, SECOND, SITE, THIRD
from sro_ops.demo.stories import INCIDENTS
from sro_ops.demo.telling import SCHOOL_DAYS, day_behind, day_in_front
from sro_ops.host.opening import open_house
from sro_ops.store.model import CLASSES, Actor, Line, Scope
from sro_ops.store.reading import open_journal
from sro_ops.store.verify import verify

BEGINS = datetime(2026, 10, 14, 11, 20, tzinfo=ZONE)
EVERYTHING = Scope(None, frozenset(CLASSES), sealed=True)


def at(line: Line) -> datetime:
    return datetime.fromisoformat(line.at).astimezone(ZONE)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A school with its year behind it, on a Wednesday in autumn before lunch."""
    folder, plan = tmp_path_factory.mktemp("school"), Plan(BEGINS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SRO_OPS_HOME", str(folder / "home"))
        play(write_school(folder, "nobody", plan), plan)
        yield folder


@pytest.fixture
def lines(year: Path) -> list[Line]:
    with open_journal(year / "store.db", EVERYTHING) as journal:
        return journal.newest(100_000, desk_view=False)


def test_the_year_behind_is_whole_and_verified(year: Path, lines: list[Line]) -> None:
    report = verify(year / "store.db")
    assert report.ok, report.first_break
    assert report.lines == len(lines) > 3000


def test_nothing_happens_without_school(lines: list[Line]) -> None:
    days = Counter(at(line).date() for line in lines if line.verb == "logged")
    assert all(is_school_day(day) for day in days)
    assert len(days) > 165
    assert max(days) == BEGINS.date()


def test_times_never_run_backward_nor_ahead_of_the_console(lines: list[Line]) -> None:
    assert all(a.committed_at <= b.committed_at for a, b in pairwise(lines))
    assert all(line.at <= line.recorded_at <= line.committed_at for line in lines)
    assert datetime.fromisoformat(lines[-1].committed_at) <= BEGINS


def test_several_officers_share_the_year(lines: list[Line]) -> None:
    assert {line.who for line in lines if line.verb == "logged"} == {
        name for name, _ in (OFFICER, SECOND, THIRD)
    }


def test_the_journal_says_of_itself_that_it_is_made_up(lines: list[Line]) -> None:
    told = next(line for line in lines if line.verb == "made up")
    assert told.seq < 10
    assert told.summary.startswith("a demo: nobody in it is real. Made ")
    assert told.summary.endswith("its clock was set to 14 Oct 2026 11:20 and ran from there")


def test_ice_is_a_matter_of_winter_and_bicycles_of_the_rest(lines: list[Line]) -> None:
    ice = {at(line).month for line in lines if line.summary.startswith("ice by")}
    bikes = {at(line).month for line in lines if line.summary.startswith("bike gone")}
    assert ice
    assert ice <= {12, 1, 2}
    assert bikes
    assert not bikes & {12, 1, 2}


def test_what_a_year_brings_comes_about_as_often_as_it_should() -> None:
    days = [datetime(2025, 9, 2).date() + timedelta(days=n) for n in range(282)]
    told = [line for day in days if is_school_day(day) for _, line in day_behind(day, 1)]
    wanted = sum(one.a_year for one in INCIDENTS)
    routine = sum(
        len(re.findall(r"duty|bus|late with|[Dd]oors (checked|shut)", line)) > 0 for line in told
    )
    assert 150 < SCHOOL_DAYS < 200
    assert wanted * 0.8 < len(told) - routine < wanted * 2


def test_the_same_day_and_seed_tell_the_same() -> None:
    day = BEGINS.date()
    assert day_in_front(day, 1) == day_in_front(day, 1) != day_in_front(day, 2)
    assert day_behind(day, 1) == day_behind(day, 1)


def test_the_day_in_front_goes_from_arrival_to_a_game_at_night() -> None:
    told = [line for _, line in day_in_front(BEGINS.date(), 1)]
    story = ("first bus in", "contractor", "lunch duty", "last bus out", "kickoff", "to the alarm")
    order = [next(n for n, line in enumerate(told) if words in line) for words in story]
    assert order == sorted(order)


@contextmanager
def running(folder: Path, begins: datetime, speed: float) -> Iterator[tuple[HouseSource, Plan]]:
    """Open the console's source of a small demo that runs on from `begins`."""
    plan = Plan(begins, speed=speed, behind=0)
    file = write_school(folder, "nobody", plan)
    play(file, plan)
    clock = RunningClock(begins, speed)
    with open_house(file) as house:
        actor = Actor(house.desk.id, EVERYTHING, permissions=("*",))
    beside = partial(others_typing, plan=plan, clock=clock)
    source = HouseSource(
        file, folder / "store.db", actor, SITE, clock=clock, beside=beside
    )  # fmt: skip
    source.load()
    try:
        yield source, plan
    finally:
        source.close()


def test_other_desks_type_on_by_the_one_clock(tmp_path: Path) -> None:
    with running(tmp_path / "school", BEGINS, speed=600) as (source, _):
        last = source.first_page(1)[-1]
        assert source.status().speed == 600
        news: list[Line] = []
        while not any("none hurt" in line.summary for line in news):
            found = source.wait_news(news[-1].pos if news else last.pos, 20)
            assert found, "nobody typed on"
            news += found
        assert {line.who for line in news} == {SECOND[0]}
        assert {line.desk for line in news}.isdisjoint({last.desk, source._actor.desk})
        assert all(line.at == line.recorded_at <= line.committed_at for line in news)
        assert all(BEGINS < at(line) < BEGINS + timedelta(hours=3) for line in news)
        assert "Marcus" not in str([line.summary for line in news])


def test_closing_ends_the_other_desks(tmp_path: Path) -> None:
    before = threading.active_count()
    with running(tmp_path / "school", BEGINS, speed=1):
        assert threading.active_count() > before
    assert threading.active_count() == before


def test_what_is_typed_at_this_desk_has_its_time_by_the_same_clock(tmp_path: Path) -> None:
    with running(tmp_path / "school", BEGINS, speed=600) as (source, _):
        saved = source.save("gym lights on")
        assert saved.line is not None
        assert BEGINS <= at(saved.line) < BEGINS + timedelta(hours=3)
        assert source.since() is None


def test_without_a_screen_the_day_is_played_and_its_report_printed() -> None:
    done = CliRunner().invoke(demo, ["--once"])
    assert done.exit_code == 0, done.output
    assert "Daily activity" in done.output
    assert "Building to the alarm" in done.output


def test_a_kept_demo_is_a_whole_store(tmp_path: Path) -> None:
    assert CliRunner().invoke(demo, ["--once", "--keep", str(tmp_path / "kept")]).exit_code == 0
    assert verify(tmp_path / "kept" / "store.db").ok
    with closing(sqlite3.connect(tmp_path / "kept" / "store.db")) as link:
        assert link.execute("SELECT count(*) FROM core_desk").fetchone() == (3,)


@pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")
def test_the_day_moves_while_somebody_looks(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sro_ops", "demo", "--speed", "300", "--at", "11:20"]
    where = {"PYTHONPATH": ":".join(sys.path), "SRO_OPS_HOME": str(tmp_path)}
    with Terminal(command, 120, 40, env=where) as terminal:
        terminal.wait_for("What happened?"[1:], timeout=60)
        seen = len(terminal.output)
        terminal.wait_for("300x", timeout=20)
        terminal.wait_for("shoving in the line", timeout=30, since=seen)
    assert terminal.exit_code == 0


def test_a_plugin_acts_on_the_day_in_front_and_its_tours_stand_in_the_journal(
    lines: list[Line],
) -> None:
    walked = [line for line in lines if line.type == "patrol.tour"]
    assert {at(line).date() for line in walked} == {BEGINS.date()}
    assert any(line.summary.startswith("Morning round") for line in walked)
