"""The commands of the README work with Python and make alone, wherever the folder is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ["demo", "run", "test", "check", "campaign", "bench", "docs", "pictures", "pins"]
STAGES = {"venv", "run", "project", "dev"}

pytestmark = pytest.mark.peer("make")


def make(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run make in a folder as a person does: not inside another make, with a default pip."""
    own = {key for key in os.environ if key.startswith("MAKE")} | {"ARGS", "PYTHON", "MFLAGS"}
    inherited = {key: value for key, value in os.environ.items() if key not in own}
    return subprocess.run(
        [str(shutil.which("make")), *words],
        cwd=folder,
        env={**inherited, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def stages(folder: Path) -> set[str]:
    """Return the stages of the environment in `folder` that have a stamp."""
    return {path.name for path in (folder / ".venv" / "stamps").glob("*")}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Make a fresh clone in a folder with spaces in its name."""
    if not (ROOT / ".git").exists():
        pytest.skip("not here: this is no git checkout")
    folder = tmp_path / "a folder with spaces" / "sro ops"
    folder.parent.mkdir()
    subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True, capture_output=True)
    return folder


def test_make_alone_lists_what_there_is() -> None:
    done = make(ROOT)
    assert done.returncode == 0
    assert re.findall(r"^make (\w+)", done.stdout, re.MULTILINE) == TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_that_is_listed_is_known(target: str) -> None:
    done = make(ROOT, "--dry-run", target)
    assert done.returncode == 0, done.stderr


def test_without_a_fitting_python_one_line_says_what_to_do(tmp_path: Path) -> None:
    done = make(ROOT, "environment", PATH=str(tmp_path), PYTHON=str(tmp_path / "python3"))
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("error: no Python 3.11 or newer with venv")


def test_a_python_that_is_too_old_is_passed_over(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o755)
    done = make(ROOT, "environment", PATH=str(tmp_path))
    assert done.stderr.startswith("error: no Python 3.11 or newer with venv")


@pytest.mark.campaign
def test_a_fresh_clone_in_a_folder_with_spaces_works(clone: Path) -> None:
    done = make(clone, "test", "ARGS=tests/cli", PYTHON=sys.executable)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\d+ passed", done.stdout, re.MULTILINE)
    assert done.stderr == "Making the environment (.venv), about a minute…\n"
    assert stages(clone) == STAGES
    again = make(clone, "environment-dev", PYTHON=sys.executable)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    dirty = ["git", "status", "--porcelain"]
    assert subprocess.run(dirty, cwd=clone, capture_output=True, check=True).stdout == b""


@pytest.mark.campaign
def test_two_makes_at_once_make_one_whole_environment(clone: Path) -> None:
    words = ["make", "environment-dev", f"PYTHON={sys.executable}"]
    both = [subprocess.Popen(words, cwd=clone, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert stages(clone) == STAGES
    shown = subprocess.run(
        [clone / ".venv" / "bin" / "sro-ops", "--version"], capture_output=True, check=True
    )
    assert shown.stdout.startswith(b"sro-ops ")


@pytest.mark.campaign
def test_an_install_that_fails_leaves_no_stamp_and_is_made_good_by_the_next(clone: Path) -> None:
    pins = clone / "requirements" / "run.txt"
    good = pins.read_bytes()
    pins.write_bytes(re.sub(rb"sha256:[0-9a-f]{8}", b"sha256:00000000", good))
    done = make(clone, "environment", PYTHON=sys.executable)
    assert done.returncode != 0
    assert "error: the environment (.venv) could not be made" in done.stderr
    assert "Traceback" not in done.stderr
    assert stages(clone) == {"venv", "run.unfinished"}
    pins.write_bytes(good)
    assert make(clone, "environment", PYTHON=sys.executable).returncode == 0
    assert stages(clone) == {"venv", "run", "project"}
