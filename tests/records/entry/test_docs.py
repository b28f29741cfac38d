"""The officers' page about the entry line tells the truth, row by row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sro_ops.records.entry import sentence

from .school import ZONE, read

_PAGE = Path(__file__).parents[3] / "docs" / "entry-line.md"
_ROW = re.compile(r"^\| `(.+?)` \| (.+) \|$", re.MULTILINE)
_ROWS = _ROW.findall(_PAGE.read_text(encoding="utf-8"))


def test_the_page_has_examples() -> None:
    assert len(_ROWS) > 40


@pytest.mark.parametrize(("line", "said"), _ROWS)
def test_a_row_of_the_page_is_what_the_console_does(line: str, said: str) -> None:
    entry = read(line)
    pieces = [text for text, _ in sentence(entry, ZONE)[1:]]
    for problem in entry.problems:
        offer = f". Nearest: {problem.offer}" if problem.offer else ""
        pieces.append(problem.message + offer)
    assert " · ".join(pieces) == said


def test_the_shell_examples_mean_the_same() -> None:
    in_words, signed = (
        read("theft bike in cafe 11:42 400 dollars black Trek"),
        read("theft bike @cafe $400 11:42 black Trek"),
    )
    page = _PAGE.read_text(encoding="utf-8")
    assert in_words.line in page
    assert signed.line in page
    for name in ("verb", "place", "occurred_from", "cents", "text"):
        assert getattr(in_words, name) == getattr(signed, name)
