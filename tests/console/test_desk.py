"""The Desk under an officer's hands, on a source without a store."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from textual import events

from sro_ops.console.screens.dialogs import CrossOut
from sro_ops.console.screens.help import HelpScreen
from sro_ops.console.screens.record import RecordScreen

from .driving import console
from .fake import NOW, FakeSource, line


async def test_what_is_typed_is_saved_with_its_number_and_stands_above_the_line() -> None:
    async with console() as desk:
        await desk.types("patrol gym secure", enter=True)
        await desk.sees("✓ P-2026-0021 saved 10:42:03")
        assert desk.source.saved_texts == ["patrol gym secure"]
        assert desk.field == ""
        assert "gym secure" in desk.screen.splitlines()[-4]
        assert "esc u fix" in desk.second_line


async def test_a_preview_says_what_the_line_will_be() -> None:
    async with console() as desk:
        await desk.types("patrol gym secure")
        await desk.sees("will be patrol  Gym  10:42  Reyes  state ✓ done  number on save")


async def test_tab_takes_the_ghost_text() -> None:
    async with console() as desk:
        await desk.types("patrol ba")
        await desk.sees("tab accept")
        assert "› patrol band room" in desk.screen.replace("Band", "band")
        await desk.press("tab")
        assert desk.field == "patrol Band room "


async def test_an_unknown_place_is_named_with_its_nearest_and_tab_takes_it() -> None:
    async with console() as desk:
        await desk.types("theft bike @rakc 400")
        await desk.sees("✗ No place “rakc”.  Nearest: Bike rack  tab takes it")
        await desk.press("tab")
        assert desk.field == "theft bike Bike rack 400"


async def test_tab_without_an_offer_goes_to_the_list_and_back() -> None:
    async with console() as desk:
        await desk.press("tab")
        await desk.until(lambda: desk.desk.timeline.has_focus)
        await desk.press("tab")
        await desk.until(lambda: desk.desk.entry.field.has_focus)


async def test_keys_typed_while_it_loads_are_kept_and_the_line_is_saved_afterwards() -> None:
    source = FakeSource.day()
    source.started.clear()
    async with console(source, ready=False) as desk:
        await desk.types("dog on field", enter=True)
        await desk.types("second")
        await desk.sees("getting ready")
        assert source.saved_texts == []
        source.started.set()
        await desk.until(lambda: source.saved_texts)
        assert source.saved_texts == ["dog on field"]
        assert desk.field == "second"


async def test_a_line_that_was_not_saved_comes_back_and_the_reason_stays() -> None:
    async with console(FakeSource.day(down="the store does not answer")) as desk:
        await desk.types("patrol gym", enter=True)
        await desk.sees("✗ Not saved: the store does not answer. Text kept.")
        assert desk.field == "patrol gym"
        await desk.sees("✗ not saved")
        desk.source.down = ""
        await desk.press("enter")
        await desk.sees("saved 10:42:03")
        assert "Not saved" not in desk.screen
        assert desk.source.saved_texts == ["patrol gym"]


async def test_what_is_typed_meanwhile_is_not_touched_by_a_line_that_comes_back() -> None:
    source = FakeSource.day(down="the store does not answer")
    async with console(source) as desk:
        source.held.clear()
        await desk.types("first", enter=True)
        await desk.types("second", enter=True)
        await desk.types("third")
        source.held.set()
        await desk.sees("2 more kept")
        assert desk.field == "third"
        source.down = ""
        for _ in range(3):
            await desk.press("enter")
            await desk.until(lambda: desk.desk.entry.outbox.flying is None)
            await desk.pilot.pause()
        await desk.until(lambda: len(source.saved_texts) == 3)
        assert source.saved_texts == ["third", "first", "second"]


async def test_the_same_line_twice_is_told_and_a_second_enter_keeps_both() -> None:
    async with console() as desk:
        await desk.types("dog", enter=True)
        await desk.until(lambda: desk.source.saved_texts == ["dog"])
        await desk.sees("saved")
        await desk.types("dog", enter=True)
        await desk.sees("already saved as N-2026-0021  Enter again to keep both")
        assert desk.field == "dog"
        await desk.press("enter")
        await desk.until(lambda: desk.source.saved_texts == ["dog", "dog"])


async def test_escape_leaves_the_line_and_keeps_its_text() -> None:
    async with console() as desk:
        await desk.types("half a li")
        await desk.press("escape")
        await desk.until(lambda: desk.desk.timeline.has_focus)
        assert desk.field == "half a li"
        assert "x cross out" in desk.screen


async def test_u_reopens_my_last_line_and_enter_corrects_it_in_its_place() -> None:
    async with console() as desk:
        await desk.types("dorr 4", enter=True)
        await desk.sees("saved")
        await desk.press("escape", "u")
        await desk.sees("fixing N-2026-0021")
        await desk.sees("esc leave it as it was")
        assert desk.field == "dorr 4"
        await desk.press("home", "delete", "d", "end")
        await desk.press(*["backspace"] * 6)
        await desk.types("door 4", enter=True)
        await desk.until(lambda: ("fix", "N-2026-0021", "door 4") in desk.source.calls)
        await desk.sees("door 4")
        await desk.until(lambda: "dorr" not in desk.screen)


async def test_a_fix_that_is_given_up_leaves_everything_and_brings_the_half_typed_line_back() -> (
    None
):
    async with console() as desk:
        await desk.types("dorr 4", enter=True)
        await desk.sees("saved")
        await desk.types("half")
        await desk.press("escape", "u")
        await desk.sees("fixing N-2026-0021")
        await desk.press("escape")
        await desk.until(lambda: desk.field == "half")
        assert "left as it was" in desk.second_line
        assert not [call for call in desk.source.calls if call[0] == "fix"]


async def test_u_with_nothing_to_fix_says_what_to_do() -> None:
    async with console() as desk:
        await desk.press("escape", "u")
        await desk.sees("nothing of yours to fix. Cross it out (x) or amend it")


async def test_crossing_out_asks_for_a_reason_and_keeps_the_row_in_sight() -> None:
    async with console() as desk:
        await desk.press("escape", "up", "up", "x")
        await desk.until(lambda: isinstance(desk.app.screen, CrossOut))
        await desk.sees("Cross out T-2026-0037?")
        await desk.press("enter")
        await desk.sees("✗ Say why")
        await desk.types("entered twice", enter=True)
        await desk.sees("⊘ T-2026-0037 crossed out")
        assert ("strike", "T-2026-0037", "entered twice") in desk.source.calls
        await desk.sees("⊘ theft")


async def test_a_crossing_out_that_fails_keeps_its_reason() -> None:
    async with console(FakeSource.day(down="only the author may")) as desk:
        await desk.press("escape", "x")
        await desk.types("wrong door", enter=True)
        await desk.sees("✗ Not crossed out: only the author may.")
        assert "wrong door" in desk.screen
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.desk)


async def test_names_stay_hidden_from_the_room_until_v_and_hide_again() -> None:
    async with console() as desk:
        assert "J.M., T.R." in desk.screen
        assert "Jayden" not in desk.screen
        assert "counselor" not in desk.screen
        await desk.press("escape", "v")
        await desk.sees("with Jayden Moore, Tyler…")
        assert "J.M." not in desk.screen
        await desk.sees("Referral to the counselor")
        await desk.sees("names shown")
        await desk.press("v")
        await desk.until(lambda: "Jayden" not in desk.screen)
        assert "▣ Protected record" in desk.screen


async def test_copying_takes_what_the_room_sees() -> None:
    async with console() as desk:
        await desk.press("escape", "up", "up", "up", "y")
        await desk.sees("copied")
        assert "with J.M., T.R." in desk.app.clipboard


async def test_slash_searches_and_escape_returns_to_today() -> None:
    async with console() as desk:
        await desk.types("/door", enter=True)
        await desk.sees("Search: door")
        await desk.sees("1 found")
        assert "Tour A finished" not in desk.screen
        assert desk.field == ""
        await desk.press("escape")
        await desk.sees("Today's log")
        await desk.sees("Tour A finished")


async def test_a_search_that_finds_nothing_says_so_and_keeps_the_words() -> None:
    async with console() as desk:
        await desk.types("/unicorn", enter=True)
        await desk.sees("Nothing found for unicorn.")
        assert desk.field == "/unicorn"


async def test_a_bare_number_opens_its_record_and_escape_returns() -> None:
    async with console() as desk:
        await desk.types("37", enter=True)
        await desk.until(lambda: isinstance(desk.app.screen, RecordScreen))
        await desk.sees("T-2026-0037")
        await desk.sees("Narrative")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.desk)
        assert desk.field == ""


async def test_a_number_that_is_no_record_can_still_be_kept_as_a_note() -> None:
    async with console() as desk:
        await desk.types("911", enter=True)
        await desk.sees("↵ again keeps it as a note")
        await desk.press("enter")
        await desk.until(lambda: desk.source.saved_texts == ["911"])


async def test_enter_in_the_list_opens_the_record_under_the_cursor() -> None:
    async with console() as desk:
        await desk.press("escape", "up", "up", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, RecordScreen))
        await desk.sees("Bicycle, blue Trek")


@pytest.mark.parametrize("keys", [("f1",), ("question_mark", "enter"), ("escape", "question_mark")])
async def test_help_opens_from_everywhere(keys: tuple[str, ...]) -> None:
    async with console() as desk:
        await desk.press(*keys)
        await desk.until(lambda: isinstance(desk.app.screen, HelpScreen))
        await desk.sees("A door found open, propped or forced.")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.desk)


async def test_lines_of_other_desks_arrive_while_one_types() -> None:
    async with console() as desk:
        await desk.types("half")
        desk.source.arrive(line(desk.source.next_pos, "door", "door 9 propped", "Door 9"))
        await desk.sees("door 9 propped")
        assert desk.field == "half"


async def test_a_crossing_out_at_another_desk_shows_at_once() -> None:
    async with console() as desk:
        theft = next(one for one in desk.source.lines if one.number == "T-2026-0037")
        desk.source.arrive(replace(theft, pos=desk.source.next_pos, verb="struck", struck=True))
        await desk.sees("⊘ theft")


async def test_a_reader_of_older_lines_is_held_and_told_how_many_are_new() -> None:
    async with console(FakeSource.day(200)) as desk:
        await desk.press("escape", "pageup", "pageup")
        await desk.sees("held")
        before = desk.screen.splitlines()[8]
        for _ in range(3):
            desk.source.arrive(line(desk.source.next_pos, "note", "news"))
        await desk.sees("held, 3 new")
        assert desk.screen.splitlines()[8] == before
        await desk.press("end")
        await desk.sees("live")


async def test_scrolling_up_reads_page_after_page_by_key() -> None:
    async with console(FakeSource.day(300), size=(80, 24)) as desk:
        await desk.press("escape")
        for _ in range(40):
            await desk.press("pageup")
            if "Check 1," in desk.screen:
                break
            await desk.pilot.pause(0.02)
        await desk.sees("Check 1, all quiet")
        asked = [call[1] for call in desk.source.calls if call[0] == "before"]
        assert len(asked) == len(set(asked))
        assert not [one for one in desk.screen.splitlines() if "earlier lines" in one]


async def test_a_placeholder_stands_while_older_lines_are_read() -> None:
    source = FakeSource.day(200)
    async with console(source) as desk:
        source.held.clear()
        await desk.press("escape", "home")
        await desk.sees("…  earlier lines")
        source.held.set()
        view = desk.desk.timeline.view
        assert view is not None
        await desk.until(lambda: len(view.log.rows) > 50)


async def test_pasted_escapes_and_markup_are_text() -> None:
    async with console() as desk:
        desk.desk.entry.field.post_message(events.Paste("\x1b[31m[bold]x[/bold] \x00y\u202ez"))
        await desk.until(lambda: desk.field == "[31m[bold]x[/bold] yz")
        await desk.sees("[31m[bold]x[/bold] yz")
        await desk.press("enter")
        await desk.sees("saved")


async def test_a_line_of_100_kilobytes_is_typed_on_and_saved_whole() -> None:
    text = "word " * 20_000
    async with console() as desk:
        desk.desk.entry.field.post_message(events.Paste(text))
        await desk.sees("100,000 characters: kept as typed")
        await desk.types("end", enter=True)
        await desk.until(lambda: desk.source.saved_texts == [text + "end"])


async def test_arrows_bring_earlier_lines_back() -> None:
    async with console() as desk:
        await desk.types("first", enter=True)
        await desk.sees("saved")
        await desk.press("up")
        await desk.until(lambda: desk.field == "first")
        await desk.press("down")
        await desk.until(lambda: desk.field == "")


async def test_it_survives_a_window_of_20_by_5_while_typing_and_in_a_dialog() -> None:
    async with console() as desk:
        await desk.types("patrol gy")
        for size in ((20, 5), (5, 2), (200, 50), (20, 5), (120, 40)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
        await desk.sees("› patrol gym")
        await desk.press("escape", "x")
        await desk.until(lambda: isinstance(desk.app.screen, CrossOut))
        for size in ((20, 5), (120, 40)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
        await desk.types("why", enter=True)
        await desk.sees("crossed out")


async def test_in_20_by_5_the_list_and_the_entry_line_stay() -> None:
    async with console(size=(20, 5)) as desk:
        await desk.types("note x")
        await desk.sees("› note x")
        assert "· note" in desk.screen.splitlines()[0]


async def test_an_empty_log_says_what_to_type() -> None:
    async with console(FakeSource()) as desk:
        await desk.sees("Nothing logged yet.")
        await desk.sees("0 today")
        await desk.types("first", enter=True)
        await desk.sees("1 today")


async def test_midnight_rules_a_new_day_off() -> None:
    clock = [NOW]
    async with console(now=lambda: clock[0]) as desk:
        await desk.sees("16 today")
        clock[0] = NOW + timedelta(days=1)
        await desk.sees("Today, Wednesday 23 September")
        await desk.sees("0 today")
        await desk.sees("Wed 23 Sep")


async def test_a_store_that_does_not_open_is_said_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sro_ops.console.desk.RETRY", 0.05)
    source = FakeSource.day()
    opened = source.load
    fail = threading.Event()

    def load() -> None:
        if not fail.is_set():
            fail.set()
            raise OSError("disk is away")
        opened()

    monkeypatch.setattr(source, "load", load)
    async with console(source, ready=False) as desk:
        await desk.types("kept", enter=True)
        await desk.until(lambda: source.saved_texts == ["kept"])


async def test_quitting_with_an_unsaved_line_asks_once() -> None:
    async with console(FakeSource.day(down="the store does not answer")) as desk:
        desk.source.held.clear()
        await desk.types("one", enter=True)
        await desk.press("ctrl+q")
        await desk.sees("1 line is not saved. ^q again quits")
        desk.source.held.set()


@pytest.mark.parametrize("theme", ["night", "day", "contrast"])
async def test_every_theme_opens_and_has_one_accent(theme: str) -> None:
    async with console(FakeSource.day(theme=theme)) as desk:
        variables = desk.app.get_css_variables()
        assert desk.app.theme == theme
        assert variables["primary"] == variables["accent"]
        assert variables["boost"] != "#00000000"
        await desk.press("escape", "up")
        await desk.sees("x cross out")


async def test_a_built_in_theme_without_our_variables_still_opens() -> None:
    async with console(FakeSource.day(theme="dracula")) as desk:
        assert desk.app.theme == "dracula"
        await desk.types("note x")
        await desk.sees("will be note")
