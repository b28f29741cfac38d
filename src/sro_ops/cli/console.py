"""Opening the console: what it stands on, then the screen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sro_ops.cli.common import Globals
from sro_ops.clock import Clock, utc_now
from sro_ops.errors import Refused, SroError, Unreachable

if TYPE_CHECKING:
    from sro_ops.console.housed import Beside
    from sro_ops.settings.quick import QuickSettings
    from sro_ops.settings.source import SettingsFile
    from sro_ops.store.model import Actor
    from sro_ops.store.sites import Site


@dataclass(frozen=True, slots=True)
class Apart:
    """What sets a demo apart from a desk: its clock, and what goes on beside the open house."""

    clock: Clock = utc_now
    beside: Beside | None = None


def open_console(
    file: SettingsFile,
    given: Globals | None = None,
    extra: Sequence[Path] = (),
    apart: Apart | None = None,
) -> int:
    """Show the Desk until it is left; return its exit code.

    Badge and PIN are asked for on the screen, unless the environment or the system's user tells who
    it is. Where there is no store yet, a few questions make one. Nothing heavy is imported before
    the Desk has painted.

    Where the store cannot be opened, a page says why, and F9 works there.

    Raises:
        Refused: who is asking is not known.
        Unreachable: the store cannot be opened, and that page was left.
    """
    from sro_ops.cli.first_run import has_screen
    from sro_ops.console import garbage

    garbage.hold()
    given = given or Globals()
    while True:
        try:
            found = _ground(file, given)
        except Unreachable as error:
            if not (has_screen() and _without_store(file, given, error)):
                raise
        else:
            return _demo() if found is None else _show(file, *found, given, extra, apart or Apart())


def _ground(file: SettingsFile, given: Globals) -> tuple[Path, Actor, Site] | None:
    """Return the store's file, who sits down, and where; None for the demo instead."""
    from sro_ops.cli.opening import address
    from sro_ops.settings.quick import quick
    from sro_ops.store import schema, sqlite_file
    from sro_ops.store.desk import sites_seen
    from sro_ops.store.sites import known_sites

    url, settings = address(file), quick(file)
    path, known = Path(url.removeprefix("sqlite:///")), None
    if not path.exists():
        if sites_seen(url):
            todo = "Is its disk there? `sro-ops restore` brings a backup back"
            raise Unreachable("the store of this desk is gone", str(path), todo)
        known = _first(file, path, settings)
        if known is None:
            return None
    wanted = given.site or settings.site_code or ""
    sqlite_file.check_file(path)
    link = sqlite_file.connect(path, readonly=True)
    try:
        with sqlite_file.spoken(str(path)):
            schema.check_version(link, path)
            actor = _sign_on(file, settings, given, link, known)
            sites = known_sites(link)
        site = _before(sites, wanted) if actor.operator is None else _site(sites, wanted, actor)
    finally:
        link.close()
    return path, actor, site


def _without_store(file: SettingsFile, given: Globals, error: Unreachable) -> bool:
    """Show why there is no store, with the emergency card at hand; say whether to try again."""
    from zoneinfo import ZoneInfo

    from sro_ops.cli.opening import address
    from sro_ops.console.housed.emergency import DeskEmergency
    from sro_ops.console.no_store import tell_no_store
    from sro_ops.settings.quick import quick
    from sro_ops.store.desk import sites_seen

    settings = quick(file)
    site = given.site or settings.site_code or ""
    with suppress(SroError):
        seen = sites_seen(address(file))
        site = site or (seen[0] if len(seen) == 1 else "")
    zone = ZoneInfo(settings.timezone) if settings.timezone else None
    card = DeskEmergency(file, site)
    return tell_no_store(error, card, settings.site_name or "", zone, settings.theme)


def _demo() -> int:
    from sro_ops.cli.demo import demo

    demo.main([], standalone_mode=False)
    return 0


def _show(
    file: SettingsFile,
    path: Path,
    actor: Actor,
    site: Site,
    given: Globals,
    extra: Sequence[Path],
    apart: Apart,
) -> int:
    from sro_ops.console.app import run
    from sro_ops.console.housed import HouseSource
    from sro_ops.settings.quick import quick

    wanted = given.site or quick(file).site_code or ""
    source = HouseSource(file, path, actor, site, given.safe_mode, extra, apart.clock, apart.beside)
    source.first_badge = given.badge or ""
    source.choose_site = lambda sites, who: _site(sites, wanted, who)
    return run(source, now=apart.clock)


def _first(file: SettingsFile, path: Path, settings: QuickSettings) -> tuple[str, str] | None:
    """Make a store by questions; return the badge and the PIN, or None for the demo instead.

    They are asked on the screen; line by line where there is none.

    Raises:
        KeyboardInterrupt: the questions were left; nothing was made.
    """
    from sro_ops.cli import first_run

    if not first_run.has_screen():
        first = first_run.first_run(file, path, settings)
        return first.badge, first.pin or ""
    return first_run.on_screen(file, path, settings)


def _sign_on(
    file: SettingsFile,
    settings: QuickSettings,
    given: Globals,
    link: Any,
    known: tuple[str, str] | None,
) -> Actor:
    """Return who sits down: who was just asked, who the environment or the system names, or nobody.

    Nobody is a desk without an operator: the screen asks.
    """
    from sro_ops.access import signing
    from sro_ops.cli.opening import address, who_asks
    from sro_ops.settings.quick import quick_roles
    from sro_ops.store.desk import this_desk
    from sro_ops.store.model import Actor, Scope

    roles, desk = quick_roles(file), this_desk(address(file)).id
    if known is not None:
        return signing.by_pin(link, *known, roles, desk)
    secret = os.environ.get("SRO_OPS_PIN") or os.environ.get("SRO_OPS_TOKEN")
    if settings.sign_on != "pin" or (given.badge and secret):
        return who_asks(given, link, settings.sign_on, roles, desk)
    return Actor(desk, Scope(frozenset()))


def _before(sites: Mapping[str, Site], wanted: str) -> Site:
    """Return the site of a desk before anybody has signed on: its name is not shown yet."""
    if wanted and wanted not in sites:
        raise Refused(f'no site "{wanted}"', todo=f"Name one with --site: {', '.join(sites)}")
    return sites[wanted] if wanted else next(iter(sites.values()))


def _site(sites: Mapping[str, Site], wanted: str, actor: Actor) -> Site:
    """Return the site of this desk: the one that was named, else the only one of the operator."""
    if wanted in sites:
        return sites[wanted]
    mine = [site for code, site in sites.items() if actor.scope.covers_site(code)]
    if not wanted and len(mine) == 1:
        return mine[0]
    names = ", ".join(sites)
    what = f'no site "{wanted}"' if wanted else "which site"
    raise Refused(what, todo=f"Name one with --site: {names}")
