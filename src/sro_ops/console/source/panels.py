"""What the console asks about the panels beside the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sro_ops.host.panels import Face as Face
from sro_ops.host.panels import Panel as Panel
from sro_ops.host.panels import PanelRow as PanelRow


class PanelSource(Protocol):
    """The part of the Desk's source that tells what its panels show."""

    def titles(self) -> Sequence[Face]:
        """Return the panels that there will be, by their titles alone; before `load`, cheap."""
        ...

    def faces(self) -> Sequence[Face]:
        """Return the panels as they stand, in their order; after `load`, in a worker."""
        ...
