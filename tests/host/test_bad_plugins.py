"""Every kind of bad plugin costs itself alone: named, with its stage and one line of reason."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from sro_ops.host.faults import log_path

from .conftest import Loaded, Written, nothing, status, sweep, types

HEADER = 'name = "bad"\napi = 1\nversion = "1"\nsummary = "Bad"\n'


@pytest.fixture(autouse=True)
def good(write: Written) -> None:
    """A good plugin that stands beside every bad one, and after it in the order of loading."""
    code = sweep("good", "GO") + (
        "@hookimpl\ndef sro_verbs():\n    return [Verb('sweep', 'good.sweep', 'Log a sweep')]\n"
        "@hookimpl\ndef sro_scan(code):\n    return ScanMatch('good', 'note good')\n"
    )
    write("good", code, types("good", "GO"))


@pytest.mark.parametrize(
    ("toml", "stage", "reason"),
    [
        ("", "manifest", "t_bad/plugin.toml: api is missing. Write api = 1"),
        ("api = 1\n", "manifest", "t_bad/plugin.toml: name is missing"),
        ('api = 2\nfuture = "x"\n', "api", "t_bad/plugin.toml line 1: written for api 2; this "
         "sro-ops has api 1. Install a newer sro-ops"),
        ('api = "1"\n', "api", "line 1: written for api '1'; this sro-ops has api 1"),
        ("api = 1\nname = \n", "manifest", "t_bad/plugin.toml line 2: not TOML: Invalid value"),
        (HEADER + "sumary = 1\n", "manifest", 'line 5: unknown key "sumary". Nearest: summary'),
        (HEADER.replace('"1"', "1"), "manifest", "line 3: version should be text"),
        (HEADER.replace('"bad"', '"Bad-one"'), "manifest",
         "line 1: name should be 2 to 31 small letters and digits"),
        (HEADER.replace('"bad"', '"core"'), "manifest",
         'line 1: name cannot be "core": that name belongs to sro-ops'),
        (HEADER.replace('"bad"', '"console"'), "manifest", "that name belongs to sro-ops"),
        (HEADER + '[types]\n"good.sweep" = "BA"\n', "manifest",
         "line 6: types.good.sweep should begin with the plugin's own name. Write bad.sweep"),
        (HEADER + '[types]\n"bad.sweep" = "ba"\n', "manifest",
         "line 6: types.bad.sweep should be 1 to 4 capital letters, like HS"),
        (HEADER + 'verbs = ["b"]\n', "manifest", "verbs should be a word of two letters or more"),
        (HEADER + 'verbs = "bad"\n', "manifest", "line 5: verbs should be a list"),
        (HEADER + '[commands]\n"Bad!" = "x"\n', "manifest", "is no name for a command"),
        (HEADER + '[permissions]\n"core.log" = "x"\n', "manifest",
         "should begin with the plugin's own name. Write bad.log"),
        (HEADER + 'settings = "site"\n', "manifest",
         'line 5: settings should be "bad", the plugin\'s own name'),
        (HEADER + "types = 3\n", "manifest", "line 5: types should be a table"),
    ],
)  # fmt: skip
def test_a_manifest_that_is_wrong(
    write: Written, load: Loaded, toml: str, stage: str, reason: str
) -> None:
    write("bad", "raise RuntimeError('it was imported')", whole_toml=toml)
    host = load()
    [bad] = [one for one in host.statuses() if one.name != "good"]
    assert (bad.state, bad.stage) == ("failed", stage)
    assert reason in bad.reason
    assert status(host, "good").state == "active"


def test_a_folder_without_a_manifest(write: Written, load: Loaded) -> None:
    (write("bad") / "plugin.toml").unlink()
    bad = status(load(), "t_bad")
    assert (bad.state, bad.stage) == ("failed", "manifest")
    assert bad.reason == "t_bad/plugin.toml: no such file. docs/plugins.md shows one"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_thing_at_all", "ModuleNotFoundError: No module named"),
        ("import sys; sys.exit('bye')", "SystemExit: it tried to end sro-ops (bye)"),
        ("raise SystemExit", "SystemExit"),
        ("def f(:\n  pass", "SyntaxError: invalid syntax"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("class E(Exception):\n  def __str__(self): raise ValueError\nraise E", "E"),
        (
            "raise RuntimeError('two\\nlines \\x1b[31m' + 'x' * 900)",
            "RuntimeError: two lines [31mx",
        ),
        (
            'class A(Record, type="bad.a", prefix="BA"):\n  x: Mapped[str] = field("X")',
            'TypeError: A: record_class "" is required, one of general',
        ),
    ],
)
def test_an_import_that_fails(write: Written, load: Loaded, code: str, reason: str) -> None:
    write("bad", code)
    host = load()
    bad = status(host, "bad")
    assert (bad.state, bad.stage) == ("failed", "import")
    assert bad.reason.startswith(reason)
    assert "\n" not in bad.reason
    assert "\x1b" not in bad.reason
    assert len(bad.reason) <= 200
    assert "t_bad" not in sys.modules
    assert status(host, "good").state == "active"


SWEEP = """
class Sweep(Record, type="bad.sweep", prefix="BA", record_class="general"):
  text: Mapped[str | None] = field("T")
"""
TYPES = "@hookimpl\ndef sro_record_types(): return [Sweep]\n"
SWEEP_TOML = '[types]\n"bad.sweep" = "BA"\n'


def verb(**arguments: str) -> str:
    given = {"word": "badly", "type": "bad.sweep", "help": "x", **arguments}
    listed = ", ".join(f"{name}={value!r}" for name, value in given.items())
    return SWEEP + TYPES + f"@hookimpl\ndef sro_verbs(): return [Verb({listed})]\n"


def declares(hook: str, answer: str) -> str:
    return f"@hookimpl\ndef {hook}(): return {answer}\n"


@pytest.mark.parametrize(
    ("toml", "code", "reason"),
    [
        ("", "@hookimpl\ndef sro_verb(): pass",
         "there is no hook sro_verb. Nearest: sro_verbs"),
        ("", "def sro_verbs(): return []", "sro_verbs has no @hookimpl. Put it above the function"),
        ("", "def sro_scn(code): pass", "sro_scn has no @hookimpl. Nearest: sro_scan"),
        ("", "@hookimpl\ndef sro_scan(cod): pass",
         'sro_scan has no argument "cod". It may take: code'),
        ("", "@hookimpl\ndef sro_verbs(x): pass", 'sro_verbs has no argument "x". It takes none'),
        ("", "@hookimpl\nasync def sro_scan(code): pass", "sro_scan is async"),
        ("", "@hookimpl(wrapper=True)\ndef sro_scan(code):\n  return (yield)",
         "sro_scan wraps other plugins' answers"),
        ("", "@hookspec\ndef sro_mine(x): pass", "the hook sro_mine should begin with sro_bad_"),
        ("", declares("sro_record_types", "3"),
         "TypeError: sro_record_types should return a list, not int"),
        ("", declares("sro_verbs", "None"),
         "TypeError: sro_verbs should return a list, not NoneType"),
        ("", declares("sro_record_types", "[3]"),
         "sro_record_types should return Record classes, not int"),
        ("", declares("sro_record_types", "[dict]"), "should return Record classes, not dict"),
        ("", declares("sro_verbs", "['patrol']"), "sro_verbs should return Verb objects, not str"),
        ("", declares("sro_screens", "[1 / 0]"), "sro_screens raised ZeroDivisionError"),
        ("", declares("sro_panels", "[PanelContribution('x', 3)]"),
         "sro_panels raised TypeError: PanelContribution.show should be a function"),
        ("", declares("sro_panels", "[PanelContribution('Badd', list)]"),
         'the panel "Badd" does not stand under panels in plugin.toml'),
        ('panels = ["Bad"]', declares("sro_panels", "[PanelContribution('Badd', list)]"),
         "Nearest: Bad"),
        ("", declares("sro_services", "[ServiceContribution('b', 'x', 'run')]"),
         "ServiceContribution.run should be a function"),
        ("", declares("sro_reports", "[ReportContribution('b', 'x', len)]"),
         "ReportContribution.name should be like patrol.tours, not 'b'"),
        ("", declares("sro_commands", "[len]"), "sro_commands should return Command objects"),
        ("", "import click\n" + declares("sro_commands", "[click.Command('bad')]"),
         'the command "bad" does not stand under [commands] in plugin.toml'),
        ("", declares("sro_importers", "[ImporterContribution('b', 'bad.x', 'h', len)]"),
         'the record type "bad.x" does not stand under [types] in plugin.toml'),
        ("", SWEEP + TYPES, 'the record type "bad.sweep" does not stand under [types]'),
        ('[types]\n"bad.sweep" = "BB"', SWEEP + TYPES,
         'bad.sweep has the prefix BA, but "BB" in plugin.toml'),
        ('[types]\n"bad.sweep" = "BA"\n"bad.other" = "BO"', SWEEP + TYPES,
         'sro_record_types does not return "bad.other", which plugin.toml names'),
        (SWEEP_TOML, SWEEP, 'sro_record_types does not return "bad.sweep"'),
        (SWEEP_TOML, verb(word="b"), 'the verb "b" should be a word of two letters or more'),
        (SWEEP_TOML, verb(word="Badly"), 'the verb "Badly" should be lower case'),
        (SWEEP_TOML, verb(type="bad.swep"),
         'the verb "badly" makes a "bad.swep", which is not yours. Nearest: bad.sweep'),
        (SWEEP_TOML, verb(text="txt"),
         'the verb "badly": bad.sweep has no field "txt". Nearest: text'),
        (SWEEP_TOML, verb(money="cents"), 'bad.sweep has no field "cents". Fields: text'),
        ('verbs = ["bodly"]\n' + SWEEP_TOML, verb(),
         'the verb "badly" does not stand under verbs in plugin.toml. Nearest: bodly'),
        (SWEEP_TOML, SWEEP + "  others = relationship('NoSuchClass')\n" + TYPES,
         "InvalidRequestError: When initializing mapper"),
    ],
)  # fmt: skip
def test_declarations_that_are_wrong(
    write: Written, load: Loaded, toml: str, code: str, reason: str
) -> None:
    write("bad", code, toml)
    host = load()
    bad = status(host, "bad")
    assert (bad.state, bad.stage) == ("failed", "validate")
    assert reason in bad.reason
    assert (bad.hooks, bad.offers) == ((), {})
    assert status(host, "good").state == "active"
    assert list(host.verbs) == ["sweep"]
    assert [match.plugin for match in host.scan("x", nothing)] == ["good"]


def test_a_verb_that_is_taken_names_the_owner_and_a_free_one(write: Written, load: Loaded) -> None:
    write("zoo", sweep("zoo", "ZO") + declares("sro_verbs", "[Verb('sweep','zoo.sweep','x')]"),
          types("zoo", "ZO"))  # fmt: skip
    host = load()
    assert status(host, "zoo").reason == (
        'the verb "sweep" is taken by good. Free: zoo. '
        'Or in the settings, under [verbs]: zoo = "zoo.sweep"'
    )
    assert host.verbs["sweep"].type == "good.sweep"


def test_the_verb_note_is_the_hosts(write: Written, load: Loaded) -> None:
    write("bad", verb(word="note"), SWEEP_TOML)
    assert 'the verb "note" is taken by sro-ops. Free: sweep' in status(load(), "bad").reason


def test_the_site_settles_who_keeps_a_verb(write: Written, load: Loaded) -> None:
    write("zoo", sweep("zoo", "ZO") + declares("sro_verbs", "[Verb('sweep','zoo.sweep','x')]"),
          types("zoo", "ZO"))  # fmt: skip
    host = load(words={"animals": "zoo.sweep", "p": "patrol"})
    assert status(host, "zoo").state == "active"
    assert {word: verb.type for word, verb in host.verbs.items()} == {
        "sweep": "good.sweep",
        "animals": "zoo.sweep",
    }


def test_a_prefix_belongs_to_the_first_who_claims_it(write: Written, load: Loaded) -> None:
    write("zoo", sweep("zoo", "GO"), types("zoo", "GO"))
    host = load()
    zoo = status(host, "zoo")
    assert (zoo.state, zoo.stage) == ("failed", "validate")
    assert zoo.reason == 'the prefix "GO" is taken by good'
    assert status(host, "good").state == "active"


def test_the_prefix_of_notes_is_the_hosts(write: Written, load: Loaded) -> None:
    write("bad", sweep("bad", "N"), types("bad", "N"))
    assert status(load(), "bad").reason == 'the prefix "N" is taken by sro-ops'


def test_a_disabled_plugin_keeps_its_prefix_for_the_records_there_are(
    write: Written, load: Loaded
) -> None:
    write("zoo", sweep("zoo", "GO"), types("zoo", "GO"))
    host = load(disabled=["good"])
    assert status(host, "good").state == "disabled"
    assert status(host, "zoo").reason == 'the prefix "GO" is taken by good'


def test_two_plugins_of_one_name(write: Written, load: Loaded, folder: Path) -> None:
    write("bad").rename(folder / "t_twin")
    write("bad")
    first, second = [one for one in load().statuses() if one.name == "bad"]
    assert (first.state, second.state) == ("active", "failed")
    assert second.reason == f'the name "bad" is taken by {folder}/t_bad'


def test_a_command_of_the_hosts_cannot_be_taken(write: Written, load: Loaded) -> None:
    code = "import click\n" + declares("sro_commands", "[click.Command('log')]")
    write("bad", code, '[commands]\nlog = "mine"')
    assert status(load(commands=["log"]), "bad").reason == 'the command "log" is taken by sro-ops'


def test_a_migration_that_raises(write: Written, load: Loaded) -> None:
    write("bad", verb() + "\nclass Tag: pass", SWEEP_TOML)

    def migrate(candidate: object) -> None:
        if candidate.manifest.name == "bad":  # type: ignore[attr-defined]
            raise RuntimeError("column exists")

    host = load(migrate=migrate)
    bad = status(host, "bad")
    assert (bad.state, bad.stage) == ("failed", "migrate")
    assert bad.reason == "RuntimeError: column exists"
    assert list(host.verbs) == ["sweep"]
    assert [cls.kind().type for cls in host.record_types] == ["good.sweep"]


def test_what_failed_leaves_no_mapped_class_behind(write: Written, load: Loaded) -> None:
    from sqlalchemy.orm import configure_mappers

    from sro_ops.store.entities import Base

    write("bad", SWEEP + "  others = relationship('NoSuchClass')\n" + TYPES, SWEEP_TOML)
    assert status(load(), "bad").state == "failed"
    configure_mappers()
    assert "bad_sweep" not in Base.metadata.tables
    assert "good_sweep" in Base.metadata.tables


def test_the_traceback_is_kept_in_a_log_of_ones_own(write: Written, load: Loaded) -> None:
    write("bad", "def deep():\n  raise KeyError('deep down')\ndeep()")
    load()
    text = log_path().read_text("utf-8")
    assert re.search(r"plugin bad, stage import: KeyError: 'deep down'\nTraceback", text)
    assert "in deep" in text
    if os.name == "posix":
        assert log_path().stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="not here: modes are POSIX's")
@pytest.mark.parametrize(
    ("what", "mode"),
    [
        ("", 0o777),
        (".", 0o775),
        ("plugin.toml", 0o666),
        ("__init__.py", 0o664),
        ("inner", 0o777),
        ("inner/mod.py", 0o646),
        ("__pycache__/x.pyc", 0o666),
    ],
)
def test_a_folder_that_others_can_write_is_refused(
    write: Written, load: Loaded, folder: Path, what: str, mode: int
) -> None:
    package = write("bad", "raise RuntimeError('it was imported')")
    for name in ("inner/mod.py", "__pycache__/x.pyc"):
        (package / name).parent.mkdir(mode=0o755)
        (package / name).touch(0o644)
    loose = package / what if what else folder
    loose.chmod(mode)
    bad = status(load(), "bad")
    assert (bad.state, bad.stage) == ("failed", "discovery")
    assert bad.reason == f"others can write {loose}. Take that away: chmod go-w"


@pytest.mark.skipif(os.name != "posix", reason="not here: modes are POSIX's")
def test_code_behind_a_link_is_looked_at_too(write: Written, load: Loaded, tmp_path: Path) -> None:
    package = write("bad")
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    (outside / "mod.py").touch()
    (outside / "mod.py").chmod(0o666)
    (outside / "back").symlink_to(package)
    (package / "inner").symlink_to(outside)
    assert status(load(), "bad").reason.startswith(f"others can write {package}/inner/mod.py.")


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="not here: only root can give away files"
)
def test_a_file_of_another_user_is_refused(write: Written, load: Loaded) -> None:
    package = write("bad")
    os.chown(package / "__init__.py", 12345, -1)
    assert status(load(), "bad").reason == f"{package}/__init__.py belongs to another user"
