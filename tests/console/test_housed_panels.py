"""The panels of real plugins on a real store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from sro_ops.host.panels import Face

from .housing import house_of, housed, keep, school, write_plugin

pytestmark = pytest.mark.usefixtures("alone")

HALLS = """
@hookimpl
def sro_panels():
    def halls(session, site, now):
        assert site == "OHS" and str(now.tzinfo) == "America/Chicago"
        found = session.scalars(select(Referral).where(Referral.site == site))
        return Panel([PanelRow(one.text, number=one.number) for one in found])
    return [PanelContribution("Halls", halls, order=10)]
"""


def titled(faces: list[Face], title: str) -> Face:
    [found] = [face for face in faces if face.title == title]
    return found


def test_titles_are_known_before_anything_is_loaded(tmp_path: Path) -> None:
    write_plugin(tmp_path, "raise SystemExit")
    with housed(school(tmp_path)) as source:
        titles = [face.title for face in source.titles()]
        assert (titles[0], titles[-1]) == ("Patrol", "Halls")
        assert all(face.panel is None for face in source.titles())


def test_a_plugin_that_did_not_load_has_stopped_and_the_others_show(tmp_path: Path) -> None:
    write_plugin(tmp_path, "import no_such_module")
    with housed(school(tmp_path)) as source:
        faces = list(source.faces())
        halls = titled(faces, "Halls")
        assert titled(faces, "Patrol").panel is not None
        assert halls.panel is None
        assert "no_such_module" in halls.stopped


def test_a_panel_that_raises_has_stopped_and_is_asked_no_more_after_five_faults(
    tmp_path: Path,
) -> None:
    write_plugin(
        tmp_path,
        "@hookimpl\ndef sro_panels():\n    return [PanelContribution('Halls', lambda *a: 1 / 0)]",
    )
    with housed(school(tmp_path)) as source:
        for _ in range(5):
            assert "ZeroDivisionError" in titled(list(source.faces()), "Halls").stopped
        assert "switched off after errors" in titled(list(source.faces()), "Halls").stopped


def test_a_panel_that_answers_with_something_else_has_stopped(tmp_path: Path) -> None:
    write_plugin(
        tmp_path, "@hookimpl\ndef sro_panels():\n    return [PanelContribution('Halls', dict)]"
    )
    with housed(school(tmp_path)) as source:
        assert "TypeError" in titled(list(source.faces()), "Halls").stopped


def test_rows_about_protected_records_are_marked(tmp_path: Path) -> None:
    write_plugin(tmp_path, HALLS)
    with housed(school(tmp_path)) as source:
        keep(source, "refer to counselor")
        halls = titled(list(source.faces()), "Halls")
        assert (halls.title, halls.stopped) == ("Halls", "")
        assert halls.protected == {"HR-2026-0001"}


def test_the_patrol_panel_shows_todays_checks_the_last_on_top(tmp_path: Path) -> None:
    write_plugin(tmp_path)
    with housed(school(tmp_path)) as source:
        panel = titled(list(source.faces()), "Patrol").panel
        assert panel is not None
        assert (panel.rows, panel.empty) == ((), "No patrol today yet.  patrol gym secure")
        now = house_of(source).now()
        noon = now.replace(hour=0, minute=0, second=30)
        keep(source, "patrol gym secure", noon)
        keep(source, "door 4 propped, closed it")
        keep(source, "patrol lot b quiet", now - timedelta(days=1))
        panel = titled(list(source.faces()), "Patrol").panel
        assert panel is not None
        assert panel.figure == "2 today"
        assert [(row.place, row.text) for row in panel.rows] == [
            ("Door 4", "propped, closed it"),
            ("Gym", "secure"),
        ]
