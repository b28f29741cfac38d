"""`sro-ops journal`, `search` and `show`: reading what was kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened
from sro_ops.cli.output import emit_rows
from sro_ops.cli.words import COLUMNS, line_row
from sro_ops.errors import Refused, Usage
from sro_ops.text import nearest

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.store.model import Line

EMPTY = "Nothing here yet. Keep something with: sro-ops log patrol gym secure"


@click.command()
@click.option("--from", "start", help="Occurred from this time on: 2026-10-14, 2026-10-14T08:00.")
@click.option("--to", "end", help="Occurred before this time.")
@click.option("--type", "type_name", help="Only this record type.")
@click.option("--plugin", help="Only this plugin's lines.")
@click.option("--operator", help="Only this operator's lines, by badge.")
@click.option("--place", help="Only this place.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@click.option("--after", type=click.IntRange(0), help="Lines after this seq, oldest first.")
@click.option("--follow", is_flag=True, help="Go on with new lines as they come.")
@json_option
@pass_globals
def journal(given: Globals, /, as_json: bool, **asked: Any) -> None:
    """Show journal lines, the newest last."""
    with opened(given) as house:
        _allow(house)
        filters = _filters(house, asked)
        follow, after, limit = asked["follow"], asked["after"], asked["limit"]
        if follow or after is not None:
            filters.append(("site", _one_site(house)))
        lines = _flow(house, filters, limit, after, follow)
        rows = (line_row(line, house, as_json) for line in lines)
        emit_rows(rows, COLUMNS, as_json=as_json, empty=EMPTY, sample=0 if follow else 200)


def _flow(
    house: House, filters: list[tuple[str, Any]], limit: int, after: int | None, follow: bool
) -> Iterator[Line]:
    with house.store.journal(house.actor.scope) as reader:
        newest = after is None
        since = [] if newest else [("after", after)]
        lines = reader.select([*filters, *since], limit, newest)
        yield from lines
        if not follow:
            return
        seq = lines[-1].seq if lines else after
        if seq is None:
            seq = reader.heads().get(house.site, (0, ""))[0]
        yield from _follow(reader, filters, seq)


def _follow(reader: Any, filters: list[tuple[str, Any]], seq: int) -> Iterator[Line]:
    from sro_ops.store.feed import Feed

    feed = Feed(reader, reader.position(), desk_view=False)
    while True:
        lines = reader.select([*filters, ("after", seq)], 500, newest=False)
        yield from lines
        seq = lines[-1].seq if lines else seq
        if not lines:
            feed.wait(3600)


def _filters(house: House, asked: dict[str, Any]) -> list[tuple[str, Any]]:
    from sro_ops.access.lookup import by_badge
    from sro_ops.records.values import read_time
    from sro_ops.store.canonical import utc_text

    found: list[tuple[str, Any]] = []
    if house.site_given:
        found.append(("site", house.site))
    for name, key in (("start", "from"), ("end", "to")):
        moment = read_time(asked.get(name) or "", house.zone, f"--{key}")
        if moment is not None:
            found.append((key, utc_text(moment)))
    if asked.get("type_name"):
        found.append(("type", house.type_name(asked["type_name"])))
    if asked.get("plugin"):
        found.append(("plugin", _plugin(house, asked["plugin"])))
    if asked.get("place"):
        found.append(("place", house.place_code(asked["place"])))
    if asked.get("operator"):
        with house.store.raw() as link:
            known = by_badge(link, asked["operator"])
        if known is None:
            raise Refused(f'no operator with badge "{asked["operator"]}"', "--operator")
        found.append(("operator", known.id))
    return found


def _one_site(house: House) -> str:
    """Return the site whose seq is meant."""
    if not house.site:
        names = ", ".join(sorted(house.store.sites))
        raise Usage("--after and --follow need one site", todo=f"Name it with --site: {names}")
    return house.site


def _plugin(house: House, name: str) -> str:
    known = {"core", *(kind.plugin for kind in house.store.kinds.values())}
    if name not in known:
        close = nearest(name, known)
        todo = f"Nearest: {close}" if close else f"Known: {', '.join(sorted(known))}"
        raise Refused(f'no lines of a plugin "{name}"', "--plugin", todo)
    return name


def _allow(house: House) -> None:
    if not house.actor.scope.classes:
        raise Refused("your role reads no records", todo="Ask a supervisor for another role")


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--type", "type_name", help="Only this record type.")
@click.option("--from", "start", help="Occurred from this time on.")
@click.option("--to", "end", help="Occurred before this time.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@json_option
@pass_globals
def search(
    given: Globals,
    /,
    query: tuple[str, ...],
    limit: int,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show lines that hold all the words, the newest first."""
    with opened(given) as house:
        _allow(house)
        house.allow("core.search")
        filters = _filters(house, asked)
        with house.store.journal(house.actor.scope) as reader:
            lines = reader.search(" ".join(query), limit, filters=filters)
        rows = [line_row(line, house, as_json) for line in lines]
        emit_rows(rows, COLUMNS, as_json=as_json, empty="Nothing found.")


@click.command()
@click.argument("number")
@json_option
@pass_globals
def show(given: Globals, number: str, as_json: bool) -> None:
    """Show a record with its fields, people, narrative, links and history."""
    from sro_ops.cli.output import emit
    from sro_ops.cli.pages import page_document, page_text
    from sro_ops.records.page import read_page

    with opened(given) as house:
        site, whole = house.number(number)
        page = read_page(house.store, house.actor, whole, site)
        text = None if as_json else page_text(page, house)
        emit(page_document(page, house), as_json=as_json, text=text)
