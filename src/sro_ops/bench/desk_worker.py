"""One desk among many, in a process of its own: it writes as fast as it can, for a while.

Run as ``python -m sro_ops.bench.desk_worker KIND PATH SECONDS``. It says ``ready``, waits for a
line on standard input, writes, and prints the seconds that each write took, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from sro_ops.bench import ground
from sro_ops.bench.by_hand import Prepared, Writer
from sro_ops.records.note import Note
from sro_ops.store.store import Store

Write = Callable[[dict[str, Any]], Callable[[], object]]
"""Takes what a note says and returns the act of keeping it, which is timed."""


def _by_session(path: Path) -> Write:
    store, who = Store(f"sqlite:///{path}"), ground.actor()
    store.register([Note])

    def write(told: dict[str, Any]) -> None:
        with store.write(who) as session:
            session.add(Note(**told))

    return lambda told: lambda: write(told)


def _by_hand(path: Path) -> Write:
    writer = Writer(path)

    def ready(told: dict[str, Any]) -> Callable[[], object]:
        rows: list[Prepared] = [writer.prepare(told)]
        return lambda: writer.write(rows)

    return ready


def main(kind: str, path: str, seconds: str) -> None:
    """Write until the time is up; the first write, which loads what it needs, does not count."""
    prepare = {"session": _by_session, "hand": _by_hand}[kind](Path(path))
    prepare(ground.values(0))()
    print("ready", flush=True)
    sys.stdin.readline()
    spent: list[float] = []
    end = time.monotonic() + float(seconds)
    for index in count(1):
        write = prepare(ground.values(index))
        started = time.perf_counter()
        write()
        spent.append(time.perf_counter() - started)
        if time.monotonic() >= end:
            break
    print(json.dumps(spent))


if __name__ == "__main__":
    main(*sys.argv[1:4])
