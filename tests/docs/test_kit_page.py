"""The page of the kit: every name is told, and its snippets make a screen that runs."""

from __future__ import annotations

import re
import sys
from typing import Any

from textual.screen import Screen

from sro_ops import ui

from .pages import DOCS, blocks

PAGE = DOCS / "kit.md"


def snippets() -> dict[str, Any]:
    """Run every block of Python of the page, one after another, and return what they define."""
    names: dict[str, Any] = {}
    for block in blocks(PAGE):
        if block.language == "python":
            exec(compile(block.text, f"kit.md line {block.line}", "exec"), names)
    return names


def test_every_exported_name_is_told_and_nothing_else() -> None:
    told = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.M)
    assert sorted(set(told)) == sorted(ui.__all__)


def test_every_exported_name_says_what_it_is() -> None:
    silent = [
        name for name in ui.__all__ if callable(getattr(ui, name)) and not getattr(ui, name).__doc__
    ]
    assert silent == []


def test_the_door_without_a_screen_does_not_open_this_one() -> None:
    assert "ui" not in sys.modules["sro_ops"].__all__


def test_the_screen_of_the_page_is_a_screen() -> None:
    names = snippets()
    made: Any = names["SweepScreen"]()
    assert issubclass(names["SweepScreen"], Screen)
    text = "\n".join("".join(t for t, _ in row) for row in made.rows(60))
    assert "7 of 12" in text
    assert "≥ 21" in text


def test_the_list_of_the_page_reads_every_name_once() -> None:
    names = snippets()
    pages = names["Names"]([f"name {n}" for n in range(50)])
    found = list(pages.head(20).rows)
    while not (page := pages.after(found[-1], 20)).last:
        found += page.rows
    found += page.rows
    assert found == pages.names
    assert pages.tail(5).rows == pages.names[-5:]
    assert pages.near(0.5, 3).rows == pages.names[25:28]
