"""`sro-ops plugins`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sro_ops.cli.app import run

Captured = pytest.CaptureFixture[str]
HEAD = 'name = "{name}"\napi = 1\nversion = "1.2"\nsummary = "A plugin"\n'


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Path]:
    """A settings file with a good plugin and a bad one."""
    for name, code in (("zoo", "import sro_ops"), ("bad", "1 / 0")):
        written(tmp_path / "plugins.d", name, code)
    path = tmp_path / "ohs.toml"
    path.write_text('# mine\nplugin_dirs = ["plugins.d"]\n')
    yield path
    for name in ("cli_zoo", "cli_bad"):
        sys.modules.pop(name, None)


def written(folder: Path, name: str, code: str) -> Path:
    package = folder / f"cli_{name}"
    package.mkdir(parents=True, mode=0o755)
    folder.chmod(0o755)
    (package / "plugin.toml").write_text(HEAD.format(name=name))
    (package / "__init__.py").write_text(code)
    return package


def listed(capsys: Captured) -> dict[str, dict[str, Any]]:
    rows = map(json.loads, capsys.readouterr().out.splitlines())
    return {row["name"]: row for row in rows}


def test_every_plugin_is_listed_with_how_it_stands(settings: Path, capsys: Captured) -> None:
    assert run(["--config", str(settings), "plugins", "--json"]) == 0
    rows = listed(capsys)
    assert rows["patrol"]["source"] == "sro-ops"
    assert rows["zoo"]["state"] == "active"
    bad = rows["bad"]
    assert (bad["version"], bad["state"], bad["stage"]) == ("1.2", "failed", "import")
    assert bad["reason"] == "ZeroDivisionError: division by zero"
    assert bad["source"] == str(settings.parent / "plugins.d" / "cli_bad")


def test_people_read_it_in_words(settings: Path, capsys: Captured) -> None:
    assert run(["--config", str(settings), "plugins"]) == 0
    assert "import: ZeroDivisionError: division by zero" in capsys.readouterr().out


def test_safe_mode_leaves_others_out(settings: Path, capsys: Captured) -> None:
    assert run(["--config", str(settings), "--safe-mode", "plugins", "--json"]) == 0
    rows = listed(capsys)
    assert (rows["zoo"]["state"], rows["patrol"]["state"]) == ("disabled", "active")


def test_a_plugin_is_switched_off_and_on_and_comments_stay(
    settings: Path, capsys: Captured
) -> None:
    before = settings.read_text()
    assert run(["--config", str(settings), "plugins", "disable", "bad"]) == 0
    assert capsys.readouterr().out == "bad is disabled from the next start on.\n"
    assert settings.read_text() == before + 'disabled_plugins = ["bad"]\n'
    assert run(["--config", str(settings), "plugins", "--json"]) == 0
    assert listed(capsys)["bad"]["reason"] == "disabled in the settings"
    assert run(["--config", str(settings), "plugins", "enable", "bad", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "name": "bad",
        "state": "enabled",
        "changed": True,
        "file": str(settings),
    }
    assert settings.read_text() == before + "disabled_plugins = []\n"


def test_a_name_that_is_no_plugin_is_refused(settings: Path, capsys: Captured) -> None:
    assert run(["--config", str(settings), "plugins", "disable", "zzo"]) == 1
    assert capsys.readouterr().err == 'error: no plugin "zzo". Nearest: zoo\n'


def test_a_plugin_that_is_gone_can_come_off_the_list(settings: Path) -> None:
    settings.write_text('disabled_plugins = ["gone"]\n')
    assert run(["--config", str(settings), "plugins", "enable", "gone"]) == 0
    assert settings.read_text() == "disabled_plugins = []\n"


def test_a_plugin_can_be_tried_before_it_is_installed(
    settings: Path, tmp_path: Path, capsys: Captured
) -> None:
    package = written(tmp_path / "elsewhere", "new", "")
    assert run(["--config", str(settings), "plugins", "--check", str(package)]) == 0
    assert "new" in capsys.readouterr().out
    assert run(["--config", str(settings), "plugins", "--check", str(package), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "active"
    sys.modules.pop("cli_new")


def test_trying_a_bad_one_says_at_which_stage_it_failed(
    settings: Path, tmp_path: Path, capsys: Captured
) -> None:
    package = written(tmp_path / "elsewhere", "new", "import nowhere_at_all")
    assert run(["--config", str(settings), "plugins", "--check", str(package)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: new: failed at import: ModuleNotFoundError")
    assert "Tracebacks are kept in " in error


def test_a_new_version_is_tried_in_the_place_of_the_old(
    settings: Path, tmp_path: Path, capsys: Captured
) -> None:
    package = written(tmp_path / "elsewhere", "zoo", "NEW = True")
    settings.write_text(settings.read_text() + 'disabled_plugins = ["zoo"]\n')
    assert run(["--config", str(settings), "plugins", "--check", str(package), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"] == str(package)
    assert sys.modules["cli_zoo"].NEW
