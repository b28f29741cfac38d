"""The sites of a store: each school has a chain of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sro_ops.errors import Refused
from sro_ops.store.canonical import utc_text
from sro_ops.store.dialect import Engine
from sro_ops.store.journal import GENESIS, Change, write_lines
from sro_ops.store.model import Actor
from sro_ops.text import one_line

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Site:
    """A school: its short code, its name, and the time zone of its clocks."""

    code: str
    name: str
    timezone: str


def begin_site(link: Any, engine: Engine, actor: Actor, site: Site, now: datetime) -> None:
    """Write a new site and the first line of its chain.

    Raises:
        Refused: without the right, for a code that is malformed or taken, or for a time zone that
            there is not.
    """
    if not actor.may("admin.sites"):
        raise Refused("you have no right to do that (admin.sites)", site.code)
    check_site(site)
    if site.code in known_sites(link):
        raise Refused(f"the site {site.code} is there already")
    values = (site.code, one_line(site.name), site.timezone, False)
    link.execute(engine.sql("INSERT INTO core_site VALUES (?, ?, ?, ?)"), values)
    link.execute(engine.sql("INSERT INTO journal_head VALUES (?, 0, ?)"), (site.code, GENESIS))
    change = Change(site.code, "site added", utc_text(now), type="core.site", summary=values[1])
    write_lines(link, engine, actor, [change], utc_text(now))


def check_site(site: Site) -> None:
    """Refuse a site that cannot be kept.

    Raises:
        Refused: for a code that is malformed, a missing name, or a time zone that there is not.
    """
    if not _CODE.fullmatch(site.code):
        raise Refused(
            f'"{one_line(site.code)}" is no site code', todo="Write 2 to 8 capitals, like OHS"
        )
    try:
        ZoneInfo(site.timezone)
    except (KeyError, ValueError, OSError):
        raise Refused(
            f'no time zone "{one_line(site.timezone)}"', todo="Write one like America/Chicago"
        ) from None
    if not one_line(site.name):
        raise Refused("the site needs a name", site.code)


def known_sites(link: Any) -> dict[str, Site]:
    """Return the sites of a store by code."""
    rows = link.execute("SELECT code, name, timezone FROM core_site ORDER BY code").fetchall()
    return {row[0]: Site(*row) for row in rows}
