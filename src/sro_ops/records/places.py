"""Fields that name a place, held against the places that the site has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sro_ops.errors import Refused
from sro_ops.records.entry import Place, Places
from sro_ops.records.field_rules import Field
from sro_ops.records.fields import fields_of
from sro_ops.store.entities import Base, CoreRecord, Part

_ANY = "*"
_FEW = 6


class PlaceRule:
    """A rule of the store: a field with ``places=`` holds the code of a place of that kind.

    A place's name, in any case, is put into its code. Of a kind that the site's list has none of,
    and where there is no list, anything may be named. Values that are kept already stay as they
    are, for a place may be gone from the list.

    Args:
        places: those of the site.
        site: the site's code; records of another are left alone. Empty for every one.
    """

    def __init__(self, places: Iterable[Place], site: str = "") -> None:
        self.site = site
        by_kind: dict[str, list[Place]] = {}
        for place in places:
            for kind in {place.kind.casefold(), _ANY}:
                by_kind.setdefault(kind, []).append(place)
        self._lists = by_kind
        self._places = {kind: Places(listed) for kind, listed in by_kind.items()}

    def __call__(self, item: Base, changes: Mapping[str, Any]) -> None:
        """Put the places that `item` names anew into their codes.

        Raises:
            Refused: there is no such place; names the nearest.
        """
        for name, declared in _place_fields(type(item)):
            value = getattr(item, name)
            if value and name in changes and self._is_here(item):
                code = self.code(declared, value)
                if code != value:
                    setattr(item, name, code)

    def code(self, declared: Field, text: str) -> str:
        """Return the code of the place that a field names by its code or name.

        Raises:
            Refused: there is no such place, or several share the name.
        """
        kind = (declared.places or _ANY).casefold()
        if kind not in self._places:
            return text
        what = "place" if kind == _ANY else declared.places
        words = text.split()
        found = self._places[kind].find(words)
        if found is None or found[1] != len(words):
            raise Refused(f'no {what} "{text}"', declared.label, self._offer(kind, text))
        if len(found[0]) > 1:
            codes = ", ".join(place.code for place in found[0])
            raise Refused(
                f'more than one {what} is called "{text}"', declared.label, f"Write one of {codes}"
            )
        return found[0][0].code

    def _offer(self, kind: str, text: str) -> str:
        close = self._places[kind].nearest(text)
        if close is not None:
            return f"Nearest: {close.name}"
        names = [place.name for place in self._lists[kind]]
        return f"Choose {', '.join(names)}" if len(names) <= _FEW else "See the list of places"

    def _is_here(self, item: Base) -> bool:
        record = item.record if isinstance(item, Part) else item
        there = record.site if isinstance(record, CoreRecord) else None
        return not (self.site and there) or there == self.site


@cache
def _place_fields(cls: type[Base]) -> tuple[tuple[str, Field], ...]:
    return tuple((name, told) for name, told in fields_of(cls).items() if told.places)
