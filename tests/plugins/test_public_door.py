"""The public door: a duty of keys that reaches the store by a command, a service, a scan, a report.

It uses `sro_ops` and nothing else of ours, as a stranger's plugin does.
"""

from __future__ import annotations

import ast
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from journals import lines
from shells import Shell

from sro_ops.demo.playing import write_school
from sro_ops.errors import Refused
from sro_ops.host import services
from sro_ops.host.faults import log_path
from sro_ops.host.house import House
from sro_ops.host.mapped import mapped_now
from sro_ops.host.modules import forget
from sro_ops.host.opening import open_house
from sro_ops.host.scanning import keep_scan, known_code
from sro_ops.settings.source import SettingsFile, read
from sro_ops.store.model import Line
from sro_ops.testing import ActorFactory, ContextFactory

HERE = Path(__file__).parent / "keys_duty"
BROKEN = """
from sro_ops import ServiceContribution, hookimpl

@hookimpl(optionalhook=True)
def sro_keys_seen(key):
    return 1 / 0 if key == "gym" else 3

begun = []

def run(context, stop):
    begun.append(context.actor)
    raise OSError("the line is dead")

@hookimpl
def sro_services():
    return [ServiceContribution("odd", "Fails", run)]
"""


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SettingsFile]:
    """Write a school whose plugins are the keys, the board, and one with mistakes."""
    import_module("sro_patrol").sro_record_types()  # they stay, as other tests need them
    before, mapped = set(sys.modules), mapped_now()
    holder = tmp_path / "plugins.d"
    shutil.copytree(HERE, holder, ignore=shutil.ignore_patterns("__pycache__"))
    odd = holder / "sro_odd"
    odd.mkdir()
    (odd / "__init__.py").write_text(BROKEN)
    (odd / "plugin.toml").write_text(
        'name = "odd"\napi = 1\nversion = "1"\nsummary = "Has mistakes"\n'
    )
    for path in (holder, *holder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    settings = write_school(tmp_path / "school", "dana").path
    settings.write_text(f'plugin_dirs = ["{holder.as_posix()}"]\n' + settings.read_text())
    yield read(settings, environ={})
    for name in ("sro_keys", "sro_board", "sro_odd"):
        forget(name, before, mapped)


@pytest.fixture
def house(file: SettingsFile, actor: ActorFactory) -> Iterator[House]:
    """Open the school; who acts may do everything."""
    with open_house(file) as opened:
        opened.actor = actor(desk=opened.desk.id)
        yield opened


@pytest.fixture
def shell(
    file: SettingsFile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    """A shell at the school, as its officer."""
    found = Shell(file.folder, capsys, monkeypatch)
    found.be("dana")
    return found


def test_the_duty_imports_the_public_door_and_nothing_else_of_ours() -> None:
    for path in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            module = getattr(node, "module", None) or ""
            assert not isinstance(node, ast.ImportFrom) or not module.startswith("sro_ops.")


def test_a_command_writes_and_reads_as_who_is_asking(shell: Shell) -> None:
    assert shell.json("keys", "lend", "gym") == {"number": number("K", 1), "key": "gym"}
    assert shell.lines("keys", "out") == [{"key": "gym", "number": number("K", 1)}]
    assert "gym" in shell("keys", "out")
    newest = lines(shell.store)[-1]
    assert (newest["verb"], newest["type"], newest["plugin"]) == ("logged", "keys.loan", "keys")
    [person] = [row for row in shell.lines("journal") if row["type"] == "keys.loan"]
    assert person["operator"]


def number(prefix: str, count: int) -> str:
    year = datetime.now(UTC).astimezone().year
    return f"{prefix}-{year}-{count:04d}"


def test_a_command_takes_steps_tells_stories_names_people_and_links(shell: Shell) -> None:
    shell("keys", "lend", "gym")
    first, second = number("K", 1), number("K", 2)
    assert shell.json("keys", "back", "1", "left in the door") == {
        "number": first, "state": "back", "next": second,
    }  # fmt: skip
    page = shell.json("show", "K-1")
    assert page["state"] == "back"
    assert [line["text"] for line in page["narrative"]] == ["left in the door"]
    assert "Ana Lee" in str(page)
    assert [line["verb"] for line in page["history"]] == ["logged", "moved", "amended"]
    assert second in str(page["links"])
    again = shell.refused("keys", "back", "K-1", "again")
    assert again.startswith('"return" is not possible while back.')


def test_a_command_may_do_no_more_than_who_is_asking(shell: Shell) -> None:
    shell.more('[roles.supervisor]\npermissions = ["core.read.general"]\n')
    said = shell.refused("keys", "lend", "gym")
    assert said == "you have no right to do that (keys.loan.add)"
    assert shell.lines("keys", "out") == []


def test_a_command_that_is_not_signed_on_reaches_nothing(shell: Shell) -> None:
    shell.be("a-stranger")
    assert shell.refused("keys", "out").startswith("no operator is mapped")


def test_the_help_of_a_command_opens_no_store(shell: Shell) -> None:
    shell.store.unlink()
    assert "Lend a key out." in shell("keys", "lend", "--help")
    assert "is no store" in shell.refused("keys", "out", code=3) or not shell.store.exists()


def test_a_fault_of_a_command_names_its_plugin_and_keeps_the_traceback(shell: Shell) -> None:
    said = shell.refused("keys", "jam")
    assert said.startswith("the plugin keys has a fault: KeyError: 'the lock is jammed'.")
    assert str(log_path()) in said
    assert "plugin keys, command keys: KeyError" in log_path().read_text()


def test_a_plugin_asks_its_own_hook_and_a_broken_answer_stops_nobody(shell: Shell) -> None:
    assert shell.lines("keys", "where", "gym") == [
        {"plugin": "board", "place": "hook 3, asked as board at OHS"}
    ]
    text = log_path().read_text()
    assert "plugin odd, sro_keys_seen: ZeroDivisionError" in text
    assert shell("keys", "where", "attic") == "Nobody has seen it.\n"
    assert "plugin odd, sro_keys_seen: TypeError: sro_keys_seen should return text" in (
        log_path().read_text()
    )


def test_a_scanned_code_becomes_the_line_of_the_plugin_that_knows_it(shell: Shell) -> None:
    assert shell.log("TAG-7")["type"] == "core.note"
    shell("keys", "lend", "TAG-7")
    kept = shell.log("TAG-7")
    assert (kept["type"], kept["summary"]) == ("keys.loan", "TAG-7 again")
    assert shell.log("TAG-7", "on", "the", "floor")["type"] == "core.note"


def test_a_scan_is_read_as_the_operator_who_scanned(house: House, actor: ActorFactory) -> None:
    with house.lend("keys").write() as session:
        session.add(loan_class(house)(key="TAG-7"))
    assert meant(house, " TAG-7 ") == "lend TAG-7 again"
    house.actor = actor(classes={"general"})
    assert meant(house, "TAG-7") == "TAG-7"


def meant(house: House, text: str) -> str:
    """Return the line that a scanned code stands for; what is no known code stays as it is."""
    match = known_code(house, text)
    return match.value.entry if match else text


def loan_class(house: House) -> Any:
    return house.record_class("keys.loan")


@pytest.mark.parametrize("text", ["", "142", "two words"])
def test_what_is_no_code_is_asked_of_nobody(house: House, text: str) -> None:
    assert meant(house, text) == text
    assert ("keys", "sro_scan") not in house.plugins.timings()


def test_a_scan_is_kept_where_its_plugin_says(shell: Shell) -> None:
    number = shell.json("keys", "lend", "TAG-7")["number"]
    kept = shell.log("HOOK-TAG-7")
    assert (kept["number"], kept["type"], kept["summary"], kept["state"]) == (
        number, "keys.loan", "TAG-7 is back", "saved",
    )  # fmt: skip
    assert shell.json("show", number)["state"] == "back"
    assert "it hangs there already" in shell.refused("log", "HOOK-TAG-7")


def test_a_scan_that_its_plugin_fails_to_keep_is_a_note(house: House) -> None:
    with house.lend("keys").write() as session:
        session.add(loan_class(house)(key="TAG-7"))
    house.store.clock = lambda: datetime(2026, 10, 14, 5, 30, tzinfo=UTC)
    match = known_code(house, "HOOK-TAG-7")
    assert match is not None
    assert keep_scan(house, match) is None
    assert "plugin keys, sro_scan: ZeroDivisionError: midnight" in log_path().read_text()


def test_a_report_reads_as_who_prints_it(shell: Shell) -> None:
    shell("keys", "lend", "gym")
    assert "gym" in shell("report", "keys.loans")
    shell.more('[roles.supervisor]\npermissions = ["core.report", "core.read.general"]\n')
    assert "gym" not in shell("report", "keys.loans")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a service again at once."""
    monkeypatch.setattr(services, "PAUSES", (0.0,))


def eventually(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    done = threading.Event()
    for _ in range(3000):
        if true():
            return
        done.wait(0.01)
    raise AssertionError("it never came to be so")


def loans(house: House) -> list[Line]:
    with house.store.journal(house.actor.scope) as journal:
        return [line for line in journal.newest(100) if line.type == "keys.loan"]


@pytest.mark.usefixtures("quick")
def test_a_service_runs_while_the_desk_is_open_and_acts_as_the_desk(house: House) -> None:
    with services.serving(house):
        eventually(lambda: loans(house))
        [line] = loans(house)
    assert (line.summary, line.operator, line.desk) == ("cabinet opened", None, house.desk.id)
    assert house.plugins.switched_off("keys") is False


@pytest.mark.usefixtures("quick")
def test_a_service_that_fails_is_begun_again_until_its_plugin_is_switched_off(
    house: House,
) -> None:
    with services.serving(house):
        eventually(lambda: house.plugins.switched_off("odd"))
        eventually(lambda: loans(house))
    assert len(sys.modules["sro_odd"].begun) == 5
    [odd] = [one for one in house.plugins.statuses() if one.name == "odd"]
    assert odd.reason.endswith("the last was in service odd: OSError: the line is dead")


def test_a_service_may_do_and_see_what_is_its_plugins_and_no_more(house: House) -> None:
    actor = services.desk_context(house, "keys").actor
    assert actor.may("keys.loan.add")
    assert not any(actor.may(name) for name in ("core.log", "patrol.check.add", "admin.sites"))
    assert actor.scope.classes == frozenset({"general", "directory"})
    assert (actor.scope.sites, actor.scope.sealed) == (frozenset({"OHS"}), False)


def test_a_service_that_does_not_end_is_noted_and_left_behind(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "PATIENCE", 0.05)
    held = threading.Event()
    [keys] = [one for one in house.plugins.offered("services") if one.plugin == "keys"]
    monkeypatch.setattr(type(house.plugins), "offered", lambda self, kind: [keys])
    monkeypatch.setattr(type(keys.value), "run", lambda self, context, stop: held.wait(30))
    with services.serving(house):
        pass
    held.set()
    last = next(one for one in house.plugins.statuses() if one.name == "keys")
    assert last.faults == 1


def test_a_context_of_the_tests_works_in_their_store(
    context: ContextFactory, actor: ActorFactory
) -> None:
    lent = context("halls", actor("halls.*"), places={"GYM": "Gym north"})
    assert (lent.plugin, lent.site, lent.zone) == ("halls", "OHS", "America/Chicago")
    assert lent.place_code("gym north") == "GYM"
    assert lent.ask("sro_halls_anything") == []
    with pytest.raises(Refused, match=r"\(core\.log\)"):
        lent.allow("core.log")
