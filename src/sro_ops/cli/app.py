"""The `sro-ops` command: options for all, and commands that are imported when they are called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from sro_ops._version import __version__
from sro_ops.cli import table
from sro_ops.cli.common import Globals
from sro_ops.cli.errors import NOBODY_READS, forget_stdout, guarded
from sro_ops.cli.output import prepare_streams
from sro_ops.cli.page import page
from sro_ops.errors import Refused, Usage
from sro_ops.text import nearest


class LazyGroup(click.Group):
    """A group that knows its commands from the tables and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted([*table.targets(), *(name for name, _, _ in _brought(ctx))])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None where there is none of that name."""
        target = table.targets().get(cmd_name)
        if target is None:
            return self._of_plugin(ctx, cmd_name)
        module, attribute = target.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def _of_plugin(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load the plugins for a command of one of them."""
        if name not in [row[0] for row in _brought(ctx)]:
            return None
        from sro_ops.cli.of_plugins import called
        from sro_ops.cli.opening import settings_file
        from sro_ops.host.installed import load_installed

        host = load_installed(settings_file(ctx.obj), ctx.obj.safe_mode, table.targets())
        offered = [one for one in host.offered("commands") if one.value.name == name]
        return called(ctx, offered[0], host) if offered else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with; offer the nearest where there is none."""
        if not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            near = nearest(args[0], self.list_commands(ctx))
            offer = f" Nearest: {near}" if near else ""
            raise click.UsageError(f'no command "{args[0]}".{offer}', ctx)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: click.Context) -> str:
        """Return the same page that is shown without click."""
        return page()

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end quietly when nobody reads its output any more.

        The options before the command are kept first: they say which plugins there are.
        """
        for name, value in ctx.params.items():
            setattr(ctx.obj, name, value)
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            forget_stdout()
            ctx.exit(NOBODY_READS)
        except Exception as error:
            from sro_ops.cli.of_plugins import fault_of_plugin

            told = fault_of_plugin(ctx, error)
            if told is None:
                raise
            raise told from error


def _brought(ctx: click.Context) -> list[tuple[str, str, str]]:
    given = ctx.obj if isinstance(ctx.obj, Globals) else Globals()
    config = str(given.config) if given.config else None
    return table.plugin_commands(config, given.safe_mode)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--config", envvar="SRO_OPS_CONFIG", type=click.Path(path_type=Path))
@click.option("--store", envvar="SRO_OPS_STORE")
@click.option("--as", "badge", envvar="SRO_OPS_BADGE")
@click.option("--site")
@click.option("--safe-mode", is_flag=True)
@click.option("--debug", is_flag=True)
@click.version_option(__version__, message="sro-ops %(version)s")
@click.pass_context
def app(ctx: click.Context, /, **given: Any) -> None:
    """Open the console where there is no command; `LazyGroup.invoke` keeps the options."""
    if ctx.invoked_subcommand is None:
        _open_console(ctx)


def _open_console(ctx: click.Context) -> None:
    """Open the console; without a terminal show the help page."""
    from sro_ops.cli.console import open_console
    from sro_ops.cli.opening import settings_file

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(ctx.get_help())
        return
    ctx.exit(open_console(settings_file(ctx.obj), ctx.obj))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return its exit code. Nothing is raised."""
    prepare_streams()
    options = Globals()
    return guarded(lambda: _run(arguments, options), lambda: options.debug)


def _run(arguments: Sequence[str], options: Globals) -> int:
    try:
        code = app.main(
            list(arguments),
            prog_name="sro-ops",
            standalone_mode=False,
            windows_expand_args=False,
            obj=options,
        )
    except NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "sro-ops"
        said = error.format_message().rstrip(".")
        raise Usage(said[:1].lower() + said[1:], todo=f"See: {command} --help") from error
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        raise Refused(error.format_message().rstrip(".")) from error
    return code if type(code) is int else 0
