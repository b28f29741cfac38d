"""Where: one place, marked by @, after the verb, or after in, at and near."""

from __future__ import annotations

import pytest

from .school import problems, read


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("fight @cafe two students", "CAFE", "two students"),
        ("fight two students @cafe", "CAFE", "two students"),
        ("fight in @cafe two students", "CAFE", "two students"),
        ("@cafe fight two students", "CAFE", "two students"),
        ("theft bike @bike rack black", "RACK", "bike black"),
        ("theft bike @rack black", "RACK", "bike black"),
        ('note @"front office" flooded', "FO", "flooded"),
        ("note @front office, flooded", "FO", "flooded"),
        ("note lights out @gym, told custodian", "GYM", "lights out, told custodian"),
        ("note @d4. Closed.", "D4", "Closed."),
        ('note @"north lot, rear" snow', "NLOT", "snow"),
        ("note @ofn printer", "OFN", "printer"),
    ],
)
def test_a_place_marked_by_at(line: str, code: str, text: str) -> None:
    entry = read(line)
    assert entry.place is not None
    assert (entry.place.code, entry.text, entry.problems) == (code, text, ())


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("patrol gym secure", "GYM", "secure"),
        ("patrol GYM BALCONY secure", "GYMB", "secure"),
        ("patrol gym, balcony secure", "GYM", "balcony secure"),
        ("p lot b truck idling, moved on", "LOTB", "truck idling, moved on"),
        ("door 4 propped, closed it", "D4", "propped, closed it"),
        ("d 40 propped", "D40", "propped"),
        ("door d4 propped", "D4", "propped"),
        ("door door 4 propped", "D4", "propped"),
        ("door gym propped", "GYM", "propped"),
        ("patrol 11:42 gym secure", "GYM", "secure"),
        ("11:42 patrol gym secure", "GYM", "secure"),
    ],
)
def test_a_place_right_after_the_verb(line: str, code: str, text: str) -> None:
    entry = read(line)
    assert entry.place is not None
    assert (entry.place.code, entry.text, entry.problems) == (code, text, ())


@pytest.mark.parametrize(
    ("line", "code", "text"),
    [
        ("fight in cafe two students", "CAFE", "two students"),
        ("fight two students in the gym", "GYM", "two students"),
        ("note lights out at front office again", "FO", "lights out again"),
        ("lights out in gym balcony", "GYMB", "lights out"),
        ("theft bike near the gym", "GYM", "bike near the gym"),
        ("theft bike near @gym", "GYM", "bike near @gym"),
    ],
)
def test_a_known_place_after_in_at_or_near(line: str, code: str, text: str) -> None:
    entry = read(line)
    assert entry.place is not None
    assert (entry.place.code, entry.text) == (code, text)


@pytest.mark.parametrize(
    "text",
    [
        "cafe floor wet",
        "in class",
        "at home",
        "look at that, gym",
        'in "gym"',
        "me@gym.org",
        "@",
        "in",
    ],
)
def test_no_place(text: str) -> None:
    entry = read(f"note {text}")
    assert (entry.place, entry.text, entry.problems) == (None, text, ())


def test_a_marked_place_counts_before_any_other_and_the_rest_is_text() -> None:
    entry = read("patrol gym door open @cafe")
    assert entry.place is not None
    assert (entry.place.code, entry.text) == ("CAFE", "gym door open")


def test_only_the_first_marked_place_counts() -> None:
    entry = read("note walked @gym to @cafe")
    assert entry.place is not None
    assert (entry.place.code, entry.text) == ("GYM", "walked to @cafe")


@pytest.mark.parametrize(
    ("line", "message", "offer", "mended"),
    [
        ("theft @rakc $400", 'No place "rakc"', "Bike rack", "theft @Bike rack $400"),
        ("theft @bike rakc x", 'No place "bike rakc"', "Bike rack", "theft @Bike rack x"),
        (
            'theft @"frnt office" x',
            'No place "frnt office"',
            "Front office",
            "theft @Front office x",
        ),
        ("theft @bleechres, x", 'No place "bleechres"', "Bleachers", "theft @Bleachers, x"),
        ("theft @office x", 'More than one place "office"', "OFN", "theft @OFN x"),
        ("theft @main hall x", 'More than one place "main hall"', "MHN", "theft @MHN x"),
        ("patrol gmy secure", 'No place "gmy"', "Gym", "patrol Gym secure"),
        ("patrol bike rakc ok", 'No place "bike rakc"', "Bike rack", "patrol Bike rack ok"),
    ],
)
def test_an_unknown_place_stays_in_the_text_and_the_nearest_is_offered(
    line: str, message: str, offer: str, mended: str
) -> None:
    entry = read(line)
    problem = entry.problems[0]
    assert (entry.place, problem.message, problem.offer) == (None, message, offer)
    assert line[problem.start : problem.end] in entry.text
    assert line[: problem.start] + offer + line[problem.end :] == mended
    after = read(mended)
    assert after.place is not None
    assert after.problems == ()


def test_an_unknown_place_with_nothing_near_offers_nothing() -> None:
    assert problems(read("theft @xyzzy $400")) == [('No place "xyzzy"', None)]


def test_words_after_a_verb_that_are_like_no_place_are_text() -> None:
    entry = read("patrol gum on the floor")
    assert (entry.text, entry.problems) == ("gum on the floor", ())


def test_a_name_that_two_places_share_is_no_place_without_a_mark() -> None:
    entry = read("patrol office secure")
    assert (entry.place, entry.text, entry.problems) == (None, "office secure", ())
