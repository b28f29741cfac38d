"""The console with one of the failing guests on it, as a program of its own.

python guest_process.py panel|screen|palette [KIND]: the panel stands from the start, the screen
opens with ctrl+g.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from sro_ops.cli.errors import guarded
from sro_ops.console.app import SroApp
from sro_ops.console.boxes import PanelBox
from sro_ops.console.source.guests import Guest, GuestSource

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "kit")]
fake = importlib.import_module("console.fake")


class GuestApp(SroApp):
    """The console and one guest."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+g", "guest", priority=True)]
    guest: Guest | None = None
    again = 1

    def know_guests(self, source: GuestSource) -> None:
        super().know_guests(source)
        if self.guest is not None and self.guest.kind == "panel":
            for _ in range(self.again):
                self.desk.mount(PanelBox(self.guest), after=self.desk.timeline)

    def action_guest(self) -> None:
        if self.guest is not None:
            self.open_guest(self.guest)


class OwnApp(GuestApp):
    """The console with a fault of its own."""

    def action_guest(self) -> None:
        raise ValueError("no more ink")


class PaletteApp(GuestApp):
    """The console with Textual's own palette, fed by the failing plugin."""

    ENABLE_COMMAND_PALETTE = True

    @staticmethod
    def _providers() -> Any:
        from faulty.screens import Palette

        return Palette

    COMMANDS = {_providers}  # noqa: RUF012


def guest(kind: str, name: str) -> Guest:
    from faulty import loading

    return Guest("faulty", kind, name, f"Lamp {name}", loading(kind, name))


def app(kind: str, name: str = "") -> GuestApp:
    source = fake.FakeSource.day(30)
    source.packages_of = {"faulty": "faulty"}
    apps = {"palette": PaletteApp, "own": OwnApp}
    made = apps.get(kind, GuestApp)(source, now=lambda: fake.NOW)
    if name:
        made.guest = guest(kind, name)
    return made


def main() -> int:
    running = app(*sys.argv[1:])
    running.run()
    running.raise_fault()
    return running.return_code or 0


if __name__ == "__main__":
    raise SystemExit(guarded(main, lambda: False))
