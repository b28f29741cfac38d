"""A console on made-up lines as a program of its own, for tests that need a real terminal.

python process.py [lines] [--heavy] [--slow SECONDS]
"""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sro_ops.console.app import run

fake = importlib.import_module("console.fake")


def main(arguments: list[str]) -> int:
    """Open the console; `--slow` lets its loading take so many seconds."""
    count = int(arguments[0]) if arguments else 30
    source = fake.FakeSource.day(count, heavy="--heavy" in arguments)
    if "--slow" in arguments:
        seconds = float(arguments[arguments.index("--slow") + 1])
        load = source.load

        def slowly() -> None:
            time.sleep(seconds)
            load()

        source.load = slowly
    return run(source, now=lambda: fake.NOW)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
