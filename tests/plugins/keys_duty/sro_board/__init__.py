"""The board where keys hang: answers a hook of another plugin, which need not be there."""

from __future__ import annotations

from sro_ops import Context, hookimpl


@hookimpl(optionalhook=True)
def sro_keys_seen(context: Context, key: str) -> str | None:
    """Know the hook of the gym's key."""
    return f"hook 3, asked as {context.plugin} at {context.site}" if key == "gym" else None
