"""``sro-ops shift``: coming on, going off, what is carried, hours."""

from __future__ import annotations

import click

from sro_ops import Context, Refused, emit, emit_rows, json_option, with_context

_AT = click.option("--at", help="When: 07:31, -20m, yest 15:32; else now.")
_WORDS = click.argument("words", nargs=-1)


@click.group("shift", invoke_without_command=True)
@json_option
@click.pass_context
def shift(ctx: click.Context, as_json: bool) -> None:
    """Shifts: on, off, status, take, back."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(status, as_json=as_json)


@shift.command("on")
@_WORDS
@_AT
@json_option
@with_context
def on(context: Context, words: tuple[str, ...], at: str | None, as_json: bool) -> None:
    """Come on duty: nobody, keys 4, radio 12, light rain."""
    _tell(context, f"on {' '.join(words)}", at, as_json, "on duty")


@shift.command("off")
@_WORDS
@_AT
@click.option("--shift", "number", help="A colleague's shift that nobody ended: SH-12.")
@json_option
@with_context
def off(
    context: Context, words: tuple[str, ...], at: str | None, number: str | None, as_json: bool
) -> None:
    """Go off duty: relieved by Okafor, keys 4, radio 12; or all."""
    if number is None:
        _tell(context, f"off {' '.join(words)}", at, as_json, "off duty")
        return
    from sro_patrol.shifts.ending import end_for

    kept = end_for(context, number, at, " ".join(words))
    emit({"number": kept.number, "shift": kept.shift}, as_json=as_json,
         text=f"{kept.number}  {kept.shift} ended")  # fmt: skip


def _tell(context: Context, line: str, at: str | None, as_json: bool, said: str) -> None:
    kept = context.enter(line, at)
    answer = {"number": kept.number, "summary": kept.summary, "at": _at(context, kept.at)}
    state = said if kept.state == "saved" else "already saved"
    words = f"{kept.number}  {state}  {answer['at'][11:16]}  {kept.summary}"
    emit({**answer, "state": kept.state}, as_json=as_json, text=words)


def _at(context: Context, utc: str) -> str:
    from datetime import datetime

    moment = datetime.fromisoformat(utc)
    return moment.astimezone(context.now().tzinfo).isoformat(timespec="seconds")


@shift.command("status")
@json_option
@with_context
def status(context: Context, as_json: bool) -> None:
    """Say who is on duty, since when, and what they carry."""
    from sro_patrol.shifts.duty import forgotten, open_shifts, still_out

    zone, rows = context.now().tzinfo, []
    with context.read() as session:
        for one in open_shifts(session, context.site):
            since = one.occurred_from.astimezone(zone)
            rows.append({
                "officer": one.officer,
                "since": since.isoformat(timespec="seconds") if as_json else f"{since:%a %H:%M}",
                "carries": still_out(session, one, None),
                "state": "never ended" if forgotten(one, context.now()) else "on duty",
                "number": one.number,
            })  # fmt: skip
    titles = {"officer": "Officer", "since": "Since", "state": "State", "carries": "Carries",
              "number": "Number"}  # fmt: skip
    emit_rows(rows, titles, as_json=as_json, empty="Nobody is on duty.")


@shift.command("take")
@_WORDS
@json_option
@with_context
def take(context: Context, words: tuple[str, ...], as_json: bool) -> None:
    """Take something out during your shift: radio 7."""
    _move(context, " ".join(words), as_json, back=False)


@shift.command("back")
@_WORDS
@json_option
@with_context
def back(context: Context, words: tuple[str, ...], as_json: bool) -> None:
    """Bring something back before your shift ends: radio 7."""
    _move(context, " ".join(words), as_json, back=True)


def _move(context: Context, what: str, as_json: bool, back: bool) -> None:
    from sro_patrol.shifts.ending import move_kit

    if not what.strip():
        raise Refused("what is it?", todo="Name it: radio 7")
    number = move_kit(context, what, back=back)
    said = "back" if back else "out"
    emit({"number": number, "what": what, "state": said}, as_json=as_json,
         text=f"{number}  {what}  {said}")  # fmt: skip
