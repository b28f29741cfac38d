"""Whether a file is a SQLite store that we can stand on, before anything is written to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sro_ops.errors import Unreachable
from sro_ops.store.patience import patience

_MAGIC = b"SQLite format 3\x00"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "davfs"}


def check_file(path: Path) -> None:
    """Refuse what is no whole SQLite file on a local disk.

    Raises:
        Unreachable: names the file, what is wrong with it, and what to do.
    """
    refuse_network(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise Unreachable(
            "no store here", str(path), "Make one with `sro-ops init`, or name it with --store"
        ) from None
    except OSError as error:
        raise Unreachable(f"the store cannot be read ({error.strerror})", str(path)) from None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise Unreachable("this file is no store", str(path), "Check --store; nothing was changed")
    page = int.from_bytes(head[16:18], "big") or 65536
    pages = int.from_bytes(head[28:32], "big")
    counted = head[24:28] == head[92:96]
    if counted and size < (65536 if page == 1 else page) * pages:
        raise Unreachable(
            "the store's file was cut short", str(path), "Restore a backup with `sro-ops restore`"
        )


def refuse_network(path: Path) -> None:
    """Refuse a path on a network file system: SQLite's locks are not safe there.

    Raises:
        Unreachable: names the file system.
    """
    kind = filesystem(path)
    if kind in _NETWORK:
        raise Unreachable(
            f"a SQLite store cannot lie on a network file system ({kind})",
            str(path),
            "Use a local disk, or PostgreSQL for several machines",
        )


def filesystem(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the kind of file system that `path` lies on, ``""`` where the system does not tell."""
    if str(path).startswith(("\\\\", "//")):
        return "smbfs"
    try:
        rows = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place = str(path.resolve())
    best, kind = "", ""
    for row in rows:
        folder, name = row.split()[1:3]
        folder = folder.encode().decode("unicode_escape")
        inside = place == folder or place.startswith(folder.rstrip("/") + "/")
        if inside and len(folder) >= len(best):
            best, kind = folder, name
    return kind


def connect(path: Path, readonly: bool = False) -> sqlite3.Connection:
    """Open one connection by hand, durable and checked: WAL, synchronous FULL, foreign keys on."""
    uri = f"file:{quote(str(path))}?mode={'ro' if readonly else 'rw'}"
    link = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    prepare(link, readonly)
    return link


def prepare(link: sqlite3.Connection, readonly: bool = False) -> None:
    """Set what every connection must have; `sro-ops doctor` reads them back."""
    link.execute(f"PRAGMA busy_timeout = {int(patience() * 1000)}")
    if not readonly:
        link.execute("PRAGMA journal_mode = WAL")
    link.execute("PRAGMA synchronous = FULL")
    link.execute("PRAGMA foreign_keys = ON")
    link.execute("PRAGMA recursive_triggers = ON")
    link.execute("PRAGMA secure_delete = ON")
    link.execute("PRAGMA cell_size_check = ON")
