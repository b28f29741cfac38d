"""What the pages tell a reader to write and to type works, and answers as they say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .pages import DOCS, blocks, missing, printed, run, shell, write

PAGES = ["officers.md", "plugins.md", "records.md"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="not here: the pages speak to a shell")


@pytest.mark.parametrize("name", PAGES)
def test_the_files_and_commands_of_the_page_work_as_it_says(name: str, tmp_path: Path) -> None:
    page = DOCS / name
    write(page, tmp_path)
    said = run(shell(page), tmp_path)
    expected = printed(page)
    assert expected
    for line, lines in expected.items():
        assert missing(lines, said[line]) is None, said[line]


def test_every_page_with_commands_is_run() -> None:
    speaking = {p.name for p in DOCS.glob("*.md") if any(b.language == "sh" for b in blocks(p))}
    assert speaking == set(PAGES)


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_every_block_of_python_is_python(page: Path) -> None:
    for block in blocks(page):
        if block.language == "python" and not block.text.startswith(("def sro_", "    ")):
            compile(block.text, f"{page.name} line {block.line}", "exec")


def test_a_line_that_is_not_printed_is_found() -> None:
    assert missing(["a", "c"], "a\nb\nc\n") is None
    assert missing(["c", "a"], "a\nb\nc\n") == "a"
    assert missing(["N-…-0001 saved"], "N-2026-0001 saved\n") is None
