"""Entries and records put into the words that the Desk shows."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sro_ops.console.source.page import Due, Fact, Happening, PartList, RecordPage, Step
from sro_ops.console.source.typed import Mark, Preview, Problem
from sro_ops.store.canonical import from_utc_text, utc_text
from sro_ops.text import dollars, initials

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.records.entry import Entry
    from sro_ops.records.field_rules import Field
    from sro_ops.records.page import Page
    from sro_ops.store.model import Actor, Line


def preview(entry: Entry, house: House, actor: Actor) -> Preview:
    """Return what a line would be, in words."""
    when = entry.occurred_from
    today = when.date() == house.now().date()
    extras = [dollars(cents) for cents in entry.cents]
    extras += [f"#{tag}" for tag in entry.tags]
    extras += [f"with {initials(named.name)}" for named in entry.people]
    extras += _read(entry, house)
    problems = [Problem(p.start, p.end, p.message, p.offer or "") for p in entry.problems]
    return Preview(
        verb=entry.verb.word if entry.verb else "note",
        place=entry.place.name if entry.place else "",
        time=f"{when:%H:%M}" if today else f"{when:%a %d %b %H:%M}",
        who=actor.name.split()[-1] if actor.name else "",
        extras=tuple(extras),
        marks=tuple(Mark(mark.start, mark.end, mark.kind) for mark in entry.marks),
        problems=(*_near(entry), *problems),
    )


def _read(entry: Entry, house: House) -> list[str]:
    """Return in words how the entry's verb reads its text; nothing where that fails."""
    verb = entry.verb
    if verb is None or verb.reads is None:
        return []
    try:
        cls = house.record_class(verb.type)
        values = verb.reads(entry.text, entry.occurred_from)
        return [_field_words(cls.field(name), value) for name, value in values.items()]
    except Exception:
        return []


def _field_words(declared: Field, value: Any) -> str:
    label = declared.label[:1].lower() + declared.label[1:]
    if isinstance(value, datetime):
        return f"{label} {value:%a %d %b %H:%M}"
    return label if value is True else f"{label} {declared.say(value)}"


def _near(entry: Entry) -> list[Problem]:
    if entry.verb is not None or not entry.near:
        return []
    word = entry.line[entry.near_start : entry.near_end]
    message = f"“{word}” is no verb" if len(entry.near) == 1 else f"“{word}” could be several verbs"
    return [Problem(entry.near_start, entry.near_end, message, entry.near[0], "saves a note")]


def record_page(page: Page, house: House, actor: Actor) -> RecordPage:
    """Return a record as its page shows it, with what this actor may do to it."""
    record, kind = page.record, page.kind
    facts = [Fact("When", _when(utc_text(record.occurred_from), house))]
    if record.occurred_to:
        facts.append(Fact("Until", _when(utc_text(record.occurred_to), house)))
    if record.place:
        facts.append(Fact("Where", house.place_name(record.place)))
    facts += [
        Fact(shown.label, house.field_text(shown, record.site), shown.person)
        for shown in page.fields
        if shown.text
    ]
    if not page.loaded and not record.expunged:
        facts.append(Fact("Plugin", f"{kind.plugin} is not loaded; its fields are not shown"))
    return RecordPage(
        number=record.number or "",
        name=page.summary or kind.label,
        kind=kind.label,
        state=record.state,
        facts=tuple(facts),
        people=tuple(Fact(who.role, who.name) for who in page.people if not who.struck),
        narrative=tuple(
            Happening(_short(told.at, house), told.text, struck=told.struck_why is not None)
            for told in page.narrative
        ),
        links=tuple(
            Happening("", f"{link.relation} {link.number}" if link.outward
                      else f"{link.number} {link.relation} this")
            for link in page.links
        ),
        history=tuple(_past(line, page.why(line), house) for line in page.history),
        struck=record.struck,
        sealed=record.sealed,
        remark=_remark(page),
        due=_due(page, house, actor),
        steps=_steps(page, actor),
        may=_may(page, actor),
        type=record.type,
        version=record.version,
        parts=tuple(
            PartList(kind.title, tuple(
                Happening(f"{count:>3}", house.part_text(row, record.site, people=False))
                for count, row in enumerate(kind.rows, 1)
            ))
            for kind in page.parts
        ),
    )  # fmt: skip


def _due(page: Page, house: House, actor: Actor) -> tuple[Due, ...]:
    """Return what plugins say that this record needs, soonest first."""
    now, number = house.now(), page.record.number
    with house.store.read(actor) as session:
        found = [one.value for one in house.plugins.deadlines(session, now, house.store.zones)]
    zone = ZoneInfo(house.zone)
    return tuple(
        Due(one.state(now), f"{one.due.astimezone(zone):%a %d %b %H:%M}", one.what, one.citation)
        for one in found
        if one.number == number
    )


def _allowed(page: Page, actor: Actor, what: str) -> bool:
    """Say whether this may be done to a record: one's own, or with the right to others'.

    Both the host's right and that of the type are asked for, as the store asks for them.
    """
    record = page.record
    mine = record.recorded_by == actor.operator or actor.may(f"core.{what}")
    return mine and actor.may(f"{record.type}.{what}")


def _steps(page: Page, actor: Actor) -> tuple[Step, ...]:
    workflow = getattr(page.record, "workflow", None)
    record = page.record
    if workflow is None or record.struck or not _allowed(page, actor, "move"):
        return ()
    steps = workflow.transitions.items()
    return tuple(Step(name, to) for name, (origins, to) in steps if record.state in origins)


def _may(page: Page, actor: Actor) -> frozenset[str]:
    record, may = page.record, set()
    if record.expunged:
        return frozenset()
    if page.loaded and not record.struck and _allowed(page, actor, "amend"):
        may.add("edit")
    if not record.struck and _allowed(page, actor, "strike"):
        may.add("strike")
    may |= {what for what in ("append", "link") if actor.may(f"core.{what}")}
    return frozenset(may)


def _past(line: Line, why: str, house: House) -> Happening:
    words = line.verb if line.verb in ("logged", "read") else f"{line.verb}: {line.summary}"
    if line.verb == "struck":
        words = line.summary
    words += f" ({why})" if why else ""
    return Happening(_short(line.committed_at, house), words, line.who)


def _remark(page: Page) -> str:
    record = page.record
    if record.expunged:
        return "expunged: its words were taken away for good"
    struck = [line for line in page.history if line.verb == "struck"]
    if record.struck and struck:
        return f"{struck[-1].summary}, by {struck[-1].who or 'this desk'}"
    return "sealed" if record.sealed else ""


def _when(utc: str, house: House) -> str:
    return f"{from_utc_text(utc).astimezone(ZoneInfo(house.zone)):%a %d %b %Y %H:%M}"


def _short(utc: str, house: House) -> str:
    """Return a time without what is plain: ``22 Sep 10:31``, or with the year of another year."""
    at = from_utc_text(utc).astimezone(ZoneInfo(house.zone))
    return f"{at:%d %b %H:%M}" if at.year == house.now().year else f"{at:%d %b %Y %H:%M}"
