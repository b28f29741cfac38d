"""Settings files as somebody writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sro_ops.settings.source import SettingsFile, read

Written = Callable[[str], SettingsFile]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Write a settings file and read it as somebody does who stands beside it."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> SettingsFile:
        Path("sro-ops.toml").write_text(text, "utf-8", newline="")
        return read("sro-ops.toml", environ={})

    return write
