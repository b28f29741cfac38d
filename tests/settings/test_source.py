"""Which settings file counts, and what a broken one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sro_ops.errors import Refused
from sro_ops.settings.source import read


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path))
    return tmp_path


def test_an_absent_file_means_the_defaults(home: Path) -> None:
    file = read(environ={})
    assert (file.exists, file.asked_by, dict(file.data)) == (False, "default", {})
    assert file.path == home / "config" / "sro-ops.toml"


def test_a_file_that_was_asked_for_must_be_there(home: Path) -> None:
    with pytest.raises(Refused, match=r"^nowhere\.toml: no such settings file"):
        read("nowhere.toml", environ={})


def test_the_option_goes_before_the_variable_and_that_before_the_folder(home: Path) -> None:
    for name in ("option", "variable", "config/sro-ops"):
        path = home / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'jurisdiction = "{name}"')
    env = {"SRO_OPS_CONFIG": str(home / "variable.toml")}
    option = read(home / "option.toml", environ=env)
    assert (option.asked_by, option.data["jurisdiction"]) == ("--config", "option")
    variable = read(environ=env)
    assert (variable.asked_by, variable.data["jurisdiction"]) == ("SRO_OPS_CONFIG", "variable")
    folder = read(environ={})
    assert (folder.asked_by, folder.data["jurisdiction"]) == ("default", "config/sro-ops")


def test_a_store_named_outside_the_file_goes_before_it() -> None:
    env = {"SRO_OPS_STORE": "sqlite:///b.db"}
    assert read(store="sqlite:///a.db", environ=env).store == ("sqlite:///a.db", "--store")
    assert read(environ=env).store == ("sqlite:///b.db", "SRO_OPS_STORE")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"store =\n", "bad.toml line 1: not TOML: Invalid value at column 8"),
        (b"a = 1\n\na = 2\n", "bad.toml line 3: not TOML: Cannot overwrite a value at column 6"),
        (b'a = 1\n\nb = "x', "bad.toml line 3: not TOML: Unterminated string"),
        (b"[console\n", "bad.toml line 1: not TOML: Expected ']' at the end of a table"),
        (b"a = 1\nb = '\xff'\n", "bad.toml line 2: not UTF-8 text. Save the file as UTF-8"),
        (b"a = " + b"[" * 100_000, "bad.toml: not TOML: nested too deeply"),
    ],
)
def test_a_broken_file_is_named_with_its_line(home: Path, raw: bytes, message: str) -> None:
    (home / "bad.toml").write_bytes(raw)
    with pytest.raises(Refused) as caught:
        read(home / "bad.toml", environ={})
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_in_place_of_a_file_is_refused(home: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read(home, environ={})


def test_a_file_saved_on_windows_is_read(home: Path) -> None:
    (home / "w.toml").write_bytes(b"\xef\xbb\xbf# first\r\njurisdiction = 'ohio'\r\n")
    file = read(home / "w.toml", environ={})
    assert file.data == {"jurisdiction": "ohio"}
    assert file.where(("jurisdiction",)).endswith("w.toml line 2")
