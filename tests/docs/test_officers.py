"""The pages for officers say what the Desk says, key by key and right by right."""

from __future__ import annotations

import re

import pytest

from sro_ops.console.screens import help as helping
from sro_ops.settings.roles import SHIPPED
from sro_ops.store.model import CLASSES, Actor, Scope

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
