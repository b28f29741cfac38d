"""The whole settings: defaults, and every mistake with its file, line and key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from sro_ops.errors import Refused
from sro_ops.settings.load import check_tables, json_schema, load, problems, read_table
from sro_ops.settings.schema import Settings
from sro_ops.settings.secrets import Secret
from sro_ops.settings.source import read

from .conftest import Written

EXAMPLES = Path(__file__).parents[2] / "config"


SWITCHED_OFF = ("# [roles", "# perm", '# store = "s', "# plugin_dirs", "# form_dirs", "# keymap",
                "# emergency")  # fmt: skip


def test_the_shipped_example_loads() -> None:
    assert problems(read(EXAMPLES / "sro-ops.toml", environ={}), ()) == []


def test_the_shipped_example_shows_every_key_and_loads_with_all_of_them_on(
    written: Written,
) -> None:
    lines = (EXAMPLES / "sro-ops.toml").read_text("utf-8").splitlines()
    on = [line.removeprefix("# ") if line.startswith(SWITCHED_OFF) else line for line in lines]
    file = written("\n".join(on))
    assert problems(file, ()) == []
    assert set(file.data) == set(Settings.model_fields)
    for table in ("site", "access", "console"):
        assert set(file.data[table]) == set(type(getattr(load(file), table)).model_fields)


def test_silence_means_the_defaults(written: Written) -> None:
    settings = load(written(""))
    assert settings.store is None
    assert settings.site.code is None
    assert (settings.console.theme, settings.console.clock) == ("night", 24)
    assert (settings.access.sign_on, settings.access.lock_after) == ("pin", timedelta(minutes=10))
    assert settings.plugin_dirs == settings.form_dirs == ()
    assert settings.disabled_plugins == ()


def test_settings_cannot_be_changed_once_loaded(written: Written) -> None:
    settings = load(written('[verbs]\np = "patrol"'))
    with pytest.raises(ValidationError):
        settings.jurisdiction = "ohio"
    with pytest.raises(ValidationError):
        settings.console.clock = 12
    with pytest.raises(TypeError):
        settings.verbs["x"] = "note"  # type: ignore[index]


def test_relative_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    path = tmp_path / "etc" / "s.toml"
    path.write_text('plugin_dirs = ["plugins.d", "/srv/p"]\n[site]\nplaces = "../places.csv"\n')
    settings = load(read(path, environ={}))
    assert settings.plugin_dirs == (tmp_path / "etc" / "plugins.d", Path("/srv/p"))
    assert settings.site.places == tmp_path / "etc" / ".." / "places.csv"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '# one\n[console]\nthem = "night"',
            'sro-ops.toml line 3: unknown key "them" in [console]. Nearest: theme',
        ),
        ('stor = "x"', 'sro-ops.toml line 1: unknown key "stor". Nearest: store'),
        ("[acess]\n", 'sro-ops.toml line 1: unknown key "acess". Nearest: access'),
        ("a.zzz = 1", 'sro-ops.toml line 1: unknown key "a"'),
        ('[console]\nclock = "24"', "sro-ops.toml line 2: clock in [console] should be 12 or 24"),
        ("console = 5", "sro-ops.toml line 1: console should be a table"),
        ('plugin_dirs = "x"', "sro-ops.toml line 1: plugin_dirs should be a list"),
        (
            'plugin_dirs = [\n "a",\n 3]',
            "sro-ops.toml line 3: plugin_dirs number 2 should be the path of a file or folder",
        ),
        ("disabled_plugins = [1]", "line 1: disabled_plugins number 1 should be text"),
        (
            '[console]\ntheme = "nigt"',
            "line 2: theme in [console] should be night, day, contrast, terminal or a file that "
            "ends in .toml. Nearest: night",
        ),
        (
            '[site]\ntimezone = "America/Chicgo"',
            'line 2: timezone in [site] should be a time zone, not "America/Chicgo". '
            "Nearest: America/Chicago",
        ),
        ('[site]\ncode = "O H"', "line 2: code in [site] should be 2 to 8 capitals and digits"),
        ("[site]\ncode = 5", "line 2: code in [site] should be text"),
        ('[access]\nlock_after = "10 min"', 'should be a duration like "90s", "10m" or "2h"'),
        ('[access]\nlock_after = "5s"', "lock_after in [access] should be between 10s and 24h"),
        ('[access]\nsign_on = "pim"', 'sign_on in [access] should be "pin" or "os_user"'),
        (
            '[roles.officer]\npermissions = ["core.*",\n"privacy.educaton"]',
            'line 3: no permission "privacy.educaton" in [roles.officer]. '
            "Nearest: privacy.education",
        ),
        ("[roles.officer]\n", "line 1: permissions in [roles.officer] is missing"),
        ('[verbs]\n"two words" = "x"', '"two words" cannot be a verb'),
        ('store = "patrol.db"', "line 1: store should be sqlite:///PATH or postgresql+psycopg://"),
        ('store = "sqlite://"', "line 1: store should be sqlite:///PATH"),
        ('store = "sqlite:///:memory:"', "a store in memory keeps nothing"),
        ("store = { enb = 'X' }", 'line 1: store should be text, {env = "NAME"} or {file ='),
        ("\n\nstore = 5", 'line 3: store should be text, {env = "NAME"} or {file = "path"}'),
    ],
)
def test_a_mistake_is_named_with_file_line_and_what_should_stand_there(
    written: Written, text: str, message: str
) -> None:
    with pytest.raises(Refused) as caught:
        load(written(text), owners=())
    assert message in str(caught.value)


def test_every_mistake_is_listed_in_the_order_of_the_file(written: Written) -> None:
    file = written('bad = 1\n[console]\nthem = "x"\nclock = 13\n[site]\ncod = "x"\n')
    assert [str(p).partition(":")[0] for p in problems(file, ())] == [
        f"sro-ops.toml line {line}" for line in (1, 3, 4, 6)
    ]
    with pytest.raises(Refused, match=r"And 3 more: sro-ops config validate$"):
        load(file)


class Port(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    key: Secret | None = None


class Stations(BaseModel):
    model_config = ConfigDict(extra="forbid")
    station: tuple[Port, ...] = ()
    by_name: dict[str, Port] = {}


STATIONS = """
[[stations.station]]
name = "gate-a"
key = { env = "SRO_TEST_KEY" }
[[stations.station]]
name = "gate-b"
"""


def test_a_plugins_table_waits_until_its_owner_is_known(written: Written) -> None:
    file = written(STATIONS)
    assert load(file).plugin_tables["stations"]["station"][1] == {"name": "gate-b"}
    check_tables(file, {"stations"})
    with pytest.raises(Refused, match=r'line 2: unknown key "stations"\. Nearest: station$'):
        check_tables(file, {"station"})


def test_a_plugins_table_is_held_against_the_plugins_schema(written: Written) -> None:
    table = read_table(written(STATIONS), "stations", Stations)
    assert [port.name for port in table.station] == ["gate-a", "gate-b"]
    assert table.station[0].key == Secret("env", "SRO_TEST_KEY")
    assert read_table(written(""), "stations", Stations).station == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            STATIONS + "nam = 1",
            'line 7: unknown key "nam" in [stations.station]. Nearest: name',
        ),
        ("[[stations.station]]\n", "line 1: name in [stations.station] is missing"),
        ("[stations.by_name.x]\nname = 4", "line 2: name in [stations.by_name.x] should be text"),
        (
            "[stations.by_name.x]\nname = 'n'\nkye = 4",
            'line 3: unknown key "kye" in [stations.by_name.x]. Nearest: key',
        ),
        ("[stations]\nstations = []", 'unknown key "stations" in [stations]. Nearest: station'),
        ("[[stations]]\n", "line 1: stations should be a table"),
    ],
)
def test_a_mistake_in_a_plugins_table_is_named_alike(
    written: Written, text: str, message: str
) -> None:
    with pytest.raises(Refused) as caught:
        read_table(written(text), "stations", Stations)
    assert message in str(caught.value)


def test_the_schema_describes_every_key_and_forbids_others() -> None:
    schema = json_schema({"stations": Stations})
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Console"]["additionalProperties"] is False
    assert schema["$defs"]["Access"]["properties"]["lock_after"]["default"] == "10m"
    assert "stations.Port" in schema["$defs"]
    assert {"required": ["env"]}.items() <= schema["properties"]["store"]["anyOf"][1].items()
