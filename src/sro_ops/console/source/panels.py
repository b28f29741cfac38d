"""What the console asks about the panels beside the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sro_ops.host.panels import Face
    from sro_ops.host.replies import HeaderFact


class PanelSource(Protocol):
    """The part of the Desk's source that tells what its panels show."""

    def titles(self) -> Sequence[Face]:
        """Return the panels that there will be, by their titles alone; before `load`, cheap."""
        ...

    def header(self) -> Sequence[HeaderFact]:
        """Return what plugins say in the first row; after `load`, in a worker."""
        ...

    def faces(self) -> Sequence[Face]:
        """Return the panels as they stand, in their order; after `load`, in a worker."""
        ...
