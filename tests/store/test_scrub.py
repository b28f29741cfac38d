"""The scrub: no byte of what was expunged is left, and each of its steps is needed for that."""

from __future__ import annotations

from typing import Any

import pytest

from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.store import sqlite_file
from sro_ops.store.privacy import expunge, scrub, seal
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory

RARE = "Quetzalcoatlus"


def _left(store: Store) -> list[str]:
    """Return the files beside the store that hold the word's bytes, in any case."""
    return [
        path.name
        for path in sorted(store.path.parent.glob("store.db*"))
        if RARE.lower().encode() in path.read_bytes().lower()
    ]


def test_no_byte_of_it_is_left_after_the_scrub(store: Store, actor: ActorFactory) -> None:
    store.add_many(actor(), [Note(text=f"{RARE} {n}") for n in range(40)])
    store.add_many(actor(), [Note(text=f"line {n} of the day") for n in range(300)])
    assert _left(store)
    for n in range(1, 41):
        expunge(store, actor(), f"N-2026-{n:04d}", "OHS", "order 12")
    steps: list[str] = []
    scrub(store, steps.append)
    assert _left(store) == []
    assert steps[-1] == "emptying the log"
    assert verify(store.path).ok
    store.add_many(actor(), [Note(text="the day goes on")])
    assert _left(store) == []


@pytest.mark.parametrize("step", ["VACUUM", "optimize", "wal_checkpoint"])
def test_without_a_step_of_the_scrub_bytes_are_left(
    store: Store, actor: ActorFactory, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The test above can fail: each step that is left out leaves something behind."""
    store.add_many(actor(), [Note(text=f"{RARE} {n}") for n in range(40)])
    for n in range(1, 41):
        expunge(store, actor(), f"N-2026-{n:04d}", "OHS", "order 12")
    connect = sqlite_file.connect
    monkeypatch.setattr(sqlite_file, "connect", lambda path: _Without(connect(path), step))
    scrub(store)
    assert _left(store) != []


class _Without:
    """A connection that leaves out one step."""

    def __init__(self, link: Any, step: str) -> None:
        self._link = link
        self._step = step
        link.execute("PRAGMA secure_delete = OFF")

    def execute(self, statement: str) -> Any:
        """Run a statement, unless it is the step."""
        return self._link.execute("SELECT 0" if self._step in statement else statement)

    def close(self) -> None:
        """Close the connection behind it."""
        self._link.close()


@pytest.mark.parametrize("why", ["", "  ", "\x00\n"])
def test_neither_a_seal_nor_an_expunge_goes_without_a_reason(
    store: Store, actor: ActorFactory, why: str
) -> None:
    store.add_many(actor(), [Note(text="x")])
    with pytest.raises(Refused, match="a reason is needed"):
        expunge(store, actor(), "N-2026-0001", "OHS", why)
    with pytest.raises(Refused, match="a reason is needed"), store.write(actor()) as session:
        seal(session, session.find("N-2026-0001", "OHS"), why)
