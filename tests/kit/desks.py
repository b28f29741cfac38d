"""Other desks: processes of their own on a store's file.

They are forked from a server that has imported everything once, so that a test can have many.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATHS = os.pathsep.join(str(ROOT / name) for name in ("src", "plugins", "tests/kit"))
NOBODY = 65534


class Desk:
    """A running desk: what it says is read line by line; it can be killed like any process."""

    def __init__(self, errand: Callable[..., None], *args: Any) -> None:
        os.environ.setdefault("PYTHONPATH", PATHS)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["desks", "sro_ops.records.note", "sro_ops.store.store"])
        self._said, there = context.Pipe()
        self.process: ForkServerProcess = context.Process(target=errand, args=(there, *args))
        self.process.start()
        there.close()

    def hear(self) -> Any:
        """Wait for the next thing that it says."""
        return self._said.recv()

    def rest(self) -> list[Any]:
        """Return all that it still says until its end."""
        said = []
        try:
            while True:
                said.append(self._said.recv())
        except (EOFError, OSError):
            self.process.join(60)
        return said

    def ended(self) -> list[Any]:
        """Return what it still says; it must end by itself and well."""
        said = self.rest()
        assert self.process.exitcode == 0
        return said

    def kill(self) -> list[Any]:
        """Kill it as the power would, and return what it had said."""
        self.process.kill()
        return self.rest()

    def let_go(self) -> None:
        """Let a desk that holds something end."""
        self._said.send("go")
        self.process.join(60)


def write(out: Connection, url: str, word: str, seconds: float) -> None:
    """Write notes for so many seconds and say each number after it was acknowledged."""
    from sro_ops.records.note import Note
    from sro_ops.store.store import Store
    from sro_ops.testing import actors

    store, actor = Store(url), actors()()
    store.register([Note])
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        with store.write(actor) as session:
            session.add(note := Note(text=f"{word} {count}"))
        count += 1
        out.send(note.number)
    store.close()


def hold(out: Connection, url: str, what: str) -> None:
    """Keep the gate, the write lock, the whole file or an old moment until told to go."""
    import sqlite3

    from sro_ops.store.engine import sqlite_path
    from sro_ops.store.gate import Gate

    path = sqlite_path(url)
    if what == "gate":
        Gate(path.with_name(path.name + ".gate")).acquire()
    link = sqlite3.connect(path, isolation_level=None)
    for statement in {
        "gate": [],
        "lock": ["BEGIN EXCLUSIVE"],
        "file": ["PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"],
        "moment": ["BEGIN", "SELECT count(*) FROM journal_line"],
    }[what]:
        link.execute(statement).fetchall()
    out.send("held")
    out.recv()


def attempt(out: Connection, url: str, own: str, user: int) -> None:
    """As another user, read and then write once; say what each ended with.

    The same is done before on a store of one's `own`: what is imported late may lie where the
    other user cannot read.
    """
    from sro_ops.errors import SroError
    from sro_ops.records.note import Note
    from sro_ops.store.store import Store
    from sro_ops.testing import actors

    def both(place: str) -> Iterator[Any]:
        store, actor = Store(place), actors()()
        with store.journal(actor.scope) as journal:
            yield [line.summary for line in journal.newest(3)]
        store.classes[Note.kind().type] = Note
        store.add_many(actor, [Note(text="one more")])
        store.close()

    list(both(own))
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    try:
        for told in both(url):
            out.send(told)
    except SroError as error:
        out.send((error.exit_code, str(error)))
