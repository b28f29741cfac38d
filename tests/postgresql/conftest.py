"""One server for all tests of this folder, a database of its own for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import psycopg
import pytest
from tests.postgresql.ground import make_store
from tests.postgresql.server import postgresql

_serial = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Run a PostgreSQL for the session."""
    with postgresql(durable=False) as conninfo:
        _run(conninfo, "CREATE DATABASE fresh")
        make_store(_in(conninfo, "fresh"))
        yield conninfo


@pytest.fixture
def conninfo(server: str) -> str:
    """Make a store in a database of the test's own and give the way to connect to it."""
    return _fresh(server)


@pytest.fixture(scope="module")
def shared(server: str) -> str:
    """Make a store for those tests of a module that do not mind what others wrote there."""
    return _fresh(server)


def _fresh(server: str) -> str:
    name = f"probe_{next(_serial)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE fresh STRATEGY file_copy")
    return _in(server, name)


def _run(conninfo: str, statement: str) -> None:
    with psycopg.connect(conninfo, autocommit=True) as link:
        link.execute(statement.encode())


def _in(conninfo: str, database: str) -> str:
    return conninfo.replace("dbname=postgres", f"dbname={database}")
