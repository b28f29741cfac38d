"""The stores that are measured: small ones made for a moment, large ones kept in the cache.

They lie on a real disk, in the folder of the cache, and hold what officers write: the same notes
every time, in chains that `sro-ops verify` accepts.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sro_ops.paths import cache_dir
from sro_ops.records.note import Note
from sro_ops.store import schema, sqlite_file
from sro_ops.store.ids import new_id
from sro_ops.store.make import create_store
from sro_ops.store.model import CLASSES, Actor, Scope
from sro_ops.store.sites import Site
from sro_ops.store.store import Store

SITE = "OHS"
EVERYTHING = Scope(None, frozenset(CLASSES), sealed=True)
COMMON = "secure"
"""A word in about a seventh of the notes."""
RARE = "javelin"
"""A word in one note of 50,000, and at least in one."""
_BATCH = 2000
_VERSION = 2
"""To be raised when the notes change, so that an older store in the cache is made anew."""

_PLACES = ("GYM", "RACK", "LOT-A", "LOT-B", "CAFE", "LIB", "DOOR-4", "DOOR-7", "HALL-2", "FIELD")
_WHAT = (
    "gym secure", "doors secure after the bell", "bus lane clear", "truck idling at the dock",
    "door propped, closed it", "students cleared from the lot", "alarm panel reset",
    "visitor without a badge sent to the office", "lost phone brought in", "lights left on",
    "bike rack checked", "fence by the field mended", "cafeteria quiet", "water on the stairs",
)  # fmt: skip
_MORE = (
    "second look at noon", "told the office", "asked custodial to look", "no more to do",
    "will look again before the game", "same as yesterday", "spoke with the driver",
)  # fmt: skip


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder on the disk of the cache, and take it away at the end."""
    place = cache_dir() / "bench"
    place.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="run-", dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def fresh_store(path: Path) -> Store:
    """Make an empty store with one site and the host's own record type, and open it."""
    url = f"sqlite:///{path}"
    create_store(url)
    store = Store(url)
    store.register([Note])
    store.add_site(actor(), Site(SITE, "Oakfield High School", "America/Chicago"))
    return store


def actor() -> Actor:
    """Return somebody at a desk who may do everything."""
    return Actor(desk=new_id(), scope=EVERYTHING, permissions=("*",))


def values(index: int) -> dict[str, Any]:
    """Return what the note with that index says: always the same words, place and time."""
    dice = random.Random(index)
    text = f"{dice.choice(_WHAT)}, {dice.choice(_MORE)} {index}"
    if index % 50_000 == 7:
        text += f" {RARE}"
    at = datetime(2025, 8, 11, 13, tzinfo=UTC) + timedelta(seconds=20 * index)
    return {"text": text, "place": dice.choice(_PLACES), "occurred_from": at}


def scaled_store(lines: int) -> Path:
    """Return a store of that many notes, from the cache, or made now with progress on stderr."""
    path = cache_dir() / "bench" / f"notes-{lines}-v{schema.REVISIONS[-1]}-{_VERSION}.db"
    if not path.exists():
        with folder() as place:
            _fill(fresh_store(place / "store.db"), lines)
            (place / "store.db").replace(path)
    return path


def _fill(store: Store, lines: int) -> None:
    who, started = actor(), time.monotonic()
    for first in range(0, lines, _BATCH):
        last = min(first + _BATCH, lines)
        store.add_many(who, [Note(**values(index)) for index in range(first, last)])
        _tell(lines, last, time.monotonic() - started)
    store.close()
    link = sqlite_file.connect(store.path)
    link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    link.close()


def _tell(lines: int, done: int, seconds: float) -> None:
    """Show how far it is: on one line of a terminal as it goes, elsewhere once at the end."""
    if sys.stderr.isatty() or done == lines:
        words = f"a store of {lines:,} lines: {done:,} made, {seconds:.0f} s"
        print(f"\r{words}", end="\n" if done == lines else "", file=sys.stderr, flush=True)
