"""Switching plugins on and off in the file, with the rest of it left as it was."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from sro_ops.errors import Refused
from sro_ops.settings.edit import set_disabled
from sro_ops.settings.source import read

from .conftest import Written


def text() -> str:
    return Path("sro-ops.toml").read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'disabled_plugins = ["b"]\n'),
        ("disabled_plugins = []\n", 'disabled_plugins = ["b"]\n'),
        ("disabled_plugins = [ ] # none\n", 'disabled_plugins = ["b" ] # none\n'),
        ('disabled_plugins = ["a"]', 'disabled_plugins = ["a", "b"]'),
        ('disabled_plugins = ["a",]', 'disabled_plugins = ["a", "b",]'),
        (
            'disabled_plugins = [\n  "a", # broken\n]\n',
            'disabled_plugins = [\n  "a", "b", # broken\n]\n',
        ),
        (
            "# mine\n[console] # x\nclock = 12\n",
            'disabled_plugins = ["b"]\n# mine\n[console] # x\nclock = 12\n',
        ),
        (
            'store = "sqlite:///x.db" # here\n# site\n[site]\n',
            'store = "sqlite:///x.db" # here\ndisabled_plugins = ["b"]\n# site\n[site]\n',
        ),
        (
            'plugin_dirs = [\n "p",\n] # last\nsite.code = "A"\n[console]\n',
            'plugin_dirs = [\n "p",\n] # last\nsite.code = "A"\n'
            'disabled_plugins = ["b"]\n[console]\n',
        ),
        ('jurisdiction = "x"', 'jurisdiction = "x"\ndisabled_plugins = ["b"]\n'),
        (
            'jurisdiction = "x"\r\n[site]\r\n',
            'jurisdiction = "x"\r\ndisabled_plugins = ["b"]\r\n[site]\r\n',
        ),
    ],
)
def test_a_plugin_goes_onto_the_list_and_nothing_else_changes(
    written: Written, before: str, after: str
) -> None:
    assert set_disabled(written(before), "b", True)
    assert text() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('disabled_plugins = ["b"]\n', "disabled_plugins = []\n"),
        ('disabled_plugins = ["b", "c"] # x\n', 'disabled_plugins = ["c"] # x\n'),
        ('disabled_plugins = ["a", "b"]\n', 'disabled_plugins = ["a"]\n'),
        ('disabled_plugins = ["a", "b",]\n', 'disabled_plugins = ["a", ]\n'),
        ('disabled_plugins = ["b", "a", \'b\']\n', 'disabled_plugins = ["a"]\n'),
        (
            'disabled_plugins = [\n  "a", # one\n  "b", # two\n  "c",\n]\n',
            'disabled_plugins = [\n  "a", # one\n  # two\n  "c",\n]\n',
        ),
        (
            'disabled_plugins = [\n  "a",\n  "b",\n  "c"\n]\n',
            'disabled_plugins = [\n  "a",\n  "c"\n]\n',
        ),
        (
            'disabled_plugins = [\r\n  "a",\r\n  "b"\r\n]\r\n[site]\r\n',
            'disabled_plugins = [\r\n  "a",\r\n]\r\n[site]\r\n',
        ),
    ],
)
def test_a_plugin_comes_off_the_list_and_comments_stay(
    written: Written, before: str, after: str
) -> None:
    assert set_disabled(written(before), "b", False)
    assert text() == after
    assert "b" not in tomllib.loads(text())["disabled_plugins"]


def test_what_is_already_so_leaves_the_file_alone(written: Written) -> None:
    file = written('disabled_plugins = ["b"]')
    stamp = os.stat("sro-ops.toml").st_mtime_ns
    assert not set_disabled(file, "b", True)
    assert not set_disabled(file, "a", False)
    assert os.stat("sro-ops.toml").st_mtime_ns == stamp


def test_without_a_file_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path))
    assert set_disabled(read(environ={}), "b", True)
    assert read(environ={}).data == {"disabled_plugins": ["b"]}


def test_a_list_that_cannot_be_changed_safely_is_left(written: Written) -> None:
    file = written('disabled_plugins = [\n"b"\n, "c"]\n')
    with pytest.raises(Refused, match=r"cannot be changed safely\. Change it by hand"):
        set_disabled(file, "b", False)
    assert text() == file.text


def test_a_list_of_something_else_is_refused(written: Written) -> None:
    with pytest.raises(Refused, match="line 1: disabled_plugins should be a list of names"):
        set_disabled(written("disabled_plugins = [1]"), "b", True)


@pytest.mark.skipif(os.name != "posix", reason="not here: modes and links are POSIX's")
def test_the_files_mode_and_a_link_to_it_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text("")
    real.chmod(0o640)
    (tmp_path / "link.toml").symlink_to(real)
    set_disabled(read(tmp_path / "link.toml", environ={}), "b", True)
    assert (tmp_path / "link.toml").is_symlink()
    assert real.read_text() == 'disabled_plugins = ["b"]\n'
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.toml", "real.toml"]
