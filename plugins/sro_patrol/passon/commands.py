"""``sro-ops passon``."""

from __future__ import annotations

import click

from sro_ops import Context, emit, emit_rows, json_option, with_context


@click.group("passon", invoke_without_command=True)
@json_option
@click.pass_context
def passon(ctx: click.Context, as_json: bool) -> None:
    """What one officer leaves to the next: list, write, ack."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(listed, as_json=as_json)


@passon.command("list")
@json_option
@with_context
def listed(context: Context, as_json: bool) -> None:
    """List what nobody has acknowledged yet."""
    from sro_patrol.passon.waiting import waiting

    zone, rows = context.now().tzinfo, []
    with context.read() as session:
        for one in waiting(session, context.site):
            at = one.occurred_from.astimezone(zone)
            rows.append({
                "number": one.number, "from": one.author,
                "at": at.isoformat(timespec="seconds") if as_json else f"{at:%a %H:%M}",
                "text": one.text,
            })  # fmt: skip
    titles = {"at": "At", "from": "From", "text": "Pass on", "number": "Number"}
    emit_rows(rows, titles, as_json=as_json, empty="Nothing waits to be acknowledged.")


@passon.command("write")
@click.argument("words", nargs=-1, required=True)
@click.option("--at", help="When; else now.")
@json_option
@with_context
def write(context: Context, words: tuple[str, ...], at: str | None, as_json: bool) -> None:
    """Pass something on: door 4 lock broken, locksmith comes Thursday."""
    kept = context.enter(f"pass {' '.join(words)}", at)
    emit({"number": kept.number, "summary": kept.summary, "state": kept.state}, as_json=as_json,
         text=f"{kept.number}  passed on  {kept.summary}")  # fmt: skip


@passon.command("ack")
@click.argument("number", default="")
@json_option
@with_context
def ack(context: Context, number: str, as_json: bool) -> None:
    """Acknowledge one pass-on, or all that others wrote."""
    from sro_patrol.passon.waiting import acknowledge

    rows = [{"number": one, "state": "acknowledged"} for one in acknowledge(context, number)]
    if as_json:
        emit_rows(rows, {}, as_json=True)
        return
    for row in rows:
        emit(row, as_json=False, text=f"{row['number']}  acknowledged")
