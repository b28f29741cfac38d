"""Keys that are lent out: a duty that uses the public door for all that it offers."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event

import click
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from sro_ops import (
    Column,
    Context,
    Link,
    Narrative,
    Party,
    Record,
    Refused,
    ReportAsk,
    ReportContribution,
    ScanKept,
    ScanMatch,
    ServiceContribution,
    Table,
    Verb,
    Workflow,
    emit,
    emit_rows,
    field,
    hookimpl,
    hookspec,
    json_option,
    with_context,
)


class Loan(Record, type="keys.loan", prefix="K", record_class="directory"):
    """A key that somebody has."""

    key: Mapped[str] = field("Key")
    workflow = Workflow("out", "back", transitions={"return": ("out", "back")})


@hookspec
def sro_keys_seen(context: Context, key: str) -> str | None:
    """Say where a key is; None where you do not know."""


def _text(answer: object) -> str:
    if not isinstance(answer, str):
        raise TypeError("sro_keys_seen should return text")
    return answer


@click.group("keys")
def keys() -> None:
    """Keys that are lent out."""


@keys.command()
@click.argument("key")
@json_option
@with_context
def lend(context: Context, key: str, as_json: bool) -> None:
    """Lend a key out."""
    with context.write() as session:
        loan = Loan(key=key)
        session.add(loan)
    answer = {"number": loan.number, "key": key}
    emit(answer, as_json=as_json, text=f"{loan.number}  {key} lent at {context.now():%H:%M}")


@keys.command()
@json_option
@with_context
def out(context: Context, as_json: bool) -> None:
    """List the keys that are out."""
    with context.read() as session:
        lent = session.scalars(select(Loan).where(Loan.state == "out"))
        rows = [{"key": loan.key, "number": loan.number} for loan in lent]
    emit_rows(rows, {"key": "Key", "number": "Number"}, as_json=as_json, empty="All are here.")


@keys.command()
@click.argument("number")
@click.argument("said")
@json_option
@with_context
def back(context: Context, number: str, said: str, as_json: bool) -> None:
    """Take a key back; whoever brought it says something, and the next loan is linked."""
    site, whole = context.number(number)
    with context.write() as session:
        loan = session.find(whole, site)
        assert isinstance(loan, Loan)
        session.intend(loan, "moved", why="return")
        assert loan.workflow is not None
        loan.state = loan.workflow.target("return", loan.state)
    with context.write() as session:
        again = session.load(loan.id)
        assert again is not None
        who = context.actor.operator
        session.add(Narrative(record=again, at=context.now(), operator=who, text=said))
        session.add(Party(record=again, name="Ana Lee", role="brought by"))
        session.add(note := Loan(key=loan.key))
        session.flush()
        session.add(Link(from_record=note.id, to_record=loan.id, relation="continues"))
    emit({"number": loan.number, "state": loan.state, "next": note.number}, as_json=as_json)


@keys.command()
@click.argument("key")
@json_option
@with_context
def where(context: Context, key: str, as_json: bool) -> None:
    """Ask everybody where a key is."""
    seen = context.ask("sro_keys_seen", check=_text, key=key)
    rows = [{"plugin": one.plugin, "place": one.value} for one in seen]
    emit_rows(
        rows, {"plugin": "Who", "place": "Where"}, as_json=as_json, empty="Nobody has seen it."
    )


@keys.command()
def jam() -> None:
    """Fail as a plugin with a mistake in it does."""
    raise KeyError("the lock is jammed")


def cabinet(context: Context, stop: Event) -> None:
    """Note that the cabinet was opened, once, and wait."""
    with context.write() as session:
        session.add(Loan(key="cabinet opened"))
    stop.wait()


def loans(ask: ReportAsk) -> Iterable[Table]:
    """Return the loans that whoever prints may see."""
    columns = [Column("number", "Number"), Column("key", "Key")]
    rows = [(loan.number, loan.key) for loan in ask.session.scalars(select(Loan))]
    yield Table("Loans", columns, rows)


@hookimpl
def sro_record_types() -> list[type[Record]]:
    """Bring the loans."""
    return [Loan]


@hookimpl
def sro_verbs() -> list[Verb]:
    """Bring the word ``lend``."""
    return [Verb("lend", "keys.loan", "Lend a key", "lend gym", text="key")]


@hookimpl
def sro_commands() -> list[click.Command]:
    """Bring ``sro-ops keys``."""
    return [keys]


@hookimpl
def sro_services() -> list[ServiceContribution]:
    """Watch the cabinet."""
    return [ServiceContribution("keys", "Watches the cabinet", cabinet)]


@hookimpl
def sro_reports() -> list[ReportContribution]:
    """Bring the list of loans."""
    return [ReportContribution("keys.loans", "Keys lent", loans)]


@hookimpl
def sro_scan(code: str, context: Context) -> ScanMatch | None:
    """Know the tag of a key that was lent before, and the tag of the hook that it hangs on."""
    with context.read() as session:
        known = session.scalar(select(Loan).where(Loan.key == code.removeprefix("HOOK-")))
    if known is None:
        return None
    if code.startswith("HOOK-"):
        return ScanMatch(f"Hook of {known.key}", keep=lambda here: _hung_up(here, known.id))
    return ScanMatch(f"Key {code}", f"lend {code} again")


def _hung_up(context: Context, loan: str) -> ScanKept:
    """Take a key back, and ask whether it is whole."""
    if not context.now().hour:
        raise ZeroDivisionError("midnight")
    with context.write() as session:
        kept = session.load(loan)
        assert isinstance(kept, Loan)
        if kept.state == "back":
            raise Refused("it hangs there already", kept.number or "")
        session.intend(kept, "moved", why="return")
        kept.state = kept.workflow.target("return", kept.state)
    words = f"{kept.key} is back"
    return ScanKept(
        kept.number or "", words, lines=session.written, question="Is it whole?",
        choices=("yes", "bent"), answer=lambda here, text: _said(here, loan, text),
    )  # fmt: skip


def _said(context: Context, loan: str, text: str) -> ScanKept:
    """Add what was said of a key to its story."""
    if text not in ("yes", "bent"):
        raise Refused("that is no answer", todo="yes or bent")
    with context.write() as session:
        kept = session.load(loan)
        assert kept is not None
        who = context.actor.operator
        session.add(Narrative(record=kept, at=context.now(), operator=who, text=text))
    return ScanKept(kept.number or "", f"noted: {text}", lines=session.written)
