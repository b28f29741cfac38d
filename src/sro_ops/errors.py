"""The errors that reach a person: one line that says what is wrong, where, and what to do.

Every refusal in sro-ops is one of these. The faces (shell and console) print `str(error)` and
nothing else; a traceback is for `--debug`.
"""

from __future__ import annotations


class SroError(Exception):
    """A refusal in words.

    Args:
        what: what is wrong, as a clause without a full stop: ``no place "rakc"``.
        where: where it is: a file and line, a field, a record's number; may be empty.
        todo: what to do about it, as a clause; may be empty.
    """

    exit_code = 1

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{head}. {self.todo}" if self.todo else head
        return " ".join(line.split())


class Refused(SroError):
    """A rule, a permission or bad input said no; nothing was saved. Exit code 1."""


class Usage(SroError):
    """The command was called wrongly. Exit code 2."""

    exit_code = 2


class Unreachable(SroError):
    """The store cannot be reached, is locked by others, damaged, or newer. Exit code 3."""

    exit_code = 3
