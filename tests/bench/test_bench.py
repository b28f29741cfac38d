"""Each benchmark runs to its end on real stores and answers with its figures; none is judged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sro_ops.bench import ground
from sro_ops.bench.by_hand import HashingWriter
from sro_ops.bench.measure import Result, quantile, side_by_side
from sro_ops.bench.run import BENCHMARKS, run
from sro_ops.store.verify import verify

FIGURES = {"store": 6, "read": 2, "search": 2, "desks": 3, "paint": 4, "console": 11}


@pytest.mark.parametrize("name", BENCHMARKS)
@pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")
def test_a_benchmark_answers_with_every_figure_of_its_table(name: str) -> None:
    results = run([name], scale=2000, quick=True)
    assert [result.name for result in results] == [name] * FIGURES[name]
    assert all(result.measured > 0 and result.aside for result in results)


def test_a_benchmark_leaves_nothing_behind_but_the_large_stores(home: Path) -> None:
    run(["store", "read"], scale=2000, quick=True)
    left = {path.name.split("-v")[0] for path in (home / "cache" / "bench").iterdir()}
    assert left == {"notes-200", "notes-2000"}


def test_a_large_store_holds_as_many_notes_as_asked_for_in_a_whole_chain() -> None:
    path = ground.scaled_store(3000)
    report = verify(path)
    assert report.ok
    assert report.lines == 3000 + 1, "the first line tells of the site"
    assert ground.scaled_store(3000) == path


def test_the_notes_of_a_large_store_are_the_same_every_time() -> None:
    assert [ground.values(index) for index in range(20)] == [
        ground.values(index) for index in range(20)
    ]
    assert ground.RARE in ground.values(7)["text"]


def test_what_is_written_by_hand_is_what_the_house_writes(tmp_path: Path) -> None:
    writer = HashingWriter(tmp_path / "hand.db")
    writer.write([writer.prepare(ground.values(1))])
    writer.write([writer.prepare(ground.values(index)) for index in range(2, 9)])
    writer.close()
    report = verify(tmp_path / "hand.db")
    assert report.ok, report.first_break
    assert report.lines == 1 + 1 + 8, "the site's line, the model, and eight notes"


def test_both_sides_are_timed_in_turn() -> None:
    called: list[str] = []
    side_by_side(lambda _: called.append("A"), lambda _: called.append("B"), rounds=2, warm=1)
    assert called == ["A", "B"] * 3


def test_a_figure_says_whether_its_bar_was_reached() -> None:
    assert Result("store", "rate", 0.6, 0.55, at_least=True).met
    assert not Result("store", "rate", 0.5, 0.55, at_least=True).met
    assert Result("read", "time", 2.5, 2.5).met
    assert not Result("read", "time", 2.6, 2.5).met
    assert Result("read", "time", 2.6, None).met is None


def test_the_slowest_in_a_thousand_is_not_hidden_by_the_rest() -> None:
    assert quantile([1.0] * 999 + [50.0], 0.999) == 50.0
    assert quantile([1.0] * 999 + [50.0], 0.5) == 1.0


def test_the_command_prints_json_with_machine_and_versions() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sro_ops", "bench", "store", "--quick", "--json"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    answer = json.loads(done.stdout)
    assert set(answer) == {"machine", "versions", "results"}
    assert answer["machine"]["cores"]
    assert answer["versions"]["sqlite"]
    assert answer["results"][0]["bar_is"] == "at_least"


def test_an_unknown_benchmark_is_wrong_usage_and_the_nearest_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sro_ops", "bench", "stor"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == 'error: no benchmark "stor". Nearest: store\n'
