"""The functions of a plugin that are hooks, or look as if they should be."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import cache
from types import ModuleType
from typing import Any

import pluggy

from sro_ops.errors import Refused
from sro_ops.host import hookspecs
from sro_ops.host.markers import PROJECT
from sro_ops.text import nearest

START = "sro_"
_IMPL = f"{PROJECT}_impl"
_SPEC = f"{PROJECT}_spec"


@cache
def arguments() -> dict[str, tuple[str, ...]]:
    """Return the host's hooks and their arguments, in the order of hookspecs.py."""
    return {
        name: tuple(inspect.signature(value).parameters)
        for name, value in vars(hookspecs).items()
        if name.startswith(START) and hasattr(value, _SPEC)
    }


def check(module: ModuleType, manager: pluggy.PluginManager) -> tuple[str, ...]:
    """Hold a plugin's functions against the hooks there are; return the hooks it implements.

    Raises:
        Refused: a function is no hook, lacks its marker, or has an argument that the hook has not.
    """
    known = _known(manager)
    found: list[str] = []
    for name, function in vars(module).items():
        options = getattr(function, _IMPL, None)
        own = inspect.isfunction(function) and function.__module__ == module.__name__
        if options is not None:
            hook = options.get("specname") or name
            if _check_one(name, hook, function, options, known):
                found.append(hook)
        elif own and name.startswith(START) and not hasattr(function, _SPEC):
            raise Refused(f"{name} has no @hookimpl", "", _offer(name, known))
    return tuple(sorted(found))


def own_specs(module: ModuleType, name: str) -> list[str]:
    """Return the names of hooks that a plugin adds for others to implement.

    Raises:
        Refused: one of them does not begin with the plugin's own name.
    """
    specs = [hook for hook, value in vars(module).items() if hasattr(value, _SPEC)]
    for hook in specs:
        if not hook.startswith(f"{START}{name}_"):
            raise Refused(f"the hook {hook} should begin with {START}{name}_")
    return specs


def _known(manager: pluggy.PluginManager) -> dict[str, tuple[str, ...]]:
    """Return every hook with a spec, those that plugins added included."""
    known = dict(arguments())
    for name, caller in vars(manager.hook).items():
        if isinstance(caller, pluggy.HookCaller) and caller.spec is not None:
            known.setdefault(name, tuple(caller.spec.argnames))
    return known


def _check_one(
    name: str,
    hook: str,
    function: Callable[..., Any],
    options: dict[str, Any],
    known: dict[str, tuple[str, ...]],
) -> bool:
    if hook not in known:
        if options.get("optionalhook"):
            return False
        raise Refused(f"there is no hook {hook}", "", _offer(hook, known))
    if options.get("wrapper") or options.get("hookwrapper"):
        raise Refused(f"{name} wraps other plugins' answers, which is not possible here")
    if inspect.iscoroutinefunction(function):
        raise Refused(f"{name} is async; hooks are plain functions")
    for argument in inspect.signature(function).parameters.values():
        if argument.default is argument.empty and argument.name not in known[hook]:
            raise Refused(
                f'{hook} has no argument "{argument.name}"', "", _takes(hook, known[hook])
            )
    return True


def _offer(name: str, known: Iterable[str]) -> str:
    if name in known:
        return "Put it above the function"
    offer = nearest(name, known)
    return f"Nearest: {offer}" if offer else "docs/hooks.md lists them all"


def _takes(hook: str, names: tuple[str, ...]) -> str:
    return f"It may take: {', '.join(names)}" if names else "It takes none"
