"""What `config show` tells, and what it never does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pydantic import BaseModel

from sro_ops.settings.secrets import Secret
from sro_ops.settings.show import Shown, shown
from sro_ops.settings.source import read

from .conftest import Written


class Mail(BaseModel):
    webhook: Secret | None = None
    host: str = ""


def row(rows: Sequence[Shown], key: str) -> Shown:
    [found] = [row for row in rows if row.key == key]
    return found


def test_every_value_says_which_line_it_came_from(written: Written) -> None:
    rows = shown(written('[console]\nclock = 12\n\n[verbs]\np = "patrol"\n'))
    assert row(rows, "console.clock") == Shown("console.clock", 12, "file", "sro-ops.toml", 2)
    assert row(rows, "verbs.p") == Shown("verbs.p", "patrol", "file", "sro-ops.toml", 5)
    assert row(rows, "console.theme") == Shown("console.theme", "night", "default")
    assert row(rows, "access.lock_after").value == "10m"


def test_roles_show_whether_they_are_shipped_or_the_districts_own(written: Written) -> None:
    rows = shown(written('[roles.officer]\npermissions = ["core.log"]\n'))
    assert row(rows, "roles.officer.permissions").line == 2
    assert row(rows, "roles.owner.permissions") == Shown(
        "roles.owner.permissions", ["*"], "shipped"
    )


def test_a_store_from_outside_says_so() -> None:
    rows = shown(read(store="postgresql://u:pw@h/d", environ={}))
    assert row(rows, "store") == Shown("store", "postgresql://u:(hidden)@h/d", "--store")


SECRETS = """
store = "postgresql+psycopg://sro:hunter2/@x@db/ops?sslmode=require"
[mail]
webhook = "https://hunter2"
host = "mail"
password = "hunter2"
[[cards.reader]]
pin = "hunter2"
api_key = ["hunter2"]
name = "spin"
url = "ftp://me:hunter2@host/"
from_env = { env = "HUNTER" }
"""


def test_no_secret_is_ever_printed(written: Written) -> None:
    rows = shown(written(SECRETS), {"mail": Mail})
    assert "hunter2" not in repr(rows)
    assert row(rows, "mail.host").value == "mail"
    assert row(rows, "cards.reader.0.name").value == "spin"
    assert row(rows, "cards.reader.0.from_env").value == {"env": "HUNTER"}
    assert row(rows, "cards.reader.0.url").value == "ftp://me:(hidden)@host/"


@pytest.mark.parametrize("secret", [Secret("plain", "hunter2"), Secret("env", "NAME")])
def test_a_secret_does_not_print_itself(secret: Secret) -> None:
    assert "hunter2" not in f"{secret} {secret!r}"
    assert "hunter2" not in Mail(webhook=secret).model_dump_json()


def test_a_file_that_is_wrong_can_still_be_shown(written: Written) -> None:
    rows = shown(written('console = 3\nplugin_dirs = "x"\nroles = { a = { b = 1 } }\n[zzz]\ny=1'))
    assert row(rows, "console.clock").source == "default"
    assert row(rows, "plugin_dirs").value == "x"
    assert row(rows, "zzz.y").line == 5
