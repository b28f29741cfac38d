"""Where somebody stands: who acts, at which site of which store, and what is called how there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sro_ops.errors import Refused
from sro_ops.records.entry import Place, Places
from sro_ops.records.numbers import by_count, parse_number
from sro_ops.records.page import Shown
from sro_ops.records.record import Record
from sro_ops.store.canonical import from_utc_text
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.text import nearest


class Standpoint:
    """What follows from having a store, an actor, a site and its places.

    `site` is empty where there are several and none was named.
    """

    store: Store
    actor: Actor
    site: str
    places: Places

    @property
    def zone(self) -> str:
        """The time zone of the site."""
        return self.store.zones.get(self.site, "UTC")

    def now(self) -> datetime:
        """Return the present moment in the site's zone."""
        return self.store.clock().astimezone(ZoneInfo(self.zone))

    def allow(self, permission: str) -> None:
        """Refuse the acting operator what no role of theirs allows.

        Raises:
            Refused: names the permission.
        """
        if not self.actor.may(permission):
            raise Refused(f"you have no right to do that ({permission})")

    def place(self, text: str) -> Place | None:
        """Return the place whose code or whole name `text` is, or None."""
        words = text.split()
        found = self.places.find(words)
        return found[0][0] if found and found[1] == len(words) and len(found[0]) == 1 else None

    def place_code(self, text: str) -> str:
        """Return the code of a place by its code or name.

        Raises:
            Refused: no such place; names the nearest.
        """
        found = self.place(text)
        if found is not None:
            return found.code
        close = self.places.nearest(text)
        raise Refused(f'no place "{text}"', todo=f"Nearest: {close.name}" if close else "")

    def with_place(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return texts of fields with the place, where one is named, by its code.

        Raises:
            Refused: no such place; names the nearest.
        """
        named = texts.get("place", "").strip()
        return {**texts, "place": self.place_code(named)} if named else dict(texts)

    def place_name(self, code: str | None) -> str:
        """Return what a place is called; its code where it is not in the list any more."""
        found = self.place(code) if code else None
        return found.name if found else code or ""

    def field_text(self, shown: Shown, site: str) -> str:
        """Return a field's value in words: a place by its name, a time by the site's clocks."""
        if shown.kind == "time" and shown.value:
            local = from_utc_text(shown.value).astimezone(ZoneInfo(self.store.zones[site]))
            return f"{local:%a %d %b %Y %H:%M}"
        return self.place_name(shown.text) if shown.place else shown.text

    def part_text(self, row: Sequence[Shown], site: str, people: bool = True) -> str:
        """Return a part of a record in words; without `people` whom it names is left out."""
        told = []
        for shown in row:
            text = self.field_text(shown, site)
            if shown.kind == "number":
                text = text and f"{shown.label} {text}"
            elif shown.kind == "yes/no":
                text = shown.label if shown.value else ""
            if text and (people or not shown.person):
                told.append(text)
        return ", ".join(told)

    def record_class(self, name: str) -> type[Record]:
        """Return the class of a record type by its name, short where that is unique.

        Raises:
            Refused: no such type, or its plugin is not loaded; names the nearest.
        """
        type_ = self.type_name(name)
        cls = self.store.classes.get(type_)
        if cls is None or not issubclass(cls, Record):
            raise Refused("its plugin is not loaded", type_, "See `sro-ops plugins`")
        return cls

    def type_name(self, name: str) -> str:
        """Return the whole name of a record type: ``sweep`` → ``halls.sweep`` where it is unique.

        Raises:
            Refused: no such type, or several; names them.
        """
        if name in self.store.kinds:
            return name
        ends = [kind for kind in self.store.kinds if kind.split(".")[1] == name]
        if len(ends) == 1:
            return ends[0]
        if ends:
            raise Refused(f'"{name}" could be several types', todo=f"One of: {', '.join(ends)}")
        close = nearest(name, self.store.kinds)
        todo = f"Nearest: {close}" if close else "`sro-ops types` lists them"
        raise Refused(f'no record type "{name}"', todo=todo)

    def number(self, text: str) -> tuple[str, str]:
        """Return (site, number) of a record as somebody typed it; a bare count is one too.

        Raises:
            Refused: it is no number, or its site is not known.
        """
        year = self.now().year
        if text.strip().isdecimal():
            prefixes = [kind.prefix for kind in self.store.kinds.values()]
            with self.store.read(self.actor) as session:
                return self.site, by_count(session, int(text), prefixes, year, self.site)
        site, number = parse_number(text, year, self.site)
        return self.store.site(site), number
