"""What needs somebody, asked of real plugins on a real store."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from sro_ops.store.desk import remember, this_desk

from .housing import house_of, housed, keep, school, write_plugin

pytestmark = pytest.mark.usefixtures("alone")

DUE = """
@hookimpl
def sro_deadlines(session, now):
    for cls in (Sweep, Referral):
        for one in session.scalars(select(cls).where(cls.state == "open")):
            yield Deadline(f"Finish {one.text}", one.occurred_from + timedelta(hours=1),
                           one.number, "Policy 4")
"""


def test_deadlines_of_plugins_are_needs_and_protected_ones_are_marked(tmp_path: Path) -> None:
    write_plugin(tmp_path, DUE)
    with housed(school(tmp_path)) as source:
        now = house_of(source).now()
        keep(source, "sweep hall 1", now - timedelta(hours=3))
        keep(source, "refer to counselor")
        sweep, referral = source.needs()
        assert (sweep.state, sweep.number, sweep.citation) == (
            "overdue",
            "HS-2026-0001",
            "Policy 4",
        )
        assert not sweep.protected
        assert (referral.state, referral.protected) == ("soon", True)


def test_a_number_that_nobody_may_see_is_protected(tmp_path: Path) -> None:
    more = "\n@hookimpl\ndef sro_deadlines(session, now):\n    return [Deadline('x', now, 'HR-7')]"
    write_plugin(tmp_path, more)
    with housed(school(tmp_path)) as source:
        assert [need.protected for need in source.needs()] == [True]


def test_a_plugin_that_raises_is_named_and_the_others_are_asked(tmp_path: Path) -> None:
    write_plugin(tmp_path, DUE)
    bad = '\nname = "bad"\napi = 1\nversion = "1"\nsummary = "Bad"\n'
    write_plugin(tmp_path, name="bad", toml=bad)
    package = tmp_path / "plugins" / "t_bad" / "__init__.py"
    package.write_text(
        "from sro_ops import hookimpl\n@hookimpl\ndef sro_deadlines(now): 1 / 0\n", "utf-8"
    )
    with housed(school(tmp_path)) as source:
        keep(source, "sweep hall 1")
        failed, due = source.needs()
        assert failed.what.startswith("Bad cannot say what is due: ZeroDivisionError")
        assert due.what == "Finish hall 1" or due.number == "HS-2026-0001"
        for _ in range(4):
            source.needs()
        assert source.needs()[0].what.startswith("Bad stopped: switched off after errors")


def test_a_plugin_that_did_not_load_has_stopped(tmp_path: Path) -> None:
    write_plugin(tmp_path, "import no_such_module")
    with housed(school(tmp_path)) as source:
        (need,) = source.needs()
        assert (need.state, need.plugin) == ("failed", "halls")
        assert need.what.startswith("Halls stopped: ")


def test_a_plugin_that_never_answers_does_not_keep_the_desk_from_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sro_ops.console.housed.PATIENCE", 0.05)
    write_plugin(
        tmp_path,
        "import threading\nasked, go = threading.Event(), threading.Event()\n"
        "@hookimpl\ndef sro_deadlines(now):\n    asked.set()\n    go.wait()\n    return []",
    )
    with housed(school(tmp_path)) as source:
        plugin = sys.modules["t_halls"]
        asking = threading.Thread(target=source.needs)
        asking.start()
        plugin.asked.wait()
        source.close()
        assert asking.is_alive()
        plugin.go.set()
        asking.join()


def test_a_chain_that_is_shorter_than_this_desk_has_seen_it_stands_there(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    file = school(tmp_path)
    url = f"sqlite:///{tmp_path / 'store.db'}"
    remember(url, this_desk(url), {"OHS": (9000, "00")})
    with housed(file) as source:
        (need,) = source.needs()
        assert need.state == "failed"
        assert "Lines were lost or the store was swapped: OHS has" in need.what
