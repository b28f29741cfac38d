"""Whether a file is a SQLite store that we can stand on, before anything is written to it."""

from __future__ import annotations

import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sro_ops.errors import Refused, SroError, Unreachable
from sro_ops.store.patience import patience

ENGINE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; the second where the damage lies in the text of an error itself."""

MOUNTS = Path("/proc/mounts")
"""Where Linux tells which file systems are mounted."""

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "davfs"}


def check_file(path: Path) -> None:
    """Refuse what is no file on a local disk; what is in it is SQLite's to judge.

    The file is not opened here. Closing it again would drop every lock that this process holds on
    it (POSIX locks belong to the process, not to the handle); another desk that closes would then
    take itself for the last one, and delete the log that our connections still write to.

    Raises:
        Unreachable: names the file, what is wrong with it, and what to do.
    """
    refuse_network(path)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Unreachable(
            "no store here", str(path), "Make one with `sro-ops init`, or name it with --store"
        ) from None
    except OSError as error:
        raise Unreachable(
            f"the store cannot be read ({error.strerror})",
            str(path),
            "Check the path and its owner",
        ) from None
    if not stat.S_ISREG(found.st_mode):
        raise Unreachable("this is no file", str(path), "Check --store; nothing was changed")


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


def filesystem(path: Path) -> str:
    """Return the kind of file system that `path` lies on, ``""`` where the system does not tell."""
    if str(path).startswith(("\\\\", "//")):
        return "smbfs"
    try:
        rows = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place = str(path.resolve())
    best, kind = "", ""
    for row in rows:
        folder, name = row.split()[1:3]
        folder = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), folder)
        inside = place == folder or place.startswith(folder.rstrip("/") + "/")
        if inside and len(folder) >= len(best):
            best, kind = folder, name
    return kind


def connect(path: Path, readonly: bool = False) -> sqlite3.Connection:
    """Open one connection by hand, durable and checked: WAL, synchronous FULL, foreign keys on.

    Raises:
        Unreachable: when it cannot be opened.
    """
    uri = f"file:{quote(str(path))}?mode={'ro' if readonly else 'rw'}"
    with spoken(str(path)):
        link = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            prepare(link, readonly)
        except ENGINE_ERRORS:
            link.close()
            raise
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


@contextmanager
def spoken(where: str) -> Iterator[None]:
    """Turn an error of SQLite within the block into the one line that a person reads."""
    try:
        yield
    except ENGINE_ERRORS as error:
        raise in_words(error, where) from error


def in_words(error: BaseException, where: str) -> SroError:
    """Return what an error of SQLite means, and what to do about it."""
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        return Refused(f"the store does not accept this ({text})", where, "Nothing was saved")
    for sign, what, todo in _MEANINGS:
        if sign in text:
            return Unreachable(what, where, todo)
    return Unreachable(f"the store does not answer ({text})", where, "Nothing was saved")


_MEANINGS = (
    ("locked", "another program keeps the store locked", "Nothing was saved; try again"),
    ("readonly", "the store is read-only", "Check who may write to the file and its folder"),
    ("malformed", "the store is damaged", "Run `sro-ops verify`, restore a backup"),
    ("decode", "the store is damaged", "Run `sro-ops verify`, restore a backup"),
    ("not a database", "this file is no store", "Check --store; nothing was changed"),
    ("full", "the disk is full", "Nothing was saved; make room and try again"),
    ("unable to open", "the store's file cannot be opened", "Check the path and who may read it"),
    ("no such table", "this file is no store of sro-ops", "Check --store; nothing was changed"),
)
