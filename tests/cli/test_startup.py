"""What the shell loads before it answers: as little as the answer needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sro_ops._version import __version__

HARNESS = """
import sys
sys.argv[0] = "sro-ops"
from sro_ops.__main__ import main
code = main()
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""


def call(*arguments: str) -> tuple[int, str, set[str]]:
    """Run `sro-ops` in a fresh interpreter: its exit code, what it printed, what it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", HARNESS, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, set(done.stderr.split())


def test_the_version_is_told_without_click_or_package_metadata() -> None:
    code, printed, loaded = call("--version")
    assert code == 0
    assert printed == f"sro-ops {__version__}\n"
    assert not loaded & {"click", "importlib.metadata", "textual", "sqlalchemy", "re", "typing"}


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_help_page_is_shown_without_click(flag: str) -> None:
    call(flag)  # the first time the plugins are looked for; then they are known
    code, printed, loaded = call(flag)
    assert code == 0
    assert "Usage: sro-ops" in printed
    assert "config" in printed
    assert not loaded & {"click", "textual", "sqlalchemy", "pydantic", "pluggy", "dataclasses"}


def test_a_command_that_needs_no_store_loads_neither_screens_nor_a_store() -> None:
    code, _, loaded = call("config", "paths", "--json")
    assert code == 0
    assert not loaded & {"textual", "rich", "sqlalchemy", "alembic", "pydantic", "pluggy"}


def test_no_shell_command_loads_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SRO_OPS_PIN", "4321")
    monkeypatch.setenv("SRO_OPS_BADGE", "1")
    site = ("--site", "OHS", "--name", "Oakfield", "--timezone", "America/Chicago")
    for arguments in (
        ("init", *site, "--operator", "Olga Owner", "--badge", "1"),
        ("log", "patrol", "gym", "secure"),
        ("show", "P-1"),
        ("patrol", "status"),
        ("patrol", "status", "--help"),
    ):
        code, _, loaded = call(*arguments)
        assert code == 0, arguments
        assert not loaded & {"textual", "rich", "alembic"}, arguments


def test_the_page_without_click_and_the_page_of_click_are_one() -> None:
    _, quick, _ = call("--help")
    _, by_click, loaded = call("--debug", "--help")
    assert "click" in loaded
    assert by_click == quick


def test_every_command_in_the_table_is_where_the_table_says() -> None:
    from importlib import import_module

    import click

    from sro_ops.cli import table

    for name, target in table.targets().items():
        module, attribute = target.split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command), target
        assert command.name == name


def test_every_option_on_the_help_page_is_one_that_is_taken() -> None:
    from sro_ops.cli import table
    from sro_ops.cli.app import app

    taken = {option for parameter in app.params for option in parameter.opts} | {"--help"}
    assert {written.split()[0] for written in table.OPTIONS} == taken
