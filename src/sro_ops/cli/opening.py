"""How a command gets at its store: settings, plugins, and who is asking."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sro_ops.cli.common import Globals
from sro_ops.errors import Refused, Unreachable

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.settings.source import SettingsFile
    from sro_ops.store.model import Actor

SQLITE = "sqlite:///"


def settings_file(given: Globals) -> SettingsFile:
    """Return the settings file that the options before the command name."""
    from sro_ops.settings.source import read

    return read(given.config, given.store)


def address(file: SettingsFile) -> str:
    """Return the address of the store, which is one that this release can open.

    Raises:
        Unreachable: it lies on another engine.
    """
    from sro_ops.settings.quick import store_address

    url = store_address(file)
    if not url.startswith(SQLITE):
        raise Unreachable(
            "stores on PostgreSQL come with a later release", "store", "Write sqlite:///PATH"
        )
    return url


def store_path(given: Globals) -> Path:
    """Return the file of the store that is meant, whether it is there or not."""
    return Path(address(settings_file(given)).removeprefix(SQLITE))


def owns(path: Path) -> bool:
    """Say whether this program runs as the owner of a file, or as the system's own."""
    return not hasattr(os, "getuid") or os.getuid() in (path.stat().st_uid, 0)


@contextmanager
def opened(given: Globals, signed_on: bool = True) -> Iterator[House]:
    """Open the store with its plugins, as the operator that the options or the system name.

    Args:
        given: the options before the command.
        signed_on: False for what the owner of the store's file may do without a sign-on.

    Raises:
        Refused: who is asking is not known.
        Unreachable: the store cannot be opened.
    """
    from sro_ops.cli import table
    from sro_ops.host.opening import open_house

    file, own = settings_file(given), table.targets()
    address(file)
    with open_house(file, given.safe_mode, given.site or "", commands=own) as house:
        if house.alarm:
            told = f"warning: {house.alarm}. Lines were lost; run `sro-ops verify`"
            print(told, file=sys.stderr)
        if signed_on:
            house.actor = sign_on(given, house)
            house.site = house.site or _only(house.actor.scope.sites)
        yield house


def _only(sites: frozenset[str] | None) -> str:
    """Return the site of who works at one alone."""
    return next(iter(sites)) if sites and len(sites) == 1 else ""


def sign_on(given: Globals, house: House) -> Actor:
    """Return who is asking of an open house.

    Raises:
        Refused: nobody is named, or what was given does not match.
    """
    with house.store.raw() as link:
        return who_asks(given, link, house.settings.access.sign_on, house.roles, house.desk.id)


def who_asks(
    given: Globals, link: Any, way: str, roles: Mapping[str, Sequence[str]], desk: str
) -> Actor:
    """Return who is asking: by badge and PIN, by a token, or by the system's user.

    Args:
        given: the options before the command.
        link: the driver's connection to the store.
        way: the setting ``sign_on``: ``pin`` or ``os_user``.
        roles: what each role allows.
        desk: this desk's id.

    Raises:
        Refused: nobody is named, or what was given does not match.
    """
    from sro_ops.access import signing

    token = os.environ.get("SRO_OPS_TOKEN")
    if given.badge and token:
        return signing.by_token(link, given.badge, token, roles, desk)
    if given.badge:
        return signing.by_pin(link, given.badge, _pin(given.badge), roles, desk)
    if way == "os_user":
        return signing.by_system_user(link, system_user(), roles, desk)
    raise Refused("who is asking?", todo="Name yourself with --as BADGE, or env SRO_OPS_BADGE")


def system_user() -> str:
    """Return the name of the system's user that runs this program."""
    import getpass

    return getpass.getuser()


def _pin(badge: str) -> str:
    pin = os.environ.get("SRO_OPS_PIN")
    if pin:
        return pin
    if not sys.stdin.isatty():
        raise Refused("no PIN", f"badge {badge}", "Give it in env SRO_OPS_PIN")
    import getpass

    return getpass.getpass(f"PIN for badge {badge}: ")


def new_pin(variable: str = "SRO_OPS_PIN") -> str:
    """Return a PIN that is to be set: from the environment, else asked for twice.

    Args:
        variable: the environment's name for it. Where SRO_OPS_PIN says who is asking, the PIN of
            the operator that the command names is in SRO_OPS_NEW_PIN.

    Raises:
        Refused: none given, or the two differ.
    """
    pin = os.environ.get(variable)
    if pin:
        return pin
    if not sys.stdin.isatty():
        raise Refused("no PIN", todo=f"Give it in env {variable}")
    import getpass

    first = getpass.getpass("New PIN: ")
    if first != getpass.getpass("The same again: "):
        raise Refused("the two PINs differ", todo="Try again")
    return first
