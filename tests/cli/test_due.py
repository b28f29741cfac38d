"""`sro-ops due`: every plugin's deadlines in one list, however one of them fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from shells import Shell

from sro_ops.host.mapped import mapped_now
from sro_ops.host.modules import forget

pytestmark = pytest.mark.usefixtures("wednesday")

PLUGIN = """
from datetime import UTC, datetime, timedelta
from sro_ops import Deadline, hookimpl


@hookimpl
def sro_deadlines(session, now):
    wednesday = datetime(2026, 10, 14, 19, 0, tzinfo=UTC)
    return [
        Deadline("Fire drill", wednesday + timedelta(days=12), citation="Wis. Stat. 118.07(2)"),
        Deadline("Tell the parent", wednesday, "I-2026-0031", "Wis. Stat. 118.305(4)"),
        Deadline("Hand in the drill report", wednesday + timedelta(hours=20)),
    ]
"""


def install(school: Shell, name: str, source: str) -> None:
    """Put a plugin into the school's folder of plugins."""
    folder = school.folder / "more.d" / name
    folder.mkdir(parents=True, mode=0o755)
    folder.parent.chmod(0o755)
    (folder / "plugin.toml").write_text(
        f'name = "{name[4:]}"\nversion = "1.0"\napi = 1\nsummary = "x"\n'
    )
    (folder / "__init__.py").write_text(source)
    settings = school.settings.read_text()
    added = f'plugin_dirs = ["{folder.parent.as_posix()}", '
    if "more.d" not in settings:
        school.settings.write_text(settings.replace("plugin_dirs = [", added))


@pytest.fixture
def rules(school: Shell) -> Iterator[Shell]:
    """The school with a plugin that knows three deadlines."""
    before, mapped = set(sys.modules), mapped_now()
    install(school, "sro_rules", PLUGIN)
    yield school
    for name in ("sro_rules", "sro_broken"):
        forget(name, before, mapped)


def test_overdue_comes_first_then_the_soonest(rules: Shell) -> None:
    rows = rules.lines("due")
    assert [(row["state"], row["what"]) for row in rows] == [
        ("overdue", "Tell the parent"),
        ("soon", "Hand in the drill report"),
        ("ok", "Fire drill"),
    ]


def test_each_names_its_moment_its_record_and_its_rule(rules: Shell) -> None:
    first, second, _ = rules.lines("due")
    assert first == {
        "what": "Tell the parent",
        "due": "2026-10-14T14:00:00-05:00",
        "state": "overdue",
        "number": "I-2026-0031",
        "citation": "Wis. Stat. 118.305(4)",
    }
    assert (second["number"], second["citation"]) == (None, None)


def test_a_person_reads_words(rules: Shell) -> None:
    said = rules("due")
    assert "OVERDUE  Wed 14 Oct 2026 14:00  I-2026-0031  Tell the parent" in said


def test_another_day_shows_how_it_will_stand_at_its_end(rules: Shell) -> None:
    states = [row["state"] for row in rules.lines("due", "--on", "2026-10-25")]
    assert states == ["overdue", "overdue", "soon"]


def test_nothing_due_says_so(school: Shell) -> None:
    assert school("due") == "Nothing is due.\n"


def test_a_day_that_is_none_is_refused_in_one_line(school: Shell) -> None:
    assert '--on: "monday" is no day' in school.refused("due", "--on", "monday")


def test_a_plugin_that_fails_is_named_and_the_others_are_listed(rules: Shell) -> None:
    broken = "from sro_ops import hookimpl\n@hookimpl\ndef sro_deadlines(session): 1 / 0\n"
    install(rules, "sro_broken", broken)
    code, out, err = rules.run("due")
    assert code == 0
    assert "Tell the parent" in out
    assert err.startswith("warning: broken cannot say what is due: ZeroDivisionError")
