"""Pages that leave the console: into a file, a mail, or the system's printer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from email.message import EmailMessage
from typing import TYPE_CHECKING

from sro_ops.console.housed.part import HousedTopic
from sro_ops.console.source.paper import Paper
from sro_ops.errors import Refused
from sro_ops.paths import data_dir
from sro_ops.store.canonical import utc_text
from sro_ops.store.model import PROTECTED

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 30
"""Seconds for which the printer's program may take."""


class HousedPaper(HousedTopic):
    """Ways out of the house."""

    def daily(self) -> Paper:
        """Return today's daily report."""
        from sro_ops.reports.catalog import find, made
        from sro_ops.reports.writing import FORMATS

        house = self._house()
        today = house.now().date()
        with made(house, find(house, "daily"), today, today) as report:
            text = b"".join(FORMATS["text"](report)).decode("utf-8")
        return Paper(f"Daily report {today}", f"daily-{house.site}-{today}", text)

    def save(self, paper: Paper) -> str:
        """Put a page into a text file."""
        return self._out(paper, "saved", paper.text.encode(), ".txt")

    def mail(self, paper: Paper) -> str:
        """Put a page into a mail that waits to be addressed."""
        letter = EmailMessage()
        letter["Subject"] = paper.title
        letter["X-Unsent"] = "1"  # mail programs open it for sending
        letter.set_content(paper.text)
        return self._out(paper, "mailed", letter.as_bytes(), ".eml")

    def print(self, paper: Paper) -> str:
        """Hand a page to the system's printer."""
        program = shutil.which("lp") or shutil.which("lpr")
        if program is None:
            raise Refused("no program that prints (lp, lpr)", todo="Save it, and print the file")
        self._allow(paper)
        done = subprocess.run(
            [program], input=paper.text.encode(), capture_output=True, timeout=PATIENCE, check=False
        )
        if done.returncode:
            why = done.stderr.decode(errors="replace").strip() or f"exit {done.returncode}"
            raise Refused(f"not printed: {why.splitlines()[0]}")
        self._note(paper, "printed")
        return "sent to the printer"

    def _out(self, paper: Paper, done: str, content: bytes, ending: str) -> str:
        self._allow(paper)
        folder = data_dir() / "papers"
        name = re.sub(r"[^\w.-]+", "-", paper.name).strip("-.") or "page"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = _free(folder, name, ending)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Refused(f"cannot be written ({error.strerror})", str(folder)) from None
        self._note(paper, done)
        return str(path)

    def _allow(self, paper: Paper) -> None:
        """Refuse a protected record: it leaves by a disclosure, with a basis."""
        if not paper.number:
            return
        house = self._house()
        site, whole = house.number(paper.number)
        with house.store.read(house.actor) as session:
            record = session.find(whole, site)
            if record.sealed or record.record_class in PROTECTED:
                raise Refused(
                    "a protected record leaves by a disclosure", whole, "Use `sro-ops disclose`"
                )

    def _note(self, paper: Paper, done: str) -> None:
        """Journal that a record left the console; it is not quietly corrected any more."""
        if not paper.number:
            return
        house = self._house()
        site, whole = house.number(paper.number)
        with house.store.write(house.actor, site) as session:
            record = session.find(whole, site)
            session.line(
                site, "printed", f"{done} from the console", type=record.type,
                plugin=house.store.kinds[record.type].plugin, record=record.id, number=whole,
                version=record.version, record_class=record.record_class,
                occurred=utc_text(house.store.clock()),
            )  # fmt: skip


def _free(folder: Path, name: str, ending: str) -> Path:
    """Return a path in a folder that nothing has: ``name.txt``, ``name-2.txt`` …"""
    path, count = folder / f"{name}{ending}", 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}{ending}"
    return path
