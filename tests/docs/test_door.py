"""The public door: what plugins may import is documented, complete, and cheap to open."""

from __future__ import annotations

import re
import subprocess
import sys

import sro_ops
from sro_ops.access.lookup import visible_classes
from sro_ops.records.note import Note
from sro_ops.records.part import Part
from sro_ops.records.record import Record
from sro_ops.settings.roles import SHIPPED
from sro_ops.store.entities import CoreRecord
from sro_ops.store.model import CLASSES, Actor, Scope
from sro_ops.store.pending import IN_LINES

from .pages import DOCS

HEAVY = ("sqlalchemy", "textual", "alembic", "pydantic", "click", "pluggy")


def section(page: str, heading: str) -> str:
    """Return what a page says under a heading."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_every_exported_name_is_documented_and_nothing_else() -> None:
    told = re.findall(r"^\| `(\w+)` \|", section("plugins.md", "What a plugin may import"), re.M)
    assert sorted(told) == sorted(sro_ops.__all__)


def test_every_exported_name_is_there() -> None:
    for name in sro_ops.__all__:
        assert getattr(sro_ops, name).__doc__


def test_importing_the_door_loads_nothing_heavy() -> None:
    program = f"import sro_ops, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_names_that_a_field_may_not_bear_are_all_told() -> None:
    told = re.findall(r"`(\w+)`", section("records.md", "Fields").partition("are taken:")[2])
    public = {name for cls in (Record, CoreRecord) for name in dir(cls) if name[0] != "_"}
    assert sorted(told) == sorted(public | IN_LINES)
    assert "text" not in told
    assert "text" in Note.fields()


def test_the_names_that_a_part_s_field_may_not_bear_are_all_told() -> None:
    told = re.findall(r"`(\w+)`", section("records.md", "Parts").partition("must not be called")[2])
    assert told == sorted(name for name in dir(Part) if name[0] != "_")


def test_every_class_and_who_sees_it_is_told() -> None:
    text = section("records.md", "Classes, and why one is required")
    rows = dict(re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", text, re.M))
    assert tuple(rows) == CLASSES
    for name, roles in rows.items():
        seen_by = {role for role, held in SHIPPED.items() if name in classes_of(held)}
        assert set(roles.split(", ")) == seen_by


def classes_of(permissions: tuple[str, ...]) -> frozenset[str]:
    """Return the classes that a role's permissions open."""
    return visible_classes(Actor("desk", Scope(), permissions=permissions))
