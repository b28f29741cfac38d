"""The shape of the source: short modules that say what they are."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 600
LONG = 300
LONG_FOR_A_REASON: dict[str, str] = {
    "src/sro_ops/host/hookspecs.py": "the whole contract with plugins, to be read as one",
}
"""Path of a module above LONG lines -> why it is better whole."""

SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("src", "plugins", "tools")
    for path in (ROOT / folder).rglob("*.py")
)
TESTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py"))


def lines_of(path: str) -> int:
    """Return how many lines a file has."""
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_no_file_has_more_than_600_lines() -> None:
    assert [path for path in SOURCES + TESTS if lines_of(path) > LONGEST] == []


def test_no_module_has_more_than_300_lines_without_a_reason() -> None:
    long = {path for path in SOURCES if lines_of(path) > LONG}
    assert long == set(LONG_FOR_A_REASON)


@pytest.mark.parametrize("path", SOURCES)
def test_a_module_says_what_it_is(path: str) -> None:
    assert ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8")))
