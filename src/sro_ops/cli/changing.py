"""What the shell does to a kept record: edit, fix, append, strike, move, link."""

from __future__ import annotations

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened
from sro_ops.cli.output import emit
from sro_ops.cli.words import verb_text


@click.command()
@click.argument("number")
@click.argument("values", metavar="FIELD=VALUE…", nargs=-1, required=True)
@click.option("--why", required=True, help="The reason; it is journaled.")
@click.option("--version", type=int, help="Refuse if somebody changed it since this version.")
@click.option("--part", help='Amend one part of it: "stop 2", the second that was added.')
@json_option
@pass_globals
def edit(
    given: Globals,
    number: str,
    values: tuple[str, ...],
    why: str,
    version: int | None,
    part: str | None,
    as_json: bool,
) -> None:
    """Amend fields of a record, or of one of its parts, with a reason."""
    from sro_ops.records.changing import amend
    from sro_ops.records.parting import amend_part
    from sro_ops.records.values import pairs

    with opened(given) as house:
        site, whole = house.number(number)
        texts = pairs(values)
        if part is not None:
            kept = amend_part(house.store, house.actor, whole, part, texts, why, site)
        else:
            texts = house.with_place(texts)
            kept = amend(house.store, house.actor, whole, texts, why, site, version)
        _done(kept.number, "amended", kept.seq, as_json)


@click.command()
@click.argument("number")
@click.argument("text", nargs=-1, required=True)
@json_option
@pass_globals
def fix(given: Globals, number: str, text: tuple[str, ...], as_json: bool) -> None:
    """Correct your own last entry, within ten minutes; type the whole line again."""
    from sro_ops.records.fixing import fix as correct

    with opened(given) as house:
        site, whole = house.number(number)
        entry = house.read_again(" ".join(text), whole, site)
        kept = correct(house.store, house.actor, whole, entry, site)
        replaced = whole if kept.number != whole else ""
        _done(kept.number, "corrected", kept.seq, as_json, replaced)


@click.command()
@click.argument("number")
@click.argument("text", nargs=-1, required=True)
@json_option
@pass_globals
def append(given: Globals, number: str, text: tuple[str, ...], as_json: bool) -> None:
    """Add a line to a record's narrative."""
    from sro_ops.records.changing import append as add_line

    with opened(given) as house:
        site, whole = house.number(number)
        kept = add_line(house.store, house.actor, whole, " ".join(text), site)
        _done(kept.number, "appended", kept.seq, as_json)


@click.command()
@click.argument("number")
@click.option("--why", required=True, help="The reason; it stands beside the crossed-out entry.")
@json_option
@pass_globals
def strike(given: Globals, number: str, why: str, as_json: bool) -> None:
    """Cross a record out; it stays in sight, with the reason."""
    from sro_ops.records.changing import strike as cross_out

    with opened(given) as house:
        site, whole = house.number(number)
        kept = cross_out(house.store, house.actor, whole, why, site)
        _done(kept.number, "struck", kept.seq, as_json)


@click.command()
@click.argument("number")
@click.argument("transition")
@click.argument("values", metavar="FIELD=VALUE…", nargs=-1)
@json_option
@pass_globals
def move(
    given: Globals, number: str, transition: str, values: tuple[str, ...], as_json: bool
) -> None:
    """Take a record one step of its workflow further."""
    from sro_ops.records.changing import move as step
    from sro_ops.records.values import pairs

    with opened(given) as house:
        site, whole = house.number(number)
        texts = house.with_place(pairs(values))
        kept = step(house.store, house.actor, whole, transition, texts, site)
        _done(kept.number, "moved", kept.seq, as_json)


@click.command()
@click.argument("number")
@click.argument("other", metavar="NUMBER")
@click.argument("relation", default="see")
@json_option
@pass_globals
def link(given: Globals, number: str, other: str, relation: str, as_json: bool) -> None:
    """Link two records: see, continues, replaces, or your own word."""
    from sro_ops.records.linking import link as join

    with opened(given) as house:
        house.allow("core.link")
        (site, first), (other_site, second) = house.number(number), house.number(other)
        join(house.store, house.actor, first, second, relation, site, other_site)
        answer = {"number": first, "other": second, "relation": relation}
        emit(answer, as_json=as_json, text=f"{first}  {relation}  {second}  linked")


def _done(number: str, what: str, seq: int, as_json: bool, replaced: str = "") -> None:
    answer: dict[str, object] = {"number": number, "seq": seq, "state": what}
    text = f"{number}  {verb_text(what)}"
    if replaced:
        answer["replaces"] = replaced
        text = f"{number}  saved in the place of {replaced}, which is crossed out"
    emit(answer, as_json=as_json, text=text)
