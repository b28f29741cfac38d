"""Finding plugins without importing them, and keeping the list between runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sro_ops.host import catalog, first_party
from sro_ops.host.commands import plugin_commands
from sro_ops.host.discovery import Found, find
from sro_ops.host.load import LoadOptions, load_plugins
from sro_ops.settings.source import SettingsFile, read

from .conftest import TOML, Written, status

LOUD = "raise RuntimeError('it was imported')"
COMMANDS = '[commands]\nzoo = "Count the animals"\n'


def folders(found: list[Found]) -> list[Found]:
    return [one for one in found if one.kind == "folder"]


@pytest.fixture
def settings(folder: Path, tmp_path: Path) -> SettingsFile:
    (tmp_path / "s.toml").write_text('plugin_dirs = ["plugins.d", 3]\n')
    return read(tmp_path / "s.toml", environ={})


@pytest.fixture
def site_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on sys.path with three distributions: a good one and two that name nothing."""
    path = tmp_path / "site"
    for name, target in (("zoo", "t_zoo"), ("gone", "t_gone"), ("deep", "t_outer.t_inner")):
        info = path / f"sro_{name}-2.1.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sro-{name}\nVersion: 2.1\n")
        (info / "entry_points.txt").write_text(f"[sro_ops]\n{name} = {target}\n")
    for package, name in (("t_zoo", "zoo"), ("t_outer/t_inner", "deep")):
        (path / package).mkdir(parents=True)
        (path / package / "plugin.toml").write_text(TOML.format(name=name))
        (path / package / "__init__.py").write_text("")
    (path / "t_outer" / "__init__.py").write_text(LOUD)
    monkeypatch.syspath_prepend(str(path))
    return path


def test_installed_packages_are_found_by_their_entry_points(site_packages: Path) -> None:
    found = {one.name: one for one in find() if one.kind == "package"}
    zoo = found["zoo"]
    assert (zoo.module, zoo.source, zoo.problem) == ("t_zoo", "package sro-zoo 2.1", "")
    assert zoo.folder == str(site_packages / "t_zoo")
    assert found["deep"].manifest is not None
    assert found["gone"].stage == "discovery"
    assert found["gone"].problem == "its package t_gone cannot be found (ModuleNotFoundError)"
    assert "t_zoo" not in sys.modules


def test_another_package_with_broken_metadata_hides_nobody(site_packages: Path) -> None:
    info = site_packages / "a_broken-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: a-broken\nVersion: 1\n")
    (info / "entry_points.txt").write_bytes(b"\xff[[[\nno equals sign\n")
    assert "zoo" in {one.name for one in find()}


def test_a_folder_of_plugins_with_an_odd_name_stops_nothing(
    tmp_path: Path, write: Written, folder: Path
) -> None:
    write("good")
    (tmp_path / "s.toml").write_text('plugin_dirs = ["a\\u0000b", "plugins.d"]')
    found = catalog.plugins(read(tmp_path / "s.toml", environ={}))
    assert [one.problem[:17] for one in folders(found)] == ["plugin_dirs names", ""]


def test_an_installed_package_loads(site_packages: Path) -> None:
    host = load_plugins([one for one in find() if one.name == "zoo"])
    assert status(host, "zoo").state == "active"
    assert sys.modules["t_zoo"].__file__ == str(site_packages / "t_zoo" / "__init__.py")


def test_our_own_come_first_then_packages_then_folders_then_what_the_shell_named(
    site_packages: Path, write: Written, folder: Path, tmp_path: Path
) -> None:
    write("beta")
    write("alpha")
    extra = tmp_path / "t_extra"
    write("extra").rename(extra)
    kinds = [(one.kind, one.module) for one in find([folder], [extra])]
    assert [module for kind, module in kinds if kind == "folder"] == [
        "t_alpha",
        "t_beta",
        "t_extra",
    ]
    order = [kind for kind, _ in kinds]
    assert order == sorted(order, key=["first_party", "package", "folder"].index)


def test_nothing_is_imported_to_find_it(write: Written, folder: Path) -> None:
    write("loud", LOUD)
    [loud] = folders(find([folder]))
    assert (loud.name, loud.problem) == ("loud", "")


def test_other_things_in_the_folder_are_left_alone(write: Written, folder: Path) -> None:
    write("good")
    (folder / ".hidden").mkdir()
    (folder / "__pycache__").mkdir()
    (folder / "notes").mkdir()
    (folder / "readme.txt").touch()
    assert [one.name for one in folders(find([folder]))] == ["good"]


def test_a_folder_of_plugins_that_is_not_there_is_named(folder: Path) -> None:
    missing = folder / "nowhere"
    host = load_plugins(folders(find([missing])))
    assert status(host, "nowhere").reason == f"plugin_dirs names {missing}, which is no folder"


def test_a_plugin_can_be_named_by_its_folder_its_manifest_or_its_project(
    write: Written, tmp_path: Path
) -> None:
    package = tmp_path / "project" / "src" / "t_mine"
    package.parent.mkdir(parents=True)
    write("mine").rename(package)
    for path in (package, package / "plugin.toml", tmp_path / "project"):
        assert [one.folder for one in folders(find(extra=[path]))] == [str(package)]
    [missing] = folders(find(extra=[tmp_path / "nowhere"]))
    assert missing.problem == "no such folder"


def test_a_folder_with_the_name_of_a_standard_module_is_refused(
    write: Written, folder: Path
) -> None:
    write("xx").rename(folder / "json")
    assert folders(find([folder]))[0].problem == '"json" is no name for a package'


def test_a_folder_that_another_package_is_called_like_is_refused(
    write: Written, folder: Path
) -> None:
    write("xx").rename(folder / "click")
    host = load_plugins(folders(find([folder])))
    assert status(host, "xx").stage == "import"
    assert status(host, "xx").reason.startswith("ImportError: another package is called click:")


def test_ours_are_told_by_name_and_place(tmp_path: Path) -> None:
    ours = first_party.source_tree()
    assert ours is not None
    assert first_party.is_first_party("sro_patrol", ours / "sro_patrol")
    assert first_party.is_first_party("sro_patrol", first_party.PACKAGE.parent / "sro_patrol")
    assert not first_party.is_first_party("sro_patrol", tmp_path / "sro_patrol")
    assert not first_party.is_first_party("t_zoo", ours / "t_zoo")


def test_every_plugin_of_the_repository_is_known_as_ours() -> None:
    found = [one for one in find() if one.folder.startswith(str(first_party.source_tree()))]
    assert found
    assert {one.kind for one in found} == {"first_party"}
    assert {one.problem for one in found} == {""}


def test_safe_mode_loads_our_own_alone(write: Written, folder: Path) -> None:
    write("loud", LOUD)
    host = load_plugins(folders(find([folder])), LoadOptions(safe_mode=True))
    loud = status(host, "loud")
    assert (loud.state, loud.reason) == (
        "disabled",
        "safe mode loads sro-ops' own plugins alone",
    )


def test_a_disabled_plugin_is_not_imported(write: Written, folder: Path) -> None:
    write("loud", LOUD)
    host = load_plugins(folders(find([folder])), LoadOptions(disabled=["loud"]))
    loud = status(host, "loud")
    assert (loud.state, loud.reason) == ("disabled", "disabled in the settings")


def cache() -> Path:
    return Path(os.environ["SRO_OPS_HOME"]) / "cache" / "host" / "plugins.json"


def names(settings: SettingsFile) -> set[str]:
    return {one.name for one in catalog.plugins(settings)} - {
        one.name for one in find() if one.kind != "folder"
    }


def planted(settings: SettingsFile, loose: str = "") -> bool:
    """Say whether a kept list with another name in it is believed; others can write `loose`."""
    catalog.plugins(settings)
    text = cache().read_text()
    cache().write_text(text.replace('"zoo"', '"planted"'))
    if loose:
        (cache().parent / loose).chmod(0o777)
    return "planted" in names(settings)


def test_the_list_is_kept_and_believed_while_nothing_changes(
    write: Written, settings: SettingsFile
) -> None:
    write("zoo", toml=COMMANDS)
    first = catalog.plugins(settings)
    assert catalog.plugins(settings) == first
    assert planted(settings)


def test_a_new_plugin_is_seen_at_once(write: Written, settings: SettingsFile) -> None:
    write("zoo")
    assert names(settings) == {"zoo"}
    write("new")
    assert names(settings) == {"zoo", "new"}


def test_a_changed_manifest_is_seen_at_once(write: Written, settings: SettingsFile) -> None:
    package = write("zoo")
    assert names(settings) == {"zoo"}
    text = (package / "plugin.toml").read_text().replace('"zoo"', '"zebra"')
    (package / "plugin.toml").write_text(text)
    assert names(settings) == {"zebra"}


def test_a_manifest_that_comes_later_is_seen(write: Written, settings: SettingsFile) -> None:
    package = write("zoo")
    (package / "plugin.toml").rename(package / "later")
    assert names(settings) == {"t_zoo"}
    (package / "later").rename(package / "plugin.toml")
    assert names(settings) == {"zoo"}


def test_a_package_that_is_removed_is_gone(site_packages: Path, settings: SettingsFile) -> None:
    assert "zoo" in {one.name for one in catalog.plugins(settings)}
    info = site_packages / "sro_zoo-2.1.dist-info"
    for path in info.iterdir():
        path.unlink()
    info.rmdir()
    assert "zoo" not in {one.name for one in catalog.plugins(settings)}


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"about": [], "watched": [], "answer": []}',
        '{"about": 3}',
        "\udcff",
        "null",
    ],
)
def test_a_kept_list_that_is_broken_is_made_again(
    write: Written, settings: SettingsFile, broken: str
) -> None:
    write("zoo")
    catalog.plugins(settings)
    cache().write_bytes(broken.encode("utf-8", "surrogateescape"))
    assert names(settings) == {"zoo"}
    assert json.loads(cache().read_text())["answer"]


def test_a_kept_list_of_another_shape_is_made_again(write: Written, settings: SettingsFile) -> None:
    write("zoo")
    catalog.plugins(settings)
    kept = json.loads(cache().read_text())
    kept["answer"][-1]["surprise"] = 1
    cache().write_text(json.dumps(kept))
    assert names(settings) == {"zoo"}


@pytest.mark.skipif(os.name != "posix", reason="not here: modes are POSIX's")
@pytest.mark.parametrize("others_can_write", ["plugins.json", "."])
def test_a_kept_list_that_others_can_write_is_not_believed(
    write: Written, settings: SettingsFile, others_can_write: str
) -> None:
    write("zoo")
    assert not planted(settings, others_can_write)


def test_a_cache_that_cannot_be_written_stops_nothing(
    write: Written, settings: SettingsFile, home: Path
) -> None:
    write("zoo")
    home.mkdir()
    (home / "cache").write_text("a file where the folder should be")
    assert names(settings) == {"zoo"}


def test_two_desks_may_write_the_list_at_once(write: Written, settings: SettingsFile) -> None:
    write("zoo")
    results: list[set[str]] = []

    def look() -> None:
        for _ in range(10):
            cache().unlink(missing_ok=True)
            results.append(names(settings))

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [{"zoo"}] * 30
    assert [path.name for path in cache().parent.iterdir()] == ["plugins.json"]


def brought(settings: SettingsFile, safe_mode: bool = False) -> list[tuple[str, str, str]]:
    """Return the commands that the folder's plugins bring."""
    return [
        row
        for row in plugin_commands(settings.path, safe_mode)
        if row[2] not in ("patrol", "stations", "events", "property")
    ]


def test_commands_are_known_without_importing_their_plugins(
    write: Written, settings: SettingsFile
) -> None:
    write("zoo", LOUD, COMMANDS)
    write("off", LOUD, '[commands]\noff = "x"\n')
    write("broken", LOUD, whole_toml="api = 2")
    assert brought(settings) == [("off", "x", "off"), ("zoo", "Count the animals", "zoo")]
    assert brought(settings, safe_mode=True) == []
    settings.path.write_text(settings.text + 'disabled_plugins = ["off"]\n')
    assert brought(settings) == [("zoo", "Count the animals", "zoo")]


def test_a_command_that_comes_later_is_known_at_once(
    write: Written, settings: SettingsFile
) -> None:
    package = write("zoo")
    assert brought(settings) == []
    text = (package / "plugin.toml").read_text()
    (package / "plugin.toml").write_text(text + COMMANDS)
    assert brought(settings) == [("zoo", "Count the animals", "zoo")]
    write("new", toml='[commands]\nnew = "x"\n')
    assert [name for name, _, _ in brought(settings)] == ["new", "zoo"]


def test_help_is_there_while_the_settings_are_broken(settings: SettingsFile) -> None:
    settings.path.write_text("plugin_dirs = [")
    assert plugin_commands(settings.path) == []


def test_commands_are_known_without_anything_heavy(write: Written, settings: SettingsFile) -> None:
    write("zoo", LOUD, COMMANDS)
    code = (
        "import sys; from sro_ops.host.commands import plugin_commands;"
        f"rows = plugin_commands({str(settings.path)!r});"
        "print([r[0] for r in rows if r[0] == 'zoo'], [m for m in ('importlib.metadata', 'tomllib',"
        " 'dataclasses', 'pluggy', 'pydantic', 'click', 'sqlalchemy') if m in sys.modules])"
    )
    for heavy in (["importlib.metadata", "tomllib", "dataclasses"], []):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert done.stdout.strip() == f"['zoo'] {heavy}", done.stderr
