"""What is imported on the way to the Desk's first paint: nothing that takes its time."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"sqlalchemy", "pydantic", "pluggy", "alembic", "argon2", "psycopg"}


@pytest.mark.parametrize(
    "module",
    [
        "sro_ops.cli.console",
        "sro_ops.console.app",
        "sro_ops.console.housed",
        "sro_ops.access.signing",
        "sro_ops.settings.quick",
        "sro_ops.store.desk",
        "sro_ops.store.feed",
        "sro_ops.store.reading",
        "sro_ops.store.schema",
        "sro_ops.store.sites",
    ],
)
def test_it_is_imported_without_anything_heavy(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {module}; print(*sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert not HEAVY & set(done.stdout.split())
