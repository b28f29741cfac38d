"""`sro-ops bench`: the benchmarks, as ratios measured side by side."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sro_ops.cli.common import json_option
from sro_ops.cli.output import Column, emit, emit_rows

if TYPE_CHECKING:
    from sro_ops.bench.measure import Result

_COLUMNS = (
    Column("what", "what"),
    Column("measured", "measured", right=True),
    Column("bar", "bar", right=True),
    Column("met", "met"),
    Column("aside", "for orientation"),
)


@click.command()
@click.argument("name", required=False)
@click.option(
    "--scale", type=click.IntRange(min=1000), help="Lines of the large store (made once, kept)."
)
@click.option("--quick", is_flag=True, help="A few rounds only: whether it runs, not how fast.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=1),
    help="console: look at an idle desk for so many real minutes, not 30 by a fast clock.",
)
@json_option
def bench(
    name: str | None, scale: int | None, quick: bool, minutes: float | None, as_json: bool
) -> None:
    """Measure how fast the house is, as ratios side by side in one run.

    NAME is one of store, read, search, desks, paint, console; without it all are run.
    """
    from sro_ops.bench.run import SCALE, chosen, circumstances, run

    told = circumstances()
    results = run(chosen(name), scale or SCALE, quick, _begin, minutes or 0)
    if as_json:
        emit({**told, "results": [result.as_json() for result in results]}, as_json=True)
        return
    for part in told.values():
        assert isinstance(part, dict)
        print(", ".join(f"{key.replace('_', ' ')} {value}" for key, value in part.items()))
    print()
    emit_rows((_row(result) for result in results), _COLUMNS, as_json=False)


def _begin(name: str) -> None:
    print(f"bench {name} …", file=sys.stderr, flush=True)


def _row(result: Result) -> dict[str, object]:
    unit = f" {result.unit}" if result.unit else ""
    sign = "≥" if result.at_least else "≤"
    words = {True: "met", False: "falls short", None: ""}
    return {
        "what": f"{result.name}: {result.what}",
        "measured": f"{result.measured:.2f}{unit}",
        "bar": "" if result.bar is None else f"{sign} {result.bar:g}{unit}",
        "met": words[result.met],
        "aside": result.aside,
    }
