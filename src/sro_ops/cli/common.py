"""What commands share: the options before the command, and `--json`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass
class Globals:
    """The options that were given before the command; None where one was not.

    Attributes:
        config: the settings file.
        store: the store's URL.
        badge: the badge of the operator to act as.
        site: the code of the one site to look at.
        safe_mode: load no plugin but sro-ops' own.
        debug: show tracebacks.
    """

    config: Path | None = None
    store: str | None = None
    badge: str | None = None
    site: str | None = None
    safe_mode: bool = False
    debug: bool = False


pass_globals = click.make_pass_decorator(Globals)
"""Give the command the `Globals` as its first argument."""


def json_option(function: Function) -> Function:
    """Give the command the flag `--json`, as its argument `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(function)
