"""Opening the console: sign on in the terminal, then the Desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sro_ops.cli.common import Globals
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.settings.source import SettingsFile
    from sro_ops.store.model import Actor
    from sro_ops.store.sites import Site


def open_console(
    file: SettingsFile, given: Globals | None = None, extra: Sequence[Path] = ()
) -> int:
    """Sign on and show the Desk until it is left; return its exit code.

    Nothing heavy is imported before the Desk has painted.

    Raises:
        Refused: who is asking is not known.
        Unreachable: the store cannot be opened.
    """
    from sro_ops.cli.opening import who_asks
    from sro_ops.console.app import run
    from sro_ops.console.housed import HouseSource
    from sro_ops.settings.quick import quick, quick_roles, store_address
    from sro_ops.store import schema, sqlite_file
    from sro_ops.store.desk import this_desk
    from sro_ops.store.sites import known_sites

    given = given or Globals()
    path = Path(store_address(file).removeprefix("sqlite:///"))
    sqlite_file.check_file(path)
    link = sqlite_file.connect(path, readonly=True)
    try:
        schema.check_version(link, path)
        settings = quick(file)
        actor: Actor = who_asks(
            given, link, settings.sign_on, quick_roles(file), this_desk(store_address(file)).id
        )
        site = _site(known_sites(link), given.site or settings.site_code or "")
    finally:
        link.close()
    return run(HouseSource(file, path, actor, site, given.safe_mode, extra))


def _site(sites: Mapping[str, Site], wanted: str) -> Site:
    if wanted in sites:
        return sites[wanted]
    if not wanted and len(sites) == 1:
        return next(iter(sites.values()))
    names = ", ".join(sites)
    raise Refused(f'no site "{wanted}"' if wanted else "which site", todo=f"--site {names}")
