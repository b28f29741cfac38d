"""Forms: built from fields, understood at every letter, never losing what was typed."""

from __future__ import annotations

from sro_ops.console.entry.unsaved import FormDraft
from sro_ops.console.kit.form import Choice, FormRow
from sro_ops.console.screens.form import FormScreen
from sro_ops.console.screens.records import RecordsScreen

from .driving import Driver, console
from .fake import NOW, FakeSource
from .test_record_list import go

SIZE = (120, 40)


async def form(desk: Driver) -> FormScreen:
    """Open the form of a new theft."""
    await go(desk)
    await desk.press("n")
    await desk.until(lambda: isinstance(desk.app.screen, FormScreen), "the form")
    await desk.pilot.pause()
    screen = desk.app.screen
    assert isinstance(screen, FormScreen)
    return screen


def row(screen: FormScreen, name: str) -> FormRow:
    return next(one for one in screen.rows if one.field.name == name)


async def test_a_form_has_a_row_for_each_field_and_the_first_has_the_focus() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        screen = await form(desk)
        assert [one.field.label for one in screen.rows][:3] == ["What", "When", "Place"]
        assert row(screen, "what").input.has_focus
        lines = desk.screen.splitlines()
        at = next(n for n, line in enumerate(lines) if " Place *" in line)
        assert "a place's name or code" in lines[at + 1]


async def test_what_is_typed_is_understood_beneath_and_nothing_moves() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        screen = await form(desk)
        before = [one.region for one in screen.rows]
        await desk.press("tab")
        await desk.types("0810..1020")
        await desk.sees("22 Sep, between 08:10 and 10:20")
        await desk.press("down")
        await desk.types("rakc")
        await desk.sees("✗ No place “rakc”. Nearest: Bike rack (tab takes it)")
        assert [one.region for one in screen.rows] == before


async def test_tab_takes_what_is_offered_and_then_goes_on() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        screen = await form(desk)
        await desk.press("tab", "tab")
        await desk.types("rakc")
        await desk.press("tab")
        assert row(screen, "place").text == "Bike rack"
        await desk.press("tab")
        assert row(screen, "value").input.has_focus


async def test_saving_with_wrong_fields_names_them_and_goes_to_the_first() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        screen = await form(desk)
        await desk.types("Bicycle")
        await desk.press("tab", "tab", "tab")
        await desk.types("4oo")
        await desk.press("ctrl+s")
        await desk.sees("✗ 2 fields need you  Place, Value")
        assert row(screen, "place").input.has_focus
        assert desk.source.forms.kept == []


async def test_a_form_is_kept_with_its_texts_and_says_its_number() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        await form(desk)
        await desk.types("Bicycle, blue Trek")
        await desk.press("tab", "tab")
        await desk.types("Bike rack")
        await desk.press("tab", "tab", "right", "ctrl+s")
        await desk.sees("T-2026-0138 saved")
        ((how, type_, texts),) = desk.source.forms.kept
        assert (how, type_) == ("add", "property.theft")
        assert isinstance(texts, dict)
        assert (texts["what"], texts["place"]) == ("Bicycle, blue Trek", "Bike rack")
        assert (texts["kind"], texts["reported"]) == ("civil", "no")


async def test_a_choice_jumps_to_the_next_that_begins_with_a_letter() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        screen = await form(desk)
        choice = row(screen, "kind").input
        assert isinstance(choice, Choice)
        choice.focus()
        await desk.press("c")
        assert choice.value == "civil"
        await desk.press("c")
        assert choice.value == "criminal"
        await desk.press("l")
        assert choice.value == "lost"
        await desk.press("left")
        assert choice.value == "civil"


async def test_a_form_that_is_left_keeps_a_draft_that_comes_back() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        await form(desk)
        await desk.types("Bicy")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        screen = await form(desk)
        assert row(screen, "what").text == "Bicy"
        await desk.sees("◇ draft kept 10:42:03")


async def test_a_draft_is_kept_while_it_is_typed_and_the_title_says_so() -> None:
    source = FakeSource.day(20)
    async with console(source, size=SIZE) as desk:
        await form(desk)
        await desk.types("Bicy")
        await desk.until(lambda: forms_of(source) == [{"what": "Bicy"}], "the draft")
        await desk.sees("◇ draft kept 10:42:03")
        await desk.press(*["backspace"] * 4)
        await desk.until(lambda: forms_of(source) == [], "no draft")


async def test_a_draft_comes_back_after_a_restart_and_goes_when_it_is_saved() -> None:
    draft = FormDraft("property.theft", {"what": "Bicycle", "place": "Bike rack"}, NOW)
    source = FakeSource.day(20, unsaved=[draft])
    async with console(source, size=SIZE) as desk:
        await desk.until(lambda: desk.desk.keeper.open)
        screen = await form(desk)
        assert row(screen, "what").text == "Bicycle"
        await desk.sees("◇ draft kept")
        await desk.press("ctrl+s")
        await desk.sees("T-2026-0138 saved")
        await desk.until(lambda: source.unsaved == [], "no draft")


async def test_a_draft_that_cannot_be_kept_says_so() -> None:
    source = FakeSource.day(20)
    async with console(source, size=SIZE) as desk:
        await form(desk)
        source.no_disk_for_drafts = "No space left on device"
        await desk.types("Bicy")
        await desk.sees("✗ draft not kept")


def forms_of(source: FakeSource) -> list[dict[str, str]]:
    """What is kept of forms: their filled fields."""
    drafts = [one for one in source.unsaved if isinstance(one, FormDraft)]
    return [
        {name: text for name, text in one.texts.items() if text and name == "what"}
        for one in drafts
    ]


async def test_a_form_without_a_letter_typed_leaves_no_draft() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        await form(desk)
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, RecordsScreen))
        assert desk.app.drafts == {}


async def test_a_form_that_was_not_kept_says_why_and_keeps_every_text() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        screen = await form(desk)
        desk.source.forms.down = "the store does not answer"
        await desk.types("Bicycle")
        await desk.press("tab", "tab")
        await desk.types("Bike rack")
        await desk.press("ctrl+s")
        await desk.sees("Not saved: the store does not answer.")
        assert row(screen, "what").text == "Bicycle"
        desk.source.forms.down = ""
        await desk.press("ctrl+s")
        await desk.sees("T-2026-0138 saved")


async def test_a_change_asks_why_and_sends_what_was_changed_alone() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        await go(desk)
        await desk.sees("e edit")
        await desk.press("e")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen))
        await desk.pilot.pause()
        await desk.types(", lock cut")
        await desk.press("ctrl+s")
        await desk.sees("1 field needs you  Why")
        await desk.types("the officer saw the lock")
        await desk.press("enter")
        await desk.until(lambda: desk.source.forms.kept)
        assert desk.source.forms.kept == [
            (
                "edit",
                "T-2026-0137",
                3,
                {"what": "Bicycle, blue Trek, lock cut"},
                "the officer saw the lock",
            )
        ]


async def test_several_pasted_lines_are_one_text() -> None:
    async with console(FakeSource.day(20), size=SIZE) as desk:
        screen = await form(desk)
        field = row(screen, "what").input
        from textual.events import Paste

        field.post_message(Paste("Bicycle\nblue Trek\n"))
        await desk.until(lambda: row(screen, "what").text == "Bicycle blue Trek")
