"""The lines of a catch-up as rows: when, what kind, the words, and what is wrong with them.

Pure: no widgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, length, trim
from sro_ops.console.kit.plain import fit, shown

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Preview

VERB, PLACE = 8, 12


@dataclass(slots=True)
class Later:
    """One line that is written up later.

    Attributes:
        text: as typed.
        id: the id of the record that it becomes, so that a retry is one record.
        preview: what it will be; None until that is known.
        number: the number of its record once it is saved.
        trouble: why it was not saved.
    """

    text: str
    id: str
    preview: Preview | None = None
    number: str = ""
    trouble: str = ""

    @property
    def timed(self) -> bool:
        """Whether it says when it happened."""
        return self.preview is not None and any(one.kind == "time" for one in self.preview.marks)

    @property
    def wrong(self) -> str:
        """What somebody should look at before it is saved; empty for nothing."""
        if self.trouble or self.preview is None:
            return self.trouble
        return self.preview.problems[0].message if self.preview.problems else ""


def row(line: Later, width: int, time: int) -> list[Piece]:
    """Return one line as a row of `width` cells; `time` is the width of the times."""
    seen = line.preview
    if line.number:
        return trim(
            [(" ✓ ", "success"), (shown(line.number), QUIET), (f"  {shown(line.text)}", QUIET)],
            width,
        )
    if seen is None:
        return trim([(" … ", QUIET), (shown(line.text), QUIET)], width)
    glyph, ink = ("✗", "error bold") if line.wrong else ("·", QUIET)
    when = fit(seen.time if line.timed else "now", time)
    made: list[Piece] = [
        (f" {glyph} ", ink),
        (when, PLAIN if line.timed else "warning"),
        ("  ", PLAIN),
    ]
    made += [(fit(shown(seen.verb), VERB), STRONG), ("  ", PLAIN)]
    tail: list[Piece] = [("  ", PLAIN), (fit(shown(seen.place), PLACE), QUIET), (" ", PLAIN)]
    if line.wrong:
        tail = [(f"  {shown(line.wrong)} ", "error bold")]
    room = max(width - length(made) - length(tail), 8)
    text = trim([(shown(line.text), PLAIN)], room)
    gap = " " * max(room - length(text), 0)
    return trim([*made, *text, (gap, PLAIN), *tail], width)


def times_of(lines: Sequence[Later]) -> int:
    """Return the width of the longest time."""
    found = [cell_len(line.preview.time) for line in lines if line.preview and line.timed]
    return max([5, *found])


def figure(lines: Sequence[Later]) -> list[Piece]:
    """Return the facts beside the title: how many lines, how many need a look."""
    count = len(lines)
    made: list[Piece] = [(f"{count:,} line{'' if count == 1 else 's'}", QUIET)]
    wrong = sum(1 for line in lines if line.wrong)
    bare = sum(1 for line in lines if line.preview and not line.timed)
    if wrong:
        made.append((f"   ✗ {wrong} to look at", "error bold"))
    if bare:
        made.append((f"   {bare} without a time", "warning"))
    return made
