"""Tours on the shell: `sro-ops patrol`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from sro_ops import Context, emit, emit_rows, json_option, with_context
from sro_patrol.checks.commands import check_rows

if TYPE_CHECKING:
    from sro_patrol.tours.telling import Told

_PLANS = {
    "tour": "Tour", "number": "Number", "stops": "Checkpoints", "next": "Next start",
    "running": "Under way",
}  # fmt: skip
_TOURS = {"tour": "Tour", "number": "Number", "far": "Done", "next": "Next", "missed": "Missed"}
_CHECKS = {"at": "At", "place": "Place", "finding": "Finding", "number": "Number"}

_tour_option = click.option("--tour", default="", help="Which running tour: its number or name.")


@click.group("patrol")
def patrol() -> None:
    """Tours: start one, scan its checkpoints, see how it stands."""


@patrol.command()
@json_option
@with_context
def tours(context: Context, as_json: bool) -> None:
    """List the tours that can be walked."""
    from sro_patrol.tours.overview import plans_now

    rows: list[dict[str, object]] = []
    for one in plans_now(context):
        row: dict[str, object] = {
            "tour": one.plan.name, "number": one.plan.number, "order": one.plan.order,
            "monitoring": one.plan.monitoring, "stops": one.stops,
            "next_start": _iso(one.next_start), "running": one.running,
        }  # fmt: skip
        rows.append(row if as_json else {**row, "next": _clock(one.next_start)})
    empty = "No tour is planned yet. docs/tours.md says how."
    emit_rows(rows, _PLANS, as_json=as_json, empty=empty)


@patrol.command()
@click.argument("tour", nargs=-1, required=True)
@json_option
@with_context
def start(context: Context, tour: tuple[str, ...], as_json: bool) -> None:
    """Begin a tour: its name, how the name begins, or its number."""
    from sro_patrol.tours import service

    _answer(service.start(context, " ".join(tour)), as_json)


@patrol.command()
@click.argument("code")
@click.option("--answer", default="", help="The answer to the checkpoint's question.")
@json_option
@with_context
def scan(context: Context, code: str, answer: str, as_json: bool) -> None:
    """Scan a checkpoint by its code."""
    from sro_patrol.tours import service

    _answer(service.scan(context, code, answer), as_json)


@patrol.command()
@click.argument("text", nargs=-1, required=True)
@_tour_option
@json_option
@with_context
def answer(context: Context, text: tuple[str, ...], tour: str, as_json: bool) -> None:
    """Answer the question of the last checkpoint, or correct the answer."""
    from sro_patrol.tours import service

    _answer(service.answer(context, tour, " ".join(text)), as_json)


@patrol.command()
@click.argument("checkpoint", nargs=-1, required=True)
@click.option("--why", required=True, help="Why nobody goes there.")
@_tour_option
@json_option
@with_context
def skip(context: Context, checkpoint: tuple[str, ...], why: str, tour: str, as_json: bool) -> None:
    """Skip a checkpoint: its code, number or name."""
    from sro_patrol.tours import service

    _answer(service.skip(context, " ".join(checkpoint), why, tour), as_json)


@patrol.command()
@click.argument("checkpoint")
@click.argument("what", nargs=-1, required=True)
@_tour_option
@json_option
@with_context
def exception(
    context: Context, checkpoint: str, what: tuple[str, ...], tour: str, as_json: bool
) -> None:
    """Open a record of what is wrong at a checkpoint; WHAT in words."""
    from sro_patrol.tours import service

    _answer(service.exception(context, checkpoint, " ".join(what), tour), as_json)


@patrol.command()
@click.argument("tour", nargs=-1)
@json_option
@with_context
def finish(context: Context, tour: tuple[str, ...], as_json: bool) -> None:
    """End a tour; what nobody was at was missed."""
    from sro_patrol.tours import service

    _answer(service.finish(context, " ".join(tour)), as_json)


@patrol.command()
@json_option
@with_context
def status(context: Context, as_json: bool) -> None:
    """Say how the running tours stand, and how each place was found last today."""
    from sro_patrol.tours.overview import tours_now

    rows: list[dict[str, object]] = []
    for walk, stands in tours_now(context):
        missed = [one.stop.name for one in stands.in_state("missed")]
        row: dict[str, object] = {
            "kind": "tour", "tour": walk.tour.tour, "number": walk.tour.number,
            "done": stands.settled, "stops": walk.tour.stops, "next": walk.tour.next_name,
            "missed_at": _iso(_local(walk.tour.alarm_at, context)), "missed": missed,
        }  # fmt: skip
        far = f"{stands.settled} of {walk.tour.stops}"
        rows.append(row if as_json else {**row, "far": far})
    checks = check_rows(context, as_json)
    if as_json:
        emit_rows([*rows, *checks], {}, as_json=True)
        return
    if rows:
        emit_rows(rows, _TOURS, as_json=False)
        click.echo("")
    emit_rows(checks, _CHECKS, as_json=False, empty="Nothing was looked at today.")


def _answer(told: Told, as_json: bool) -> None:
    """Print what an act came to."""
    row: dict[str, object] = {
        "number": told.tour.number, "tour": told.tour.tour, "result": told.result,
        "checkpoint": told.one.stop.name if told.one else None,
        "warnings": list(told.one.warnings) if told.one else [],
        "done": told.stands.settled, "stops": told.tour.stops, "next": told.tour.next_name,
        "state": told.tour.state, "message": told.words, "question": told.question or None,
        "choices": list(told.answers), "opened": told.opened or None,
    }  # fmt: skip
    emit(row, as_json=as_json, text="\n".join(_words(told)))


def _words(told: Told) -> Iterable[str]:
    yield f"{told.tour.number}  {told.words}"
    if told.opened:
        yield f"{told.opened}  opened"
    if told.question:
        choices = f"  ({', '.join(told.answers)})" if told.answers else ""
        yield f"{told.question}{choices}"
        yield f"sro-ops patrol answer --tour {told.tour.number} …"


def _local(at: datetime | None, context: Context) -> datetime | None:
    return at.astimezone(context.now().tzinfo) if at else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _clock(at: Any) -> str:
    return f"{at:%a %d %b %H:%M}" if at else ""
