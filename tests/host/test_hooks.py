"""The hooks: each documented with its exact arguments, and each implemented by a test plugin."""

from __future__ import annotations

import inspect
import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sro_ops.errors import Refused
from sro_ops.host import hookspecs
from sro_ops.host.hooks_of import arguments
from sro_ops.host.plugin_settings import plugin_settings

from .conftest import Loaded, Written, nothing, status

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "hooks.md").read_text("utf-8")


def documented() -> dict[str, tuple[str, ...]]:
    """Return hook → arguments as the page shows them under each heading."""
    found = re.findall(r"^## (sro_\w+)\n\n```python\ndef (\w+)\((.*)\)\n```$", PAGE, re.M)
    assert all(heading == name for heading, name, _ in found)
    return {name: tuple(filter(None, args.split(", "))) for _, name, args in found}


def test_every_hook_is_documented_with_its_exact_arguments() -> None:
    assert documented() == arguments()


def test_every_argument_is_explained() -> None:
    sections = dict(re.findall(r"^## (sro_\w+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
    for hook, names in arguments().items():
        for name in names:
            assert f"- `{name}`: " in sections[hook], (hook, name)


def test_the_page_says_what_the_contract_says() -> None:
    said = " ".join(PAGE.replace("`", "").split())
    for name in arguments():
        text = inspect.getdoc(getattr(hookspecs, name)) or ""
        first, _, rest = text.partition("\n\n")
        assert first.partition(" Since api ")[0] in said
        for paragraph in rest.partition("Args:")[0].partition("Returns:")[0].split("\n\n"):
            assert " ".join(paragraph.replace("`", "").split()) in said, (name, paragraph)


def test_every_hook_says_since_when_what_it_returns_and_shows_an_example() -> None:
    for name in arguments():
        text = inspect.getdoc(getattr(hookspecs, name)) or ""
        assert re.search(r"Since api \d+\.", text), name
        assert re.search(rf"Example::.*@hookimpl\s+def {name}\(", text, re.S), name
        assert "Returns:" in text or name in ("sro_before_save", "sro_after_commit"), name


WHOLE = '''
import click
from pydantic import BaseModel, ConfigDict

class Sweep(Record, type="whole.sweep", prefix="WH", record_class="general"):
    "A sweep."
    text: Mapped[str | None] = field("What")

class WholeSettings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    minutes: int = 10
    key: Secret | None = None

@click.command("whole")
def whole(): "Do it."

seen = []

@hookimpl
def sro_record_types(): return [Sweep]
@hookimpl
def sro_verbs(): yield Verb("sweep", "whole.sweep", "Log a sweep", "sweep hall-a")
@hookimpl
def sro_scan(code, context): return ScanMatch(f"A{context}", "sweep a") if code == "H-A" else None
@hookimpl
def sro_screens(): return (ScreenContribution("whole", "Whole", dict),)
@hookimpl
def sro_panels(): return [PanelContribution("Whole", dict)]
@hookimpl
def sro_deadlines(session, now): return [Deadline(f"ask {session}", now)]
@hookimpl
def sro_header(session, site, now): return [HeaderFact(f"ask {session}", site, now)]
@hookimpl
def sro_reports(): return [ReportContribution("whole.all", "All", lambda ask: [])]
@hookimpl
def sro_importers(): return [ImporterContribution("whole.old", "whole.sweep", "Old", lambda p: [])]
@hookimpl
def sro_commands(): return [whole]
@hookimpl
def sro_services(): return [ServiceContribution("whole", "Waits", lambda context, stop: None)]
@hookimpl
def sro_settings(): return WholeSettings
@hookimpl
def sro_before_save(record, changes, verb, actor): raise Refused(f"{record.x} {verb} {actor.x}")
@hookimpl
def sro_after_commit(lines): seen.extend(lines)
@hookimpl
def sro_demo_day(day, seed): return [DemoEntry(time(8, seed), f"sweep {day}")]
'''  # fmt: skip

WHOLE_TOML = """
panels = ["Whole"]
settings = "whole"
verbs = ["sweep"]
[types]
"whole.sweep" = "WH"
[commands]
whole = "Do it"
[keys]
"whole.finish" = "f"
[permissions]
"whole.report" = "print the sheet"
"""


def test_one_plugin_can_implement_every_hook(write: Written, load: Loaded) -> None:
    write("whole", WHOLE, WHOLE_TOML)
    host = load()
    whole = status(host, "whole")
    assert (whole.state, whole.stage, whole.reason) == ("active", "activate", "")
    assert set(whole.hooks) == set(arguments())
    assert whole.offers == {
        "record_types": ("whole.sweep",),
        "verbs": ("sweep",),
        "screens": ("whole",),
        "panels": ("Whole",),
        "reports": ("whole.all",),
        "importers": ("whole.old",),
        "commands": ("whole",),
        "services": ("whole",),
    }
    [plugin] = host.plugins
    assert plugin.manifest.permissions == {"whole.report": "print the sheet"}
    assert plugin.manifest.keys == {"whole.finish": "f"}


def test_every_acting_hook_is_called_with_what_it_documents(write: Written, load: Loaded) -> None:
    write("whole", WHOLE, WHOLE_TOML)
    host = load()
    now = datetime(2026, 10, 14, tzinfo=UTC)
    one: Any = SimpleNamespace(x=1)
    assert [m.value.entry for m in host.scan("H-A", nothing)] == ["sweep a"]
    assert host.scan("other", nothing) == []
    assert [d.value.what for d in host.deadlines("me", now)] == ["ask me"]
    [told] = host.header("me", "OHS", now)
    assert (told.value.label, told.value.text, told.value.since) == ("ask me", "OHS", now)
    assert [str(v.value) for v in host.vetoes(one, {}, "logged", one)] == ["1 logged 1"]
    host.after_commit([one])
    assert host.plugins[0].module.seen == [one]
    assert [e.value.text for e in host.demo_day(date(2026, 10, 14), 3)] == ["sweep 2026-10-14"]
    assert {hook for _, hook in host.timings()} == set(arguments())
    assert host.statuses()[0].faults == 0


def test_what_was_declared_is_offered_with_its_plugin(write: Written, load: Loaded) -> None:
    write("whole", WHOLE, WHOLE_TOML)
    host = load()
    assert [(o.plugin, o.value.title) for o in host.offered("panels")] == [("whole", "Whole")]
    assert [o.value.name for o in host.offered("commands")] == ["whole"]
    assert host.verbs["sweep"].example == "sweep hall-a"


def test_a_plugin_reads_its_own_settings(write: Written, load: Loaded) -> None:
    write("whole", WHOLE, WHOLE_TOML)
    host = load(configure=lambda table, model: model(minutes=3 if table == "whole" else 0))
    model: Any = host.plugins[0].module.WholeSettings
    assert plugin_settings(model).minutes == 3


def test_settings_that_do_not_fit_stop_that_plugin_alone(write: Written, load: Loaded) -> None:
    def configure(table: str, model: object) -> Any:
        raise Refused('unknown key "minuts" in [whole]', "s.toml line 4", "Nearest: minutes")

    write("whole", WHOLE, WHOLE_TOML)
    write("other")
    host = load(configure=configure)
    whole = status(host, "whole")
    assert (whole.state, whole.stage) == ("failed", "configure")
    assert whole.reason == 's.toml line 4: unknown key "minuts" in [whole]. Nearest: minutes'
    assert host.verbs == {}
    assert status(host, "other").state == "active"


@pytest.mark.parametrize(
    ("toml", "code", "reason"),
    [
        ('settings = "odd"', "", "plugin.toml names settings, but there is no sro_settings"),
        ("", "return dict", 'plugin.toml names no settings. Write settings = "odd"'),
        ('settings = "odd"', "return dict", "TypeError: sro_settings should return a pydantic"),
        ('settings = "odd"', "return 1 / 0", "sro_settings raised ZeroDivisionError"),
    ],
)
def test_settings_that_are_declared_wrongly(
    write: Written, load: Loaded, toml: str, code: str, reason: str
) -> None:
    write("odd", f"@hookimpl\ndef sro_settings(): {code}\n" if code else "", toml)
    odd = status(load(), "odd")
    assert (odd.state, odd.stage) == ("failed", "configure")
    assert reason in odd.reason


def test_settings_of_nobody_are_refused() -> None:
    from pydantic import BaseModel

    with pytest.raises(Refused, match="no settings of BaseModel are loaded"):
        plugin_settings(BaseModel)


def test_the_json_of_a_status_holds_what_scripts_count_on(write: Written, load: Loaded) -> None:
    write("whole", WHOLE, WHOLE_TOML)
    answer = load().statuses()[0].as_json()
    promised = {"name", "version", "source", "state", "stage", "reason"}
    assert promised <= set(answer)
    assert answer["offers"]["panels"] == ("Whole",)
