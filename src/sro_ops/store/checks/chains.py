"""The chains: every line in its order, its envelope, its words, and the end that was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sro_ops.store.checks.found import Found
from sro_ops.store.dialect import Engine, neutral
from sro_ops.store.heads import Head
from sro_ops.store.journal import ENVELOPE, GENESIS, envelope_hash, payload_digest

Ends = dict[str, tuple[int, str]]
"""Site → the newest seq and hash of its chain."""

Progress = Callable[[int, int], None]
"""Called with lines done and lines in all."""

_SITE, _SEQ, _RECORD, _NUMBER, _DIGEST, _PREVIOUS = map(
    ENVELOPE.index, ("site", "seq", "record", "number", "digest", "previous")
)
_MORE = ("l.hash", "l.pos", "p.salt", "p.summary", "p.changes", "p.row_digest")
_LINES = (
    f"SELECT l.{', l.'.join(ENVELOPE)}, {', '.join(_MORE)} FROM journal_line l"
    " LEFT JOIN journal_payload p ON p.line = l.pos WHERE l.pos > ? ORDER BY l.pos LIMIT ?"
)
_PAGE = 2000

_EXPUNGED = "SELECT record, max(pos) FROM journal_line WHERE verb = 'expunged' GROUP BY record"


def walk(link: Any, engine: Engine, heads: Iterable[Head], progress: Progress | None) -> Ends:
    """Walk every chain from its first line to its last and return where they end.

    Args:
        link: the driver's connection, in a transaction that sees one moment.
        engine: its words.
        heads: what was seen of the chains before.
        progress: called now and then.

    Raises:
        Found: at the first line that does not hold.
    """
    seen: dict[str, list[Head]] = {}
    for head in heads:
        seen.setdefault(head.site, []).append(head)
    expunged = link.execute(_EXPUNGED).fetchall()
    gone = {neutral(record): pos for record, pos in expunged}
    kept = {row[0]: row[1:] for row in link.execute("SELECT site, seq, hash FROM journal_head")}
    total = link.execute("SELECT count(*) FROM journal_line").fetchone()[0]
    ends: Ends = dict.fromkeys(kept, (0, GENESIS))
    done = 0
    for page in _pages(link, engine):
        for row in page:
            _check(row, ends, seen, gone)
        done += len(page)
        if progress:
            progress(done, total)
    for site in sorted(ends):
        _check_end(site, ends[site], kept.get(site), seen.get(site, ()))
    for site in sorted(set(seen) - set(ends)):
        raise Found(f"its chain is gone: line {_newest(seen[site])} was seen before", site)
    return ends


def _pages(link: Any, engine: Engine) -> Iterator[Sequence[Sequence[Any]]]:
    """Give every line in commit order: envelope, hash, position, and payload or None."""
    after = -(2**62)
    while True:
        page = link.execute(engine.sql(_LINES), (after, _PAGE)).fetchall()
        if not engine.neutral_rows:
            page = [[neutral(value) for value in row] for row in page]
        if not page:
            return
        yield page
        after = page[-1][len(ENVELOPE) + 1]


def _check(
    row: Sequence[Any], ends: Ends, seen: Mapping[str, Sequence[Head]], gone: Mapping[str, int]
) -> None:
    """Hold one line against the line before it, its own digests, and what was seen of it."""
    envelope, (hash, pos, *payload) = row[: len(ENVELOPE)], row[len(ENVELOPE) :]
    site, seq = envelope[_SITE], envelope[_SEQ]
    before, previous = ends.get(site, (0, GENESIS))
    if seq != before + 1:
        raise _at(envelope, f"line {before + 1} is missing before it")
    if envelope[_PREVIOUS] != previous:
        raise _at(envelope, "does not follow the line before it")
    if _quietly(envelope_hash, envelope) != hash:
        raise _at(envelope, "its envelope was changed")
    if payload[0] is None:
        if pos >= gone.get(envelope[_RECORD], 0):
            raise _at(envelope, "its words are gone and no line says that they were expunged")
    elif envelope[_DIGEST] != _quietly(payload_digest, *payload):
        raise _at(envelope, "its words were changed")
    for head in seen.get(site, ()):
        if head.seq == seq and not head.names(hash):
            raise _at(envelope, "differs from the head that was remembered")
    ends[site] = (seq, hash)


def _quietly(digest: Callable[..., str], *values: Any) -> str:
    """Return a digest, empty for values that no line of ours can hold."""
    try:
        return digest(*values)
    except (TypeError, ValueError):
        return ""


def _check_end(site: str, end: tuple[int, str], kept: Any, seen: Sequence[Head]) -> None:
    seq = end[0]
    if kept is None or tuple(kept) != end:
        raise Found("the chain's end is not the one that was kept", site, seq)
    newest = _newest(seen)
    if newest > seq:
        raise Found(f"the chain was cut: line {newest} was seen before", site, seq)


def _newest(seen: Sequence[Head]) -> int:
    return max((head.seq for head in seen), default=0)


def _at(envelope: Sequence[Any], what: str) -> Found:
    return Found(what, envelope[_SITE], envelope[_SEQ], envelope[_RECORD], envelope[_NUMBER] or "")
