"""How long a writer waits for others before it is refused."""

from __future__ import annotations

import os

SECONDS = 10.0


def patience() -> float:
    """Return the seconds to wait; `SRO_OPS_PATIENCE` shortens it for tests and for scripts."""
    try:
        asked = float(os.environ.get("SRO_OPS_PATIENCE", SECONDS))
    except ValueError:
        return SECONDS
    return min(max(asked, 0.0), SECONDS) if asked == asked else SECONDS
