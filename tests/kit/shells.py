"""A shell in the test's own process, on a store of the test's own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sro_ops.cli.app import run

ROOT = Path(__file__).parents[2]
SOURCES = os.pathsep.join(str(ROOT / folder) for folder in ("src", "plugins"))


@dataclass
class Shell:
    """Types commands; `folder` holds sro-ops.toml, places.csv and store.db."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def settings(self) -> Path:
        return self.folder / "sro-ops.toml"

    @property
    def store(self) -> Path:
        return self.folder / "store.db"

    def be(self, user: str) -> None:
        """Go on as another user of the system."""
        self.monkeypatch.setenv("LOGNAME", user)

    def more(self, text: str) -> None:
        """Add lines to the settings."""
        with self.settings.open("a", encoding="utf-8") as file:
            file.write(text)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command: its exit code, what it printed, what it said of errors."""
        self.capsys.readouterr()
        code = run(["--config", str(self.settings), *arguments])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    def __call__(self, *arguments: str) -> str:
        """Run a command that goes well and return what it printed."""
        code, out, err = self.run(*arguments)
        assert (code, err) == (0, "")
        return out

    def json(self, *arguments: str) -> Any:
        """Return the one JSON document that a command answers with."""
        return json.loads(self(*_with_json(arguments)))

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        """Return the JSON Lines that a command answers with."""
        return [json.loads(line) for line in self(*_with_json(arguments)).splitlines()]

    def refused(self, *arguments: str, code: int = 1) -> str:
        """Run a command that is refused: one line on stderr, nothing on stdout; return the line."""
        got, out, err = self.run(*arguments)
        assert (got, out) == (code, "")
        assert err.startswith("error: ")
        assert err.count("\n") == 1
        return err.removeprefix("error: ").removesuffix("\n")

    def log(self, *words: str) -> dict[str, Any]:
        """Keep a line and return the answer."""
        answer: dict[str, Any] = self.json("log", "--again", "--", *words)
        return answer

    def types_in(self, data: bytes) -> None:
        """Put bytes on standard input."""
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))

    def process(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command as a program of its own."""
        env: Mapping[str, str] = {**os.environ, "PYTHONPATH": SOURCES}
        return subprocess.run(
            self.argv(*arguments), capture_output=True, encoding="utf-8", env=env,
            check=False, stdin=subprocess.DEVNULL, **options,
        )  # fmt: skip

    def argv(self, *arguments: str) -> list[str]:
        """Return the program and its arguments."""
        return [sys.executable, "-m", "sro_ops", "--config", str(self.settings), *arguments]


def _with_json(arguments: tuple[str, ...]) -> list[str]:
    """Ask for JSON, before a ``--`` that ends the options."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return [*arguments[:at], "--json", *arguments[at:]]
