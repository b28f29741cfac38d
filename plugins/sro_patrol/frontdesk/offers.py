"""What the desk brings to the hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops import PanelContribution, Record, Verb

if TYPE_CHECKING:
    import click


def types() -> list[type[Record]]:
    """Return the records of the desk."""
    from sro_patrol.frontdesk.models import Contact, Outage, Radio, Visitor

    return [Outage, Radio, Visitor, Contact]


def verbs() -> list[Verb]:
    """Return the words ``broken``, ``radio`` and ``visitor``."""
    from sro_patrol.frontdesk.reading import read_radio, read_visitor

    return [
        Verb(
            "broken",
            "patrol.outage",
            "Equipment that does not work",
            "broken gym camera 12, no picture",
            text="what",
        ),
        Verb(
            "radio",
            "patrol.radio",
            "A call on the radio: from, to, what was said",
            "radio 12 to base, need a hand",
            place_first=False,
            reads=read_radio,
        ),
        Verb(
            "visitor",
            "patrol.visitor",
            "Somebody who came in: with whom, badge, whom they see",
            "visitor front office with Ana Lee to see J Ruiz, badge 12, picks up early",
            reads=read_visitor,
        ),
    ]


def panels() -> list[PanelContribution]:
    """Return the panels of what is out of order and of who is in."""
    from sro_patrol.frontdesk.panels import outage_panel, visitor_panel

    return [
        PanelContribution("Out of order", outage_panel, order=40),
        PanelContribution("Visitors", visitor_panel, order=41),
    ]


def commands() -> list[click.Command]:
    """Return ``sro-ops visitors`` and ``phone``."""
    from sro_patrol.frontdesk.commands import phone, visitors

    return [visitors, phone]
