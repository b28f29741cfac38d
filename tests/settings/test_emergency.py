"""The emergency card's file: every mistake is named, and silence has a default."""

from __future__ import annotations

from pathlib import Path

import pytest

from sro_ops.demo.school import EMERGENCY
from sro_ops.errors import Refused
from sro_ops.settings.emergency import CALLS, read_card

EXAMPLE = Path(__file__).resolve().parents[2] / "config" / "emergency.toml"


def test_the_example_is_a_whole_card() -> None:
    card = read_card(EXAMPLE)
    assert card.address.startswith("1200 West Oak Street")
    assert card.doors[0] == ("1", "main entrance, Oak Street")
    assert card.phones[0] == ("911", "police, fire, ambulance")
    assert [name for name, _ in card.calls] == [name for name, _ in CALLS]
    assert "stadium" in dict(card.calls)["Evacuate"]


def test_an_empty_file_has_the_five_calls_and_a_script(tmp_path: Path) -> None:
    path = tmp_path / "emergency.toml"
    path.write_text("", "utf-8")
    assert read_card(path).calls == CALLS
    assert len(read_card(path).script) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("adress = 'x'", 'unknown key "adress". Nearest: address'),
        ("script = 'x'", "script should be a list of sentences"),
        ("doors = 1", "doors should be a table: [doors]"),
        ("[doors]\n1 = true", "doors should be text"),
        ("[calls]\nRun = 'x'", 'no call "Run". One of: Hold, Secure'),
        ("[", "not TOML"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "emergency.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as caught:
        read_card(path)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_card(tmp_path / "none.toml")


def test_the_demos_card_is_whole_and_calls_nobody(tmp_path: Path) -> None:
    path = tmp_path / "emergency.toml"
    path.write_text(EMERGENCY)
    card = read_card(path)
    assert card.problem == ""
    assert card.address
    assert card.doors
    assert all("911" in pair or pair[1].startswith("555-01") for pair in card.phones)
