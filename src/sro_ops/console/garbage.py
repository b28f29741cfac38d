"""When Python looks for garbage: not while somebody waits for the first paint.

Imports leave a hundred thousand objects that live as long as the program. A full pass over them
takes as long as painting the Desk, and would come in the middle of it.
"""

from __future__ import annotations

import gc


def hold() -> None:
    """Look for no garbage until `release`."""
    gc.disable()


def release() -> None:
    """Look for garbage again, where it was held: among what is made from now on."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
