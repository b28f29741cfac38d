"""A field may not hide what every record has."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Mapped

from sro_ops.records.fields import field
from sro_ops.records.record import Record


@pytest.mark.parametrize(
    "name", ["kind", "summary", "check", "field", "place", "number", "state", "why", "typed"]
)
def test_a_field_with_a_name_that_every_record_has_is_refused_in_words(name: str) -> None:
    body = {"__annotations__": {name: Mapped[str]}, name: field("Anything"), "__module__": __name__}
    with pytest.raises(TypeError, match=f'a field cannot be called "{name}"'):
        type("Odd", (Record,), body, type="odd.one", prefix="OD", record_class="general")
