"""Printing a report in one of its formats, piece by piece, to a stream or whole into a file."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sro_ops.errors import Refused
from sro_ops.reports import document, paper, plain, sheets, web
from sro_ops.reports.parts import Report

Pieces = Callable[[Report], Iterator[bytes]]


def _encoded(lines: Callable[[Report], Iterator[str]], end: str = "") -> Pieces:
    return lambda report: ((line + end).encode("utf-8", "replace") for line in lines(report))


FORMATS: Mapping[str, Pieces] = {
    "text": _encoded(plain.lines, "\n"),
    "csv": _encoded(sheets.lines),
    "json": _encoded(document.lines),
    "html": _encoded(web.lines),
    "pdf": lambda report: iter([paper.pdf(report)]),
}
"""How a report can be printed."""

_ENDINGS = {".txt": "text", ".csv": "csv", ".json": "json", ".html": "html", ".pdf": "pdf"}


def format_of(asked: str | None, target: Path | None) -> str:
    """Return the format that was asked for, or that the file's name tells; else text."""
    ending = _ENDINGS.get(target.suffix.lower()) if target else None
    return asked or ending or "text"


def save(report: Report, format: str, target: Path) -> None:
    """Put a report into a file: whole, or not at all.

    Raises:
        Refused: the file cannot be written, or the format needs what is not installed.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with open(handle, "wb") as out:
                for piece in FORMATS[format](report):
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            os.replace(name, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise Refused(f"cannot be written ({error.strerror})", str(target)) from None
