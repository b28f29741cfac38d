"""Running the steps that are pending, of the host's tables or of one plugin's, with care."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from sro_ops.errors import Refused, SroError
from sro_ops.store.desk import this_desk
from sro_ops.store.dialect import SQLITE
from sro_ops.store.migrations.fence import Fence, fenced
from sro_ops.store.migrations.renewal import digests, renew, standing
from sro_ops.store.migrations.work import driver, keep_copy, step
from sro_ops.store.model import Actor, RecordType, Scope

if TYPE_CHECKING:
    from sro_ops.store.migrations.steps import Environment


@dataclass(frozen=True, slots=True)
class Home:
    """Whose tables they are.

    Attributes:
        name: the plugin, or ``core``.
        table: its version table.
        prefix: what its tables begin with; ``""`` for the host, which may change every one.
        folders: where its revisions lie.
    """

    name: str
    table: str
    prefix: str
    folders: tuple[Path, ...]


@dataclass
class Outcome:
    """What was done: revisions run, tables made, things added, lines written, and the copy."""

    name: str
    before: str | None
    after: str
    steps: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    renewed: int = 0
    copy: str = ""


def run_steps(
    connection: Connection,
    path: Path,
    home: Home,
    pending: Sequence[str],
    kinds: Callable[[Any], Sequence[RecordType]],
    outcome: Outcome,
) -> None:
    """Run `pending` one after the other; the gate is held by the caller.

    Args:
        kinds: gives, from the driver's connection, the types whose rows a step may change.
        outcome: what was done is written into it.

    Raises:
        Refused: names the step that failed, why, and where the copy from before is. That step left
            nothing; those before it stand.
    """
    from sro_ops.store.migrations.steps import Environment

    label = pending[0] if home.name == "core" else f"{home.name}-{pending[0]}"
    outcome.copy = str(keep_copy(path, label))
    environment = Environment(home.table, home.folders)
    actor = Actor(this_desk(f"sqlite:///{path}").id, Scope())
    for revision in pending:
        old = outcome.after
        try:
            with step(connection) as link:
                before = digests(link, SQLITE, standing(link, SQLITE, kinds(link)))
                _guarded(connection, home, environment, revision)
                now = standing(link, SQLITE, kinds(link))
                about = (home.table, old or None, revision)
                outcome.renewed += renew(link, SQLITE, actor, now, before, about)
        except (Exception, SystemExit) as error:
            raise _failed(home, revision, outcome.copy, error) from error
        outcome.steps.append(revision)
        outcome.after = revision


def _guarded(connection: Connection, home: Home, environment: Environment, revision: str) -> None:
    with fenced(driver(connection), home.prefix) as fence:
        try:
            environment.run(connection, revision)
        except Exception as error:
            raise _told(fence, error) from error
    if fence.refused:
        raise Refused(f"it {fence.refused}")


def _told(fence: Fence, error: Exception) -> Exception:
    return Refused(f"it {fence.refused}") if fence.refused else error


def _failed(home: Home, revision: str, copy: str, error: BaseException) -> Refused:
    cause = error.orig if isinstance(error, DBAPIError) else error
    kind = "" if isinstance(cause, SroError | sqlite3.Error) else f"{type(cause).__name__}: "
    return Refused(
        f"the migration {revision} failed: {kind}{cause}",
        home.name,
        f"Nothing of it was kept; the store from before is {copy}",
    )
