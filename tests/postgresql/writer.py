"""One desk of many: writes so many transactions to a store on PostgreSQL and says how long it took.

Started as a program: conninfo, transactions, sites, order of the types (``NP`` or ``PN``).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.postgresql.ground import add, connect, sample

from sro_ops.records.note import Note


def main(conninfo: str, count: str, sites: str, order: str) -> None:
    """Write, once the starting line is given on standard input."""
    link = connect(conninfo)
    codes = sites.split(",")
    print("ready", flush=True)
    sys.stdin.readline()
    begun = time.monotonic()
    for at in range(int(count)):
        records = [Note(text=f"line {at}") if letter == "N" else sample() for letter in order]
        add(link, records, codes[at % len(codes)])
    print(time.monotonic() - begun, flush=True)


main(*sys.argv[1:])
