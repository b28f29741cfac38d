"""The tests that docs/testing.md shows pass on the plugin that docs/plugins.md shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from .pages import DOCS, ROOT, write


def run(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the pages' own tests, as their author would, in a folder away from ours."""
    for page in ("plugins.md", "testing.md"):
        write(DOCS / page, folder)
    path = os.pathsep.join(map(str, (ROOT / "src", ROOT / "plugins", folder)))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_halls.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_tests_on_the_page_pass(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout
    assert re.search(r"\b5 passed", done.stdout)


def test_every_fixture_and_helper_is_on_the_page() -> None:
    import sro_ops.testing

    page = (DOCS / "testing.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    source = Path(sro_ops.testing.__file__).read_text(encoding="utf-8")
    assert told == set(re.findall(r"^def ([a-z]\w+)", source, re.MULTILINE))
