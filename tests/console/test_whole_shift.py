"""A whole shift at a real terminal, by keys alone: from the first run to the pass-on."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sro_ops.bench.paint import Terminal
from sro_ops.store.verify import verify

from .test_terminal import SOURCES, Screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")

ESCAPE, F9, CTRL_L, CTRL_U = "\x1b", "\x1b[20~", "\x0c", "\x15"

FIRST_RUN = (
    ("Its name, as it is printed", "Oakfield High"),
    ("2 to 8 capitals", "ohs"),
    ("Like America/Chicago", ""),
    ("You will be the owner", "Ana Reyes"),
    ("What you sign on with", "407"),
    ("At least four characters", "4071"),
    ("The same PIN", "4071"),
)
"""What the first run asks, and what is answered."""

SHIFT = (
    ("on relieves nobody, keys 4, radio 12, clear\r", "SH-{year}-0001 saved"),
    ("patrol gym secure\r", "P-{year}-0001 saved"),
    ("dorr 4 propped\r", "N-{year}-0001 saved"),
    (ESCAPE, "u fix   x cross out"),
    ("u", "fixing N-{year}-0001"),
    (CTRL_U + "door 4 propped, closed it\r", "D-{year}-0001 saved"),
    ("radio 12 to base, at the wrong door\r", "RT-{year}-0001 saved"),
    (ESCAPE, "u fix   x cross out"),
    ("x", "Cross out RT-{year}-0001?"),
    ("said to the wrong channel\r", "⊘ RT-{year}-0001 crossed out"),
    ("/", "type the words to search for"),
    ("propped\r", "esc back"),
    (ESCAPE, "esc list"),
    (F9, "Nothing is called"),
    (ESCAPE, "esc list"),
    (CTRL_L, "The log is hidden"),
    ("bus 12 is late\r", "1 line waits for your PIN"),
    ("4071\r", "bus 12 is late"),
    ("pass door 4 lock broken, locksmith Thursday\r", "PO-{year}-0001 saved"),
    ("off relieved by Okafor, all\r", "SO-{year}-0001 saved"),
)
"""What is pressed, and what must then stand on the screen before anything else is."""


def test_a_shift_by_keys_alone_from_the_first_run_to_the_pass_on(home: Path) -> None:
    year = datetime.now(ZoneInfo("America/Chicago")).year
    env = {"PYTHONPATH": SOURCES, "SRO_OPS_HOME": str(home)}
    with Terminal([sys.executable, "-m", "sro_ops"], 120, 40, env=env) as terminal:
        screen = Screen(terminal)
        for asked, answer in FIRST_RUN:
            screen.sees(asked)
            terminal.send(f"{answer}\r".encode())
        screen.sees("Nothing due")
        for keys, then in SHIFT:
            terminal.send(keys.encode())
            screen.sees(then.format(year=year))
            screen.settles()
    assert terminal.exit_code == 0
    assert verify(home / "data" / "sro-ops.db").ok
