"""Backup and restore: a consistent copy while desks are writing, and no damaged one back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sro_ops.errors import Refused, Unreachable
from sro_ops.store import sqlite_file
from sro_ops.store.files import make_folder, put_in_place, put_new
from sro_ops.store.gate import Gate
from sro_ops.store.verify import verify

_PAGES = 2000


def backup(
    path: Path, target: Path, progress: Callable[[int, int], None] = lambda done, all: None
) -> None:
    """Copy the store at `path` to a new file, whole, as of one moment; writers go on meanwhile.

    The copy and its name are on the disk when this returns.

    Raises:
        Refused: when the target is there already.
        Unreachable: when the store cannot be read or the copy cannot be written.
    """
    sqlite_file.check_file(path)
    if target.exists():
        raise Refused("a file lies there already", str(target), "Choose another name")
    if not target.parent.is_dir():
        raise Refused("no such folder", str(target.parent))
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.touch(mode=0o600)
        _copy(path, draft, progress)
        put_new(draft, target)
    except FileExistsError:
        raise Refused("a file lies there already", str(target)) from None
    except (OSError, sqlite3.Error) as error:
        raise Unreachable(f"the copy was not made ({error})", str(target)) from error
    finally:
        draft.unlink(missing_ok=True)


def _copy(path: Path, draft: Path, progress: Callable[[int, int], None]) -> None:
    source = sqlite_file.connect(path, readonly=True)
    copy = sqlite3.connect(draft)
    try:
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM journal_head").fetchone()
        source.backup(copy, pages=_PAGES, progress=lambda _, left, all: progress(all - left, all))
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        source.close()
        copy.close()


def restore(copy: Path, path: Path) -> None:
    """Put a backup in the place of the store at `path`; the store that lay there is kept aside.

    Nothing is touched until the copy was verified from its first line to its last. The store and
    its name are on the disk when this returns.

    Raises:
        Refused: when the copy does not verify.
        Unreachable: when it cannot be read, or a desk has the store open.
    """
    report = verify(copy)
    if report.first_break:
        found = report.first_break
        raise Refused(
            f"this backup does not verify ({found.what}, {found.site} line {found.seq})",
            str(copy),
            "Nothing was changed; try an older one",
        )
    make_folder(path.parent)
    gate = Gate(path.with_name(path.name + ".gate"))
    draft = path.with_name(f".{path.name}.{os.getpid()}.restored")
    handle = gate.acquire()
    try:
        draft.touch(mode=0o600)
        _copy(copy, draft, lambda done, all: None)
        _set_aside(path)
        put_in_place(draft, path)
    except (OSError, sqlite3.Error) as error:
        raise Unreachable(f"the backup was not brought back ({error})", str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
        gate.release(handle)


def _close(path: Path) -> None:
    """Make sure that nobody has the store open: a desk would go on writing to the one set aside.

    Leaving the WAL needs the file for oneself, which SQLite refuses while anybody has it open. A
    store too damaged to be asked is set aside as it is.
    """
    try:
        with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as link:
            link.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise Unreachable(
                "a desk has the store open", str(path), "Close every desk, then restore"
            ) from None


def _set_aside(path: Path) -> None:
    if not path.exists():
        return
    _close(path)
    aside = path.with_name(f"{path.name}.before-restore")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}.before-restore-{count}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            os.rename(part, aside.with_name(aside.name + suffix))
