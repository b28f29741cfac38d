"""What commands there are and where each one lives. Nothing of them is imported to list them.

A new command is one line here and a click command in the module that the line names.
"""

from __future__ import annotations

_CLI = "sro_ops.cli"

COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "Begin": {
        "demo": (f"{_CLI}.demo:demo", "The console on a throw-away store, with a day in it."),
        "init": (f"{_CLI}.setup:init", "Make a store without questions."),
    },
    "Keep": {
        "log": (f"{_CLI}.entering:log", "Keep a line, as on the Desk; - reads lines from stdin."),
        "add": (f"{_CLI}.entering:add", "Add a record of any type, field by field."),
        "edit": (f"{_CLI}.changing:edit", "Amend fields of a record, with a reason."),
        "fix": (f"{_CLI}.changing:fix", "Correct your own last entry, within ten minutes."),
        "append": (f"{_CLI}.changing:append", "Add a line to a record's narrative."),
        "strike": (f"{_CLI}.changing:strike", "Cross a record out, with a reason."),
        "move": (f"{_CLI}.changing:move", "Take a record a step of its workflow further."),
        "link": (f"{_CLI}.changing:link", "Link two records."),
    },
    "Read": {
        "journal": (f"{_CLI}.reading:journal", "Show journal lines, the newest last."),
        "search": (f"{_CLI}.reading:search", "Show lines that hold all the words."),
        "show": (f"{_CLI}.reading:show", "Show a record with all that belongs to it."),
        "due": (f"{_CLI}.due:due", "List what is due, by when and by which rule."),
        "types": (f"{_CLI}.types:types", "List every record type with its fields."),
    },
    "Print": {
        "reports": (f"{_CLI}.printing:reports", "List the reports."),
        "report": (f"{_CLI}.printing:report", "Print a report: as text, CSV, JSON, HTML or PDF."),
    },
    "Privacy": {
        "seal": (f"{_CLI}.privacy:seal", "Keep a record from all but a few."),
        "unseal": (f"{_CLI}.privacy:unseal", "Open a sealed record again."),
        "expunge": (f"{_CLI}.privacy:expunge", "Take a record's words away for good."),
    },
    "People and sites": {
        "operators": (f"{_CLI}.operators:operators", "Who may sign on: add, list, disable, pin."),
        "roles": (f"{_CLI}.operators:roles", "The roles and what each allows."),
        "sites": (f"{_CLI}.setup:sites", "The schools in this store: add, list."),
    },
    "The store": {
        "verify": (f"{_CLI}.keeping:verify", "Walk the chain; say the first thing that is wrong."),
        "backup": (f"{_CLI}.keeping:backup", "Copy the whole store while desks write."),
        "restore": (f"{_CLI}.keeping:restore", "Put a backup in the store's place."),
        "db": (f"{_CLI}.db:db", "The schema: status, upgrade."),
    },
    "Settings and health": {
        "config": (f"{_CLI}.config:config", "The settings, and the folders that they lie in."),
        "plugins": (f"{_CLI}.plugins:plugins", "The plugins and how each stands."),
        "plugin": (f"{_CLI}.plugin:plugin", "For authors of plugins: migrate make."),
        "doctor": (f"{_CLI}.doctor:doctor", "Look over versions, store and plugins."),
        "bench": (f"{_CLI}.bench:bench", "How fast it is here, as ratios side by side."),
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


def plugin_commands(
    config: str | None = None, safe_mode: bool = False
) -> list[tuple[str, str, str]]:
    """Return (name, help, plugin) of the commands that installed plugins bring.

    They come from what is kept of plugins without importing them.

    Args:
        config: the settings file that ``--config`` named.
        safe_mode: whether only our own plugins count.
    """
    from sro_ops.host.commands import plugin_commands as kept

    return kept(config, safe_mode)


def targets() -> dict[str, str]:
    """Return ``module:attribute`` of every command of sro-ops itself by its name."""
    return {name: row[0] for section in COMMANDS.values() for name, row in section.items()}
