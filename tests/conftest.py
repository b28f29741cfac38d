"""What every test shares: a home of its own, quick hashes, and honesty about what was skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from sro_ops.access import pins

pytest_plugins = ["sro_ops.testing"]

REQUIRE_PEERS = bool(os.environ.get("SRO_OPS_REQUIRE_PEERS"))


os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # hundreds of programs are started: compile once


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Give two cores three workers: half of its time a test waits, for a program or a screen."""
    return (os.cpu_count() or 2) * 3 // 2


@pytest.fixture(autouse=True, scope="session")
def quick_hashes() -> Iterator[None]:
    """Hash PINs as ever, at the least cost there is; `test_pin` has the real one."""
    from argon2 import PasswordHasher

    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pins, "hasher", lambda: quick)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test its own settings, state, data and cache, and none of the caller's settings."""
    for name in [name for name in os.environ if name.startswith("SRO_OPS_")]:
        if name != "SRO_OPS_REQUIRE_PEERS":
            monkeypatch.delenv(name)
    folder = tmp_path / "sro-ops-home"
    monkeypatch.setenv("SRO_OPS_HOME", str(folder))
    return folder


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose real peer is not installed, and say which one."""
    for mark in item.iter_markers("peer"):
        absent = [program for program in mark.args if not shutil.which(program)]
        if absent:
            pytest.skip(f"not installed: {', '.join(absent)}")


def _fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where the run must leave nothing out.

    A reason that begins with ``not here`` speaks of the kind of machine (Windows, an account that
    is not root), not of something that could have been installed; it stays a skip.
    """
    if not REQUIRE_PEERS or not report.skipped or hasattr(report, "wasxfail"):
        return
    why = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if not why.removeprefix("Skipped: ").startswith("not here"):
        report.outcome = "failed"
        report.longrepr = f"{why}\nNothing may be skipped here: SRO_OPS_REQUIRE_PEERS is set."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Hold every test to `_fail_if_skipped`."""
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Hold every collected module to `_fail_if_skipped`: an importorskip is a skip too."""
    report = yield
    _fail_if_skipped(report)
    return report
