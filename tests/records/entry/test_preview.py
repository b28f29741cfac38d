"""The second line: what will be recorded, in words."""

from __future__ import annotations

import pytest

from sro_ops.records.entry import EntryContext, parse, sentence

from .school import NOW, ZONE, read


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("patrol gym secure", 'will be *patrol* *Gym* 14:32 "secure"'),
        ("patrol gym 11:42 secure", 'will be *patrol* *Gym* *11:42* "secure"'),
        ("lights out", 'will be note 14:32 "lights out"'),
        ("dorr 4", 'will be note 14:32 "dorr 4" or did you mean door?'),
        (
            "theft @gym $400 yest 14:40 bike",
            'will be *theft* *Gym* *yesterday 14:40* *$400* "bike"',
        ),
        (
            "fight #bus with jayden m v tyler r",
            "will be *fight* 14:32 *#bus* *with jayden m, tyler r*",
        ),
        ("note tall\nstory", 'will be *note* 14:32 "tall story"'),
    ],
)
def test_the_preview_accents_what_was_understood(line: str, said: str) -> None:
    pieces = sentence(read(line), ZONE)
    assert " ".join(f"*{text}*" if understood else text for text, understood in pieces) == said


def test_the_preview_speaks_by_the_site_s_clock() -> None:
    context = EntryContext(NOW, clock=12)
    assert sentence(parse("lights out", context), ZONE, 12)[2] == ("2:32 pm", False)
    assert sentence(parse("lights out 9:05", context), ZONE, 12)[2] == ("9:05 am", True)
