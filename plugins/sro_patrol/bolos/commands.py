"""``sro-ops bolo``."""

from __future__ import annotations

import click

from sro_ops import Context, emit, emit_rows, json_option, with_context

_COLUMNS = {
    "number": "Number", "state": "State", "until": "Until", "subject": "Subject",
    "reason": "Reason", "caution": "Caution", "todo": "What to do",
}  # fmt: skip


@click.group("bolo", invoke_without_command=True)
@json_option
@click.pass_context
def bolo(ctx: click.Context, as_json: bool) -> None:
    """BOLOs: list, issue, cancel."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(listed, as_json=as_json)


@bolo.command("list")
@click.option("--all", "whole", is_flag=True, help="Expired and cancelled ones too.")
@json_option
@with_context
def listed(context: Context, whole: bool, as_json: bool) -> None:
    """List what is in force."""
    from sro_patrol.bolos.force import every, in_force

    now, rows = context.now(), []
    with context.read() as session:
        found = every(session, context.site) if whole else in_force(session, context.site, now)
        for one in found:
            ends = one.expires.astimezone(now.tzinfo) if one.expires else None
            until = (ends.isoformat() if as_json else f"{ends:%a %d %b %H:%M}") if ends else None
            rows.append({
                "number": one.number, "state": one.standing(now), "until": until,
                "subject": one.subject, "reason": one.reason, "source": one.source,
                "caution": one.caution, "todo": one.todo, "cancelled_by": one.cancelled_by,
            })  # fmt: skip
    emit_rows(rows, _COLUMNS, as_json=as_json, empty="No BOLO is in force.")


@bolo.command("issue")
@click.argument("words", nargs=-1, required=True)
@click.option("--at", help="When it was issued; else now.")
@json_option
@with_context
def issue(context: Context, words: tuple[str, ...], at: str | None, as_json: bool) -> None:
    """Issue one: white Silverado, custody, until Fri."""
    kept = context.enter(f"bolo {' '.join(words)}", at)
    emit({"number": kept.number, "summary": kept.summary, "state": kept.state}, as_json=as_json,
         text=f"{kept.number}  issued  {kept.summary}")  # fmt: skip


@bolo.command("cancel")
@click.argument("number")
@click.option("--by", default="", help="Who said so; else you.")
@json_option
@with_context
def cancel(context: Context, number: str, by: str, as_json: bool) -> None:
    """Cancel one before it expires."""
    from sro_patrol.bolos.force import cancel as cancelled

    whole = cancelled(context, number, by)
    emit({"number": whole, "state": "cancelled"}, as_json=as_json, text=f"{whole}  cancelled")
