"""Plugins of two files, written into a folder of the test's own and loaded from there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from tidying import tidy

from sro_ops.host.discovery import find
from sro_ops.host.load import LoadOptions, load_plugins
from sro_ops.host.mapped import mapped_now
from sro_ops.host.modules import forget
from sro_ops.host.plugin_host import PluginHost
from sro_ops.host.status import PluginStatus

Written = Callable[..., Path]
Loaded = Callable[..., PluginHost]

TOML = """
name = "{name}"
api = 1
version = "1.0"
summary = "A plugin of the tests"
"""

HEAD = """
from __future__ import annotations
from datetime import time, timedelta
from sqlalchemy import select
from sqlalchemy.orm import Mapped, relationship
from sro_ops import *
"""

SWEEP = """
class Sweep(Record, type="{name}.sweep", prefix="{prefix}", record_class="general"):
    "A sweep of the halls."
    text: Mapped[str | None] = field("What")

@hookimpl
def sro_record_types():
    return [Sweep]
"""


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Take away every plugin that a test has loaded, and what an earlier one left."""
    tidy()
    before, mapped = set(sys.modules), mapped_now()
    yield
    for name in {m.partition(".")[0] for m in set(sys.modules) - before}:
        if name.startswith("t_"):
            forget(name, before, mapped)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as `plugin_dirs` names one."""
    path = tmp_path / "plugins.d"
    path.mkdir(mode=0o755)
    return path


@pytest.fixture
def write(folder: Path) -> Written:
    """Write a plugin of two files into the folder; its package is t_NAME."""

    def written(name: str, code: str = "", toml: str = "", whole_toml: str | None = None) -> Path:
        package = folder / f"t_{name}"
        package.mkdir(mode=0o755)
        manifest = TOML.format(name=name) + dedent(toml) if whole_toml is None else whole_toml
        (package / "plugin.toml").write_text(manifest, "utf-8")
        (package / "__init__.py").write_text(HEAD + dedent(code), "utf-8")
        return package

    return written


@pytest.fixture
def load(folder: Path) -> Loaded:
    """Load the plugins of the folder, our own left out."""

    def loaded(**options: object) -> PluginHost:
        found = [one for one in find([folder]) if one.kind == "folder"]
        return load_plugins(found, LoadOptions(**options))  # type: ignore[arg-type]

    return loaded


def status(host: PluginHost, name: str) -> PluginStatus:
    [found] = [one for one in host.statuses() if one.name == name]
    return found


def sweep(name: str, prefix: str) -> str:
    return SWEEP.format(name=name, prefix=prefix)


def types(name: str, prefix: str) -> str:
    return f'[types]\n"{name}.sweep" = "{prefix}"\n'


def nothing(plugin: str) -> None:
    """Lend a plugin nothing to work in."""
