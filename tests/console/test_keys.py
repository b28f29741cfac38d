"""Keys: one thing each in one place, all of them written down, and a site's own keymap."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from sro_ops.console import keys
from sro_ops.console.screens.records import RecordsScreen
from sro_ops.errors import Refused
from sro_ops.settings.keymap import read_keymap

from .driving import console
from .fake import FakeSource
from .test_record_list import go

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_no_key_does_two_things_in_one_place() -> None:
    assert keys.clashes(keys.places(), {}) == SHADOWED


SHADOWED: list[str] = []


def test_every_key_has_an_id_and_says_what_it_does() -> None:
    nameless = [
        (place.title, one.keys)
        for place in keys.places()
        for one in place.keys
        if "." not in one.id or not one.does or one.does == one.id
    ]
    assert nameless == []


def test_the_page_of_keys_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys.page(), "run python tools/keys.py"


@pytest.mark.parametrize(
    ("keymap", "told"),
    [
        ({"records.sort": "z"}, ""),
        ({"records.sort": "f11,ctrl+t"}, ""),
        ({"records.sort": "v", "records.names": "s"}, ""),
        ({"recrods.sort": "z"}, 'no key "recrods.sort". Nearest: records.sort'),
        ({"records.sort": "hyper+o"}, 'records.sort: "hyper+o" is no key'),
        ({"records.sort": "n"}, "n is both records.sort and records.new (A list of records)"),
    ],
)
def test_a_keymap_is_held_against_what_there_is(keymap: dict[str, str], told: str) -> None:
    found = keys.wrong(keymap)
    assert (found[:1] or [""]) == [told]


def test_a_keymap_file_may_leave_out_quotes(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    file.write_text('"records.sort" = "z"\n[log]\nfix = "f"\n', encoding="utf-8")
    assert read_keymap(file) == {"records.sort": "z", "log.fix": "f"}


@pytest.mark.parametrize("text", ["records.sort = 3", "records.sort = ", '"a.b" = ""'])
def test_a_keymap_file_with_a_mistake_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"keys\.toml"):
        read_keymap(file)


async def test_a_site_s_own_key_works_and_the_shipped_one_does_not() -> None:
    async with console(FakeSource.day(20, keymap={"records.sort": "z"}), size=(80, 24)) as desk:
        screen = await go(desk)
        await desk.press("s")
        assert not screen.query_now.oldest_first
        await desk.press("z")
        assert screen.query_now.oldest_first


async def test_a_keymap_with_a_mistake_is_named_and_the_shipped_keys_stand() -> None:
    source = FakeSource.day(20, keymap={"records.srot": "z"})
    async with console(source, size=(120, 40), ready=False) as desk:
        await desk.sees('Keymap: no key "records.srot". Nearest: records.sort')
        await desk.until(lambda: desk.desk.entry.ready)
        screen = await go(desk)
        await desk.press("s")
        assert screen.query_now.oldest_first


async def test_help_tells_the_keys_of_where_you_are_and_of_the_record() -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        await go(desk)
        await desk.sees("r recover")
        await desk.press("question_mark")
        await desk.sees("Here: Property")
        assert "sort the other way" in desk.screen
        assert "recover" in desk.screen


async def test_a_letter_on_every_target_goes_there() -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.press("ctrl+o")
        chain = screen.focus_chain
        at = chain.index(screen.detail)
        await desk.press("abcdefgh"[at])
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        assert screen.detail.has_focus


async def test_the_palette_does_what_a_key_does() -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.press("ctrl+p")
        await desk.types("sort")
        await desk.sees("Sort the other way")
        await desk.press("enter")
        await desk.until(lambda: screen.query_now.oldest_first)


async def test_what_is_typed_faster_than_it_is_shown_is_done_all_the_same() -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        screen = await go(desk)
        await desk.press("ctrl+p")
        await desk.until(lambda: desk.app.screen is not screen)
        for letter in ("s", "o", "r", "t", "enter"):
            desk.app.post_message(Key(letter, letter if letter != "enter" else None))
        await desk.until(lambda: screen.query_now.oldest_first)


async def test_the_palette_opens_a_mode_that_has_no_key() -> None:
    async with console(FakeSource.day(20), size=(80, 24)) as desk:
        await desk.press("f10")
        await desk.types("notes", enter=True)
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        assert desk.app.mode.title == "Notes"
