"""What commands there are and where each one lives. Nothing of them is imported to list them.

A new command is one line here and a click command in the module that the line names.
"""

from __future__ import annotations

COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Settings and health": {
        "config": ("sro_ops.cli.config:config", "The settings, and the folders that they lie in."),
        "bench": ("sro_ops.cli.bench:bench", "The benchmarks, as ratios side by side."),
    },
}
"""Heading of the help page -> name -> (``module:attribute`` of its click command, help)."""

OPTIONS: dict[str, str] = {
    "--config FILE": "The settings to use (env SRO_OPS_CONFIG).",
    "--store URL": "The store to use (env SRO_OPS_STORE).",
    "--as BADGE": "Act as this operator (env SRO_OPS_BADGE; PIN asked for, or env SRO_OPS_PIN).",
    "--site CODE": "Only this site.",
    "--safe-mode": "Load no plugin but sro-ops' own.",
    "--debug": "Show the traceback of an error.",
    "--version": "Show the version.",
    "--help": "Show this page; COMMAND --help shows a command's own.",
}
"""The options that go before the command: how each is written -> help."""


def plugin_commands() -> list[tuple[str, str, str]]:
    """Return (name, help, plugin) of the commands that installed plugins bring.

    They come from what is known of plugins without importing them.
    """
    return []


def targets() -> dict[str, str]:
    """Return ``module:attribute`` of every command of sro-ops itself by its name."""
    return {name: row[0] for section in COMMANDS.values() for name, row in section.items()}
