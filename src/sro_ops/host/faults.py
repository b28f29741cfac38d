"""What went wrong in plugins: counted by plugin and hook, and kept with its traceback in a file."""

from __future__ import annotations

import contextlib
import os
import threading
import traceback
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sro_ops import paths
from sro_ops.text import clean, one_line

LIMIT = 5
"""After so many faults in one run a plugin is switched off."""

LOG_BYTES = 1_000_000
"""The log begins anew at this size; the one before it is kept as ``plugins.log.1``."""

_REASON = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: whose, where (a hook or a stage), and why in one line."""

    plugin: str
    where: str
    reason: str


def log_path() -> Path:
    """Return where the tracebacks of plugins are kept, for who looks into them."""
    return paths.state_dir() / "logs" / "plugins.log"


def reason_of(error: BaseException) -> str:
    """Return an error in one line: its kind and what it says."""
    try:
        said = one_line(str(error))
    except Exception:  # a plugin's own exception may fail at being shown
        said = ""
    name = type(error).__name__
    if isinstance(error, SystemExit):
        name, said = "SystemExit", f"it tried to end sro-ops ({said})" if said else ""
    line = f"{name}: {said}" if said else name
    return line if len(line) <= _REASON else line[: _REASON - 1] + "…"


class FaultBook:
    """Counts faults, says which plugins have had too many, and writes each to the log.

    It is shared between threads.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self._faults: list[Fault] = []
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, plugin: str, where: str, error: BaseException) -> Fault:
        """Note a fault of a plugin in a hook or at a stage; never raises."""
        fault = Fault(plugin, where, reason_of(error))
        with self._lock:
            self._counts[plugin] += 1
            self._faults.append(fault)
            del self._faults[:-100]
            with contextlib.suppress(Exception):
                _write(fault, error)
        return fault

    def count(self, plugin: str) -> int:
        """Return how many faults a plugin has had in this run."""
        return self._counts[plugin]

    def too_many(self, plugin: str) -> bool:
        """Say whether a plugin has had as many faults as switch it off."""
        return self._counts[plugin] >= self.limit

    def recent(self, plugin: str, limit: int = 10) -> list[Fault]:
        """Return a plugin's last faults, the newest first."""
        with self._lock:
            found = [fault for fault in reversed(self._faults) if fault.plugin == plugin]
        return found[:limit]

    def last(self, plugin: str) -> Fault | None:
        """Return a plugin's last fault."""
        with self._lock:
            return next((f for f in reversed(self._faults) if f.plugin == plugin), None)


def _write(fault: Fault, error: BaseException) -> None:
    path = log_path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > LOG_BYTES:
        os.replace(path, path.with_suffix(".log.1"))
    trace = "".join(traceback.format_exception(error))
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    text = f"{moment} plugin {fault.plugin}, {fault.where}: {fault.reason}\n{clean(trace)}\n"
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as log:
        log.write(text.encode("utf-8", "replace"))
