"""The PIN: kept as a hash, slowed down after wrong ones, never locked out."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from journals import one

from sro_ops.access import pins
from sro_ops.errors import Refused
from sro_ops.store.store import Store

from .conftest import Door

REAL = pins.hasher
"""As the console hashes; the tests have a quicker one put in its place."""


class Watch:
    """The machine's time, which moves only when it is told to."""

    def __init__(self) -> None:
        self.now = 1_760_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    found = Watch()
    monkeypatch.setattr(time, "time", found)
    return found


def fail(badge: str, times: int) -> None:
    """Mistype a PIN so many times, without the cost of hashing each."""
    for _ in range(times):
        pins.count_failure(badge)


def test_a_hash_costs_what_the_library_recommends() -> None:
    kept = REAL().hash("4321")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert REAL().verify(kept, "4321")
    assert pins.matches(kept, "4321"), "a hash says itself what it cost"


def test_a_pin_is_kept_as_argon2id_and_nowhere_else(door: Door, store: Store) -> None:
    door.add("20", pin="48261537")
    kept = one(store.path, "SELECT pin FROM core_operator")
    assert kept.startswith("$argon2id$")
    files = [path for path in store.path.parent.rglob("*") if path.is_file()]
    assert [path for path in files if b"48261537" in path.read_bytes()] == []


def test_the_same_pin_of_two_operators_is_kept_differently(door: Door, store: Store) -> None:
    door.add("20")
    door.add("21")
    assert one(store.path, "SELECT count(DISTINCT pin) FROM core_operator") == 2


def test_a_pin_has_at_least_four_characters(door: Door) -> None:
    with pytest.raises(Refused, match="a PIN has at least 4 characters"):
        door.add("20", pin="123")


def test_the_right_pin_signs_on_as_its_operator(door: Door) -> None:
    person = door.add("20", name="Nia Lind")
    actor = door.pin("20")
    assert (actor.operator, actor.name, actor.badge) == (person, "Nia Lind", "20")


def test_a_wrong_pin_and_an_unknown_badge_have_the_same_answer(door: Door) -> None:
    door.add("20")
    said = set()
    for badge in ("20", "99"):
        with pytest.raises(Refused) as refused:
            door.pin(badge, "9999")
        said.add(str(refused.value).replace(badge, "N"))
    assert said == {"badge N: badge and PIN do not match. Try again, slowly"}


def test_the_wait_begins_with_the_third_wrong_pin_doubles_and_ends_at_a_minute() -> None:
    assert [pins.pause(failures) for failures in range(10)] == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60]
    assert pins.pause(1_000_000) == 60


def test_who_comes_too_soon_is_told_how_long_to_wait(door: Door, watch: Watch) -> None:
    door.add("20")
    fail("20", 5)
    with pytest.raises(Refused, match=r"badge 20: too many wrong PINs\. Wait 8 s"):
        door.pin("20")
    watch.now += 7.5
    with pytest.raises(Refused, match="Wait 1 s"):
        door.pin("20")
    watch.now += 0.5
    assert door.pin("20").badge == "20"


def test_coming_too_soon_makes_the_wait_no_longer(door: Door, watch: Watch) -> None:
    door.add("20")
    fail("20", 4)
    for _ in range(20):
        with pytest.raises(Refused, match="Wait 4 s"):
            door.pin("20", "9999")
    watch.now += 4
    assert door.pin("20").badge == "20"


def test_the_wait_is_the_operators_own(door: Door, watch: Watch) -> None:
    door.add("20")
    door.add("21")
    fail("20", 9)
    assert door.pin("21").badge == "21"


def test_the_wait_is_this_desks_own(
    door: Door, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.add("20")
    fail("20", 9)
    monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path / "another-desk"))
    assert door.pin("20").badge == "20"


def test_the_wait_survives_a_restart(watch: Watch) -> None:
    watch.now = 9e9  # long ahead, so that the other process finds the wait still to be over
    fail("20", 9)
    program = (
        "import time; time.time = lambda: 9e9 + 59\n"
        "from sro_ops.access import pins; pins.check_pause('20')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr.splitlines()[-1].endswith("too many wrong PINs. Wait 1 s")


def test_nobody_is_ever_locked_out(door: Door, watch: Watch) -> None:
    door.add("20")
    fail("20", 500)
    watch.now += 60
    assert door.pin("20").badge == "20"


def test_the_right_pin_ends_the_counting(door: Door, watch: Watch) -> None:
    door.add("20")
    fail("20", 9)
    watch.now += 60
    door.pin("20")
    for _ in range(2):
        with pytest.raises(Refused, match="do not match"):
            door.pin("20", "9999")
    assert door.pin("20").badge == "20"


def test_a_clock_that_was_set_back_makes_nobody_wait_longer_than_a_minute(
    door: Door, watch: Watch
) -> None:
    door.add("20")
    fail("20", 9)
    watch.now -= 365 * 86_400
    assert door.pin("20").badge == "20"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"20": 3}', '{"20": ["x", "y"]}', "\x00"])
def test_a_damaged_memory_of_wrong_pins_keeps_nobody_out(door: Door, home: Path, text: str) -> None:
    door.add("20")
    fail("20", 9)
    [memory] = home.rglob("sign-on.json")
    memory.write_text(text)
    assert door.pin("20").badge == "20"
