"""The console's source on a real store: signing on, stamps on their way, faults of plugins."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sro_ops.access.operators import NewOperator, add_operator, maker
from sro_ops.console.housed import HouseSource
from sro_ops.host.beginning import set_up
from sro_ops.settings.source import SettingsFile, read
from sro_ops.store.desk import this_desk
from sro_ops.store.model import CLASSES, Actor, Line, Scope
from sro_ops.store.reading import open_journal
from sro_ops.store.sites import Site
from sro_ops.store.store import Store

FAULTY = Path(__file__).parents[1] / "kit" / "faulty"
SITE = Site("OHS", "Oakfield High", "America/Chicago")
EVERYTHING = Scope(None, frozenset(CLASSES), sealed=True)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    path = tmp_path / "sro-ops.toml"
    path.write_text(f"store = {json.dumps('sqlite:///' + str(tmp_path / 'store.db'))}\n", "utf-8")
    found = read(path, None)
    set_up(found, SITE, NewOperator("Dana Reyes", "214", "owner", "2468"))
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = Store(url)
    officer = NewOperator("Ada Okafor", "230", "officer", "1357")
    add_operator(store, maker(this_desk(url).id), officer)
    store.close()
    return found


@pytest.fixture
def source(file: SettingsFile, tmp_path: Path) -> Iterator[HouseSource]:
    path = tmp_path / "store.db"
    nobody = Actor(this_desk(f"sqlite:///{path}").id, Scope(frozenset()))
    made = HouseSource(file, path, nobody, SITE, extra=[FAULTY])
    yield made
    made.close()


def lines(tmp_path: Path) -> list[Line]:
    with open_journal(tmp_path / "store.db", EVERYTHING) as journal:
        return journal.newest(50, desk_view=False)


def test_nobody_sees_anything(source: HouseSource) -> None:
    assert not source.access().signed_on
    assert source.first_page(50) == []


def test_badge_and_pin_let_the_operator_in(source: HouseSource) -> None:
    assert not source.sign_on("214", "9999").right
    answer = source.sign_on("214", "2468")
    assert (answer.right, answer.changed) == (True, True)
    assert source.access().badge == "214"
    assert source.status().operator == "Reyes"
    assert source.first_page(50)


def comings(tmp_path: Path) -> list[tuple[str, str, str]]:
    found = [line for line in lines(tmp_path) if line.type == "core.operator"]
    return [(line.verb, line.who, line.summary) for line in found if line.operator]


def test_who_comes_and_goes_stands_in_the_journal(source: HouseSource, tmp_path: Path) -> None:
    source.sign_on("214", "9999")
    source.sign_on("214", "2468")
    assert comings(tmp_path) == []  # nothing heavy is loaded yet; the line waits
    source.load()
    source.locked(by_itself=True)
    source.sign_on("214", "2468")
    source.sign_on("230", "1357")
    source.close()
    assert comings(tmp_path) == [
        ("signed on", "Dana Reyes", "after 1 wrong PIN at this desk"),
        ("locked", "Dana Reyes", "by itself"),
        ("unlocked", "Dana Reyes", ""),
        ("signed off", "Dana Reyes", ""),
        ("signed on", "Ada Okafor", ""),
        ("signed off", "Ada Okafor", ""),
    ]


def test_a_wrong_pin_writes_nothing_to_the_store(source: HouseSource, tmp_path: Path) -> None:
    source.load()
    before = lines(tmp_path)
    source.sign_on("214", "9999")
    assert lines(tmp_path) == before


def test_comings_keep_nobody_from_fixing_their_last_line(source: HouseSource) -> None:
    source.load()
    source.sign_on("214", "2468")
    number = source.save("dorr 4 propped").number
    source.locked(by_itself=False)
    source.sign_on("214", "2468")
    assert source.last_entry().number == number
    assert source.fix(number, "door 4 propped").number


def test_wrong_pins_have_a_pause_that_is_told(source: HouseSource) -> None:
    waits = [source.sign_on("214", "9999").wait for _ in range(3)]
    assert waits[:2] == [0, 0]
    assert waits[2] > 0
    assert source.sign_on("214", "2468").why == "too many wrong PINs"


def test_lines_are_those_of_who_sits_there_now(source: HouseSource, tmp_path: Path) -> None:
    source.sign_on("214", "2468")
    source.load()
    source.save("first line")
    assert source.sign_on("230", "1357").changed
    source.save("second line")
    notes = [line for line in lines(tmp_path) if line.type == "core.note"]
    assert [line.who for line in notes] == ["Dana Reyes", "Ada Okafor"]


def test_while_lines_wait_only_their_writer_comes_back(source: HouseSource) -> None:
    source.sign_on("214", "2468")
    refused = source.sign_on("230", "1357", same=True)
    assert (refused.right, refused.why) == (False, "Dana Reyes has lines that are not saved yet")
    assert source.sign_on("214", "2468", same=True).right
    assert source.access().badge == "214"


def test_a_stamp_without_a_store_is_journaled_when_it_is_back(
    source: HouseSource, tmp_path: Path
) -> None:
    at = datetime(2026, 9, 22, 15, 42, 3, tzinfo=UTC)
    before = len(lines(tmp_path))
    source.stamp("Lockdown", False, at)
    assert source.deliver() == 1
    assert len(lines(tmp_path)) == before
    going = source.going()
    assert going is not None
    assert (going.call, going.since) == ("Lockdown", at)
    source.sign_on("214", "2468")
    source.load()
    assert source.deliver() == 0
    assert source.deliver() == 0
    [made] = [line for line in lines(tmp_path)[before:] if line.type == "core.note"]
    assert made.summary == "LOCKDOWN, real, at the emergency card"
    assert (made.operator, made.at[:19]) == (None, "2026-09-22T15:42:03")


def test_a_stamp_that_was_delivered_before_a_crash_is_one_note(
    source: HouseSource, tmp_path: Path
) -> None:
    source.sign_on("214", "2468")
    source.load()
    source.stamp("Hold", True, datetime.now(UTC))
    folder = next((tmp_path / "sro-ops-home" / "state" / "emergency").glob("0*.json"))
    kept = folder.read_bytes()
    source.deliver()
    count = len(lines(tmp_path))
    folder.write_bytes(kept)
    assert source.deliver() == 0
    assert len(lines(tmp_path)) == count


def test_the_end_of_a_call_is_a_stamp_too(source: HouseSource) -> None:
    source.stamp("Hold", True, datetime.now(UTC))
    source.stamp("All clear", True, datetime.now(UTC))
    assert source.going() is None


def test_a_card_that_is_wrong_is_the_plain_one_with_the_reason(
    file: SettingsFile, source: HouseSource, tmp_path: Path
) -> None:
    assert source.card().problem == ""
    path = tmp_path / "sro-ops.toml"
    path.write_text(f'{path.read_text("utf-8")}[console]\nemergency = "none.toml"\n', "utf-8")
    nobody = Actor("desk", Scope(frozenset()))
    wrong = HouseSource(read(path, None), tmp_path / "store.db", nobody, SITE)
    assert "cannot be read" in wrong.card().problem
    assert wrong.card().calls


def test_faults_on_the_screen_are_counted_and_switch_off(source: HouseSource) -> None:
    sys.modules.pop("faulty", None)
    source.sign_on("214", "2468")
    source.load()
    assert source.packages()["faulty"] == "faulty"
    assert any(guest.name == "compose" and guest.kind == "panel" for guest in source.guests())
    noted = [source.note_fault("faulty", "boom", ValueError("no bulb")) for _ in range(5)]
    assert [one.off for one in noted] == [False] * 4 + [True]
    assert "no bulb" in Path(noted[0].log).read_text("utf-8")
    card = next(one for one in source.plugin_cards() if one.name == "faulty")
    assert (card.state, card.well, card.faults) == ("switched off after errors", False, 5)
    assert card.recent[0] == "boom: ValueError: no bulb"
    assert not any(guest.plugin == "faulty" for guest in source.guests())
