"""``sro-ops visitors``, ``phone`` and ``broken``."""

from __future__ import annotations

import click

from sro_ops import Context, emit, emit_rows, json_option, with_context


@click.group("visitors", invoke_without_command=True)
@json_option
@click.pass_context
def visitors(ctx: click.Context, as_json: bool) -> None:
    """Visitors: who is in, and out."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(listed, as_json=as_json)


@visitors.command("list")
@json_option
@with_context
def listed(context: Context, as_json: bool) -> None:
    """List who has not left yet."""
    from sro_patrol.frontdesk.service import names_in, present

    zone, rows = context.now().tzinfo, []
    with context.read() as session:
        for one in present(session, context.site):
            at = one.occurred_from.astimezone(zone)
            rows.append({
                "since": at.isoformat(timespec="seconds") if as_json else f"{at:%a %H:%M}",
                "badge": one.badge, "who": names_in(session, one), "sees": one.sees,
                "reason": one.reason, "number": one.number,
            })  # fmt: skip
    titles = {"since": "Since", "badge": "Badge", "who": "Who", "sees": "Sees",
              "reason": "Reason", "number": "Number"}  # fmt: skip
    emit_rows(rows, titles, as_json=as_json, empty="No visitor is in.")


@visitors.command("out")
@click.argument("which", metavar="BADGE|NUMBER")
@click.option("--at", help="When they left; else now.")
@json_option
@with_context
def out(context: Context, which: str, at: str | None, as_json: bool) -> None:
    """Sign a visitor out, by badge or by number."""
    from sro_patrol.frontdesk.service import sign_out

    left = sign_out(context, which, at)
    emit({"number": left.number, "state": left.state}, as_json=as_json,
         text=f"{left.number}  left")  # fmt: skip


@click.command("phone")
@click.argument("words", nargs=-1)
@json_option
@with_context
def phone(context: Context, words: tuple[str, ...], as_json: bool) -> None:
    """Find a number to call, by name or role; without words, the whole book."""
    from sro_patrol.frontdesk.service import look_up

    with context.read() as session:
        rows = [
            {"role": one.role, "name": one.name, "phone": one.phone, "second": one.second,
             "radio": one.radio, "hours": one.hours, "remark": one.remark, "number": one.number}
            for one in look_up(session, context.site, " ".join(words))
        ]  # fmt: skip
    titles = {"role": "Role", "name": "Name", "phone": "Phone", "second": "Second",
              "radio": "Radio", "hours": "Hours", "number": "Number"}  # fmt: skip
    emit_rows(rows, titles, as_json=as_json, empty="Nobody in the phone book is called that.")
