"""Folders of migrations, read without importing what lies in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sro_ops.errors import Refused
from sro_ops.store import schema
from sro_ops.store.migrations.core import VERSIONS
from sro_ops.store.migrations.revisions import chain


def test_the_hosts_revisions_are_those_of_its_folder() -> None:
    assert chain([VERSIONS]) == schema.REVISIONS


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"a": ("1", None), "b": ("1", "1")}, "a.py is revision 1 too"),
        ({"a": ("1", None), "b": ("2", None)}, "a.py follows nothing too"),
        ({"a": ("1", None), "b": ("2", "9")}, "follows 9, which no file leads to"),
        ({"a": ("1", "2"), "b": ("2", "1")}, "follows 2, which no file leads to"),
        ({"a": ("", None)}, "names no revision and the one before it"),
        ({"a": ("x" * 33, None)}, "names no revision and the one before it"),
    ],
)
def test_a_folder_that_is_no_chain_is_refused_without_importing_it(
    tmp_path: Path, files: dict[str, tuple[str, str | None]], line: str
) -> None:
    for name, (revision, before) in files.items():
        said = "None" if before is None else f"'{before}'"
        (tmp_path / f"{name}.py").write_text(
            f"raise SystemExit\nrevision = '{revision}'\ndown_revision = {said}  # before\n"
        )
    with pytest.raises(Refused) as refusal:
        chain([tmp_path])
    assert line in str(refusal.value)
