"""The documentation as the tests read it: its blocks of code, and what a reader does with them.

A block of Python, TOML or CSV whose paragraph before it names a file in backquotes is that file. A
block of ``sh`` is run; a block of ``text`` right after it is what it prints, line by line and in
order, where ``…`` stands for anything and unlisted lines may come between.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w/.-]+\.(?:py|toml|csv))`")


@dataclass(frozen=True)
class Block:
    """A block of code: its language, its text, the file that it is or ``""``, and its line."""

    language: str
    text: str
    file: str
    line: int


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page in order."""
    text, found, end = page.read_text(encoding="utf-8"), [], 0
    for match in _BLOCK.finditer(text):
        before = text[end : match.start()].strip().rpartition("\n\n")[2]
        named = _FILE.findall(before) if match[1] in ("python", "toml", "csv") else []
        line = text.count("\n", 0, match.start()) + 2
        found.append(Block(match[1], match[2], named[-1] if named else "", line))
        end = match.end()
    return found


def write(page: Path, folder: Path) -> None:
    """Write the files of a page into a folder, as a reader would; others cannot write them."""
    for block in blocks(page):
        if block.file:
            path = folder / block.file
            path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
            path.chmod(0o644)


def shell(page: Path) -> str:
    """Return the commands of a page, one script; each block announces its line on the page."""
    told = [b for b in blocks(page) if b.language == "sh"]
    return "\n".join(f"echo '@{b.line}'\n{b.text}" for b in told)


def printed(page: Path) -> dict[int, list[str]]:
    """Return what a page says that its commands print: line of the block → lines of output."""
    found, last = {}, None
    for block in blocks(page):
        if block.language == "text" and last is not None:
            found[last.line] = block.text.splitlines()
        last = block if block.language == "sh" else None
    return found


def run(script: str, folder: Path) -> dict[int, str]:
    """Run a page's script in a folder with `sro-ops` on the path; return what each block printed.

    Every command must succeed.
    """
    tool = folder / "bin" / "sro-ops"
    tool.parent.mkdir(exist_ok=True)
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sro_ops "$@"\n')
    tool.chmod(0o755)
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "plugins")])
    done = subprocess.run(
        ["sh", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PATH": f"{tool.parent}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    answers = re.split(r"^@(\d+)\n", done.stdout, flags=re.MULTILINE)[1:]
    return {int(line): text for line, text in zip(answers[::2], answers[1::2], strict=True)}


def missing(lines: list[str], output: str) -> str | None:
    """Return the first of `lines` that `output` does not hold, in order; None if all are there.

    How wide the columns of a table are depends on its other rows, so any number of spaces is one.
    """
    rest = iter(output.splitlines())
    for line in lines:
        pattern = ".*".join(re.escape(piece) for piece in _spaced(line).split("…"))
        if not any(re.fullmatch(pattern, _spaced(one)) for one in rest):
            return line
    return None


def _spaced(line: str) -> str:
    return " ".join(line.split())
