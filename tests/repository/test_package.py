"""What is built and handed on: one wheel with everything, under one license."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from sro_ops._version import __version__

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PLUGINS = sorted(path.parent for path in (ROOT / "plugins").glob("*/__init__.py"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_holds_every_module_and_data_file(wheel: zipfile.ZipFile) -> None:
    inside = set(wheel.namelist())
    for base, package in [
        (ROOT / "src", ROOT / "src" / "sro_ops"),
        *((ROOT / "plugins", folder) for folder in PLUGINS),
    ]:
        files = [path for path in package.rglob("*") if path.is_file()]
        wanted = {path.relative_to(base).as_posix() for path in files if path.suffix != ".pyc"}
        assert wanted <= inside


def test_the_wheel_puts_nothing_beside_its_packages(wheel: zipfile.ZipFile) -> None:
    ours = {"sro_ops", f"sro_ops-{__version__}.dist-info", *(path.name for path in PLUGINS)}
    assert {name.split("/")[0] for name in wheel.namelist()} == ours


def test_every_plugin_has_its_entry_point_and_its_manifest() -> None:
    named = PROJECT.get("entry-points", {}).get("sro_ops", {})
    assert sorted(named.values()) == [path.name for path in PLUGINS]
    assert all((path / "plugin.toml").is_file() for path in PLUGINS)


def test_the_license_is_apache_2_and_goes_with_the_wheel(wheel: zipfile.ZipFile) -> None:
    assert PROJECT["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    name = f"sro_ops-{__version__}.dist-info/licenses/LICENSE"
    assert wheel.read(name).decode() == text
