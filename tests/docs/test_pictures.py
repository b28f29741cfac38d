"""The pictures of the documentation are small, fetch nothing, and show what the demo shows now."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import util
from types import ModuleType

import pytest

from sro_ops.settings.source import SettingsFile

from .pages import DOCS, ROOT

NAMES = ("desk", "list", "form", "emergency")
THEMES = ("night", "day")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The program behind ``make pictures``."""
    spec = util.spec_from_file_location("pictures", ROOT / "tools" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["pictures"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def school(tool: ModuleType) -> Iterator[SettingsFile]:
    """The demo that the pictures are made from."""
    with tool.school() as file:
        yield file


@pytest.mark.parametrize("name", NAMES)
async def test_a_picture_says_what_the_demo_shows_now(
    tool: ModuleType, school: SettingsFile, name: str
) -> None:
    now = await tool.picture(school, name, THEMES[0])
    kept = tool.path_of(name, THEMES[0]).read_text(encoding="utf-8")
    assert tool.text_of(kept) == tool.text_of(now), "renew the pictures: make pictures"


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_says_the_same_by_day_in_other_inks(tool: ModuleType, name: str) -> None:
    night, day = (tool.path_of(name, theme).read_text(encoding="utf-8") for theme in THEMES)
    assert tool.text_of(night) == tool.text_of(day)
    assert night != day


@pytest.mark.parametrize("path", sorted((DOCS / "pictures").iterdir()), ids=lambda path: path.name)
def test_a_picture_is_small_and_fetches_nothing(path: object) -> None:
    text = (DOCS / "pictures" / str(path)).read_text(encoding="utf-8")
    assert len(text) < 150_000
    assert not re.search(r"url\(\s*[\"']?https?:|<image|href=\"http", text)


def test_every_picture_stands_on_a_page() -> None:
    pages = [ROOT / "README.md", *DOCS.glob("*.md")]
    told = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert "](docs/pictures/desk.svg)" in told
    for path in (DOCS / "pictures").iterdir():
        assert f"pictures/{path.name})" in told, path.name


def test_the_program_makes_the_pictures_that_are_looked_at(tool: ModuleType) -> None:
    made = {tool.path_of(name, theme) for name in tool.SCREENS for theme in tool.THEMES}
    assert made == set((DOCS / "pictures").iterdir())
    assert (tuple(tool.SCREENS), tool.THEMES) == (NAMES, THEMES)
