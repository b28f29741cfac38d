"""The fair gate: one writer at a time on a SQLite file, first come, first served.

SQLite's own busy wait sleeps and retries, so one desk among eight was seen to wait a second and
more. Here every writer waits on a file lock that the system hands over in turn, and that it frees
by itself when a process dies.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

from sro_ops.errors import Unreachable
from sro_ops.store.patience import patience as _patience


class Gate:
    """A lock between processes and threads, on a small file beside the store.

    Args:
        path: the lock's file; made when it is not there.
        patience: seconds that a writer waits before it is refused; else `patience.patience`.
    """

    def __init__(self, path: Path, patience: float | None = None) -> None:
        self.path = path
        self.patience = _patience() if patience is None else patience

    def acquire(self) -> int:
        """Wait for the gate and return the handle that `release` takes.

        Raises:
            Unreachable: when others held it for longer than `patience`, or the file can't be made.
        """
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o660)
        except OSError as error:
            raise Unreachable(
                f"the store cannot be written here ({error.strerror})",
                str(self.path.parent),
                "Check who owns the folder",
            ) from error
        if _try(handle) or _wait(handle, self.patience):
            return handle
        raise Unreachable(
            f"another program has kept the store busy for {self.patience:g} s",
            str(self.path),
            "Nothing was saved; try again",
        )

    @staticmethod
    def release(handle: int) -> None:
        """Let the next writer in."""
        os.close(handle)


def take_lock(path: Path) -> int | None:
    """Take the lock on a file without waiting; None where somebody holds it.

    Closing the handle, or the end of the process, frees it.

    Raises:
        OSError: the file cannot be made.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    if _try(handle):
        return handle
    os.close(handle)
    return None


def _try(handle: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover - desks on Windows
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(handle: int, patience: float) -> bool:
    """Queue for the lock; a file lock has no time limit, so a thread waits and we watch it."""
    if sys.platform == "win32":  # pragma: no cover - no queue there: short sleeps
        return _poll(handle, patience)
    import fcntl

    done = threading.Event()
    late = threading.Lock()
    given_up = False

    def queue() -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with late:
            done.set()
            if given_up:
                os.close(handle)

    threading.Thread(target=queue, name="store gate", daemon=True).start()
    if done.wait(patience):
        return True
    with late:
        given_up = not done.is_set()
    return not given_up


def _poll(handle: int, patience: float) -> bool:  # pragma: no cover - Windows
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if _try(handle):
            return True
        time.sleep(0.005)
    return False
