"""Which benchmarks there are, and what a run of them answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from sro_ops.bench.machine import machine, versions
from sro_ops.bench.measure import Result
from sro_ops.errors import Usage
from sro_ops.paths import cache_dir
from sro_ops.text import nearest

BENCHMARKS = {
    "store": "sro_ops.bench.writing:store_bench",
    "read": "sro_ops.bench.reading:read_bench",
    "search": "sro_ops.bench.reading:search_bench",
    "desks": "sro_ops.bench.desks:desks_bench",
    "paint": "sro_ops.bench.desk_paint:paint_bench",
    "console": "sro_ops.bench.console:console_bench",
}
"""Name -> where it is; each is called with the scale in lines and whether to be quick."""

SCALE = 100_000
"""The lines of the large store where no other number is asked for."""


def chosen(name: str | None) -> list[str]:
    """Return the benchmarks to run: the named one, or all.

    Raises:
        Usage: names the nearest one.
    """
    if name is None:
        return list(BENCHMARKS)
    if name not in BENCHMARKS:
        close = nearest(name, BENCHMARKS)
        todo = f"Nearest: {close}" if close else f"There are: {', '.join(BENCHMARKS)}"
        raise Usage(f'no benchmark "{name}"', todo=todo)
    return [name]


def run(
    names: Iterable[str],
    scale: int,
    quick: bool,
    begin: Callable[[str], None] = lambda name: None,
    minutes: float = 0,
) -> list[Result]:
    """Run benchmarks one after the other; `begin` is told the name of each before it starts.

    `minutes` is how long `console` looks at an idle desk, by real time.
    """
    results: list[Result] = []
    for name in names:
        begin(name)
        module, function = BENCHMARKS[name].split(":")
        more = {"minutes": minutes} if name == "console" else {}
        results += getattr(import_module(module), function)(scale, quick, **more)
    return results


def circumstances() -> dict[str, object]:
    """Return the machine and the versions that the figures speak of."""
    cache_dir().mkdir(parents=True, exist_ok=True)
    return {"machine": machine(cache_dir()), "versions": versions()}
