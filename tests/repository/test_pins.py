"""What is installed: exact versions with hashes, from wherever a person's own pip looks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINS = sorted((ROOT / "requirements").glob("*.txt"))
HOST = re.compile(r"\b[\w-]+\.(org|com|net|io|dev|example|local)\b", re.IGNORECASE)


def pinned(path: Path) -> Iterator[tuple[Requirement, list[str]]]:
    """Yield each requirement of a file of pins with its hashes."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        written = line.split("#")[0].strip()
        if written:
            requirement, *hashes = re.split(r"\s+--hash=", written)
            yield Requirement(requirement), hashes


def versions(name: str) -> dict[str, str]:
    """Return version by package of requirements/`name`.txt."""
    path = ROOT / "requirements" / f"{name}.txt"
    return {canonicalize_name(each.name): str(each.specifier) for each, _ in pinned(path)}


def test_the_pins_that_the_environment_is_made_from_are_there() -> None:
    assert [path.stem for path in PINS] == ["build", "dev", "run"]


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_every_pin_is_one_version_with_hashes(path: Path) -> None:
    for requirement, hashes in pinned(path):
        assert re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)), requirement
        assert requirement.url is None
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), requirement


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").iterdir()), ids=lambda p: p.name)
def test_no_pin_says_where_to_fetch_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(extra-)?index|--find-links|--trusted)", text, re.MULTILINE)
    assert not HOST.search(text)


def test_the_environments_agree_on_every_version() -> None:
    everything = versions("dev")
    assert versions("run").items() <= everything.items()
    assert versions("build").items() <= everything.items()


def test_what_pyproject_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name, asked in (
        ("run", project["project"]["dependencies"]),
        ("build", project["build-system"]["requires"]),
    ):
        pins = versions(name)
        for requirement in map(Requirement, asked):
            version = pins[canonicalize_name(requirement.name)].removeprefix("==")
            assert requirement.specifier.contains(version), requirement
