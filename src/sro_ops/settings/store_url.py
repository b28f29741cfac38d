"""The address of the store: what may stand there, and how it is shown."""

from __future__ import annotations

import re
from pathlib import Path

from sro_ops import paths

STORE_FILE = "sro-ops.db"
_FORMS = "sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME"
_SQLITE = "sqlite:///"
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_PASSWORD = re.compile(r"(?P<head>://[^:/@\s]*):\S*@")
_PASSWORD_OPTION = re.compile(r"(?P<head>[?&](?:password|sslpassword|passfile)=)[^&\s]*", re.I)


def default_store() -> str:
    """Return the address of the store that is used when nobody names one."""
    return _SQLITE + (paths.data_dir() / STORE_FILE).as_posix()


def store_url(text: str, folder: Path) -> str:
    """Return `text` as a whole address; a relative SQLite path starts from `folder`.

    Raises:
        ValueError: it is no address of a store; the message says what may stand there.
    """
    if text.startswith(("postgresql://", "postgresql+psycopg://")):
        return "postgresql+psycopg://" + text.partition("://")[2]
    if not text.startswith(_SQLITE):
        raise ValueError(f"should be {_FORMS}")
    name, question, options = text[len(_SQLITE) :].partition("?")
    if name in ("", ":memory:"):
        raise ValueError("should name a file: a store in memory keeps nothing")
    whole = name if _WINDOWS_DRIVE.match(name) else (folder / Path(name).expanduser()).as_posix()
    return f"{_SQLITE}{whole}{question}{options}"


def masked(text: str) -> str:
    """Return an address (or any text) with the passwords in it hidden."""
    hidden = _PASSWORD.sub(r"\g<head>:(hidden)@", text)
    return _PASSWORD_OPTION.sub(r"\g<head>(hidden)", hidden)
