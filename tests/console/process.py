"""A console on made-up lines as a program of its own, for tests that need a real terminal.

python process.py [lines] [--heavy] [--slow SECONDS] [--late SECONDS]
    [--flood LINES SECONDS] [--kept FILE]

``--flood`` lets lines of other desks arrive, ``--kept`` writes what was saved to a file at the end.
"""

from __future__ import annotations

import importlib
import sys
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from sro_ops.console.app import run

fake = importlib.import_module("console.fake")


def main(arguments: list[str]) -> int:
    """Open the console; `--slow` lets its loading take so many seconds, `--late` each saving."""
    count = int(arguments[0]) if arguments else 30
    source = fake.FakeSource.day(count, heavy="--heavy" in arguments)
    if "--slow" in arguments:
        seconds = float(arguments[arguments.index("--slow") + 1])
        load = source.load

        def slowly() -> None:
            time.sleep(seconds)
            load()

        source.load = slowly
    if "--late" in arguments:
        late = float(arguments[arguments.index("--late") + 1])
        save = source.save

        def saved_late(text: str, again: bool = False) -> object:
            time.sleep(late)
            return save(text, again)

        source.save = saved_late
    if "--flood" in arguments:
        count, seconds = map(int, arguments[arguments.index("--flood") + 1 :][:2])
        threading.Thread(target=flood, args=(source, count, seconds), daemon=True).start()
    try:
        return run(source, now=lambda: fake.NOW)
    finally:
        if "--kept" in arguments:
            kept = Path(arguments[arguments.index("--kept") + 1])
            kept.write_text("\n".join(source.saved_texts), "utf-8")


def flood(source: Any, count: int, seconds: float) -> None:
    """Let lines of other desks arrive, ten times a second."""
    turns = int(seconds * 10)
    for turn in range(turns):
        arriving = range(turn * count // turns, (turn + 1) * count // turns)
        source.others(f"line {number} of others" for number in arriving)
        time.sleep(0.1)
    source.others(["this one arrived last"])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
