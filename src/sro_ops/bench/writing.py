"""The benchmark `store`: what it costs to keep one journaled record, and many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sro_ops.bench import ground
from sro_ops.bench.by_hand import HashingWriter, Writer
from sro_ops.bench.measure import Pair, Result, side_by_side
from sro_ops.records.note import Note
from sro_ops.store.store import Store

Told = dict[str, Any]
Keep = Callable[[list[Told]], object]

_MANY = 100


def store_bench(scale: int, quick: bool) -> list[Result]:
    """Hold a record by Session, by the direct path and in batches against the same by hand."""
    results = []
    for what, writer in (("by hand", Writer), ("by hand, hashed", HashingWriter)):
        with ground.folder() as place:
            store, hand = ground.fresh_store(place / "ours.db"), writer(place / "hand.db")
            try:
                results += _three(store, hand, what, quick)
            finally:
                store.close()
                hand.close()
    return results


def _three(store: Store, hand: Writer, against: str, quick: bool) -> list[Result]:
    ones, batches = (5, 2) if quick else (400, 60)
    barred = not isinstance(hand, HashingWriter)
    ways = (
        ("one record by Session", _by_session(store), ones, 1, 0.25),
        ("one record by the direct path", _directly(store), ones, 1, 0.55),
        (f"a record in batches of {_MANY}", _directly(store), batches, _MANY, 0.6),
    )
    results = []
    for what, keep, rounds, count, bar in ways:
        pair = _against(hand, keep, rounds, count)
        told = f"{what} ÷ {against} (rate)"
        given = bar if barred else None
        results.append(Result("store", told, pair.share, given, True, "", pair.aside(count)))
    return results


def _by_session(store: Store) -> Keep:
    who = ground.actor()

    def keep(told: list[Told]) -> None:
        with store.write(who) as session:
            session.add_all([Note(**one) for one in told])

    return keep


def _directly(store: Store) -> Keep:
    who = ground.actor()
    return lambda told: store.add_many(who, [Note(**one) for one in told])


def _against(hand: Writer, keep: Keep, rounds: int, count: int) -> Pair:
    """Keep the same notes by the house and by hand; what they say is made before the clock."""
    warm = 5
    told = [
        [ground.values(index) for index in range(round_ * count, (round_ + 1) * count)]
        for round_ in range(warm + rounds)
    ]
    prepared = [[hand.prepare(one) for one in notes] for notes in told]
    return side_by_side(
        lambda round_: keep(told[round_]),
        lambda round_: hand.write(prepared[round_]),
        rounds,
        warm,
    )
