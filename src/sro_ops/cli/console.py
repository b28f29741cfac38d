"""Opening the console: sign on in the terminal, then the Desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sro_ops.cli.common import Globals
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.settings.quick import QuickSettings
    from sro_ops.settings.source import SettingsFile
    from sro_ops.store.model import Actor
    from sro_ops.store.sites import Site


def open_console(
    file: SettingsFile, given: Globals | None = None, extra: Sequence[Path] = ()
) -> int:
    """Sign on and show the Desk until it is left; return its exit code.

    Where there is no store yet, a few questions make one. Nothing heavy is imported before the
    Desk has painted.

    Raises:
        Refused: who is asking is not known.
        Unreachable: the store cannot be opened.
    """
    from sro_ops.cli.opening import address
    from sro_ops.settings.quick import quick
    from sro_ops.store import schema, sqlite_file
    from sro_ops.store.sites import known_sites

    given = given or Globals()
    path, settings = Path(address(file).removeprefix("sqlite:///")), quick(file)
    known = None if path.exists() else _first(file, path, settings)
    sqlite_file.check_file(path)
    link = sqlite_file.connect(path, readonly=True)
    try:
        schema.check_version(link, path)
        actor = _sign_on(file, settings, given, link, known)
        site = _site(known_sites(link), given.site or settings.site_code or "", actor)
    finally:
        link.close()
    return _show(file, path, actor, site, given, extra)


def _show(
    file: SettingsFile,
    path: Path,
    actor: Actor,
    site: Site,
    given: Globals,
    extra: Sequence[Path],
) -> int:
    from sro_ops.console.app import run
    from sro_ops.console.housed import HouseSource

    return run(HouseSource(file, path, actor, site, given.safe_mode, extra))


def _first(file: SettingsFile, path: Path, settings: QuickSettings) -> tuple[str, str]:
    """Make a store by questions; return the badge and the PIN that were given."""
    from sro_ops.cli.first_run import first_run

    first = first_run(file, path, settings)
    return first.badge, first.pin or ""


def _sign_on(
    file: SettingsFile,
    settings: QuickSettings,
    given: Globals,
    link: Any,
    known: tuple[str, str] | None,
) -> Actor:
    """Return who sits down: who was just asked, who the options name, or who signs on now."""
    from sro_ops.access import signing
    from sro_ops.cli.errors import say
    from sro_ops.cli.opening import address, who_asks
    from sro_ops.settings.quick import quick_roles
    from sro_ops.store.desk import this_desk

    roles, desk = quick_roles(file), this_desk(address(file)).id
    if known is not None:
        return signing.by_pin(link, *known, roles, desk)
    if given.badge or settings.sign_on != "pin":
        return who_asks(given, link, settings.sign_on, roles, desk)
    from sro_ops.cli.first_run import ask

    while True:
        named = replace(given, badge=ask("Badge"))
        try:
            return who_asks(named, link, "pin", roles, desk)
        except EOFError:
            raise KeyboardInterrupt from None
        except Refused as error:
            say(str(error))


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
