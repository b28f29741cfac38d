"""The quick way agrees with the whole one, and loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sro_ops.errors import Refused
from sro_ops.settings.load import load
from sro_ops.settings.quick import quick, store_address
from sro_ops.settings.source import read

from .conftest import Written

WHOLE = """
[site]
code = "OHS"
name = "Oakfield"
timezone = "America/Chicago"
[access]
sign_on = "os_user"
lock_after = "90s"
[console]
theme = "themes/blue.toml"
clock = 12
"""


@pytest.mark.parametrize("text", ["", WHOLE])
def test_both_ways_of_reading_agree(written: Written, text: str) -> None:
    file = written(text)
    first, whole = quick(file), load(file)
    assert (first.site_code, first.site_name) == (whole.site.code, whole.site.name)
    assert first.timezone == whole.site.timezone
    assert (first.theme, first.clock) == (whole.console.theme, whole.console.clock)
    assert (first.sign_on, first.lock_after) == (whole.access.sign_on, whole.access.lock_after)


@pytest.mark.parametrize(
    "text",
    [
        "[console]\nclock = true",
        "[console]\nclock = 13",
        "[console]\ntheme = 'nigt'",
        "[console]\ntheme = 3",
        "console = 1",
        "[site]\ntimezone = 'Mars/Crater'",
        "[site]\ntimezone = '/etc/passwd'",
        "[site]\nname = 5",
        "[site]\ncode = ''",
        "[access]\nsign_on = 'x'",
        "[access]\nlock_after = 10",
    ],
)
def test_both_ways_of_reading_refuse_alike(written: Written, text: str) -> None:
    file = written(text)
    with pytest.raises(Refused) as first:
        quick(file)
    with pytest.raises(Refused) as whole:
        load(file)
    assert str(first.value) == str(whole.value)


def test_a_mistake_elsewhere_waits_until_the_desk_stands(written: Written) -> None:
    assert quick(written("[console]\nclock = 12\nthem = 1\n[zzz]")).clock == 12


def test_it_loads_nothing_heavy() -> None:
    code = (
        "import sys; from sro_ops.settings import quick, source;"
        "quick.quick(source.read(environ={}));"
        "print([m for m in ('pydantic', 'pydantic_core', 'sqlalchemy', 'textual', 'click',"
        " 'pluggy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_relative_store_starts_from_the_file_and_an_option_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    path = tmp_path / "etc" / "s.toml"
    path.write_text('store = "sqlite:///a.db"')
    assert store_address(read(path, environ={})) == f"sqlite:///{tmp_path}/etc/a.db"
    there = read(path, store="sqlite:///b.db", environ={})
    assert store_address(there) == f"sqlite:///{tmp_path}/cwd/b.db"


def test_the_store_lies_in_the_data_folder_when_nobody_says(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path))
    assert store_address(written("")) == f"sqlite:///{tmp_path}/data/sro-ops.db"


def test_a_secret_address_is_read_late_from_a_variable_or_a_file(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written('store = { env = "SRO_TEST_STORE" }')
    with pytest.raises(Refused, match="the environment variable SRO_TEST_STORE is not set"):
        store_address(file)
    monkeypatch.setenv("SRO_TEST_STORE", "postgresql://sro:pw@db/ops")
    assert store_address(file) == "postgresql+psycopg://sro:pw@db/ops"
    file = written('store = { file = "store.txt" }')
    with pytest.raises(Refused, match=r"store\.txt: cannot be read"):
        store_address(file)
    (tmp_path / "store.txt").write_text("sqlite:////srv/x.db\r\n")
    assert store_address(file) == "sqlite:////srv/x.db"


def test_a_wrong_address_from_outside_is_named_by_where_it_came_from() -> None:
    with pytest.raises(Refused, match=r"^--store: store should be sqlite:///PATH"):
        store_address(read(store="mysql://x", environ={}))
    with pytest.raises(Refused, match=r"^SRO_OPS_STORE: store should be"):
        store_address(read(environ={"SRO_OPS_STORE": "ops.db"}))
