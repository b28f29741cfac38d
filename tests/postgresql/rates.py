"""How four desks together compare with one: `python -m tests.postgresql.rates`.

The server is durable as shipped. Prints medians of several rounds, each with every case in turn,
so that other work on the machine falls on all of them.
"""

from __future__ import annotations

import platform
import statistics

import psycopg
from tests.postgresql.ground import make_store
from tests.postgresql.server import postgresql
from tests.postgresql.writers import Writers

ROUNDS, EACH = 5, 60
CASES = {
    "1 writer": [(EACH, "OHS", "N")],
    "4 writers, one prefix, one site": [(EACH, "OHS", "N")] * 4,
    "4 writers, two prefixes, one site": [(EACH, "OHS", letter) for letter in "NPNP"],
    "4 writers, two sites": [(EACH, site, "N") for site in ("OHS", "WMS") * 2],
}


def main() -> None:
    """Measure and print."""
    rates: dict[str, list[float]] = {case: [] for case in CASES}
    slowest: dict[str, list[float]] = {case: [] for case in CASES}
    with postgresql() as conninfo:
        make_store(conninfo)
        for _ in range(ROUNDS):
            for case, jobs in CASES.items():
                writers = Writers(conninfo, jobs)
                writers.start()
                took = writers.finish()
                rates[case].append(sum(job[0] for job in jobs) / max(took))
                slowest[case].append(max(took) / min(took))
        with psycopg.connect(conninfo) as link:
            print(link.execute("SELECT version()").fetchone())
    print(f"Python {platform.python_version()}, psycopg {psycopg.__version__}")
    one = statistics.median(rates["1 writer"])
    for case, found in rates.items():
        rate, spread = statistics.median(found), statistics.median(slowest[case])
        print(f"{case:36} {rate:5.0f}/s  {rate / one:.2f} x one  most / least {spread:.2f}")


if __name__ == "__main__":
    main()
