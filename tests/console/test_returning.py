"""Coming back: what others did meanwhile, and the lines that were left unsaved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sro_ops.console.entry.outbox import Draft
from sro_ops.console.entry.unsaved import FormDraft, Unsaved
from sro_ops.console.housed import HouseSource
from sro_ops.console.housed.draft_file import DraftFile
from sro_ops.store.ids import new_id
from sro_ops.store.model import Actor

from .driving import console
from .fake import FakeSource
from .housing import house_of, housed, keep, school, write_plugin
from .needing import others


def _other(source: HouseSource) -> Actor:
    """Somebody else at the same desk."""
    return replace(source._actor, operator=new_id(), name="Chidi Okafor")


async def test_what_others_wrote_stands_in_place_of_the_log_and_one_key_dismisses_it() -> None:
    async with console(FakeSource.day(meanwhile=others())) as desk:
        await desk.sees("Since you were here, Sun 20 Sep 10:42")
        await desk.sees("3 lines by others   esc today's log")
        await desk.sees("Okafor wrote 3")
        assert desk.screen.splitlines()[-1].startswith(" esc today's log")
        assert desk.desk.entry.field.has_focus
        await desk.press("escape")
        await desk.sees("Today's log")
        assert desk.desk.entry.field.has_focus
        assert "Okafor wrote" not in desk.screen
        await desk.sees("esc list")


async def test_typing_goes_on_and_a_saved_line_brings_the_log_back() -> None:
    async with console(FakeSource.day(meanwhile=others())) as desk:
        await desk.sees("Since you were here")
        await desk.types("dog on field", enter=True)
        await desk.sees("Today's log")
        assert desk.source.saved_texts == ["dog on field"]


async def test_whoever_types_already_is_told_and_s_shows_it() -> None:
    source = FakeSource.day(meanwhile=others())
    source.started.clear()
    async with console(source, ready=False) as desk:
        await desk.types("half a line")
        source.started.set()
        await desk.sees("3 new lines by others since you were here  esc s shows them")
        assert "Today's log" in desk.screen
        await desk.press("escape", "s")
        await desk.sees("Okafor wrote 3")
        await desk.press("escape")
        await desk.sees("Today's log")
        assert desk.field == "half a line"


async def test_whoever_left_a_line_unsaved_hears_of_it_and_of_others() -> None:
    source = FakeSource.day(meanwhile=others(), unsaved=[Draft("half a line")])
    source.came.clear()
    async with console(source, size=(140, 40)) as desk:
        await desk.sees("1 line was not saved when you left. ↵ saves this one")
        source.came.set()
        await desk.sees("↵ saves this one   3 new lines by others since you were here")


async def test_s_with_nothing_new_says_so() -> None:
    async with console() as desk:
        await desk.press("escape", "s")
        await desk.sees("nobody else wrote anything")


async def test_what_is_typed_is_kept_and_comes_back_in_its_order() -> None:
    source = FakeSource.day()
    async with console(source) as desk:
        source.held.clear()
        await desk.types("first", enter=True)
        await desk.types("second")
        await desk.until(
            lambda: (
                [one.text for one in source.unsaved if isinstance(one, Draft)]
                == ["first", "second"]
            )
        )
        kept = list(source.unsaved)
        source.held.set()
        await desk.until(
            lambda: [one.text for one in source.unsaved if isinstance(one, Draft)] == ["second"]
        )
    again = FakeSource.day(unsaved=kept)
    async with console(again) as desk:
        await desk.sees("◇ 2 lines were not saved when you left. ↵ saves this one")
        assert desk.field == "first"
        await desk.press("enter")
        await desk.until(lambda: desk.field == "second")
        await desk.press("enter")
        await desk.until(lambda: again.saved_texts == ["first", "second"])
        await desk.until(lambda: again.unsaved == [])


async def test_a_kept_line_keeps_what_it_is_for_and_its_id() -> None:
    kept = Draft("lock cut", adding="T-2026-0037", id=new_id())
    async with console(FakeSource.day(unsaved=[kept])) as desk:
        await desk.sees("1 line was not saved when you left.")
        assert desk.desk.entry.drafts() == [kept]


async def test_kept_lines_wait_behind_what_is_typed_already() -> None:
    source = FakeSource.day(unsaved=[Draft("old")])
    source.started.clear()
    async with console(source, ready=False) as desk:
        await desk.types("new")
        source.started.set()
        await desk.sees("1 line was not saved")
        assert desk.field == "new"
        assert [one.text for one in desk.desk.entry.drafts()] == ["new", "old"]


async def test_a_line_that_stands_there_already_does_not_come_twice() -> None:
    source = FakeSource.day(unsaved=[Draft("half a line")])
    source.started.clear()
    async with console(source, ready=False) as desk:
        await desk.types("half a line")
        source.started.set()
        await desk.until(lambda: desk.desk.keeper.open)
        assert [one.text for one in desk.desk.entry.drafts()] == ["half a line"]


# In the desk's own folder


def test_a_file_keeps_lines_and_forgets_what_was_saved(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "drafts", "store-reyes")
    assert file.read() == []
    file.write([Draft("half a line"), Draft("dorr 4", fixing="N-2026-0001")])
    file.close()
    again = DraftFile(tmp_path / "drafts", "store-reyes")
    assert again.read() == [Draft("half a line"), Draft("dorr 4", fixing="N-2026-0001")]
    again.write([])
    again.close()
    assert DraftFile(tmp_path / "drafts", "store-reyes").read() == []


def test_a_file_keeps_forms_beside_the_lines(tmp_path: Path) -> None:
    at = datetime(2026, 9, 22, 10, 43, 10, tzinfo=ZoneInfo("America/Chicago"))
    kept: list[Unsaved] = [
        Draft("half a line"),
        FormDraft("property.theft", {"what": "Bicycle"}, at),
    ]
    DraftFile(tmp_path, "x").write(kept)
    again = DraftFile(tmp_path, "y")
    (tmp_path / "y-0.json").write_bytes((tmp_path / "x-0.json").read_bytes())
    assert again.read() == kept


def test_nobody_else_reads_the_file(tmp_path: Path) -> None:
    DraftFile(tmp_path / "drafts", "x").write([Draft("half")])
    [path] = (tmp_path / "drafts").glob("*.json")
    assert path.stat().st_mode & 0o077 == 0


def test_two_windows_keep_their_lines_apart(tmp_path: Path) -> None:
    one, other = DraftFile(tmp_path, "x"), DraftFile(tmp_path, "x")
    one.write([Draft("one")])
    assert other.read() == []
    other.write([Draft("other")])
    one.close()
    other.close()
    first, second = DraftFile(tmp_path, "x"), DraftFile(tmp_path, "x")
    assert (first.read(), second.read()) == ([Draft("one")], [Draft("other")])


@pytest.mark.parametrize("text", ["", "{", '[{"no": 1}]', "[1]", '"x"', '[{"key": "x"}]'])
def test_a_file_that_cannot_be_read_holds_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "x-0.json").write_text(text, encoding="utf-8")
    assert DraftFile(tmp_path, "x").read() == []


# On a real store


@pytest.mark.usefixtures("alone")
def test_what_others_wrote_since_my_last_line(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    file = school(tmp_path)
    with housed(file) as mine:
        now = house_of(mine).now()
        keep(mine, "note mine", now - timedelta(days=2))
        assert mine.since() is None
        mine._actor = _other(mine)
        keep(mine, "note from Okafor", now - timedelta(days=1))
        assert mine.since() is None
    with housed(file) as mine:
        since = mine.since()
        assert since is not None
        assert [one.summary for one in since.lines] == ["from Okafor"]
        assert since.at.utcoffset() == now.utcoffset()


@pytest.mark.usefixtures("alone")
def test_who_was_here_a_moment_ago_has_missed_nothing(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    with housed(school(tmp_path)) as mine:
        keep(mine, "note mine")
        me, mine._actor = mine._actor, _other(mine)
        keep(mine, "note from Okafor")
        mine._actor = me
        assert mine.since() is None


@pytest.mark.usefixtures("alone")
def test_a_line_that_was_on_its_way_is_one_record(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    with housed(school(tmp_path)) as mine:
        id = new_id()
        assert mine.save("dog", id=id).number == mine.save("dog", id=id).number


@pytest.mark.usefixtures("alone")
def test_drafts_of_one_operator_are_not_anothers(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    with housed(school(tmp_path)) as mine:
        mine.keep_drafts([Draft("mine")])
        me, mine._actor = mine._actor, _other(mine)
        assert mine.drafts() == []
        mine._actor = me
        assert mine.drafts() == [Draft("mine")]
