"""The plugin of two files that docs/plugins.md writes, made from the page alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sro_ops.host.discovery import look_at
from sro_ops.host.load import LoadOptions, load_plugins
from sro_ops.host.manifest import Manifest
from sro_ops.host.status import STAGES, WORDS, PluginStatus
from sro_ops.settings.load import read_table
from sro_ops.settings.roles import RESERVED
from sro_ops.settings.source import read

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text("utf-8")


def block(language: str, holding: str) -> str:
    """Return the one code block of the page that holds a text."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)
    [found] = [text for text in blocks if holding in text]
    return str(found)


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "sro_halls"
    folder.mkdir(mode=0o755)
    (folder / "plugin.toml").write_text(block("toml", 'name = "halls"'))
    (folder / "__init__.py").write_text(block("python", "class HallSweep"))
    yield folder
    sys.modules.pop("sro_halls", None)


def test_the_plugin_on_the_page_works(package: Path) -> None:
    host = load_plugins([look_at(package)])
    [halls] = host.statuses()
    assert (halls.state, halls.reason) == ("active", "")
    assert host.verbs["sweep"].type == "halls.sweep"
    [sweep] = host.record_types
    assert set(sweep.fields()) == {"text", "escorted"}


def test_the_settings_on_the_page_work(package: Path, tmp_path: Path) -> None:
    manifest = package / "plugin.toml"
    manifest.write_text('settings = "halls"\n' + manifest.read_text().partition("[types]")[0])
    (package / "__init__.py").write_text(block("python", "class HallSettings"))
    (tmp_path / "s.toml").write_text('[halls]\nwebhook = { env = "HALLS" }\n')
    file = read(tmp_path / "s.toml", environ={})
    host = load_plugins(
        [look_at(package)],
        LoadOptions(configure=lambda table, model: read_table(file, table, model)),
    )
    assert host.statuses()[0].reason == ""
    host.after_commit([])
    assert host.statuses()[0].faults == 0
    settings = host.plugins[0].settings
    assert str(getattr(settings, "webhook", None)) == '{env = "HALLS"}'


def rows(heading: str) -> set[str]:
    """Return the first cells of the table under a heading, without backquotes."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `?\[?(\w+)\]?`? \|", section, re.M))


def test_every_key_of_plugin_toml_is_documented() -> None:
    assert rows("plugin.toml") - {"key"} == set(Manifest.__slots__)


def test_every_stage_and_state_is_documented() -> None:
    assert rows("Loading, and what can go wrong") - {"stage", "state"} == {*STAGES, *WORDS}


def test_every_key_of_the_json_is_documented() -> None:
    for key in PluginStatus.__slots__:
        assert f"`{key}`" in PAGE


def test_every_name_that_is_taken_is_documented() -> None:
    for name in RESERVED | {"journal"}:
        assert f"`{name}`" in PAGE
