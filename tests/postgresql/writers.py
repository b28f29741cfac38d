"""Desks that write at once to one store on PostgreSQL, each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


class Writers:
    """Started desks; each job is (transactions, sites, order of the types)."""

    def __init__(self, conninfo: str, jobs: list[tuple[int, str, str]]) -> None:
        script = str(Path(__file__).with_name("writer.py"))
        self.desks = [
            subprocess.Popen(
                [sys.executable, script, conninfo, str(count), sites, order],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            )
            for count, sites, order in jobs
        ]  # fmt: skip

    def start(self) -> None:
        """Let all begin at once, when every one is ready."""
        for desk in self.desks:
            assert desk.stdout
            assert desk.stdout.readline() == "ready\n", desk.communicate()[1]
        for desk in self.desks:
            assert desk.stdin
            desk.stdin.write("go\n")
            desk.stdin.flush()

    def running(self) -> bool:
        """Say whether any is still writing."""
        return any(desk.poll() is None for desk in self.desks)

    def finish(self) -> list[float]:
        """Wait for all and return the seconds that each one wrote."""
        took = []
        for desk in self.desks:
            said, wrong = desk.communicate(timeout=120)
            assert desk.returncode == 0, wrong
            took.append(float(said))
        return took
