"""`sro-ops config`: the settings, and where they lie."""

from __future__ import annotations

import click

from sro_ops import paths
from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.errors import log_path
from sro_ops.cli.output import emit


@click.group()
def config() -> None:
    """The settings, and the folders that they lie in."""


@config.command("paths")
@json_option
@pass_globals
def show_paths(options: Globals, as_json: bool) -> None:
    """Show the settings file, this person's folders, and where errors are kept."""
    file = options.config or paths.config_dir() / "sro-ops.toml"
    answer: dict[str, object] = {
        "file": str(file.absolute()),
        "file_exists": file.is_file(),
        "config": str(paths.config_dir()),
        "data": str(paths.data_dir()),
        "state": str(paths.state_dir()),
        "cache": str(paths.cache_dir()),
        "errors": str(log_path()),
    }
    emit(answer, as_json=as_json)
