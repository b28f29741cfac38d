"""`sro-ops db`: a plugin of a district goes from one version to the next, each run a process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = """
name = "halls"
api = 1
version = "1.0"
summary = "Sweeps of the halls"

[types]
"halls.sweep" = "HS"
"""
PLUGIN = '''
"""Sweeps."""
from sqlalchemy.orm import Mapped
from sro_ops import Record, field, hookimpl

class HallSweep(Record, type="halls.sweep", prefix="HS", record_class="general"):
    """A sweep of the halls after the bell."""
    {name}: Mapped[str] = field("Hall")

@hookimpl
def sro_record_types():
    return [HallSweep]
'''
STEP = '''
"""A step."""
from alembic import op

revision = "0001"
down_revision = None

def upgrade():
    {body}
'''


class Shell:
    """A district's settings and store, and the command on them."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "ops.db"
        self.settings = folder / "sro-ops.toml"
        self.settings.write_text('store = "sqlite:///ops.db"\nplugin_dirs = ["plugins.d"]\n')
        self.plugin = folder / "plugins.d" / "sro_halls"

    def __call__(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "sro_ops", "--config", str(self.settings), *arguments],
            capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'plugins'}",
                 "SRO_OPS_PIN": "4321"},
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done

    def install(self, name: str, step: str = "") -> None:
        """Write a version of the plugin, whose one field is called `name`."""
        (self.plugin / "migrations").mkdir(parents=True, exist_ok=True)
        for folder in (self.plugin.parent, self.plugin, self.plugin / "migrations"):
            folder.chmod(0o755)
        files = {"plugin.toml": MANIFEST, "__init__.py": PLUGIN.format(name=name)}
        if step:
            files["migrations/r0001.py"] = STEP.format(body=step)
        for file, text in files.items():
            (self.plugin / file).write_text(text.lstrip())
            (self.plugin / file).chmod(0o644)

    def parts(self) -> dict[str, dict[str, Any]]:
        """Return what `db status` says of each part."""
        rows = map(json.loads, self("db", "status", "--json").stdout.splitlines())
        return {row["name"]: row for row in rows}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a store, and the first version of the plugin with a record."""
    folder = tmp_path_factory.mktemp("halls")
    shell = Shell(folder)
    shell.install("hall")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SRO_OPS_HOME", str(tmp_path_factory.mktemp("home")))
        shell("init", "--site", "OHS", "--name", "Oakfield", "--timezone", "America/Chicago",
              "--operator", "Pat Doe", "--badge", "7", "--role", "owner")  # fmt: skip
        shell("db", "upgrade")
        shell("--as", "7", "add", "halls.sweep", "hall=B")
    return folder


@pytest.fixture
def shell(begun: Path, tmp_path: Path) -> Shell:
    """The school as it was begun, in a folder of the test's own."""
    for name in ("ops.db", "plugins.d"):
        copy = shutil.copytree if (begun / name).is_dir() else shutil.copy
        copy(begun / name, tmp_path / name)
    return Shell(tmp_path)


def test_a_new_version_of_a_plugin_shows_as_pending_and_is_carried_out(shell: Shell) -> None:
    batch = 'with op.batch_alter_table("halls_sweep") as batch:'
    shell.install("wing", f'{batch} batch.alter_column("hall", new_column_name="wing")')
    assert shell.parts()["halls"] == {
        "name": "halls", "revision": "declared", "pending": ["0001"], "state": "behind",
    }  # fmt: skip
    answer = json.loads(shell("db", "upgrade", "--json").stdout)
    assert answer["upgraded"] == [{"name": "halls", "before": "declared", "after": "0001"}]
    assert answer["failed"] == []
    (copy,) = answer["copies"]
    assert Path(copy).name.startswith("ops.db.before-halls-0001-")
    assert shell.parts()["halls"]["state"] == "current"
    assert shell("db", "upgrade").stdout == "Nothing is pending\n"
    shell("verify")


def test_a_step_that_fails_is_named_and_the_desk_goes_on(shell: Shell) -> None:
    shell.install("hall", "raise RuntimeError('no such bell')")
    done = shell("db", "upgrade", code=1)
    assert done.stderr.startswith(
        "error: halls: the migration 0001 failed: RuntimeError: no such bell. Nothing of it"
    )
    assert shell.parts()["halls"]["revision"] == "declared"
    shell("--as", "7", "log", "the bell was late")
    assert "1" in shell("--as", "7", "show", "HS-1", code=0).stdout


def test_a_program_that_is_killed_in_the_middle_of_a_step_leaves_nothing_of_it(
    shell: Shell,
) -> None:
    kill = "op.execute('DELETE FROM halls_sweep'); import os; os.kill(os.getpid(), 9)"
    shell.install("hall", kill)
    shell("db", "upgrade", code=-9)
    assert shell.parts()["halls"]["revision"] == "declared"
    shell("verify")
    (shell.plugin / "migrations" / "r0001.py").unlink()
    assert "HS-" in shell("--as", "7", "show", "HS-1").stdout


def test_what_needs_a_step_is_named_and_a_draft_of_it_is_written(shell: Shell) -> None:
    shell.install("wing")
    done = shell("db", "upgrade", code=1)
    assert done.stderr == (
        "error: halls: halls_sweep.hall is in the database and is not declared."
        " Write a migration with `sro-ops plugin migrate make`\n"
    )
    answer = json.loads(shell("plugin", "migrate", "make", "halls", "Wings", "--json").stdout)
    file = shell.plugin / "migrations" / "r0001_wings.py"
    assert answer == {"file": str(file)}
    assert "batch_op.drop_column('hall')" in file.read_text()
    assert shell.parts()["halls"]["pending"] == ["0001"]


def test_a_draft_is_for_a_plugin_that_is_there(shell: Shell) -> None:
    done = shell("plugin", "migrate", "make", "hals", "Wings", code=1)
    assert done.stderr == 'error: no plugin "hals". Nearest: halls\n'


def test_a_removed_plugin_is_shown_as_not_installed(shell: Shell) -> None:
    for path in sorted(shell.plugin.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    shell.plugin.rmdir()
    assert shell.parts()["halls"]["state"] == "not installed"
    assert shell.parts()["core"]["state"] == "current"


def test_a_store_that_is_not_there_is_no_schema(tmp_path: Path) -> None:
    assert "no store here" in Shell(tmp_path)("db", "status", code=3).stderr
