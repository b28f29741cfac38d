"""The door of the shell: `sro-ops`, and `python -m sro_ops`.

What is asked for most is answered first: `--version` and `--help` without importing click.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run `sro-ops` with the arguments of this process; return its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from sro_ops._version import __version__

        print(f"sro-ops {__version__}")
        return 0
    if arguments in (["--help"], ["-h"]):
        from sro_ops.cli.page import page

        print(page())
        return 0
    from sro_ops.cli.app import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
