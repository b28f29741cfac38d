"""The user's own folders: settings, state, data and cache.

`SRO_OPS_HOME` puts all four under one folder; the demo and the tests use it, and a district that
carries the console on a stick may.
"""

from __future__ import annotations

import os
from pathlib import Path


def _folder(kind: str) -> Path:
    home = os.environ.get("SRO_OPS_HOME")
    if home:
        return Path(home) / kind
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("sro-ops", appauthor=False))


def config_dir() -> Path:
    """Where `sro-ops.toml` is looked for when no `--config` is given."""
    return _folder("config")


def state_dir() -> Path:
    """Where this desk keeps who it is, the heads it has seen, and its logs."""
    return _folder("state")


def data_dir() -> Path:
    """Where the store lies when the settings name none."""
    return _folder("data")


def cache_dir() -> Path:
    """What can be thrown away and made again: cached manifests, benchmark stores."""
    return _folder("cache")
