"""The pictures of the documentation are small, fetch nothing, and show the Desk of the demo."""

from __future__ import annotations

import re

from .pages import DOCS, ROOT

PICTURE = DOCS / "pictures" / "desk.svg"


def test_the_picture_is_small_and_fetches_nothing() -> None:
    text = PICTURE.read_text(encoding="utf-8")
    assert PICTURE.stat().st_size < 150_000
    assert not re.search(r"url\(\s*[\"']?https?:|<image|href=\"http", text)


def test_the_picture_shows_a_line_being_typed_at_the_demos_school() -> None:
    text = PICTURE.read_text(encoding="utf-8").replace("&#160;", " ")
    for words in ("Oakfield High", "Today's log", "propped, closed it", "number on save"):
        assert words.replace("'", "&#x27;") in text or words in text


def test_the_first_page_shows_it() -> None:
    assert "](docs/pictures/desk.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
