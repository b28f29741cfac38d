"""A copy, a restored store and a new one are on the disk by their name before anybody is told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sro_ops.errors import Refused, Unreachable
from sro_ops.records.note import Note
from sro_ops.store.backup import backup, restore
from sro_ops.store.make import create_store
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory


class Disk:
    """Looks on while files are synced and get their names; what happened is kept in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.events: list[tuple[str, int | str]] = []
        self._watch(monkeypatch, "fsync", lambda handle: ("synced", os.fstat(handle).st_ino))
        self._watch(monkeypatch, "mkdir", lambda folder, *mode: ("named", str(folder)))
        for name in ("link", "replace"):
            self._watch(monkeypatch, name, lambda _, target: ("named", str(target)))

    def _watch(
        self, monkeypatch: pytest.MonkeyPatch, name: str, told: Callable[..., tuple[str, int | str]]
    ) -> None:
        real = getattr(os, name)

        def watched(*given: Any, **options: Any) -> Any:
            found = real(*given, **options)
            self.events.append(told(*given))
            return found

        monkeypatch.setattr(os, name, watched)

    def holds(self, path: Path) -> None:
        """Hold that a file was synced before it got its name, and its folder afterwards."""
        named = self.events.index(("named", str(path)))
        synced = ("synced", path.stat().st_ino), ("synced", path.parent.stat().st_ino)
        if path.is_file():
            assert synced[0] in self.events[:named]
        assert synced[1] in self.events[named:]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_a_backup_is_synced_and_then_its_folder(store: Store, disk: Disk, tmp_path: Path) -> None:
    backup(store.path, tmp_path / "copy.db")
    disk.holds(tmp_path / "copy.db")


@pytest.mark.parametrize("there", [True, False], ids=["over a store", "where none is"])
def test_a_restored_store_is_synced_and_then_its_folder(
    store: Store, disk: Disk, tmp_path: Path, there: bool
) -> None:
    backup(store.path, tmp_path / "copy.db")
    store.close()
    place = store.path if there else tmp_path / "a new" / "school" / "store.db"
    restore(tmp_path / "copy.db", place)
    disk.holds(place)
    if not there:
        disk.holds(place.parent)
        disk.holds(place.parent.parent)


def test_a_new_store_is_synced_and_then_its_folder(disk: Disk, tmp_path: Path) -> None:
    create_store(f"sqlite:///{tmp_path / 'new' / 'store.db'}")
    disk.holds(tmp_path / "new" / "store.db")
    disk.holds(tmp_path / "new")


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without hard links, as a USB stick is formatted."""

    def refuse(*names: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("stick")
def test_a_backup_goes_to_a_disk_without_hard_links(
    store: Store, actor: ActorFactory, tmp_path: Path
) -> None:
    store.add_many(actor(), [Note(text="one")])
    copy = tmp_path / "copy.db"
    backup(store.path, copy)
    assert verify(copy).lines == 2
    assert copy.stat().st_mode & 0o777 == 0o600
    before = copy.read_bytes()
    copies = sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match="a file lies there already"):
        backup(store.path, copy)
    assert copy.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == copies


def test_a_disk_that_fails_to_keep_the_name_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Unreachable, match=r"the copy was not made \(.*Input/output error"):
        backup(store.path, tmp_path / "copy.db")


def test_a_file_system_that_syncs_no_folders_is_no_failure(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if os.fstat(handle).st_ino == tmp_path.stat().st_ino:
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)
    backup(store.path, tmp_path / "copy.db")
    assert verify(tmp_path / "copy.db").ok
