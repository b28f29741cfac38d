"""A plugin enters by the public doors, ours like a stranger's."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOORS = {"sro_ops", "sro_ops.ui", "sro_ops.testing"}
DECLARATIVE = {
    *(("sqlalchemy", name) for name in ("ForeignKey", "and_", "func", "not_", "or_", "select")),
    *(("sqlalchemy.orm", name) for name in ("Mapped", "aliased", "mapped_column", "relationship")),
}
"""What a plugin may have of SQLAlchemy: names that declare and select, nothing that connects."""

BESIDE = {"click", "pydantic", "pytest"}
"""Libraries that a hook asks for by name."""

PACKAGES = {path.parent.name for path in (ROOT / "plugins").glob("*/__init__.py")}
MODULES = sorted(
    path for package in PACKAGES for path in (ROOT / "plugins" / package).rglob("*.py")
)


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each import of a module, wherever it stands, as (module, name); name may be empty."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, "") for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((str(node.module), name.name) for name in node.names)


def through_a_door(module: str, name: str) -> bool:
    """Say whether an import of sro-ops is one of a door, or of a name that a door offers."""
    whole = f"{module}.{name}" if name else module
    if whole in DOORS:
        return True
    inside = (ROOT / "src").joinpath(*whole.split("."))
    is_module = inside.is_dir() or inside.with_suffix(".py").is_file()
    return bool(name) and module in DOORS and not is_module


def forbidden(path: Path, text: str) -> list[str]:
    """Return what a plugin's module imports and may not."""
    package = path.relative_to(ROOT / "plugins").parts[0]
    on_screen = "screens" in path.stem or "screens" in path.parts
    wrong = []
    for module, name in imported(ast.parse(text)):
        root = module.partition(".")[0]
        if root == "sro_ops":
            allowed = through_a_door(module, name)
        elif root == "textual":
            allowed = on_screen
        elif root == "sqlalchemy":
            allowed = (module, name) in DECLARATIVE
        else:
            allowed = root in {*sys.stdlib_module_names, *BESIDE, package, ""}
        if not allowed:
            wrong.append(f"{module}.{name}".rstrip("."))
    return wrong


def test_our_plugins_import_only_the_public_doors() -> None:
    found = {path: forbidden(path, path.read_text(encoding="utf-8")) for path in MODULES}
    assert {path.relative_to(ROOT): names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("import sro_ops", []),
        ("from sro_ops import Record, field", []),
        ("from sro_ops.ui import Panel", []),
        ("import sro_ops.testing", []),
        ("from sqlalchemy.orm import Mapped", []),
        ("from .models import HallSweep", []),
        ("from sro_ops.store import engine", ["sro_ops.store.engine"]),
        ("from sro_ops import ui", []),
        ("from sro_ops import store", ["sro_ops.store"]),
        ("from sro_ops import text as t", ["sro_ops.text"]),
        ("import sro_ops.records.verbs", ["sro_ops.records.verbs"]),
        ("def late():\n    from sro_ops.ui.inner import x", ["sro_ops.ui.inner.x"]),
        ("from textual.widgets import Static", ["textual.widgets.Static"]),
        ("from sqlalchemy import select, func", []),
        ("from sqlalchemy import create_engine", ["sqlalchemy.create_engine"]),
        ("from sqlalchemy.orm import Session", ["sqlalchemy.orm.Session"]),
        ("import sqlalchemy", ["sqlalchemy"]),
        ("import random, json", []),
        ("from pydantic import BaseModel", []),
        ("import requests", ["requests"]),
    ],
)
def test_the_rule_tells_doors_from_walls(line: str, wrong: list[str]) -> None:
    assert forbidden(ROOT / "plugins" / "halls" / "service.py", line) == wrong


def test_textual_may_be_imported_where_screens_are_made() -> None:
    line = "from textual.widgets import Static"
    assert forbidden(ROOT / "plugins" / "halls" / "screens.py", line) == []
