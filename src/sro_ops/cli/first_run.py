"""The first run: four questions on the screen, or line by line, and a store to begin with.

Nothing is made before the last answer; Ctrl-C leaves nothing behind.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sro_ops.cli.errors import say
from sro_ops.cli.opening import new_pin, system_user
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.access.operators import NewOperator
    from sro_ops.settings.quick import QuickSettings
    from sro_ops.settings.source import SettingsFile

WELCOME = """\
There is no store yet at {path}.
Four questions make one; Ctrl-C leaves without a trace.
"""


def first_run(file: SettingsFile, path: Path, settings: QuickSettings) -> NewOperator:
    """Ask for the school, its time zone, and the first operator; make the store.

    Args:
        file: the settings file.
        path: where the store will lie.
        settings: what the file says of the site already; offered as answers.

    Raises:
        Refused: the store cannot be made.
        KeyboardInterrupt: the questions were left.
    """
    from sro_ops.access.operators import NewOperator, check_new
    from sro_ops.host.beginning import set_up
    from sro_ops.store.sites import Site, check_site

    print(WELCOME.format(path=path))
    name = ask("1 of 4  Name of the school", settings.site_name or "")
    code = ask(
        "        Its short code, as in OHS/P-2026-0142",
        settings.site_code or "",
        lambda text: check_site(Site(text, "-", "UTC")),
        str.upper,
    )
    zone = ask(
        "2 of 4  Time zone", settings.timezone or zone_here(),
        lambda text: check_site(Site("OHS", "-", text)),
    )  # fmt: skip
    who = ask("3 of 4  Your name")
    badge = ask("        Your badge")
    pin = _pin(lambda text: check_new(NewOperator(who, badge, "owner", text)))
    user = system_user() if settings.sign_on == "os_user" else None
    first = NewOperator(who, badge, "owner", pin, os_user=user)
    made = set_up(file, Site(code, name, zone), first)
    print(f"\nMade {made}.")
    return first


def has_screen() -> bool:
    """Say whether there is a terminal that can show more than one line after the other."""
    both = sys.stdin.isatty() and sys.stdout.isatty()
    return both and os.environ.get("TERM", "dumb" if os.name != "nt" else "") != "dumb"


def on_screen(file: SettingsFile, path: Path, settings: QuickSettings) -> tuple[str, str] | None:
    """Ask the same on the screen; return badge and PIN, or None for the demo instead.

    Raises:
        KeyboardInterrupt: the questions were left; nothing was made.
    """
    from sro_ops.console.first_run import DEMO, Answers, Offered, run_first

    def make(answers: Answers) -> None:
        from sro_ops.access.operators import NewOperator
        from sro_ops.host.beginning import set_up

        user = system_user() if settings.sign_on == "os_user" else None
        who = NewOperator(answers.name, answers.badge, "owner", answers.pin, os_user=user)
        set_up(file, answers.site, who)

    offered = Offered(
        str(path), settings.site_name or "", settings.site_code or "",
        settings.timezone or zone_here(), os.environ.get("SRO_OPS_PIN", ""),
    )  # fmt: skip
    chosen = run_first(offered, make, settings.theme)
    if chosen == DEMO:
        return None
    if not isinstance(chosen, Answers):
        raise KeyboardInterrupt
    return chosen.badge, chosen.pin


def ask(
    question: str,
    default: str = "",
    check: Callable[[str], object] = lambda text: None,
    form: Callable[[str], str] = str,
) -> str:
    """Ask until there is an answer that `check` does not refuse.

    Raises:
        KeyboardInterrupt: the answer was Ctrl-C or Ctrl-D.
    """
    offer = f" [{default}]" if default else ""
    while True:
        try:
            answer = form(input(f"{question}{offer}: ").strip() or default)
        except EOFError:
            print()
            raise KeyboardInterrupt from None
        try:
            if answer:
                check(answer)
                return answer
        except Refused as error:
            say(str(error))


def _pin(check: Callable[[str], object]) -> str:
    print("4 of 4  A PIN of at least 4 characters; it is not shown")
    while True:
        try:
            pin = new_pin()
            check(pin)
        except EOFError:
            raise KeyboardInterrupt from None
        except Refused as error:
            say(str(error))
            if os.environ.get("SRO_OPS_PIN"):
                raise
        else:
            return pin


def zone_here() -> str:
    """Return the name of this machine's time zone; a common one where it does not tell."""
    parts = os.path.realpath("/etc/localtime").replace("\\", "/").partition("/zoneinfo/")
    return os.environ.get("TZ", "").lstrip(":") or parts[2] or "America/Chicago"
