"""What shifts bring to the hooks: records, words, the first row, what needs you, hours."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sro_ops import Deadline, DemoEntry, HeaderFact, Record, ReportContribution, Verb

if TYPE_CHECKING:
    import click


def types() -> list[type[Record]]:
    """Return the two ends of a shift."""
    from sro_patrol.shifts.models import OffDuty, Shift

    return [Shift, OffDuty]


def verbs() -> list[Verb]:
    """Return the words ``on`` and ``off``."""
    from sro_patrol.shifts.duty import begin, end
    from sro_patrol.shifts.reading import read_off, read_on

    return [
        Verb(
            "on",
            "patrol.shift",
            "Come on duty: whom you relieve, what you take over, the weather",
            "on relieves nobody, keys 4, radio 12, light rain",
            place_first=False,
            reads=read_on,
            keeps=begin,
        ),
        Verb(
            "off",
            "patrol.off",
            "Go off duty: who relieves you, what you hand over",
            "off relieved by Okafor, keys 4, radio 12",
            place_first=False,
            reads=read_off,
            keeps=end,
        ),
    ]


def header(session: Any, site: str, now: datetime) -> list[HeaderFact]:
    """Return who is on duty, the last who came first."""
    from sro_patrol.shifts.duty import on_duty

    return [
        HeaderFact("On duty", (one.officer or one.number or "").split()[-1], one.occurred_from)
        for one in reversed(on_duty(session, site, now))
    ]


def deadlines(session: Any, now: datetime) -> list[Deadline]:
    """Return the shifts that nobody ended."""
    from sro_patrol.shifts.needs import unended

    return unended(session, now)


def reports() -> list[ReportContribution]:
    """Return the weekly hours."""
    from sro_patrol.shifts.reports import weekly

    return [ReportContribution("patrol.hours", "Hours on duty, by week", weekly)]


def commands() -> list[click.Command]:
    """Return ``sro-ops shift``."""
    from sro_patrol.shifts.commands import shift

    return [shift]


def demo_day(day: date, seed: int, front: bool) -> list[DemoEntry]:
    """Return the shift of the demo's day."""
    from sro_patrol.shifts.demo import shift_day

    return shift_day(day, seed, front)
