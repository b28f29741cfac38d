"""The page on tours: what it tells people to type works, in its order: planned, then walked."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from shells import Shell

PAGE = (Path(__file__).parents[2] / "docs" / "tours.md").read_text("utf-8")


def commands(heading: str) -> list[list[str]]:
    """Return the commands of the first block under a heading, as a shell splits them."""
    section = PAGE.partition(f"## {heading}\n")[2]
    block = re.search(r"^```\n(.*?)^```$", section, re.M | re.S)
    assert block is not None
    return [shlex.split(line)[1:] for line in block[1].splitlines()]


def test_the_tour_that_the_page_plans_is_walked_as_the_page_says(school: Shell) -> None:
    for command in [*commands("Plan one"), *commands("On the shell")]:
        said = school(*command)
    assert "Band room: skipped, 3 of 3; tour finished" in said
    assert "After lunch" in school("report", "patrol.tours")
