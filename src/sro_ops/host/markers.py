"""What a plugin puts on its functions: `@hookimpl`; and `@hookspec` for hooks of its own."""

from __future__ import annotations

import pluggy

PROJECT = "sro_ops"

hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook of the same name."""

hookspec = pluggy.HookspecMarker(PROJECT)
"""Marks a function as a hook that others may implement."""
