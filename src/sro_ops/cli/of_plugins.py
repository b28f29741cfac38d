"""Shell commands that plugins bring: what they work in, and what becomes of their faults."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sro_ops.cli import output
from sro_ops.cli.common import Globals
from sro_ops.errors import Refused, SroError

if TYPE_CHECKING:
    from sro_ops.host.context import Context
    from sro_ops.host.plugin_host import From, PluginHost

Function = TypeVar("Function", bound=Callable[..., Any])

_CALLED = "sro_ops.plugin"


def with_context(function: Function) -> Function:
    """Give a plugin's command its `sro_ops.Context` as the first argument.

    The store is opened as who is asking, when the command runs; not for its `--help`. In a test
    give the context yourself: ``CliRunner().invoke(command, obj=context)``.
    """

    @click.pass_context
    @functools.wraps(function)
    def run(ctx: click.Context, /, *arguments: Any, **options: Any) -> Any:
        with _context(ctx) as context:
            return ctx.invoke(function, context, *arguments, **options)

    return run  # type: ignore[return-value]


def emit_rows(
    rows: Iterable[Mapping[str, object]],
    titles: Mapping[str, str],
    *,
    as_json: bool,
    empty: str = "",
) -> None:
    """Print a list: each row as a line of JSON with all its keys, or a table.

    Args:
        rows: one mapping for each line.
        titles: the columns of the table: key to title.
        as_json: whether JSON was asked for.
        empty: what to say to a person when there are no rows.
    """
    columns = [output.Column(key, title) for key, title in titles.items()]
    output.emit_rows(rows, columns, as_json=as_json, empty=empty)


def called(ctx: click.Context, command: From[click.Command], host: PluginHost) -> click.Command:
    """Remember whose command is called, and return it."""
    ctx.meta[_CALLED] = (command.plugin, host)
    return command.value


def fault_of_plugin(ctx: click.Context, error: Exception) -> Refused | None:
    """Note an error as the fault of the plugin whose command was called; return what to say of it.

    None where no plugin's command was called, or where the error is one that is meant for people.
    """
    meant = (SroError, click.ClickException, click.exceptions.Exit, click.Abort, PermissionError)
    if isinstance(error, meant) or _CALLED not in ctx.meta:
        return None
    from sro_ops.host.faults import log_path, reason_of

    plugin, host = ctx.meta[_CALLED]
    host.fault(plugin, f"command {ctx.invoked_subcommand}", error)
    what = f"the plugin {plugin} has a fault: {reason_of(error)}"
    return Refused(what, todo=f"Where it happened is kept in {log_path()}")


@contextmanager
def _context(ctx: click.Context) -> Iterator[Context]:
    from sro_ops.cli.opening import opened
    from sro_ops.host.context import Context

    given = ctx.find_object(Context)
    if given is not None:
        yield given
        return
    plugin, _ = ctx.meta[_CALLED]
    with opened(ctx.find_object(Globals) or Globals()) as house:
        yield house.lend(plugin)
