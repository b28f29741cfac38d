"""The documentation holds together, and the check of it can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the check of the documentation in a copy of the repository."""
    script = root / "tools" / "check_docs.py"
    return subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Make a repository of two pages that are in order."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "check_docs.py", tmp_path / "tools")
    (tmp_path / "docs" / "index.md").write_text("[Desk](desk.md#the-first-line)\n")
    (tmp_path / "docs" / "desk.md").write_text("# Desk\n\n## The `first` line\n")
    return tmp_path


def test_every_link_leads_somewhere_and_every_page_is_linked_to() -> None:
    done = check(ROOT)
    assert done.returncode == 0, done.stderr


def test_two_pages_in_order_pass(small: Path) -> None:
    assert check(small).returncode == 0


def test_a_link_to_no_file_is_named(small: Path) -> None:
    (small / "README.md").write_text("[x](docs/gone.md) and [y](https://example.org/) `[z](no.md)`")
    done = check(small)
    assert done.returncode == 1
    assert done.stderr == "error: README.md: docs/gone.md leads to no file\n"


def test_a_link_to_no_heading_is_named(small: Path) -> None:
    (small / "docs" / "desk.md").write_text("# Desk\n")
    assert "desk.md#the-first-line leads to no heading" in check(small).stderr


def test_a_page_that_nothing_leads_to_is_named(small: Path) -> None:
    (small / "docs" / "lost.md").write_text("# Lost\n")
    assert "docs/lost.md: no link from docs/index.md leads here" in check(small).stderr.replace(
        "\\", "/"
    )
