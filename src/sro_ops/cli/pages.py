"""A record whole, on the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sro_ops.cli.words import line_document, local, verb_text
from sro_ops.store.canonical import utc_text

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.records.page import Page, Parts, Shown
    from sro_ops.store.model import Line


def page_document(page: Page, house: House) -> dict[str, Any]:
    """Return a record as JSON: keys in words, money in keys that end in ``_cents``."""
    record, zone = page.record, house.store.zones[page.record.site]
    until = record.occurred_to
    return {
        "number": record.number,
        "site": record.site,
        "id": record.id,
        "type": record.type,
        "label": page.kind.label,
        "class": record.record_class,
        "owner_agency": record.owner_agency,
        "state": record.state or None,
        "version": record.version,
        "place": record.place,
        "occurred_from": local(utc_text(record.occurred_from), zone).isoformat(),
        "occurred_to": until and local(utc_text(until), zone).isoformat(),
        "recorded_at": local(utc_text(record.recorded_at), zone).isoformat(),
        "recorded_by": record.recorded_by,
        "sealed": record.sealed,
        "struck": record.struck,
        "expunged": record.expunged,
        "summary": page.summary,
        "fields": {
            f"{shown.name}_cents" if shown.kind == "money" else shown.name: _value(shown, zone)
            for shown in page.fields
        },
        "parts": {
            kind.name: [
                {f"{one.name}_cents" if one.kind == "money" else one.name: _value(one, zone)
                 for one in row}
                for row in kind.rows
            ]
            for kind in page.parts
        },
        "parties": [
            {"name": who.name, "role": who.role, "struck": who.struck} for who in page.people
        ],
        "narrative": [
            {"at": local(told.at, zone).isoformat(), "operator": told.who, "text": told.text,
             "struck": told.struck_why}
            for told in page.narrative
        ],
        "links": [
            {"number": link.number, "site": link.site, "relation": link.relation,
             "outward": link.outward}
            for link in page.links
        ],
        "history": [
            {**line_document(line, house.store.zones), "why": page.reasons.get(line.pos)}
            for line in page.history
        ],
    }  # fmt: skip


def page_text(page: Page, house: House) -> str:
    """Return a record as a person reads it."""
    record, zone = page.record, house.store.zones[page.record.site]
    when = local(utc_text(record.occurred_from), zone)
    parts = [f"{record.number}  {page.kind.label}{_state(page)}", ""]
    facts = [("When", f"{when:%a %d %b %Y %H:%M}"), ("Where", house.place_name(record.place))]
    facts += [(shown.label, house.field_text(shown, record.site)) for shown in page.fields]
    facts += [("With", f"{who.name}{' (taken back)' if who.struck else ''}") for who in page.people]
    width = max(len(label) for label, _ in facts)
    parts += [f"{label:>{width}}  {text}" for label, text in facts if text]
    if not page.loaded and not record.expunged:
        parts += ["", f"The plugin {page.kind.plugin} is not loaded; its fields are not shown."]
    for title, lines in (
        *((kind.title, _part_lines(kind, house, record.site)) for kind in page.parts),
        ("Narrative", [_told(told.at, told.text, zone) for told in page.narrative]),
        ("Links", [f"{link.relation}  {link.number}" for link in page.links]),
        ("History", [_happened(line, page.why(line), zone) for line in page.history]),
    ):  # fmt: skip
        if lines:
            parts += ["", title, *(f"  {line}" for line in lines)]
    return "\n".join(parts)


def _part_lines(kind: Parts, house: House, site: str) -> list[str]:
    return [f"{count:>3}  {house.part_text(row, site)}" for count, row in enumerate(kind.rows, 1)]


def _value(shown: Shown, zone: str) -> Any:
    if shown.kind == "time" and shown.value:
        return local(shown.value, zone).isoformat()
    return shown.value


def _state(page: Page) -> str:
    record = page.record
    words = [record.state] if record.state else []
    words += ["crossed out"] if record.struck else []
    words += ["sealed"] if record.sealed else []
    words += ["expunged"] if record.expunged else []
    return f"  ({', '.join(words)})" if words else ""


def _told(at: str, text: str, zone: str) -> str:
    return f"{local(at, zone):%Y-%m-%d %H:%M}  {' '.join(text.split())}"


def _happened(line: Line, why: str, zone: str) -> str:
    words = "" if line.verb == "logged" else line.summary
    words += f" ({why})" if why else ""
    return _told(line.committed_at, f"{verb_text(line.verb)} {line.who} {words}", zone)
