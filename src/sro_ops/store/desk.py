"""Who this desk is, and the newest heads that it has seen: a memory outside the store.

A store whose chain is shorter than a desk remembers was cut or swapped.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sro_ops.paths import state_dir
from sro_ops.store.canonical import now_text, sha256
from sro_ops.store.dialect import Engine
from sro_ops.store.ids import is_id, new_id
from sro_ops.text import clean


@dataclass
class Desk:
    """A desk: its id for one store, its name, and heads: site → (seq, hash)."""

    id: str
    name: str
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)


def this_desk(url: str) -> Desk:
    """Return who this desk is for the store at `url`; made at the first call."""
    path = _file(url)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        heads = {site: (int(seq), str(found)) for site, (seq, found) in kept["heads"].items()}
        if is_id(kept["id"]):
            return Desk(kept["id"], str(kept["name"]), heads)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    desk = Desk(new_id(), socket.gethostname().split(".")[0] or "desk")
    remember(url, desk, {})
    return desk


def remember(url: str, desk: Desk, heads: Mapping[str, tuple[int, str]]) -> None:
    """Keep the newest heads that were seen; an older one never takes a newer one's place."""
    for site, head in heads.items():
        if head[0] > desk.heads.get(site, (0, ""))[0]:
            desk.heads[site] = head
    path = _file(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    body = {"id": desk.id, "name": desk.name, "store": path.stem, "heads": desk.heads}
    draft.write_text(json.dumps(body, indent=1), encoding="utf-8")
    os.replace(draft, path)


def forget_heads(url: str) -> None:
    """Forget the heads of a store that was replaced on purpose: after a restore."""
    desk = this_desk(url)
    desk.heads.clear()
    remember(url, desk, {})


def sites_seen(url: str) -> list[str]:
    """Return the codes of the sites that this desk has seen in the store at `url`, if it ever was.

    Nothing is written: a store that nobody has seen here yet has no desk either.
    """
    return sorted(this_desk(url).heads) if _file(url).exists() else []


def alarm(desk: Desk, heads: Mapping[str, tuple[int, str]]) -> str | None:
    """Return what is wrong with a store's heads against those that this desk has seen, or None.

    A chain that is shorter than it was, or that ends otherwise, was cut or swapped. (`verify`
    looks at every line; this is what can be told at a glance, whenever a store is opened.)
    """
    for site, (seq, found) in sorted(desk.heads.items()):
        now, hash = heads.get(site, (0, ""))
        if now < seq:
            return f"{site} has {now:,} lines, but this desk has seen {seq:,}"
        if now == seq and hash != found:
            return f"{site} line {seq:,} is not the one that this desk has seen"
    return None


def introduce(link: Any, engine: Engine, desk: Desk) -> None:
    """Write a desk's id and name into the store."""
    statement = (
        "INSERT INTO core_desk (id, name, first_seen) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING"
    )
    link.execute(engine.sql(statement), (desk.id, clean(desk.name), now_text()))


def _file(url: str) -> Path:
    place = url
    if url.startswith("sqlite:///"):
        place = str(Path(url.removeprefix("sqlite:///")).resolve())
    return state_dir() / "desks" / f"{sha256(place)[:16]}.json"
