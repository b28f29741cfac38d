"""A desk for the benchmark `console`: a large journal, 5,000 places, and four panels."""

from __future__ import annotations

import getpass
import os
import shutil
import sys
import time
from pathlib import Path

from sro_ops.bench import ground
from sro_ops.clock import utc_now
from sro_ops.records.entry import EntryContext, parse
from sro_ops.records.saving import save_entry

PLACES = 5_000
PANELS = ("First", "Second", "Third")
"""Panels beside Patrol's; each reads the journal."""

_TOML = f"""
name = "figures"
api = 1
version = "1.0"
summary = "Panels of the benchmark"
panels = [{", ".join(f'"{title}"' for title in PANELS)}]
"""

_CODE = f"""
from sro_ops import Panel, PanelContribution, PanelRow, hookimpl

def shows(title):
    def panel(session, site, now):
        lines = session.journal.newest(4, site)
        rows = [PanelRow(line.summary, "done", line.place, line.number) for line in lines]
        return Panel(rows, figure=f"{{title}} at {{now:%H:%M}}")
    return panel

@hookimpl
def sro_panels():
    return [PanelContribution(title, shows(title), order=1) for title in {PANELS!r}]
"""


def panels(home: Path) -> Path:
    """Write the plugin that shows the panels; return its folder."""
    package = home / "plugins" / "bench_figures"
    package.mkdir(parents=True, exist_ok=True)
    (package / "plugin.toml").write_text(_TOML, encoding="utf-8")
    (package / "__init__.py").write_text(_CODE, encoding="utf-8")
    return package


def desk(home: Path, lines: int, places: int = 0, with_panels: bool = False) -> list[str]:
    """Make the settings and the store of a desk under `home`; return how it is started.

    Args:
        home: an empty folder.
        lines: of its journal.
        places: how many the site has; 0 for no list.
        with_panels: whether four panels stand on it, else Patrol's alone.
    """
    from sro_ops.access.operators import NewOperator, add_operator
    from sro_ops.store.store import Store

    path, settings = home / "store.db", home / "sro-ops.toml"
    shutil.copyfile(ground.scaled_store(lines), path)
    store = Store(f"sqlite:///{path}")
    new = NewOperator("A. Officer", "1", "owner", os_user=getpass.getuser())
    add_operator(store, ground.actor(), new)
    store.close()
    text = f'store = "sqlite:///{path.as_posix()}"\n'
    if with_panels:
        panels(home)
        text += 'plugin_dirs = ["plugins"]\n'
    text += f'[site]\ncode = "{ground.SITE}"\n'
    if places:
        _write_places(home / "places.csv", places)
        text += 'places = "places.csv"\n'
    settings.write_text(text + '[access]\nsign_on = "os_user"\n', encoding="utf-8")
    return [sys.executable, "-m", "sro_ops", "--config", str(settings)]


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a person who set nothing, with folders of their own."""
    unset = {name: "" for name in os.environ if name.startswith("SRO_OPS_")}
    return unset | {"SRO_OPS_HOME": str(home / "home")}


def _write_places(path: Path, count: int) -> None:
    kinds = ("room", "hall", "door", "lot")
    rows = [f"R{n},Room {n},{kinds[n % 4]},Building {n % 9}" for n in range(count)]
    path.write_text("\n".join(["code,name,kind,building", *rows]) + "\n", encoding="utf-8")


class Alone:
    """A store without a screen, which keeps the same lines as the one behind the desk."""

    def __init__(self, path: Path, lines: int) -> None:
        from sro_ops.records.note import Note
        from sro_ops.store.store import Store

        shutil.copyfile(ground.scaled_store(lines), path)
        self._store, self._who = Store(f"sqlite:///{path}"), ground.actor()
        self._store.register([Note])

    def keep(self, nth: int) -> float:
        """Keep the nth line; return the seconds that the store takes for it."""
        entry = parse(line(nth), EntryContext(utc_now()))
        started = time.perf_counter()
        save_entry(self._store, self._who, entry, ground.SITE)
        return time.perf_counter() - started

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()


def line(nth: int) -> str:
    """Return the nth line that is typed at the desk."""
    return f"lights left on, look {nth}"
