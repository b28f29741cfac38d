"""Themes: readable inks, files, the terminal's own colours, no colours, no UTF-8."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from textual.theme import Theme

from sro_ops.console import themes
from sro_ops.console.app import SroApp
from sro_ops.console.kit.ascii import plain, speaks_utf8
from sro_ops.console.kit.ink import Inks
from sro_ops.errors import Refused
from sro_ops.settings.theme import GROUNDS, INKS, contrast, read_theme

from .driving import console
from .fake import NOW, FakeSource
from .test_snapshots import Compare
from .test_snapshots_records import listed
from .test_terminal import Screen, desk

EXAMPLE = Path(__file__).parents[2] / "config" / "theme.toml"
READABLE = 4.5


def colours(theme: Theme) -> dict[str, str]:
    """Return a theme's colours by the names of a theme file."""
    named = {name: getattr(theme, name, None) for name in (*INKS, *GROUNDS)}
    return {name: value or theme.variables[name] for name, value in named.items()}


@pytest.mark.parametrize(
    "theme",
    [themes.NIGHT, themes.DAY, themes.CONTRAST, themes.from_file(read_theme(EXAMPLE))],
    ids=lambda theme: theme.name,
)
def test_every_ink_can_be_read_on_every_ground(theme: Theme) -> None:
    found = colours(theme)
    weak = [
        (ink, ground, round(contrast(found[ink], found[ground]), 2))
        for ink in INKS[:-1]
        for ground in GROUNDS
        if not (ground == "cursor" and found["cursor-ink"] != found["foreground"])
        and contrast(found[ink], found[ground]) < READABLE
    ]
    assert weak == []


def theme_file(folder: Path, text: str) -> Path:
    file = folder / "school.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_theme_file_says_what_differs(tmp_path: Path) -> None:
    table = read_theme(theme_file(tmp_path, 'dark = false\naccent = "#7A1F5C"\n'))
    theme = themes.from_file(table)
    assert (theme.accent, theme.background) == ("#7A1F5C", themes.DAY.background)
    assert theme.variables["footer-key-foreground"] == "#7A1F5C"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('acent = "#000000"', 'unknown colour "acent"'),
        ('accent = "blue"', "accent should be a colour"),
        ('dark = "yes"', "dark should be true or false"),
        ('accent = "#101010"\nbackground = "#000000"', "accent cannot be read on background"),
        ("accent = ", "not TOML"),
    ],
)
def test_a_theme_file_with_a_mistake_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Refused, match=re.escape(told)) as caught:
        read_theme(theme_file(tmp_path, text))
    assert "school.toml" in str(caught.value)


async def test_a_theme_file_is_worn() -> None:
    source = FakeSource.day(20, theme="school.toml", theme_table={"accent": "#F0B86E"})
    async with console(source, size=(80, 24)) as driver:
        assert driver.app.theme == themes.FROM_FILE
        worn = driver.app.inks.style("accent").color
        assert worn is not None
        assert worn.name == driver.app.get_css_variables()["accent"].casefold()
        assert worn.name != themes.NIGHT.accent


def test_the_terminal_s_own_colours_have_no_ground_and_a_reversed_cursor() -> None:
    app = SroApp(FakeSource.day(20, theme="terminal"), "terminal")
    inks = Inks(app.get_css_variables())
    plainly, chosen = inks.style("quiet", "surface"), inks.style("foreground", "cursor")
    assert (plainly.bgcolor.name if plainly.bgcolor else "", plainly.reverse) == ("default", None)
    assert chosen.reverse
    assert inks.style("background bold", "background").reverse is None
    assert inks.style("background bold on:accent").reverse


def test_without_colours_what_is_loud_is_reversed() -> None:
    variables = SroApp(FakeSource.day(20)).get_css_variables()
    assert Inks(variables, colours=False).style("error bold").reverse
    assert Inks(variables).style("error bold").reverse is None
    assert Inks(variables, colours=False).style("success").reverse is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("○ ● ✓ ✗ ▲ ◔ – ›", "o * + x ! ~ - >"),
        ("≥ 188", ">=188"),
        ("José ▌", "Jose |"),
        ("日本", "????"),
        ("plain", "plain"),
    ],
)
def test_without_utf8_every_glyph_is_letters_as_wide(text: str, found: str) -> None:
    assert plain(text) == found


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, True),
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
    ],
)
def test_the_locale_says_whether_the_terminal_takes_utf8(
    environ: dict[str, str], found: bool
) -> None:
    assert speaks_utf8(environ) is found


@pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")
def test_a_terminal_of_16_colours_gets_no_others() -> None:
    with desk(TERM="xterm-16color", COLORTERM="") as terminal:
        Screen(terminal).sees("What happened?")
        after = len(terminal.output)
        terminal.send(b"patrol gym\r")
        Screen(terminal).sees("saved")
        sent = bytes(terminal.output[after:])
    assert b"38;2;" not in sent
    assert b"38;5;" not in sent


@pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")
def test_a_terminal_without_utf8_gets_ascii_alone() -> None:
    with desk(LC_ALL="C", TERM="xterm-256color") as terminal:
        rows = Screen(terminal).sees("What happened?")
        assert all(row.isascii() for row in rows), rows


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_a_list_in_the_terminal_s_own_colours(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = SroApp(FakeSource.day(20, theme="terminal"), "terminal", lambda: NOW)
    assert snap_compare(app, run_before=listed("down"), terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_a_list_without_colours(
    snap_compare: Compare, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = SroApp(FakeSource.day(20), "night", lambda: NOW)
    assert snap_compare(app, run_before=listed("down"), terminal_size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
def test_a_list_without_utf8(
    snap_compare: Compare, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    app = SroApp(FakeSource.day(20), "night", lambda: NOW)
    assert snap_compare(app, run_before=listed("down"), terminal_size=size)
