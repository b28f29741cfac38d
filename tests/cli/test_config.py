"""`sro-ops config`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sro_ops.cli.app import run

EXAMPLE = Path(__file__).parents[2] / "config" / "sro-ops.toml"
Captured = pytest.CaptureFixture[str]

PLUGIN = """
from pydantic import BaseModel, ConfigDict
from sro_ops import Secret, hookimpl

class ZooSettings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    webhook: Secret | None = None
    minutes: int = 10

@hookimpl
def sro_settings():
    return ZooSettings
"""


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Path]:
    """A settings file with a plugin that has a table of its own."""
    package = tmp_path / "plugins.d" / "cfg_zoo"
    package.mkdir(parents=True)
    package.parent.chmod(0o755)
    (package / "plugin.toml").write_text(
        'name = "zoo"\napi = 1\nversion = "1"\nsummary = "Animals"\nsettings = "zoo"\n'
    )
    (package / "__init__.py").write_text(PLUGIN)
    path = tmp_path / "ohs.toml"
    path.write_text('plugin_dirs = ["plugins.d"]\n\n[zoo]\nwebhook = "hunter2"\nminutes = 5\n')
    yield path
    sys.modules.pop("cfg_zoo", None)


def test_the_paths_are_those_of_the_one_home(home: Path, capsys: Captured) -> None:
    assert run(["config", "paths", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": str(home / "config" / "sro-ops.toml"),
        "file_exists": False,
        "config": str(home / "config"),
        "data": str(home / "data"),
        "state": str(home / "state"),
        "cache": str(home / "cache"),
        "errors": str(home / "state" / "errors.log"),
        "plugin_errors": str(home / "state" / "logs" / "plugins.log"),
        "plugin_dirs": [],
        "form_dirs": [],
    }


def test_the_settings_named_on_the_command_line_go_before_those_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    named = tmp_path / "ohs.toml"
    named.touch()
    monkeypatch.setenv("SRO_OPS_CONFIG", str(tmp_path / "other.toml"))
    assert run(["--config", str(named), "config", "paths"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["file", str(named)]
    assert shown[1].split() == ["file", "exists", "yes"]
    assert run(["config", "paths"]) == 0
    assert "other.toml" in capsys.readouterr().out


def test_the_paths_are_shown_while_the_settings_are_broken(
    tmp_path: Path, capsys: Captured
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("plugin_dirs = [")
    assert run(["--config", str(broken), "config", "paths", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["file_exists"]) == (str(broken), True)


def test_each_setting_is_shown_with_its_file_and_line(settings: Path, capsys: Captured) -> None:
    assert run(["--config", str(settings), "config", "show", "--json"]) == 0
    rows = {row["key"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}
    assert rows["zoo.minutes"] == {
        "key": "zoo.minutes",
        "value": 5,
        "source": "file",
        "file": str(settings),
        "line": 5,
    }
    assert rows["console.theme"]["source"] == "default"
    assert run(["--config", str(settings), "config", "show"]) == 0
    assert f"{settings} line 5" in capsys.readouterr().out


def test_a_plugins_secret_is_not_shown(settings: Path, capsys: Captured) -> None:
    for flags in ([], ["--json"]):
        assert run(["--config", str(settings), "config", "show", *flags]) == 0
        out = capsys.readouterr().out
        assert "hunter2" not in out
        assert "(hidden)" in out


def test_settings_that_are_right_are_called_so(settings: Path, capsys: Captured) -> None:
    for path in (settings, EXAMPLE):
        assert run(["--config", str(path), "config", "validate"]) == 0
        assert "all is well" in capsys.readouterr().out
    assert run(["config", "validate"]) == 0
    assert run(["config", "validate", "--json"]) == 0


def test_everything_that_is_wrong_is_listed(settings: Path, capsys: Captured) -> None:
    settings.write_text(settings.read_text() + '[console]\nthem = "x"\n[zooo]\na = 1\n')
    assert run(["--config", str(settings), "config", "validate"]) == 1
    done = capsys.readouterr()
    assert f'{settings} line 7: unknown key "them" in [console]. Nearest: theme' in done.out
    assert f'{settings} line 8: unknown key "zooo". Nearest: zoo' in done.out
    assert done.err.startswith("error: ")
    assert "2 things are wrong in the settings" in done.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("minuts = 1\n", 'ohs.toml line 6: unknown key "minuts" in [zoo]. Nearest: minutes'),
        ('[site]\nplaces = "no.csv"\n', "no.csv: cannot be read (No such file or directory)"),
    ],
)
def test_what_the_file_points_to_is_looked_at_too(
    settings: Path, capsys: Captured, text: str, message: str
) -> None:
    settings.write_text(settings.read_text() + text)
    assert run(["--config", str(settings), "config", "validate", "--json"]) == 1
    [row] = map(json.loads, capsys.readouterr().out.splitlines())
    assert message in row["problem"]


def test_the_schema_knows_plugins_tables(settings: Path, capsys: Captured) -> None:
    assert run(["--config", str(settings), "config", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["properties"]["zoo"]["properties"]["minutes"]["default"] == 10
    assert schema["additionalProperties"] is False
