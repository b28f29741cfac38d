"""The pages for officers say what the Desk says, key by key and right by right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from patrolling import watch

from sro_ops.console.kit.acting import step_key
from sro_ops.console.screens import help as helping
from sro_ops.records.record import Record
from sro_ops.settings.roles import SHIPPED
from sro_ops.store.model import CLASSES, Actor, Scope
from sro_patrol.bolos.models import Bolo
from sro_patrol.frontdesk.models import Outage, Visitor
from sro_patrol.passon.models import PassOn

from .pages import DOCS
from .test_door import classes_of

OFFICERS = (DOCS / "officers.md").read_text(encoding="utf-8")
PRIVACY = (DOCS / "privacy.md").read_text(encoding="utf-8")
ORDER = ("general", "directory", "law_enforcement_unit", "education", "medical")


def shown(keys: str) -> str:
    """Return a key of the help page as the documentation writes it, without what is typed first."""
    return keys.replace(" ↵", "").replace("/words", "/")


@pytest.mark.parametrize(("keys", "does"), [*helping.TYPING, *helping.LIST, *helping.SIGNS])
def test_every_key_and_sign_of_the_help_page_is_on_the_page(keys: str, does: str) -> None:
    for key in [keys] if " " not in keys else keys.split():
        assert f"`{shown(key)}" in OFFICERS or f"`{key}`" in OFFICERS, does


def test_the_table_of_classes_and_roles_is_what_the_roles_allow() -> None:
    rows = re.findall(r"^\| (\w+) \| (.*) \|$", PRIVACY, re.MULTILINE)
    wanted = {name: row.split(" | ") for name, row in rows if name in SHIPPED}
    assert set(wanted) == set(SHIPPED)
    for role, held in SHIPPED.items():
        seen = ["yes" if name in classes_of(held) else "no" for name in ORDER]
        sealed = Actor("desk", Scope(), permissions=held).may("privacy.sealed")
        assert wanted[role] == [*seen, "yes" if sealed else "no"], role


def test_the_table_has_every_class() -> None:
    assert sorted(ORDER) == sorted(CLASSES)
    titles = " | ".join(name.replace("_", " ") for name in ORDER)
    assert f"| role | {titles} | sealed |" in PRIVACY


def test_every_line_of_the_first_shift_is_understood(tmp_path: Path) -> None:
    lines = [line.removeprefix("› ") for line in OFFICERS.splitlines() if line.startswith("› ")]
    assert len(lines) >= 10
    with watch(tmp_path) as desk:
        for line in lines:
            desk.clock.forward(minutes=7)
            kept = desk.types(line)
            assert (kept.type.split(".")[0], kept.remark) == ("patrol", ""), line


@pytest.mark.parametrize(
    ("cls", "key", "step"),
    [(PassOn, "k", "acknowledge"), (Bolo, "b", "cancel"), (Outage, "r", "restore"),
     (Visitor, "b", "leave")],
)  # fmt: skip
def test_the_keys_of_the_first_shift_are_those_of_the_steps(
    cls: type[Record], key: str, step: str
) -> None:
    assert cls.workflow is not None
    assert step in cls.workflow.transitions
    assert step_key(step, set()) == key
    assert f"`{key}`" in OFFICERS
