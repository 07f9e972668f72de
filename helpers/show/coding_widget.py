"""The widget of `code_sample`: the questions at once, every answer as a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict

from helpers.show.widget import Widget, script, style

if TYPE_CHECKING:
    from helpers.show.coding import Coding


class CodingWidget(Widget):
    """Carries messages between the browser and a `Coding`."""

    _esm = script("coding")
    _css = style("coding")
    questions = Dict().tag(sync=True)

    def __init__(self, coding: Coding):
        super().__init__(coding, questions=coding.questions())
