"""What class a note is: the law enforcement unit's, unless the site's settings say otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sro_ops.cli.app import run

SITE = ["--site", "OHS", "--name", "Oakfield High", "--timezone", "America/Chicago"]
FIRST = ["--operator", "Ana Reyes", "--badge", "7"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [("", "law_enforcement_unit"), ('[site]\nnote_class = "education"\n', "education")],
)
def test_a_note_has_the_class_that_its_site_says(
    written: str,
    kept: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "sro-ops.toml").write_text('store = "sqlite:///store.db"\n' + written)
    for name, value in {
        "CONFIG": str(tmp_path / "sro-ops.toml"),
        "BADGE": "7",
        "PIN": "4071",
    }.items():
        monkeypatch.setenv(f"SRO_OPS_{name}", value)
    assert run(["init", *SITE, *FIRST]) == 0
    assert run(["log", "talk with Ann Lee about the bus"]) == 0
    capsys.readouterr()
    assert run(["show", "N-1", "--json"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert page["class"] == kept
    assert [who["name"] for who in page["parties"]] == ["Ann Lee"]
