"""What a person sees when a command does not end well: one line, and an exit code.

| code | meaning |
|---|---|
| 0 | done |
| 1 | refused, or a fault of sro-ops itself |
| 2 | wrong usage |
| 3 | the store is unreachable, locked out or damaged |
| 130 | interrupted by the keyboard |
| 141 | who read the output has gone |
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from sro_ops import paths
from sro_ops.cli.output import printable
from sro_ops.errors import Refused, SroError

INTERRUPTED = 130
NOBODY_READS = 141
LOG_LIMIT = 1_000_000


def log_path() -> Path:
    """Where the tracebacks of unexpected errors are kept, for who looks into them."""
    return paths.state_dir() / "errors.log"


def guarded(act: Callable[[], int], debug: Callable[[], bool]) -> int:
    """Run `act` and return its exit code; say in one line what went wrong instead of raising.

    Args:
        act: the whole of the command; returns its exit code.
        debug: says, after `act` ran, whether tracebacks were asked for.
    """
    try:
        code = act()
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        forget_stdout()
        return NOBODY_READS
    except SroError as error:
        _show_traceback(debug)
        say(str(error))
        return error.exit_code
    except PermissionError as error:
        _show_traceback(debug)
        say(str(Refused("you may not open this", error.filename or "", "Check whose it is")))
        return 1
    except Exception as error:
        _show_traceback(debug)
        told = _of_store(error)
        if told is not None:
            say(str(told))
            return told.exit_code
        say(f"sro-ops has a fault: {type(error).__name__}: {error}. {_where_kept()}")
        return 1


def _of_store(error: Exception) -> SroError | None:
    """Return the line for what the store's engine said while something was read from it."""
    if type(error).__module__ != "sqlite3":
        return None
    from sro_ops.store.engine import explain

    return explain(error)


def forget_stdout() -> None:
    """Send whatever is still to be written to nowhere: its reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def say(line: str) -> None:
    """Print one error line, without anything that a terminal obeys."""
    print(f"error: {printable(line)}", file=sys.stderr)


def _show_traceback(debug: Callable[[], bool]) -> None:
    if debug():
        import traceback

        traceback.print_exc()


def _where_kept() -> str:
    """Write the traceback at hand to the log; say where, or that it could not be kept."""
    import traceback

    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(traceback.format_exc() + "\n")
    except OSError:
        return "Run it with --debug to see where"
    return f"Where it happened is kept in {path}"
