"""The page of commands tells the truth: its examples are typed, and the answers compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from shells import Shell

from sro_ops.cli import table
from sro_ops.testing import Clock

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str]]:
    """Return each command line of the page with the answer under it."""
    typed = [part for block in BLOCKS for part in block.split("$ sro-ops ")[1:]]
    return [(line, answer) for line, _, answer in (part.partition("\n") for part in typed)]


def test_the_examples_are_what_the_shell_answers(
    school: Shell, wednesday: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(school.folder)
    school.be("olga")
    assert len(examples()) > 20
    for line, answer in examples():
        _, out, err = school.run(*shlex.split(line))
        pattern = ".*".join(re.escape(part) for part in answer.split("…"))
        assert re.fullmatch(pattern, out + err), f"{line}\n{out}{err}"


def test_every_command_is_on_the_page() -> None:
    for name in table.targets():
        assert re.search(rf"`(sro-ops )?{name}\b|\$ sro-ops {name}\b", PAGE), name
