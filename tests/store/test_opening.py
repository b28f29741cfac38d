"""What lies at the store's path is not always a store: each case ends in one line and exit 3."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desks import NOBODY, Desk, attempt, hold
from journals import plain

from sro_ops.errors import Unreachable
from sro_ops.records.note import Note
from sro_ops.store import sqlite_file
from sro_ops.store.make import create_store
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory

root_only = pytest.mark.skipif(os.getuid() != 0, reason="not here: needs root to be somebody else")


@pytest.fixture
def shut(store: Store, actor: ActorFactory) -> Path:
    """A store of some size that nobody has open."""
    store.add_many(actor(), [Note(text=f"line {at} of the night") for at in range(200)])
    store.close()
    with closing(sqlite3.connect(store.path)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store.path


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user of the system can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def refused(path: Path, *words: str) -> None:
    """Hold that opening is refused in one line that names the place and what to do."""
    with pytest.raises(Unreachable) as told:
        Store(f"sqlite:///{path}").close()
    line = str(told.value)
    assert told.value.exit_code == 3
    assert "\n" not in line
    assert told.value.where == str(path)
    assert told.value.todo
    for word in words:
        assert word in line


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def spoil(path: Path, at: int, with_: bytes) -> None:
    body = bytearray(path.read_bytes())
    body[at : at + len(with_)] = with_
    path.write_bytes(body)


def test_nothing_there(tmp_path: Path) -> None:
    refused(tmp_path / "none.db", "no store here", "sro-ops init")
    assert list(tmp_path.glob("none*")) == []


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, "this is no file", "Check --store")


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    refused(tmp_path / "file" / "store.db", "Not a directory")


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"not a database" * 100, b"SQLite format 3\x00", b"\x00" * 8192],
    ids=["empty", "one byte", "text", "a header cut short", "zeros"],
)
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    refused(path, "this file is no store")
    assert path.read_bytes() == content


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_left_as_it_is(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "store.db"
    with closing(sqlite3.connect(path)) as link:
        link.execute(f"PRAGMA journal_mode = {mode}")
        link.execute("CREATE TABLE bookmarks (url)")
    before = digest(path)
    refused(path, "this file is no store of sro-ops", "nothing was changed")
    assert digest(path) == before


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_cut_short(shut: Path, part: float) -> None:
    shut.write_bytes(shut.read_bytes()[: int(shut.stat().st_size * part)])
    refused(shut, "damaged", "restore a backup")
    with pytest.raises(Unreachable, match="damaged"):
        verify(shut)


def test_a_flipped_page_is_found_by_verify_and_reading_it_ends_in_a_line(
    shut: Path, actor: ActorFactory
) -> None:
    with closing(sqlite3.connect(shut)) as link:
        page = link.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'journal_line'"
        ).fetchone()[0]
    spoil(shut, (page - 1) * 4096, os.urandom(512))
    with pytest.raises(Unreachable, match=r"damaged.*[Rr]estore"):
        verify(shut)
    store = Store(f"sqlite:///{shut}")
    with pytest.raises(Unreachable, match="damaged"), store.journal(actor().scope) as journal:
        journal.newest(50)
    store.close()


def test_a_flipped_schema_page(shut: Path) -> None:
    spoil(shut, 100, os.urandom(400))
    refused(shut, "damaged", "restore a backup")


def test_a_newer_schema_is_not_touched(shut: Path) -> None:
    with plain(shut) as link:
        link.execute("UPDATE core_version SET version_num = '9999'")
    before = digest(shut)
    refused(shut, "newer sro-ops (schema 9999)", "nothing was changed")
    assert digest(shut) == before
    with pytest.raises(Unreachable, match="newer"):
        verify(shut)


def test_an_older_schema_names_the_command(shut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sro_ops.store.schema.REVISIONS", ("0001", "0002"))
    before = digest(shut)
    refused(shut, "older schema (0001)", "sro-ops db upgrade")
    assert digest(shut) == before


def test_a_file_kept_by_a_program_for_itself(shut: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SRO_OPS_PATIENCE", "0.1")
    holder = Desk(hold, f"sqlite:///{shut}", "file")
    holder.hear()
    refused(shut, "another program keeps the store locked", "try again")
    holder.let_go()
    Store(f"sqlite:///{shut}").close()


def test_who_locks_the_file_for_writing_stops_no_reader(shut: Path, actor: ActorFactory) -> None:
    holder = Desk(hold, f"sqlite:///{shut}", "lock")
    holder.hear()
    store = Store(f"sqlite:///{shut}")
    with store.read(actor()) as session:
        assert session.find("N-2026-0200", "OHS").number == "N-2026-0200"
    store.close()
    holder.let_go()


@root_only
@pytest.mark.parametrize(
    ("file", "folder", "said"),
    [(0o600, 0o777, []), (0o644, 0o777, ["line 199"]), (0o666, 0o555, [])],
    ids=["a file that only its owner reads", "a read-only file", "a read-only folder"],
)
def test_somebody_elses_store_is_refused_in_a_line(
    shut: Path, shared: Path, file: int, folder: int, said: list[str]
) -> None:
    path = shared / "store.db"
    path.write_bytes(shut.read_bytes())
    path.chmod(file)
    shared.chmod(folder)
    before = digest(path)
    *read, (code, line) = Desk(attempt, f"sqlite:///{path}", f"sqlite:///{shut}", NOBODY).ended()
    assert code == 3
    assert str(shared) in line
    assert "Check" in line
    assert [one[-1].removesuffix(" of the night") for one in read] == said
    assert digest(path) == before


MOUNTS = {
    "nfs": "server:/export {} nfs4 rw 0 0",
    "a Windows share": "//server/share {} cifs rw 0 0",
    "a shared folder of a virtual machine": "host {} 9p rw 0 0",
    "sshfs": "me@server:/ {} fuse.sshfs rw 0 0",
}


@pytest.mark.parametrize("row", MOUNTS.values(), ids=MOUNTS.keys())
@pytest.mark.parametrize("open_", [Store, create_store])
def test_a_network_file_system_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, open_: Callable[[str], object]
) -> None:
    mounts = tmp_path / "mounts"
    far = tmp_path / "far äway ü"
    far.mkdir()
    mounts.write_text("rootfs / ext4 rw 0 0\n" + row.format(str(far).replace(" ", "\\040")) + "\n")
    monkeypatch.setattr(sqlite_file, "MOUNTS", mounts)
    with pytest.raises(Unreachable, match=r"network file system \(.*Use a local disk") as told:
        open_(f"sqlite:///{far / 'store.db'}")
    assert told.value.exit_code == 3
    assert list(far.iterdir()) == []
    create_store(f"sqlite:///{tmp_path / 'near.db'}")


@pytest.mark.parametrize(
    "name",
    [
        "a b",
        "o'neill",
        'a "quote"',
        "100%41",
        "why?",
        "#1",
        "a?mode=ro",
        "Ünï-日本",
        "a;b",
        "a&b=c",
    ],
)
def test_a_path_may_hold_any_character(tmp_path: Path, name: str, actor: ActorFactory) -> None:
    path = tmp_path / name / f"{name}.db"
    create_store(f"sqlite:///{path}")
    store = Store(f"sqlite:///{path}")
    store.register([Note])
    store.close()
    assert verify(path).ok
    names = {one.name for one in path.parent.iterdir()}
    assert {one.removesuffix("-wal").removesuffix("-shm") for one in names} <= {
        f"{name}.db", f"{name}.db.gate",
    }  # fmt: skip


@root_only
def test_a_store_cannot_be_made_where_one_may_not_write(shared: Path) -> None:
    shared.chmod(0o555)
    pid = os.fork()
    if pid == 0:  # pragma: no cover - the other process
        os.setuid(NOBODY)
        try:
            create_store(f"sqlite:///{shared / 'new' / 'store.db'}")
        except Unreachable as error:
            os._exit(0 if "cannot be made here" in str(error) else 1)
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert list(shared.iterdir()) == []
