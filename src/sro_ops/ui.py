"""The public door to the screen, for plugins: what the console's own screens are made of.

Importing it loads Textual; the headless door is `sro_ops`. docs/kit.md has a section on each name.
"""

from __future__ import annotations

from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar, Hint, Keys, Ruled
from sro_ops.console.kit.charts import bars, chart, meter, share_row
from sro_ops.console.kit.detail import Detail
from sro_ops.console.kit.dialogs import Question
from sro_ops.console.kit.empty import Empty, failed, nothing
from sro_ops.console.kit.form import FormRow
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, ruled, spread
from sro_ops.console.kit.page import Page
from sro_ops.console.kit.pages import Pages
from sro_ops.console.kit.palette import Command
from sro_ops.console.kit.picklist import PickList
from sro_ops.console.kit.plain import cut, fit, shown, surname
from sro_ops.console.kit.records import RecordList
from sro_ops.console.kit.scanline import ScanLine
from sro_ops.console.kit.sheet import Sheet
from sro_ops.console.kit.states import of_state
from sro_ops.console.kit.timing import time_of
from sro_ops.console.kit.virtual import VirtualList
from sro_ops.console.kit.window import Slice
from sro_ops.console.kit.wrap import hang, wrap
from sro_ops.console.source.forms import Form, FormField, Understood
from sro_ops.console.source.page import RecordPage
from sro_ops.console.source.records import Kind, ListFacts, ListQuery, RecordRow

__all__ = [
    "KEY", "PLAIN", "QUIET", "STRONG", "Bar", "Command", "Detail", "Empty", "Form", "FormField",
    "FormRow", "Hint", "Keys", "Kind", "ListFacts", "ListQuery", "Page", "Pages", "PickList",
    "Piece", "Question", "RecordList", "RecordPage", "RecordRow", "Ruled", "ScanLine", "Sheet",
    "Slice", "Understood", "VirtualList", "ask", "bars", "chart", "cut", "failed", "fit", "hang",
    "meter", "nothing", "of_state", "ruled", "share_row", "shown", "spread",
    "surname", "time_of", "wrap",
]  # fmt: skip
