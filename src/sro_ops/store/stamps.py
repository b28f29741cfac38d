"""What was stamped on the emergency card: durable in the desk's own folder, store or no store.

One file for each stamp, written through to the disk before it counts; it goes when the journal has
it. Its name is the id of the record that it becomes, so that a second delivery makes no second one.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from sro_ops.paths import state_dir
from sro_ops.store.canonical import now_text
from sro_ops.store.ids import is_id, new_id


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp: a call, or its end.

    Attributes:
        id: the id of the note that it becomes.
        site: the site of the desk.
        call: ``Lockdown``; ``All clear`` ends the one before.
        drill: whether it is a drill.
        at: when, UTC text.
    """

    id: str
    site: str
    call: str
    drill: bool
    at: str

    @property
    def text(self) -> str:
        """The words of the note."""
        return f"{self.call.upper()}, {'drill' if self.drill else 'real'}, at the emergency card"


def stamp(site: str, call: str, drill: bool, at: str = "") -> Stamp:
    """Keep a stamp durably and return it.

    Raises:
        OSError: the desk's folder cannot be written.
    """
    made = Stamp(new_id(), site, call, drill, at or now_text())
    _write(_folder() / f"{made.id}.json", made)
    _write(_folder() / "last.json", made)
    return made


def waiting() -> list[Stamp]:
    """Return the stamps that are not in the journal yet, oldest first."""
    found = [_read(path) for path in _folder().glob("*.json") if is_id(path.stem)]
    return sorted((one for one in found if one is not None), key=lambda one: one.at)


def delivered(one: Stamp) -> None:
    """Forget a stamp that the journal has."""
    (_folder() / f"{one.id}.json").unlink(missing_ok=True)


def last() -> Stamp | None:
    """Return the newest stamp of this desk: what is going on, unless it is an all clear."""
    return _read(_folder() / "last.json")


def _folder() -> Path:
    return state_dir() / "emergency"


def _read(path: Path) -> Stamp | None:
    try:
        return Stamp(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, one: Stamp) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(json.dumps(asdict(one)).encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
