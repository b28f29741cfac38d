"""`sro-ops log` and `sro-ops add`: keeping something new."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.errors import say
from sro_ops.cli.opening import opened
from sro_ops.cli.output import emit
from sro_ops.errors import Refused, Usage
from sro_ops.text import clean

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.records.saving import Saved


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--at", "when", help="When it happened: 11:42, -20m, yest 14:40.")
@click.option("--place", help="Where: a place's code or name.")
@click.option("--id", "id", help="A UUID; the same one twice is one record.")
@click.option("--again", is_flag=True, help="Keep it even if you just kept the same.")
@json_option
@pass_globals
def log(
    given: Globals,
    text: tuple[str, ...],
    when: str | None,
    place: str | None,
    id: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Keep a line, as on the Desk's entry line; `log -` reads lines from standard input."""
    with opened(given) as house:
        if text == ("-",):
            if id is not None:
                raise Usage("--id goes with one line, not with log -")
            _log_lines(house, when, place, again, as_json)
        else:
            _answer(house, _keep(house, " ".join(text), when, place, again, id), as_json)


def _log_lines(
    house: House, when: str | None, place: str | None, again: bool, as_json: bool
) -> None:
    """Keep each line of standard input; one that is refused is told and the rest goes on."""
    refused = 0
    for number, line in enumerate(_stdin(), 1):
        if not clean(line).strip():
            continue
        try:
            _answer(house, _keep(house, line, when, place, again, None), as_json)
        except Refused as error:
            refused += 1
            say(f"line {number}: {error}")
    if refused:
        many = f"{refused} lines were" if refused > 1 else "1 line was"
        raise Refused(f"{many} not kept", todo="The others were")


def _stdin() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace").strip("\ufeff\r\n")


def _keep(
    house: House, text: str, when: str | None, place: str | None, again: bool, id: str | None
) -> Saved:
    from sro_ops.host.scanning import as_saved, keep_scan, known_code
    from sro_ops.records.saving import save_entry
    from sro_ops.store.ids import is_id

    if id is not None and not is_id(id.lower()):
        raise Usage(f'"{id}" is no UUID', "--id")
    match = known_code(house, text)
    scan = keep_scan(house, match) if match else None
    if scan is not None:
        return as_saved(house, scan)
    text = match.value.entry or text if match else text
    entry = house.read_line(text, when, place)
    return save_entry(house.store, house.actor, entry, house.site, again, id and id.lower())


def _answer(house: House, kept: Saved, as_json: bool) -> None:
    from sro_ops.cli.words import local

    at = local(kept.at, house.zone)
    answer: dict[str, Any] = {
        "number": kept.number, "id": kept.id or None, "seq": kept.seq or None,
        "type": kept.type or None,
        "summary": kept.summary, "at": at.isoformat(), "state": kept.state,
    }  # fmt: skip
    said = "saved" if kept.state == "saved" else "already saved"
    if kept.remark:
        answer["remark"] = kept.remark
        said = f"saved as a note ({kept.remark})"
    emit(answer, as_json=as_json, text=f"{kept.number}  {said}  {at:%H:%M}  {kept.summary}")
    sys.stdout.flush()


@click.command()
@click.argument("type_name", metavar="TYPE")
@click.argument("values", metavar="FIELD=VALUE…", nargs=-1)
@click.option("--to", "number", help="Add a part to this record; TYPE is the part: stop, item.")
@json_option
@pass_globals
def add(
    given: Globals, type_name: str, values: tuple[str, ...], number: str | None, as_json: bool
) -> None:
    """Add a record of any type, field by field; with --to a part of one."""
    from sro_ops.records.parting import add_part
    from sro_ops.records.saving import saved
    from sro_ops.records.values import check_span, pairs, read_values

    with opened(given) as house:
        house.allow("core.add")
        if number is not None:
            site, whole = house.number(number)
            texts = pairs(values)
            kept = add_part(house.store, house.actor, whole, type_name, texts, site)
            _answer(house, kept, as_json)
            return
        cls = house.record_class(type_name)
        record = cls(**read_values(cls, house.with_place(pairs(values)), house.zone))
        check_span(record)
        with house.store.write(house.actor, house.site) as session:
            session.add(record)
        _answer(house, saved(session, record), as_json)
