"""A store whose chain is shorter than this desk has seen it raises the alarm at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sro_ops.cli.app import run

ARGUMENTS = ["--site", "OHS", "--name", "Oakfield High", "--timezone", "America/Chicago"]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "store.db"
    for name, value in {"STORE": f"sqlite:///{path}", "BADGE": "7", "PIN": "4071"}.items():
        monkeypatch.setenv(f"SRO_OPS_{name}", value)
    assert run(["init", *ARGUMENTS, "--operator", "Ana Reyes", "--badge", "7"]) == 0
    return path


def test_an_older_copy_in_the_stores_place_is_noticed(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(store, tmp_path / "older.db")
    assert run(["log", "patrol gym secure"]) == 0
    for suffix in ("-wal", "-shm"):
        store.with_name(store.name + suffix).unlink(missing_ok=True)
    shutil.copy(tmp_path / "older.db", store)
    assert run(["journal"]) == 0
    told = capsys.readouterr().err
    assert "warning: OHS has 2 lines, but this desk has seen 3. Lines were lost" in told
    assert run(["doctor"]) == 1


def test_a_restore_by_the_owner_raises_none(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["backup", str(tmp_path / "copy.db")]) == 0
    assert run(["log", "patrol gym secure"]) == 0
    assert run(["restore", str(tmp_path / "copy.db")]) == 0
    assert run(["journal"]) == 0
    assert "warning" not in capsys.readouterr().err
