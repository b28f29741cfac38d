"""`sro-ops config paths`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sro_ops.cli.app import run


def test_the_paths_are_those_of_the_one_home(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["config", "paths", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(home / "config" / "sro-ops.toml"),
        "file_exists": False,
        "config": str(home / "config"),
        "data": str(home / "data"),
        "state": str(home / "state"),
        "cache": str(home / "cache"),
        "errors": str(home / "state" / "errors.log"),
    }


def test_the_settings_named_on_the_command_line_go_before_those_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named = tmp_path / "ohs.toml"
    named.touch()
    monkeypatch.setenv("SRO_OPS_CONFIG", str(tmp_path / "other.toml"))
    assert run(["--config", str(named), "config", "paths"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == f"file         {named}"
    assert shown[1] == "file exists  yes"
    assert run(["config", "paths"]) == 0
    assert "other.toml" in capsys.readouterr().out
