"""Desks run Windows too: everything imports where the modules that only POSIX has are missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sro_ops

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
IMPORT_ALL = """
import importlib, pkgutil, sys

# pyserial chooses its own module for the system it runs on, so it is loaded while it can.
import serial

for absent in ("termios", "tty", "pty", "fcntl", "pwd", "grp", "resource", "syslog"):
    sys.modules[absent] = None

for root in sys.argv[1:]:
    package = importlib.import_module(root)
    for found in pkgutil.walk_packages(package.__path__, root + "."):
        importlib.import_module(found.name)
        print(found.name)
"""


def packages() -> list[str]:
    """Return the names of sro-ops and of every plugin in plugins/."""
    return ["sro_ops", *(path.parent.name for path in sorted(PLUGINS.glob("*/__init__.py")))]


def test_every_module_imports_without_the_modules_that_only_posix_has() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *packages()],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ours = Path(next(iter(sro_ops.__path__))).rglob("*.py")
    modules = [path for path in ours if path.name != "__init__.py"]
    assert len(done.stdout.split()) >= len(modules)
