"""What was odd on a tour: warnings, which never change how a stop stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sro_patrol.tours.shapes import Act, Course, Standing


def warn(course: Course, found: Sequence[Standing], acts: Sequence[Act]) -> None:
    """Write into each standing what was odd about it: the order, the walk, the stay."""
    _order(course, found, acts)
    _walks(found, acts)
    _stays(found, acts)


def _order(course: Course, found: Sequence[Standing], acts: Sequence[Act]) -> None:
    """Warn of a stop that was taken before an earlier one of an ordered tour."""
    if not course.ordered:
        return
    seen: set[int] = set()
    first = 0
    for act in acts:
        if act.stop is None or act.stop in seen:
            continue
        if act.stop > first and act.kind == "scan":
            found[act.stop].warnings.append(f"before {found[first].stop.name}")
        seen.add(act.stop)
        while first in seen:
            first += 1


def _walks(found: Sequence[Standing], acts: Sequence[Act]) -> None:
    """Warn of a scan that came faster than the same person can walk from the stop before."""
    before: dict[str, Act] = {}
    for act in acts:
        last = before.get(act.by)
        if act.kind == "skip" or act.stop is None:
            continue
        if last is not None and last.stop is not None and act.stop == last.stop + 1:
            walk, took = found[last.stop].stop.walk, act.at - last.at
            if walk is not None and timedelta(0) <= took < walk:
                found[act.stop].warnings.append("faster than walking")
        before[act.by] = act


def _stays(found: Sequence[Standing], acts: Sequence[Act]) -> None:
    """Warn of who stayed too short or too long, where that is sure.

    A second scan of the same code says when somebody left. Without it the stay is at most the time
    until their next scan elsewhere, and at least that time less the walk.
    """
    before: dict[str, Act] = {}
    for act in acts:
        if act.stop is None or act.kind == "skip":
            continue
        last = before.get(act.by)
        if last is not None and last.stop is not None and last.stop != act.stop:
            one = found[last.stop]
            if one.left is None and one.at is not None and one.by == act.by:
                longest = act.at - one.at
                walk = one.stop.walk if act.stop == last.stop + 1 else None
                _stay(one, longest - walk if walk is not None else None, longest)
        before[act.by] = act
    for one in found:
        if one.left is not None and one.at is not None:
            _stay(one, one.left - one.at, one.left - one.at)


def _stay(one: Standing, shortest: timedelta | None, longest: timedelta | None) -> None:
    least, most = one.stop.least, one.stop.most
    if least is not None and longest is not None and timedelta(0) <= longest < least:
        _warn(one, f"left before {_minutes(least)} min")
    if most is not None and shortest is not None and shortest > most:
        _warn(one, f"stayed over {_minutes(most)} min")


def _warn(one: Standing, words: str) -> None:
    if words not in one.warnings:
        one.warnings.append(words)


def _minutes(span: timedelta) -> int:
    return round(span.total_seconds() / 60)
