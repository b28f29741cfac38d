"""The few settings that the Desk needs before its first paint: the standard library alone.

What is read here is held against the same rules as in `sro_ops.settings.load`; the rest of the
file is left for later, so a mistake elsewhere in it shows once the Desk stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sro_ops.errors import Refused
from sro_ops.settings import plain
from sro_ops.settings.roles import SHIPPED
from sro_ops.settings.secrets import Secret
from sro_ops.settings.source import SettingsFile
from sro_ops.settings.store_url import default_store, store_url


@dataclass(frozen=True, slots=True)
class QuickSettings:
    """What the first paint needs. The store's address is asked for apart: `store_address`."""

    site_code: str | None
    site_name: str | None
    timezone: str | None
    theme: str
    clock: int
    sign_on: str
    lock_after: timedelta
    keymap: str | None = None


def quick(file: SettingsFile) -> QuickSettings:
    """Return the settings of the first paint.

    Raises:
        Refused: one of these few is wrong; names file, line and key.
    """
    read = _Reader(file)
    return QuickSettings(
        site_code=read.text("site", "code", plain.site_code),
        site_name=read.text("site", "name"),
        timezone=read.text("site", "timezone", plain.zone),
        theme=read.value("console", "theme", "night", lambda v: plain.theme(v, file.folder)),
        clock=read.choice("console", "clock", plain.CLOCKS, 24),
        sign_on=read.choice("access", "sign_on", plain.SIGN_ON, "pin"),
        keymap=read.text("console", "keymap", lambda v: str(file.folder / Path(v).expanduser())),
        lock_after=read.value("access", "lock_after", timedelta(minutes=10), plain.lock_after),
    )


def store_address(file: SettingsFile) -> str:
    """Return the address of the store, secrets revealed: for the engine, never for a screen.

    ``--store`` and SRO_OPS_STORE go before the file, and their relative paths start from the
    working folder; the file's own start from the file's folder.

    Raises:
        Refused: it is no address of a store, or a secret in it cannot be read.
    """
    if file.store is not None:
        text, asked_by = file.store
        return _checked(text, Path.cwd(), asked_by)
    if "store" not in file.data:
        return default_store()
    where = file.where(("store",))
    try:
        secret = Secret.parse(file.data["store"], file.folder)
    except ValueError as error:
        raise Refused(f"store {error}", where) from None
    return _checked(secret.reveal(), file.folder, where)


def _checked(text: str, folder: Path, where: str) -> str:
    try:
        return store_url(text, folder)
    except ValueError as error:
        raise Refused(f"store {error}", where) from None


class _Reader:
    def __init__(self, file: SettingsFile) -> None:
        self._file = file

    def value(self, table: str, key: str, default: Any, rule: Callable[[Any], Any]) -> Any:
        keys = self._file.data.get(table, {})
        if not isinstance(keys, dict):
            raise Refused(f"{table} should be a table", self._file.where((table,)))
        if key not in keys:
            return default
        try:
            return rule(keys[key])
        except ValueError as error:
            head, _, todo = str(error).partition(". ")
            where = self._file.where((table, key))
            raise Refused(f"{key} in [{table}] {head}", where, todo) from None

    def text(self, table: str, key: str, rule: Callable[[str], str] = str) -> Any:
        def of_text(raw: object) -> str:
            if not isinstance(raw, str):
                raise ValueError("should be text")
            return rule(raw)

        return self.value(table, key, None, of_text)

    def choice(self, table: str, key: str, choices: tuple[Any, ...], default: Any) -> Any:
        def one_of(raw: object) -> object:
            if raw in choices and type(raw) is type(choices[0]):
                return raw
            shown = [f'"{c}"' if isinstance(c, str) else str(c) for c in choices]
            raise ValueError(f"should be {' or '.join(shown)}")

        return self.value(table, key, default, one_of)


def quick_roles(file: SettingsFile) -> dict[str, tuple[str, ...]]:
    """Return every role with its permissions, before the whole settings are checked.

    A role that is not written as it should be allows nothing here; `load` names the mistake.
    """
    found = dict(SHIPPED)
    written = file.data.get("roles", {})
    for name, role in written.items() if isinstance(written, dict) else ():
        held = role.get("permissions", ()) if isinstance(role, dict) else ()
        right = isinstance(held, list) and all(isinstance(one, str) for one in held)
        found[name] = tuple(held) if right else ()
    return found
