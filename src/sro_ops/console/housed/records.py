"""Lists of records as the console reads them from the house."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sro_ops.console.housed.part import HousedTopic
from sro_ops.console.source.records import Kind, ListFacts, ListQuery, RecordRow
from sro_ops.store.model import PROTECTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sro_ops.host.house import House
    from sro_ops.records.filtering import Filter
    from sro_ops.records.listing import Listed
    from sro_ops.records.record import Record


class HousedRecords(HousedTopic):
    """Records of every type, as the acting operator may see them."""

    def kinds(self) -> Sequence[Kind]:
        """Return every record type of which this operator may see records."""
        house = self._house()
        kinds = sorted(house.store.kinds.values(), key=lambda kind: (kind.plugin, kind.type))
        classes = house.actor.scope.classes
        return [
            self._kind(house, kind.type)
            for kind in kinds
            if house.store.record_classes.get(kind.type, kind.record_class) in classes
        ]

    def page(
        self, query: ListQuery, beside: RecordRow | None, limit: int, backward: bool = False
    ) -> Sequence[RecordRow]:
        """Return rows behind or before one."""
        from sro_ops.records.listing import page

        house = self._house()
        key = None if beside is None else (beside.at.astimezone(UTC), beside.id)
        wanted = self._filter(house, query).wanted
        return self._told(house, page(house.store, house.actor, wanted, key, limit, backward))

    def page_near(self, query: ListQuery, fraction: float, limit: int) -> Sequence[RecordRow]:
        """Return rows from about so far down: the key is interpolated between the ends."""
        from sro_ops.records.counting import ends
        from sro_ops.records.listing import LAST_ID, page

        house = self._house()
        wanted = self._filter(house, query).wanted
        found = ends(house.store, house.actor, wanted)
        if found is None:
            return []
        newest, oldest = found
        down = fraction if not wanted.oldest_first else 1 - fraction
        key = (newest - (newest - oldest) * down, "" if wanted.oldest_first else LAST_ID)
        return self._told(house, page(house.store, house.actor, wanted, key, limit))

    def facts(self, query: ListQuery) -> ListFacts:
        """Return what stands around a list."""
        from sro_ops.records.counting import totals
        from sro_ops.records.listing import FOUND

        house = self._house()
        found = self._filter(house, query)
        told = totals(house.store, house.actor, found.wanted)
        about = told.count
        if told.count_at_least:
            about = max(told.count, 0 if found.said else told.given)
        said = (*found.said, f"looked for in the newest {FOUND} lines") if told.cut else found.said
        return ListFacts(
            said, told.count, told.count_at_least, told.open, told.open_at_least, about
        )

    def move(self, number: str, step: str) -> str:
        """Take a record a step further."""
        from sro_ops.records.changing import move

        house = self._house()
        site, whole = house.number(number)
        return move(house.store, house.actor, whole, step, {}, site).number

    def append(self, number: str, text: str) -> str:
        """Add a narrative line."""
        from sro_ops.records.changing import append

        house = self._house()
        house.allow("core.append")
        site, whole = house.number(number)
        return append(house.store, house.actor, whole, text, site).number

    def link(self, number: str, other: str, relation: str) -> str:
        """Link two records."""
        from sro_ops.records.linking import link

        house = self._house()
        house.allow("core.link")
        site, whole = house.number(number)
        other_site, other_whole = house.number(other)
        link(house.store, house.actor, whole, other_whole, relation, site, other_site)
        return whole

    def _filter(self, house: House, query: ListQuery) -> Filter:
        from sro_ops.records.filtering import read_filter
        from sro_ops.records.listing import Wanted

        known = [self._kind(house, type_) for type_ in query.types]
        states = list(dict.fromkeys(state for kind in known for state in kind.states))
        everything = Wanted(query.types, house.site, oldest_first=query.oldest_first)
        me = house.actor.operator or ""
        return read_filter(query.filter, everything, states, house.now(), house.places, me)

    def _kind(self, house: House, type_: str) -> Kind:
        from sro_ops.records.listing import figure_of

        kind = house.store.kinds[type_]
        cls = _loaded(house, type_)
        workflow = cls.workflow if cls is not None else None
        figure = figure_of(cls) if cls is not None else None
        may = house.actor.may
        return Kind(
            type=type_,
            plugin=kind.plugin,
            word=kind.word,
            label=kind.label,
            states=workflow.states if workflow is not None else (),
            figure=cls.field(figure).label if cls is not None and figure is not None else "",
            may_add=cls is not None and may("core.add") and may(f"{type_}.add"),
        )

    def _told(self, house: House, found: Sequence[Listed]) -> list[RecordRow]:
        zone = ZoneInfo(house.zone)
        return [_row(one, house, zone) for one in found]


def _loaded(house: House, type_: str) -> type[Record] | None:
    from sro_ops.records.record import Record

    cls = house.store.classes.get(type_)
    return cls if cls is not None and issubclass(cls, Record) else None


def _row(one: Listed, house: House, zone: ZoneInfo) -> RecordRow:
    return RecordRow(
        id=one.id,
        number=one.number,
        type=one.kind.type,
        word=one.kind.word,
        state=one.state,
        at=one.at.astimezone(zone),
        summary=one.summary,
        place=house.place_name(one.place),
        figure=_figure(one, house),
        who=one.who,
        people=one.people,
        protected=one.sealed or one.record_class in PROTECTED,
        sealed=one.sealed,
        struck=one.struck,
        expunged=one.expunged,
    )


def _figure(one: Listed, house: House) -> str:
    """Return a figure as a column shows it: ``$1,250.50``, ``1,204``; empty for none."""
    from sro_ops.records.listing import figure_of

    cls = _loaded(house, one.kind.type)
    name = figure_of(cls) if cls is not None else None
    if cls is None or name is None or one.figure is None:
        return ""
    if cls.field(name).kind != "money":
        return f"{one.figure:,}"
    sign, cents = ("-" if one.figure < 0 else ""), abs(one.figure)
    return f"{sign}${cents // 100:,}.{cents % 100:02d}"
