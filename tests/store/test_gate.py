"""The fair gate: many desks write at once, a dead one blocks nobody, a busy one is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import Desk, hold, write
from journals import one

from sro_ops.errors import Refused, Unreachable
from sro_ops.records.note import Note
from sro_ops.store.gate import Gate
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory


def test_eight_desks_write_at_once_without_an_error_and_all_is_kept(store: Store) -> None:
    desks = [Desk(write, store.url, f"desk {at}", 1.5) for at in range(8)]
    said = [desk.ended() for desk in desks]
    assert all(said)
    numbers = sorted(number for numbers in said for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert one(store.path, "SELECT count(*) FROM core_record") == len(numbers)
    assert one(store.path, "SELECT last FROM core_counter") == len(numbers)
    assert verify(store.path).ok


def test_a_holder_of_the_gate_that_dies_frees_it(store: Store, actor: ActorFactory) -> None:
    holder = Desk(hold, store.url, "gate")
    holder.hear()
    store.gate.patience = 0.1
    with pytest.raises(Unreachable):
        store.add_many(actor(), [Note(text="too soon")])
    holder.kill()
    store.gate.patience = 10
    store.add_many(actor(), [Note(text="free again")])
    assert verify(store.path).lines == 2


def test_a_writer_whose_patience_ends_is_told_and_nothing_is_saved(
    store: Store, actor: ActorFactory
) -> None:
    holder = Desk(hold, store.url, "gate")
    holder.hear()
    store.gate.patience = 0.1
    busy = pytest.raises(Unreachable, match=r"busy for 0\.1 s\. Nothing was saved; try again")
    with busy as told, store.write(actor()) as session:
        session.add(Note(text="never"))
    assert told.value.exit_code == 3
    holder.let_go()
    store.gate.patience = 10
    store.add_many(actor(), [Note(text="later")])
    assert one(store.path, "SELECT count(*) FROM core_record") == 1


def test_who_gave_up_waiting_keeps_nobody_else_out(store: Store, actor: ActorFactory) -> None:
    """The thread that waits for the lock gets it after all, and must let go of it at once."""
    hasty = Gate(store.gate.path, patience=0.05)
    handle = store.gate.acquire()
    with pytest.raises(Unreachable):
        hasty.acquire()
    store.gate.release(handle)
    store.gate.release(store.gate.acquire())
    store.add_many(actor(), [Note(text="after both")])


def test_a_program_that_passes_by_the_gate_and_locks_the_file_is_named(
    store: Store, actor: ActorFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SRO_OPS_PATIENCE", "0.1")
    impatient = Store(store.url, store.clock)
    holder = Desk(hold, store.url, "lock")
    holder.hear()
    with pytest.raises(Unreachable, match="another program keeps the store locked"):
        impatient.add_many(actor(), [Note(text="never")])
    with impatient.journal(actor().scope) as journal:
        assert [line.verb for line in journal.newest(1)] == ["site added"]
    holder.let_go()
    impatient.register([Note])
    impatient.add_many(actor(), [Note(text="after it")])
    impatient.close()


def _fault(session: WriteSession) -> None:
    session.add(Note(text="never"))
    raise Refused("a rule of a plugin")


def test_the_gate_is_left_after_a_refusal(store: Store, actor: ActorFactory) -> None:
    for _ in range(2):
        with pytest.raises(Refused, match="of a plugin"), store.write(actor()) as session:
            _fault(session)
    store.gate.patience = 0.1
    store.add_many(actor(), [Note(text="kept")])
    assert one(store.path, "SELECT number FROM core_record") == "N-2026-0001"


def test_a_gate_in_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"cannot be written here.*Check who owns the folder"):
        Gate(tmp_path / "none" / "store.db.gate").acquire()
