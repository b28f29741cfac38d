"""`sro-ops seal`, `unseal` and `expunge`."""

from __future__ import annotations

import sys

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened
from sro_ops.cli.output import emit
from sro_ops.errors import Refused


def _seal(given: Globals, number: str, why: str, sealed: bool, as_json: bool) -> None:
    from sro_ops.records.kept import need_reason
    from sro_ops.store.privacy import seal as close

    need_reason(why)
    with opened(given) as house:
        site, whole = house.number(number)
        with house.store.write(house.actor, site) as session:
            close(session, session.find(whole, site), why, sealed)
        state = "sealed" if sealed else "unsealed"
        emit({"number": whole, "state": state}, as_json=as_json, text=f"{whole}  {state}")


@click.command()
@click.argument("number")
@click.option("--why", required=True, help="The reason; it is journaled.")
@json_option
@pass_globals
def seal(given: Globals, number: str, why: str, as_json: bool) -> None:
    """Seal a record: kept, but seen only by those with a right of its own."""
    _seal(given, number, why, True, as_json)


@click.command()
@click.argument("number")
@click.option("--why", required=True, help="The reason; it is journaled.")
@json_option
@pass_globals
def unseal(given: Globals, number: str, why: str, as_json: bool) -> None:
    """Open a sealed record again."""
    _seal(given, number, why, False, as_json)


@click.command()
@click.argument("number")
@click.option("--why", required=True, help="The order or the rule; it is kept. Name no person.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_globals
def expunge(given: Globals, number: str, why: str, yes: bool, as_json: bool) -> None:
    """Take a record's words away for good; its number and times stay."""
    from sro_ops.records.kept import need_reason
    from sro_ops.store.privacy import expunge as take_away
    from sro_ops.store.privacy import scrub

    need_reason(why)
    with opened(given) as house:
        house.allow("privacy.expunge")
        site, whole = house.number(number)
        if not yes:
            if not sys.stdin.isatty():
                raise Refused("this cannot be undone", whole, "Say --yes if you mean it")
            click.confirm(f"Expunge {whole} for good?", abort=True, err=True)
        written = take_away(house.store, house.actor, whole, site, why)
        scrub(house.store, _progress)
        answer = {"number": whole, "seq": written.seq, "state": "expunged"}
        emit(answer, as_json=as_json, text=f"{whole}  expunged")


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        print(f"… {step}", file=sys.stderr)
