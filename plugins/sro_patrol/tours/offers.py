"""What the tours bring to the hooks.

Each list is made when its hook is asked, so that importing the plugin loads no table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops import Record

if TYPE_CHECKING:
    import click


def types() -> list[type[Record]]:
    """Return checkpoints, plans, walked tours and what was wrong on them."""
    from sro_patrol.tours.models import Checkpoint, Plan, Tour, TourException

    return [Checkpoint, Plan, Tour, TourException]


def commands() -> list[click.Command]:
    """Return ``sro-ops patrol``."""
    from sro_patrol.tours.commands import patrol

    return [patrol]
