"""The help page of `sro-ops` itself, written without click so that it comes at once."""

from __future__ import annotations

from sro_ops.cli import table

USAGE = """\
Usage: sro-ops [OPTIONS] COMMAND [ARGS]…

A security operations console for schools, in the terminal."""

WIDTH = 18


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"  {name:<{WIDTH}}{text}".rstrip() for name, text in rows]
    return "\n".join([f"{title}:", *lines])


def page() -> str:
    """Return the help page: usage, options, and the commands by section."""
    parts = [USAGE, _section("Options", list(table.OPTIONS.items()))]
    for title, commands in table.COMMANDS.items():
        parts.append(_section(title, [(name, row[1]) for name, row in commands.items()]))
    brought = [(name, text) for name, text, _ in table.plugin_commands()]
    if brought:
        parts.append(_section("From plugins", sorted(brought)))
    return "\n\n".join(parts)
