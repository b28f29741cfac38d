"""A made-up school with a plugin of the test's own, and its house as the console sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from textwrap import dedent

from sro_ops.access.lookup import actor_of, by_badge, grants
from sro_ops.console.housed import HouseSource
from sro_ops.demo.playing import write_school
from sro_ops.demo.school import SITE
from sro_ops.host.house import House
from sro_ops.records.entry import parse
from sro_ops.records.saving import Saved, save_entry
from sro_ops.settings.quick import quick_roles
from sro_ops.settings.source import SettingsFile, read
from sro_ops.store.desk import this_desk
from sro_ops.store.store import Store

TOML = """
name = "halls"
api = 1
version = "1.0"
summary = "A plugin of the tests"
panels = ["Halls"]
[types]
"halls.sweep" = "HS"
"halls.referral" = "HR"
"""

CODE = """
from __future__ import annotations
from datetime import timedelta
from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sro_ops import *

class Sweep(Record, type="halls.sweep", prefix="HS", record_class="general"):
    "A sweep of the halls."
    text: Mapped[str | None] = field("What")
    workflow = Workflow("open", "done", transitions={"finish": ("open", "done")})

class Referral(Record, type="halls.referral", prefix="HR", record_class="education"):
    "A referral."
    text: Mapped[str | None] = field("What")
    workflow = Workflow("open", "done", transitions={"finish": ("open", "done")})

@hookimpl
def sro_record_types():
    return [Sweep, Referral]

@hookimpl
def sro_verbs():
    return [Verb("sweep", "halls.sweep", "A sweep", "sweep hall 1 clear", text="text"),
            Verb("refer", "halls.referral", "A referral", "refer to counselor", text="text")]
"""


def write_plugin(folder: Path, more: str = "", name: str = "halls", toml: str = TOML) -> None:
    """Write a plugin of two files into a school's folder of plugins."""
    package = folder / "plugins" / f"t_{name}"
    package.mkdir(parents=True, exist_ok=True)
    (package / "plugin.toml").write_text(toml, encoding="utf-8")
    (package / "__init__.py").write_text(CODE + dedent(more), encoding="utf-8")


def school(folder: Path, user: str = "nobody") -> SettingsFile:
    """Make the settings and the store of a school that looks for plugins beside them."""
    write_school(folder, user)
    path = folder / "sro-ops.toml"
    path.write_text('plugin_dirs = ["plugins"]\n' + path.read_text("utf-8"), "utf-8")
    return read(path, environ={})


@contextmanager
def housed(file: SettingsFile, badge: str = "407") -> Iterator[HouseSource]:
    """Open the school as its officer sees it, loaded."""
    url = f"sqlite:///{file.folder / 'store.db'}"
    store = Store(url)
    with store.raw() as link:
        known = by_badge(link, badge)
        assert known is not None
        actor = actor_of(known, grants(link, known.id), quick_roles(file), this_desk(url).id)
    store.close()
    source = HouseSource(file, file.folder / "store.db", actor, SITE)
    source.load()
    try:
        yield source
    finally:
        source.close()


def house_of(source: HouseSource) -> House:
    """Return the open house behind a source."""
    house = source._house
    assert house is not None
    return house


def keep(source: HouseSource, text: str, at: datetime | None = None) -> Saved:
    """Keep a typed line, at a moment of the test's choice."""
    house = house_of(source)
    clock = house.store.clock
    if at is not None:
        house.store.clock = lambda: at
    try:
        entry = parse(text, house.context())
        return save_entry(house.store, source._actor, entry, house.site, again=True)
    finally:
        house.store.clock = clock
