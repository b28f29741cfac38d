"""The host's own record type: a note, always there, with every plugin off."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sro_ops.records.fields import field
from sro_ops.records.record import Record
from sro_ops.records.verbs import Verb


class Note(
    Record,
    type="core.note",
    prefix="N",
    record_class="law_enforcement_unit",
    word="note",
    label="Note",
):
    """What an officer wrote that no other verb took."""

    text: Mapped[str] = field("Text")


NOTE = Verb("note", "core.note", "Keep anything worth writing down", "note lot b truck idling")
"""The verb of the host; a line whose first word is no verb is a note too."""
