"""Fields that name a place take the site's own places, by code or name."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from duties import Scan, Sweep
from journals import lines, one
from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.entry import Place
from sro_ops.records.places import PlaceRule
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.testing import SITE, ActorFactory, install

PLACES = [
    Place("HB", "Hall B", "hall"), Place("HC", "Hall C", "Hall"), Place("GYM", "Gym", "room"),
    Place("WH", "West", "hall"), Place("WW", "West", "hall"),
]  # fmt: skip


@pytest.fixture
def school(store: Store) -> Store:
    """A store whose site knows its places."""
    install(store, Sweep)
    store.rules.append(PlaceRule(PLACES, SITE))
    return store


def _sweep(store: Store, actor: ActorFactory, hall: str, site: str = SITE) -> Sweep:
    with store.write(actor(), site) as session:
        session.add(sweep := Sweep(hall=hall))
    return sweep


@pytest.mark.parametrize("typed", ["HB", "hb", "Hall B", " hall  b "])
def test_a_place_is_kept_by_its_code_however_it_was_written(
    school: Store, actor: ActorFactory, typed: str
) -> None:
    assert _sweep(school, actor, typed).hall == "HB"
    assert json.loads(lines(school.path)[-1]["changes"])["hall"] == [None, "HB"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Hal B", 'Hall: no hall "Hal B". Nearest: Hall B'),
        ("Gym", 'Hall: no hall "Gym". Choose Hall B, Hall C, West, West'),
        ("Hall B upstairs", 'Hall: no hall "Hall B upstairs". Choose Hall B, Hall C, West, West'),
        ("west", 'Hall: more than one hall is called "west". Write one of WH, WW'),
    ],
)
def test_what_is_no_place_of_the_kind_is_refused_with_the_nearest(
    school: Store, actor: ActorFactory, typed: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        _sweep(school, actor, typed)
    assert str(refused.value) == said
    assert one(school.path, "SELECT count(*) FROM core_record") == 0


def test_the_direct_door_asks_the_same(school: Store, actor: ActorFactory) -> None:
    school.add_many(actor(), [Sweep(hall="hall c")])
    assert one(school.path, "SELECT hall FROM duty_sweep") == "HC"
    assert json.loads(lines(school.path)[-1]["changes"])["hall"] == [None, "HC"]
    with pytest.raises(Refused, match='no hall "Gym"'):
        school.add_many(actor(), [Sweep(hall="Gym")])


def test_a_star_takes_a_place_of_any_kind() -> None:
    rule, anywhere = PlaceRule(PLACES), Sweep.field("hall")
    assert rule.code(replace(anywhere, places="*"), "gym") == "GYM"
    with pytest.raises(Refused, match=r'Hall: no place "gmy"\. Nearest: Gym'):
        rule.code(replace(anywhere, places="*"), "gmy")


def test_where_no_place_of_the_kind_is_known_anything_may_be_named(
    store: Store, actor: ActorFactory
) -> None:
    install(store, Sweep)
    assert _sweep(store, actor, "Hall Z").hall == "Hall Z"
    store.rules.append(PlaceRule([Place("GYM", "Gym", "room")], SITE))
    assert _sweep(store, actor, "Hall Y").hall == "Hall Y"


def test_a_place_that_is_gone_from_the_list_does_not_hold_up_another_change(
    store: Store, actor: ActorFactory
) -> None:
    install(store, Sweep)
    _sweep(store, actor, "Hall Z")
    store.rules.append(PlaceRule(PLACES, SITE))
    with store.write(actor()) as session:
        session.scalars(select(Sweep)).one().escorted = 3
    with pytest.raises(Refused, match='no hall "Hall Y"'), store.write(actor()) as session:
        session.scalars(select(Sweep)).one().hall = "Hall Y"


def test_the_places_of_one_site_are_not_those_of_another(
    school: Store, actor: ActorFactory
) -> None:
    school.add_site(actor(), Site("WMS", "West Middle School", "America/Chicago"))
    assert _sweep(school, actor, "Hall Z", "WMS").hall == "Hall Z"


def test_a_part_s_place_is_held_to_the_list_too(school: Store, actor: ActorFactory) -> None:
    with school.write(actor()) as session:
        session.add_all([sweep := Sweep(hall="HB"), scan := Scan(record=sweep, checkpoint="x")])
        scan.hall = "hall c"
    assert scan.hall == "HC"
    with pytest.raises(Refused, match='Hall: no hall "Gym"'), school.write(actor()) as session:
        session.scalars(select(Scan)).one().hall = "Gym"
