"""What BOLOs bring to the hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops import PanelContribution, Record, Verb

if TYPE_CHECKING:
    import click


def types() -> list[type[Record]]:
    """Return the record of a BOLO."""
    from sro_patrol.bolos.models import Bolo

    return [Bolo]


def verbs() -> list[Verb]:
    """Return the word ``bolo``."""
    from sro_patrol.bolos.force import read

    return [
        Verb(
            "bolo",
            "patrol.bolo",
            "Be on the lookout: whom or what, why, until when",
            "bolo white Silverado, custody, until Fri",
            place_first=False,
            reads=read,
        )
    ]


def panels() -> list[PanelContribution]:
    """Return the panel of what is in force."""
    from sro_patrol.bolos.panels import bolo_panel

    return [PanelContribution("BOLOs", bolo_panel, order=30)]


def commands() -> list[click.Command]:
    """Return ``sro-ops bolo``."""
    from sro_patrol.bolos.commands import bolo

    return [bolo]
