"""What the console asks about the screens that plugins bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class ScreenOffer:
    """A screen that a plugin brings; see `sro_ops.ScreenContribution`."""

    name: str
    title: str
    plugin: str
    help: str = ""


class ScreenSource(Protocol):
    """The screens of plugins."""

    def offers(self) -> Sequence[ScreenOffer]:
        """Return the screens that there are; quick, to be asked after `load`."""
        ...

    def load(self, name: str) -> type[Any]:
        """Import a screen; called in a thread.

        Raises:
            Refused: its plugin could not bring it; the plugin's fault is noted.
        """
        ...

    def context(self, plugin: str) -> Any:
        """Return the `sro_ops.Context` of a plugin, for who acts here; to be used in threads.

        Raises:
            Refused: the console is still loading.
        """
        ...
