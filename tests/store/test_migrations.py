"""Migrations on real files: what adds itself, what needs a step, what a failure leaves."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from types import new_class
from typing import Any

import pytest
from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from sro_ops.errors import Refused, Unreachable
from sro_ops.records.fields import field
from sro_ops.records.note import Note
from sro_ops.records.part import Part
from sro_ops.records.record import Record
from sro_ops.store import schema
from sro_ops.store.backup import restore
from sro_ops.store.entities import Base
from sro_ops.store.ids import new_id
from sro_ops.store.make import create_store
from sro_ops.store.migrations.core import VERSIONS, standings, upgrade_core
from sro_ops.store.migrations.draft import draft
from sro_ops.store.migrations.plugin import migrate_plugin
from sro_ops.store.model import CLASSES, Actor, Scope
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.store.verify import verify

ACTOR = Actor(new_id(), Scope(None, frozenset(CLASSES), sealed=True), permissions=("*",))
Declare = Callable[..., type[Record]]
SERIAL = count(1)
Steps = Callable[[str, str | None, str], Path]


class Door(Part, table="halls_door"):
    """A part of a sweep."""

    name: Mapped[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Make a store with one site and a note."""
    path = tmp_path / "a school" / "ops.db"
    create_store(f"sqlite:///{path}")
    store = Store(f"sqlite:///{path}")
    store.register([Note])
    store.add_site(ACTOR, Site("OHS", "Oakfield", "America/Chicago"))
    store.add_many(ACTOR, [Note(text="the bell was late")])
    store.close()
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Open that store."""
    store = Store(f"sqlite:///{path}")
    yield store
    store.close()


@pytest.fixture
def sweep() -> Iterator[Declare]:
    """Give a maker of the type halls.sweep, as one version of its plugin declares it."""

    def declare(parts: tuple[type[Part], ...] = (), **fields: tuple[Any, Any]) -> type[Record]:
        forget("halls_sweep")
        mapped: Any = Mapped
        body: dict[str, Any] = {name: column for name, (_, column) in fields.items()}
        body["__annotations__"] = {name: mapped[kind] for name, (kind, _) in fields.items()}
        options: dict[str, Any] = {
            "type": "halls.sweep", "prefix": "HS", "record_class": "general", "parts": parts,
        }  # fmt: skip
        return new_class(
            f"HallSweep{next(SERIAL)}", (Record,), options, lambda space: space.update(body)
        )

    yield declare
    forget("halls_sweep")


def forget(table: str) -> None:
    """Let another version of a class declare this table."""
    if table in Base.metadata.tables:
        Base.metadata.remove(Base.metadata.tables[table])


def hall() -> tuple[Any, Any]:
    return str, field("Hall")


def optional() -> tuple[Any, Any]:
    return str | None, field("Remark")


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    """Give a writer of migration files into one folder."""
    folder = tmp_path / "halls plugin" / "migrations"
    folder.mkdir(parents=True)

    def write(revision: str, before: str | None, body: str) -> Path:
        said = f'"{before}"' if before else "None"
        lines = [f"    {line}" for line in body.splitlines()]
        (folder / f"r{revision}.py").write_text(
            '"""A step."""\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
            f'revision: str = "{revision}"\ndown_revision: str | None = {said}\n\n\n'
            "def upgrade() -> None:\n" + "\n".join(lines) + "\n",
            encoding="utf-8",
        )
        return folder

    return write


def query(path: Path, statement: str) -> list[Any]:
    link = sqlite3.connect(path)
    try:
        return link.execute(statement).fetchall()
    finally:
        link.close()


def columns(path: Path, table: str = "halls_sweep") -> list[str]:
    return [row[1] for row in query(path, f"PRAGMA table_info({table})")]


def whole_schema(path: Path) -> list[Any]:
    return query(path, "SELECT type, name, sql FROM sqlite_master ORDER BY name")


def copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.before-*"))


def keep(store: Store, cls: type[Record], **values: Any) -> Record:
    store.register([cls])
    record = cls(**values)
    with store.write(ACTOR) as session:
        session.add(record)
    return record


def later_core(tmp_path: Path, body: str = "") -> Path:
    """Write a later step of the host's tables into a folder of its own."""
    folder = tmp_path / "core"
    folder.mkdir(exist_ok=True)
    body = body or 'op.add_column("core_record", sa.Column("room", sa.Text))'
    (folder / "v0002.py").write_text(
        '"""A later step."""\nimport sqlalchemy as sa\nfrom alembic import op\n'
        f'revision = "0002"\ndown_revision = "0001"\n\ndef upgrade():\n    {body}\n'
    )
    return folder


def verify_as(known: tuple[str, ...], path: Path) -> bool:
    """Verify as a program that knows these revisions would."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "REVISIONS", known)
        return verify(path).ok


def test_a_plugin_on_a_fresh_store_gets_its_tables_and_a_second_start_does_nothing(
    store: Store, sweep: Declare
) -> None:
    cls = sweep(hall=hall())
    outcome = migrate_plugin(store, "halls", [cls])
    assert outcome
    assert outcome.made == ["halls_sweep"]
    assert migrate_plugin(store, "halls", [cls]) is None
    keep(store, cls, hall="B")
    assert verify(store.path).ok
    assert copies(store.path) == []


def test_a_plugin_without_tables_leaves_nothing(store: Store) -> None:
    before = whole_schema(store.path)
    assert migrate_plugin(store, "words", []) is None
    assert whole_schema(store.path) == before


def test_a_new_empty_column_and_a_new_index_are_added_and_verify_still_holds(
    store: Store, sweep: Declare
) -> None:
    old = sweep(hall=hall())
    migrate_plugin(store, "halls", [old])
    keep(store, old, hall="B")
    new = sweep(hall=hall(), remark=optional())
    Index("ix_halls_sweep_hall", new.__table__.c.hall)
    outcome = migrate_plugin(store, "halls", [new])
    assert outcome
    assert outcome.added == [
        "halls_sweep.remark is missing",
        "halls_sweep lacks the index ix_halls_sweep_hall",
    ]
    assert verify(store.path).ok
    keep(store, new, hall="C", remark="quiet")
    assert verify(store.path).ok
    assert migrate_plugin(store, "halls", [new]) is None


def test_a_new_part_gets_its_table(store: Store, sweep: Declare) -> None:
    old = sweep(hall=hall())
    migrate_plugin(store, "halls", [old])
    record = keep(store, old, hall="B")
    new = sweep(parts=(Door,), hall=hall())
    outcome = migrate_plugin(store, "halls", [new])
    assert outcome
    assert outcome.made == ["halls_door"]
    store.register([new])
    with store.write(ACTOR) as session:
        session.add(Door(record=session.load(record.id), name="4"))
    assert verify(store.path).ok


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"hall": (str, field("Hall")), "count": (int, field("Count"))},
            "halls: halls_sweep.count is new and may not be empty.",
        ),
        ({"hall": (int, field("Hall"))}, "halls: halls_sweep.hall is TEXT, declared BIGINT."),
        ({}, "halls: halls_sweep.hall is in the database and is not declared."),
        (
            {"hall": (str | None, field("Hall"))},
            "halls: halls_sweep.hall may be empty by its declaration alone.",
        ),
    ],
)
def test_any_other_difference_asks_for_a_migration_and_changes_nothing(
    store: Store, sweep: Declare, fields: dict[str, Any], line: str
) -> None:
    migrate_plugin(store, "halls", [sweep(hall=hall())])
    before = whole_schema(store.path)
    with pytest.raises(Refused) as refusal:
        migrate_plugin(store, "halls", [sweep(**fields)])
    assert str(refusal.value) == f"{line} Write a migration with `sro-ops plugin migrate make`"
    assert whole_schema(store.path) == before


def test_a_table_that_is_not_the_plugins_own_is_refused(store: Store, sweep: Declare) -> None:
    with pytest.raises(Refused, match='"halls_sweep" cannot be one of gates'):
        migrate_plugin(store, "gates", [sweep(hall=hall())])


@pytest.mark.parametrize("name", ["core", "journal", "Halls", "a_b", "x; DROP TABLE core_record"])
def test_a_name_that_no_tables_can_begin_with_is_refused(store: Store, name: str) -> None:
    with pytest.raises(Refused, match="no tables can begin with this name"):
        migrate_plugin(store, name, [Note])


def test_a_fresh_store_takes_the_newest_revision_without_running_a_step(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    folder = steps("0001", None, "raise AssertionError")
    migrate_plugin(store, "halls", [sweep(hall=hall())], folder)
    assert query(store.path, "SELECT version_num FROM halls_version") == [("0001",)]


def test_a_renamed_column_goes_by_its_step_and_each_record_tells_of_it(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    old = sweep(hall=hall())
    migrate_plugin(store, "halls", [old])
    record = keep(store, old, hall="B")
    folder = steps(
        "0001",
        None,
        'with op.batch_alter_table("halls_sweep") as batch:\n'
        '    batch.alter_column("hall", new_column_name="wing")',
    )
    new = sweep(wing=hall())
    outcome = migrate_plugin(store, "halls", [new], folder)
    assert outcome
    assert (outcome.steps, outcome.renewed) == (["0001"], 1)
    assert verify(store.path).ok
    journal = store.journal(ACTOR.scope)
    assert [line.verb for line in journal.history(record.id)] == ["logged", "migrated"]
    assert "migrated" not in [line.verb for line in journal.newest(9)]
    journal.close()
    keep(store, new, wing="C")
    assert verify(store.path).ok
    assert migrate_plugin(store, "halls", [new], folder) is None


def test_a_row_that_was_changed_by_hand_is_still_found_after_a_migration(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    cls = sweep(hall=hall())
    migrate_plugin(store, "halls", [cls])
    record = keep(store, cls, hall="B")
    with store.raw(write=True) as link:
        link.execute("UPDATE halls_sweep SET hall = 'Z'")
    folder = steps("0001", None, 'op.execute("UPDATE halls_sweep SET hall = lower(hall)")')
    migrate_plugin(store, "halls", [cls], folder)
    found = verify(store.path).first_break
    assert found
    assert found.number == record.number


def test_steps_run_in_order_after_one_copy_that_restores(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    old = sweep(hall=hall())
    migrate_plugin(store, "halls", [old])
    keep(store, old, hall="B")
    steps("0001", None, 'op.add_column("halls_sweep", sa.Column("a", sa.Text))')
    folder = steps("0002", "0001", 'op.add_column("halls_sweep", sa.Column("b", sa.Text))')
    outcome = migrate_plugin(
        store, "halls", [sweep(hall=hall(), a=optional(), b=optional())], folder
    )
    assert outcome
    assert outcome.steps == ["0001", "0002"]
    (copy,) = copies(store.path)
    assert copy == Path(outcome.copy)
    assert ".before-halls-0001-" in copy.name
    store.close()
    restore(copy, store.path)
    assert columns(store.path) == ["hall", "id"]
    assert verify(store.path).ok


def test_a_step_that_fails_leaves_nothing_half_done_and_those_before_it_stand(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    migrate_plugin(store, "halls", [sweep(hall=hall())])
    steps("0001", None, 'op.add_column("halls_sweep", sa.Column("a", sa.Text))')
    folder = steps(
        "0002",
        "0001",
        'op.create_table("halls_tour", sa.Column("id", sa.Text))\n'
        'op.add_column("halls_sweep", sa.Column("b", sa.Text))\n'
        'op.execute("UPDATE halls_sweep SET lost = 1")',
    )
    with pytest.raises(Refused) as refusal:
        migrate_plugin(store, "halls", [sweep(hall=hall(), a=optional(), b=optional())], folder)
    assert str(refusal.value).startswith(
        "halls: the migration 0002 failed: no such column: lost. Nothing of it was kept;"
    )
    assert columns(store.path) == ["hall", "id", "a"]
    assert query(store.path, "SELECT version_num FROM halls_version") == [("0001",)]
    assert query(store.path, "SELECT 1 FROM sqlite_master WHERE name = 'halls_tour'") == []
    keep(store, Note, text="the desk goes on")
    assert verify(store.path).ok


def test_a_failed_first_step_can_be_repaired_and_tried_again(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    migrate_plugin(store, "halls", [sweep(hall=hall())])
    new = sweep(hall=hall(), a=optional())
    folder = steps("0001", None, "raise SystemExit('no')")
    with pytest.raises(Refused, match="the migration 0001 failed: SystemExit: no"):
        migrate_plugin(store, "halls", [new], folder)
    steps("0001", None, 'op.add_column("halls_sweep", sa.Column("a", sa.Text))   # now right')
    assert migrate_plugin(store, "halls", [new], folder)
    assert migrate_plugin(store, "halls", [new], folder) is None


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("op.execute(\"UPDATE core_record SET place = 'X'\")", "it changes core_record, which"),
        ('op.create_table("gates_gate", sa.Column("id", sa.Text))', "it changes gates_gate, which"),
        ('op.drop_table("journal_payload")', "it changes journal_payload, which"),
        ('op.execute("DROP TRIGGER journal_line_no_delete")', "it changes journal_line, which"),
        ('op.execute("COMMIT")', "it ends the transaction that it runs in"),
        ("op.execute(\"ATTACH 'other.db' AS other\")", "it opens another file"),
        ('op.drop_table("halls_sweep")', "the table of halls.sweep would be gone"),
        (
            'try:\n    op.execute("DELETE FROM core_note")\nexcept Exception:\n    pass',
            "it changes",
        ),
        ("op.execute(\"UPDATE halls_sweep SET id = 'x'\")", ""),
        ("import nothing_like_this", "ModuleNotFoundError"),
    ],
)
def test_a_step_that_may_not_be_leaves_the_store_as_it_was(
    store: Store, sweep: Declare, steps: Steps, body: str, why: str
) -> None:
    cls = sweep(hall=hall())
    migrate_plugin(store, "halls", [cls])
    keep(store, cls, hall="B")
    before = whole_schema(store.path)
    with pytest.raises(Refused, match=f"the migration 0001 failed: {why}"):
        migrate_plugin(store, "halls", [cls], steps("0001", None, body))
    assert whole_schema(store.path) == before
    assert verify(store.path).ok


def test_a_table_that_has_parts_is_made_anew_without_losing_them(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    old = sweep(parts=(Door,), hall=hall())
    migrate_plugin(store, "halls", [old])
    record = keep(store, old, hall="7")
    with store.write(ACTOR) as session:
        session.add(Door(record=session.load(record.id), name="4"))
    folder = steps(
        "0001",
        None,
        'with op.batch_alter_table("halls_sweep") as batch:\n'
        '    batch.alter_column("hall", type_=sa.BigInteger)',
    )
    new = sweep(parts=(Door,), hall=(int, field("Hall")))
    outcome = migrate_plugin(store, "halls", [new], folder)
    assert outcome
    assert outcome.renewed == 1
    assert query(store.path, "SELECT hall, typeof(hall) FROM halls_sweep") == [(7, "integer")]
    assert query(store.path, "SELECT name FROM halls_door") == [("4",)]
    assert verify(store.path).ok


def test_steps_that_do_not_lead_to_the_declaration_fail_the_plugin(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    migrate_plugin(store, "halls", [sweep(hall=hall())])
    folder = steps("0001", None, "pass")
    with pytest.raises(Refused, match=r"halls_sweep\.a is missing\. Write a migration"):
        migrate_plugin(store, "halls", [sweep(hall=hall(), a=optional())], folder)


def test_a_newer_revision_than_the_plugin_knows_fails_that_plugin_alone(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    steps("0001", None, "pass")
    folder = steps("0002", "0001", "pass")
    cls = sweep(hall=hall())
    migrate_plugin(store, "halls", [cls], folder)
    (folder / "r0002.py").unlink()
    for older in (folder, None):
        with pytest.raises(Refused, match="halls: its tables were left by a newer version"):
            migrate_plugin(store, "halls", [cls], older)
    keep(store, Note, text="the desk goes on")


def test_a_removed_plugin_does_not_hinder_later_upgrades(
    store: Store, sweep: Declare, steps: Steps, tmp_path: Path
) -> None:
    cls = sweep(hall=hall())
    migrate_plugin(store, "halls", [cls], steps("0001", None, "pass"))
    record = keep(store, cls, hall="B")
    store.close()
    forget("halls_sweep")
    folders = [VERSIONS, later_core(tmp_path)]
    assert upgrade_core(store.path, folders)
    assert verify_as(("0001", "0002"), store.path)
    assert query(store.path, f"SELECT hall FROM halls_sweep WHERE id = '{record.id}'") == [("B",)]
    assert [(s.name, s.revision) for s in standings(store.path, folders)] == [
        ("core", "0002"),
        ("halls", "0001"),
    ]


def test_a_later_step_of_the_host_is_carried_and_an_older_program_leaves_the_store_alone(
    path: Path, tmp_path: Path
) -> None:
    folders = [VERSIONS, later_core(tmp_path)]
    outcome = upgrade_core(path, folders)
    assert outcome
    assert (outcome.before, outcome.after, outcome.renewed) == ("0001", "0002", 0)
    assert "room" in columns(path, "core_record")
    assert upgrade_core(path, folders) is None
    assert len(copies(path)) == 1
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(Unreachable, match="made by a newer sro-ops"):
        Store(f"sqlite:///{path}")
    with pytest.raises(Unreachable, match="made by a newer sro-ops"):
        upgrade_core(path)
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_an_older_store_says_what_to_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "REVISIONS", ("0001", "0002"))
    with pytest.raises(Unreachable, match="Run `sro-ops db upgrade`"):
        Store(f"sqlite:///{path}")


def test_a_step_of_the_host_that_loses_a_guard_of_the_journal_is_undone(
    path: Path, tmp_path: Path
) -> None:
    body = 'op.execute("DROP TRIGGER journal_line_no_update")'
    with pytest.raises(Refused, match="the trigger journal_line_no_update would be lost"):
        upgrade_core(path, [VERSIONS, later_core(tmp_path, body)])
    assert verify(path).ok
    assert standings(path)[0].revision == "0001"


def test_a_step_of_the_host_that_fills_a_column_renews_every_record(
    path: Path, tmp_path: Path
) -> None:
    body = "op.execute(\"UPDATE core_record SET place = 'GYM'\")"
    outcome = upgrade_core(path, [VERSIONS, later_core(tmp_path, body)])
    assert outcome
    assert outcome.renewed == 1
    assert verify_as(("0001", "0002"), path)


def test_no_other_desk_writes_while_a_step_runs(store: Store, sweep: Declare, steps: Steps) -> None:
    cls = sweep(hall=hall())
    migrate_plugin(store, "halls", [cls])
    body = (
        "from pathlib import Path\n"
        "from sro_ops.errors import Unreachable\n"
        "from sro_ops.store.gate import Gate\n"
        f"gate = Gate(Path({str(store.gate.path)!r}), patience=0.05)\n"
        "try:\n    gate.acquire()\nexcept Unreachable:\n    return\n"
        "raise AssertionError('the gate was open')"
    )
    assert migrate_plugin(store, "halls", [cls], steps("0001", None, body))


def test_alembic_is_imported_only_when_a_step_is_pending(
    path: Path, tmp_path: Path, steps: Steps
) -> None:
    steps("0001", None, "pass")
    folder = steps("0002", "0001", "pass")
    program = f"""
import sys
from itertools import count
from pathlib import Path
from sqlalchemy.orm import Mapped
from sro_ops.records.fields import field
from sro_ops.records.record import Record
from sro_ops.store.store import Store
from sro_ops.store.migrations.plugin import migrate_plugin
from sro_ops.store.migrations.core import upgrade_core

class HallSweep(Record, type="halls.sweep", prefix="HS", record_class="general"):
    hall: Mapped[str] = field("Hall")

path, folder = Path({str(path)!r}), Path({str(folder)!r})
assert upgrade_core(path) is None
store = Store(f"sqlite:///{{path}}")
assert migrate_plugin(store, "halls", [HallSweep], folder)
assert migrate_plugin(store, "halls", [HallSweep], folder) is None
assert "alembic" not in sys.modules
with store.raw(write=True) as link:
    link.execute("UPDATE halls_version SET version_num = '0001'")
assert migrate_plugin(store, "halls", [HallSweep], folder)
assert "alembic" in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "SRO_OPS_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_drafted_step_says_what_differs_and_carries_it_out(
    store: Store, sweep: Declare, tmp_path: Path
) -> None:
    old = sweep(hall=hall(), seen=(str | None, field("Seen")))
    migrate_plugin(store, "halls", [old])
    keep(store, old, hall="7")
    new = sweep(
        hall=hall(), seen=(str, field("Seen")), at=(datetime | None, field("At")), by=optional()
    )
    folder = tmp_path / "drafts" / "migrations"
    file = draft(store.path, "halls", [new], folder, 'Say "when"')
    assert file.name == "r0001_say_when.py"
    said = file.read_text()
    assert "batch_op.alter_column('seen'" in said
    assert '.with_variant(sa.DateTime(timezone=True), "postgresql")' in said
    with pytest.raises(Refused, match="the migration 0001 failed: NOT NULL constraint failed"):
        migrate_plugin(store, "halls", [new], folder)
    first = "    op.execute(\"UPDATE halls_sweep SET seen = ''\")\n"
    file.write_text(said.replace("upgrade() -> None:\n", "upgrade() -> None:\n" + first))
    assert migrate_plugin(store, "halls", [new], folder)
    assert verify(store.path).ok
    with pytest.raises(Refused, match="nothing differs"):
        draft(store.path, "halls", [new], folder, "again")


def test_nothing_is_drafted_while_steps_are_pending(
    store: Store, sweep: Declare, steps: Steps
) -> None:
    cls = sweep(hall=hall())
    with pytest.raises(Refused, match="it has no tables in this store"):
        draft(store.path, "halls", [cls], steps("0001", None, "pass"), "x")
    migrate_plugin(store, "halls", [cls])
    with pytest.raises(Refused, match="steps are pending in this store: 0001"):
        draft(store.path, "halls", [cls], steps("0001", None, "pass"), "x")
