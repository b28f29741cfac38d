"""Backup while desks write, and restore: whole, or nothing is touched."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pytest
from desks import Desk, hold, write
from journals import Row, lines, tamper

from sro_ops.errors import Refused, SroError, Unreachable
from sro_ops.records.note import Note
from sro_ops.store.backup import backup, restore
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory


def envelopes(path: Path) -> list[Row]:
    return [{"pos": line["pos"], "hash": line["hash"]} for line in lines(path)]


def lying(folder: Path) -> dict[str, str]:
    """Return the digest of every file in a folder by name."""
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.iterdir())
        if one.is_file()
    }


@pytest.fixture
def copy(store: Store, actor: ActorFactory, tmp_path: Path) -> Path:
    """A backup with two notes; the store then got a third and was closed."""
    store.add_many(actor(), [Note(text="one"), Note(text="two")])
    path = tmp_path / "copies" / "copy.db"
    path.parent.mkdir()
    backup(store.path, path)
    store.add_many(actor(), [Note(text="three, after the backup")])
    store.close()
    return path


def test_a_backup_taken_while_two_desks_write_verifies_and_is_a_beginning_of_the_chain(
    store: Store, tmp_path: Path
) -> None:
    desks = [Desk(write, store.url, f"desk {at}", 1.5) for at in range(2)]
    acknowledged = [desk.hear() for desk in desks]
    copies = [tmp_path / f"copy {at}.db" for at in range(3)]
    for path in copies:
        backup(store.path, path)
    for desk in desks:
        desk.ended()
    whole = envelopes(store.path)
    taken = [envelopes(path) for path in copies]
    for path, kept in zip(copies, taken, strict=True):
        assert verify(path).ok
        assert kept == whole[: len(kept)]
        numbers = {line["number"] for line in lines(path)}
        assert set(acknowledged) <= numbers
    assert len(whole) > len(taken[-1]) >= len(taken[0]) > 2


def test_a_backup_is_one_file_that_only_its_owner_reads(copy: Path) -> None:
    assert [one.name for one in copy.parent.iterdir()] == ["copy.db"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_backup_never_takes_the_place_of_a_file(store: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("dear")
    with pytest.raises(Refused, match="a file lies there already"):
        backup(store.path, taken)
    assert taken.read_text() == "dear"


def test_a_backup_into_a_folder_that_is_not_there_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such folder"):
        backup(store.path, tmp_path / "none" / "copy.db")


def spoil_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil_words(path: Path) -> None:
    tamper(path, "UPDATE journal_payload SET summary = 'never said' WHERE line = 2")


def spoil_kind(path: Path) -> None:
    path.write_text("no store at all")


@pytest.mark.parametrize("spoil", [spoil_half, spoil_words, spoil_kind, Path.unlink])
def test_a_damaged_copy_is_refused_and_the_store_stays_byte_for_byte(
    store: Store, copy: Path, spoil: object
) -> None:
    assert callable(spoil)
    spoil(copy)
    before = lying(store.path.parent)
    with pytest.raises(SroError) as told:
        restore(copy, store.path)
    assert str(copy) in str(told.value)
    assert lying(store.path.parent) == before


def test_restore_brings_the_copy_back_and_keeps_the_old_store_aside(
    store: Store, copy: Path
) -> None:
    newer = envelopes(store.path)
    restore(copy, store.path)
    assert envelopes(store.path) == newer[:3]
    aside = store.path.with_name("store.db.before-restore")
    assert verify(aside).lines == 4
    assert envelopes(aside) == newer
    restore(copy, store.path)
    assert verify(store.path.with_name("store.db.before-restore-2")).lines == 3


def test_a_restored_store_opens_and_goes_on_numbering(
    store: Store, copy: Path, actor: ActorFactory
) -> None:
    restore(copy, store.path)
    again = Store(store.url, store.clock)
    again.register([Note])
    again.add_many(actor(), [note := Note(text="the next one")])
    again.close()
    assert note.number == "N-2026-0003"
    report = verify(store.path)
    assert (report.ok, report.lines) == (True, 4)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_restore_where_no_store_is(copy: Path, tmp_path: Path) -> None:
    place = tmp_path / "a new school" / "store.db"
    restore(copy, place)
    assert verify(place).lines == 3
    assert {one.name for one in place.parent.iterdir()} <= {"store.db", "store.db.gate"}


def test_restore_in_the_place_of_a_damaged_store_keeps_that_one_too(
    store: Store, copy: Path
) -> None:
    spoil_half(store.path)
    damaged = store.path.read_bytes()
    restore(copy, store.path)
    assert verify(store.path).ok
    assert store.path.with_name("store.db.before-restore").read_bytes() == damaged


def test_restore_under_a_desk_that_is_open_is_refused(store: Store, copy: Path) -> None:
    other = Desk(hold, store.url, "moment")
    other.hear()
    before = envelopes(store.path)
    with pytest.raises(Unreachable, match=r"a desk has the store open.*Close every desk"):
        restore(copy, store.path)
    other.let_go()
    assert envelopes(store.path) == before
    assert [one.name for one in store.path.parent.glob("*restore*")] == []
    restore(copy, store.path)
    assert verify(store.path).lines == 3
