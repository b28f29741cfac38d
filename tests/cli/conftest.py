"""A school with a store, a plugin of the district's own, and people of every role."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from shells import Shell

from sro_ops.access.operators import NewOperator, add_operator, maker
from sro_ops.cli.app import run
from sro_ops.host.beginning import set_up
from sro_ops.host.mapped import mapped_now
from sro_ops.host.modules import forget
from sro_ops.settings.source import read
from sro_ops.store.desk import this_desk
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.testing import Clock

SETTINGS = """\
store = "sqlite:///store.db"
plugin_dirs = ["{plugins}"]

[site]
code = "OHS"
timezone = "America/Chicago"
places = "places.csv"

[access]
sign_on = "os_user"

[verbs]
p = "patrol"

[roles.blind]
permissions = ["core.log", "core.note.add", "core.search"]
"""
PLACES = """\
code,name,kind,building
GYM,Gym,room,Main
CAFE,Cafeteria,room,Main
RACK,Bike rack,lot,Grounds
D4,Door 4,door,Main
"""
MANIFEST = """\
name = "yard"
api = 1
version = "1.0"
summary = "A district's own plugin"

[types]
"yard.theft" = "YT"
"yard.case" = "YC"
"yard.visitor" = "YV"
"""
PLUGIN = """\
from __future__ import annotations
from datetime import datetime
from sqlalchemy.orm import Mapped
from sro_ops import Record, Verb, Workflow, field, hookimpl


class Theft(Record, type="yard.theft", prefix="YT", record_class="general"):
    "Something stolen."
    item: Mapped[str] = field("Item")
    value: Mapped[int | None] = field("Value", money=True)


class Case(Record, type="yard.case", prefix="YC", record_class="education"):
    "A student's case."
    text: Mapped[str | None] = field("Text")
    escorted: Mapped[int] = field("Escorted", minimum=0, default=0)
    calm: Mapped[bool] = field("Calm", default=True)
    manner: Mapped[str | None] = field("Manner", choices={"walk": "On foot", "cart": "By cart"})
    student: Mapped[str | None] = field("Student", person=True)
    workflow = Workflow("open", "held", "done", transitions={
        "hold": ("open", "held"), "finish": (("open", "held"), "done"), "renew": ("open", "open"),
    })


class Visitor(Record, type="yard.visitor", prefix="YV", record_class="general"):
    "A visitor; whom they visit is always asked for."
    host: Mapped[str] = field("Host")
    text: Mapped[str | None] = field("Text")
    until: Mapped[datetime | None] = field("Until then")
    parked: Mapped[str | None] = field("Parked at", places="lot")


@hookimpl
def sro_record_types():
    return [Theft, Case, Visitor]


@hookimpl
def sro_verbs():
    return [
        Verb("theft", "yard.theft", "Something stolen", "theft bike", text="item", money="value"),
        Verb("case", "yard.case", "A case", "case late again"),
        Verb("caller", "yard.visitor", "A visitor", "caller plumber", money=None),
    ]
"""
PEOPLE = (
    ("Olga Owner", "1", "owner", "olga", None),
    ("Sam Super", "2", "supervisor", "sam", None),
    ("Ana Reyes", "7", "officer", "ana", None),
    ("Ben Okafor", "8", "officer", "ben", None),
    ("Pia Principal", "9", "administrator", "pia", None),
    ("Gus Gate", "10", "event_staff", "gus", None),
    ("Bo Blind", "11", "blind", "bo", None),
)
"""Name, badge, role, the system's user, and the site where they are limited to one."""


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The school's folder as each test finds it; copied, because to make it takes a while."""
    folder, before, mapped = tmp_path_factory.mktemp("school"), set(sys.modules), mapped_now()
    package = folder / "plugins.d" / "cli_yard"
    package.mkdir(parents=True, mode=0o755)
    package.parent.chmod(0o755)
    (package / "plugin.toml").write_text(MANIFEST, encoding="utf-8")
    (package / "__init__.py").write_text(PLUGIN, encoding="utf-8")
    settings = folder / "sro-ops.toml"
    settings.write_text(SETTINGS.format(plugins=package.parent.as_posix()), encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SRO_OPS_HOME", str(folder / "home"))
        patch.setenv("LOGNAME", "olga")
        _people(settings)
        assert run(["--config", str(settings), "types"]) == 0
    shutil.rmtree(folder / "home")
    yield folder
    forget("cli_yard", before, mapped)


def _people(settings: Path) -> None:
    file = read(settings, environ={})
    site = Site("OHS", "Oakfield High", "America/Chicago")
    first, *others = [
        NewOperator(name, badge, role, os_user=user, site=site)
        for name, badge, role, user, site in PEOPLE
    ]
    store = Store(f"sqlite:///{set_up(file, site, first)}")
    for other in others:
        add_operator(store, maker(this_desk(store.url).id), other)
    store.close()


@pytest.fixture
def school(
    template: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """A shell at the school, as officer Ana Reyes."""
    folder = tmp_path / "school"
    folder.mkdir()
    for name in ("sro-ops.toml", "places.csv", "store.db"):
        shutil.copy(template / name, folder / name)
    shell = Shell(folder, capsys, monkeypatch)
    shell.be("ana")
    return shell


@pytest.fixture
def wednesday(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that every store opened from now on runs by: Wednesday 14 October 2026, 14:32."""
    clock = Clock()
    clock.set("2026-10-14 14:32")
    made = Store.__init__

    def init(self: Store, url: str, own: object = None) -> None:
        made(self, url, clock)

    monkeypatch.setattr(Store, "__init__", init)
    return clock
