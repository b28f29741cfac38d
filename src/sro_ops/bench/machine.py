"""The machine and the versions that a measurement speaks of."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

from sro_ops._version import __version__
from sro_ops.store.sqlite_file import filesystem


def machine(folder: Path) -> dict[str, object]:
    """Return the machine's cores, processor and memory, and the disk that `folder` lies on."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": _memory(),
        "disk": filesystem(folder) or "unknown",
    }


def versions() -> dict[str, str]:
    """Return the versions of what is measured and of what it stands on."""
    return {
        "sro-ops": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "sqlalchemy": version("sqlalchemy"),
        "textual": version("textual"),
    }


def _processor() -> str:
    try:
        rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = [row.split(":", 1)[1].strip() for row in rows if row.startswith("model name")]
    return named[0] if named else platform.machine()


def _memory() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (AttributeError, OSError, ValueError):
        return None
